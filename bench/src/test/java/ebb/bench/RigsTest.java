package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.market.Frames;
import ebb.bench.row.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the rigs do, not how long it takes. */
class RigsTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldEchoThroughEbbThroughNettyAndBare() {
        List<Row> rows = new EchoRig().run(new Rig.Settings(1, true, true));
        assertEquals(
                List.of("raw TCP", "Netty, busy", "ebb"),
                rows.stream().map(Row::subject).toList());
        rows.forEach(each -> assertTrue(each.min() > 0 && each.p99() >= each.min(), each.toString()));
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void shouldSayWhatAMarketsSymbolsTake() {
        List<Row> rows = new MemoryRig().run(new Rig.Settings(1, false, false, new Load(1, 11, 64, 1_000, 3)));
        List<String> subjects = rows.stream().map(Row::subject).toList();
        assertTrue(subjects.contains("heap and direct in use after 10 min"), subjects::toString);
        assertTrue(subjects.contains("engine, a symbol"), subjects::toString);
        rows.forEach(each -> assertEquals("3 symbols, 11 min of market", each.testCase()));
        Row symbol = rows.stream()
                .filter(each -> each.subject().equals("engine, a symbol"))
                .findFirst()
                .orElseThrow();
        assertTrue(symbol.min() > 10, symbol::toString);
    }

    @Test
    void shouldNumberATapeWithoutAHoleThoughItBeginsAgain() {
        TradeLoop tape = new TradeLoop(7, 81);
        DecoderWorkload decoder = Workloads.decoder("binance-usdm");
        long[] header = new long[Frames.HEADER];
        long before = 0;
        for (int i = 0; i < 30; i++) {
            byte[] text = tape.next();
            assertTrue(decoder.decode(text, text.length, header, new long[2], new long[2]));
            assertTrue(before == 0 || header[Frames.FIRST] == before + 1, "trade " + i);
            before = header[Frames.FIRST];
        }
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void shouldApplyEachEventOfAJournalWhateverNumberOfSystemsLooksOn() {
        var run = ReplayRig.demo(directory.resolve("demo"));
        long one = ReplayRig.walk(run, 1);
        assertTrue(one > 10_000, () -> "events " + one);
        assertEquals(one, ReplayRig.walk(run, 5));
    }

    @Test
    void shouldRunFiveSystemsThatDecideDifferently() {
        String text = ebb.config.ConfigLoader.load(ebb.codecs.sbe.Mode.BACKTEST, List.of(), "demo", List.of())
                .canonical();
        assertEquals(1, ReplayRig.setup(text, 1).strategies().size());
        var five = ReplayRig.setup(text, 5).strategies();
        assertEquals(5, five.size());
        for (int i = 1; i < five.size(); i++) {
            assertNotEquals(five.get(0), five.get(i));
        }
    }
}
