package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.pattern.CandleFile;
import ebb.engine.pattern.ListBars;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.pattern.RejectionTracker;
import ebb.testing.SharedData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The pattern score at each third and later rejection of real 15-minute bars. */
class PatternOfRealCoinsTest {
    private static final long FRAME_MS = 900_000;

    private final PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
    private RejectionTracker tracker;

    @Test
    void shouldScoreEveryPatternOfRealCoinsAsTheVectorsDoNsRej3To7() {
        List<Executable> all = new ArrayList<>();
        for (JsonNode c : SharedData.vectors("rejections-meme.json").get("cases")) {
            SharedData.file("data/" + c.get("given").get("file").asText());
            all.add(() -> follow(c));
        }
        assertAll(all);
    }

    private void follow(JsonNode c) {
        String symbol = c.get("given").get("symbol").asText();
        ListBars bars = CandleFile.of(c.get("given").get("file").asText()).merged(symbol, FRAME_MS);
        List<JsonNode> wanted = new ArrayList<>();
        c.get("expect").get("patterns").forEach(wanted::add);
        int[] at = {0};
        Atr atr = new Atr(AtrSettings.DEFAULT);
        tracker = new RejectionTracker(
                RejectionSettings.DEFAULT,
                RejectionTracker.Frame.DEFAULT,
                false,
                atr,
                (id, startNs, price, n, event) -> {
                    if (event == LevelEvt.RECORD && n >= 3) {
                        compare(symbol, wanted.get(at[0]++), id, startNs, n);
                    }
                });
        while (bars.hasMore()) {
            bars.advance();
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            tracker.onBar(bars, 0);
        }
        assertEquals(wanted.size(), at[0], symbol);
    }

    private void compare(String symbol, JsonNode want, long id, long startNs, int n) {
        String name = symbol + " at bar " + want.get("bar").asInt();
        assertEquals(want.get("start").asLong(), startNs / 1_000_000, name);
        assertEquals(want.get("level").asLong(), id, name);
        assertEquals(want.get("n").asInt(), n, name);
        pattern.score(tracker.levelOf(id));
        assertEquals(want.get("base").asDouble(), pattern.base(), 1e-9 * 100, name);
        assertEquals(want.get("spacing").asInt(), pattern.spacing(), name);
        assertEquals(want.get("acceleration").asInt(), pattern.acceleration(), name);
        assertEquals(want.get("P").asDouble(), pattern.score(), 1e-9 * 100, name);
    }
}
