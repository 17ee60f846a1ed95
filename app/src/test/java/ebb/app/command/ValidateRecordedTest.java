package ebb.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.CandleCsvReader;
import ebb.adapters.venue.Venue;
import ebb.app.Ebb;
import ebb.app.backtest.RecordedMarkets;
import ebb.config.EbbConfig;
import ebb.research.data.BtcTrend;
import ebb.research.data.DataFolder;
import ebb.research.data.Dataset;
import ebb.research.data.Tape;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.Decided;
import ebb.research.trade.ShadowRules;
import ebb.research.trade.ShadowTrades;
import ebb.research.trade.Trades;
import ebb.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ebb validate} over a recorded coin; skipped by name where the recordings are not there. */
class ValidateRecordedTest {
    private static final String COIN = "INUSDT";
    private static final int MINUTE_SEC = 60;

    @TempDir
    private Path folder;

    @Test
    void shouldBeTheSameWhenRunTwiceHoweverManyRunAtOnce() throws Exception {
        Path data = SharedData.file("data/pumps/" + DataFolder.CANDLES).getParent();

        String first = validate(data, "2");
        String second = validate(data, "1");

        assertEquals(first, second);
        JsonNode tree = new ObjectMapper().readTree(first);
        assertTrue(tree.at("/data/0/trades").asInt() > 0, "a coin that is traded");
        assertTrue(tree.at("/data/0/shadows").asInt() > 0, "and whose signals are refused too");
    }

    private static String validate(Path data, String parallel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            String[] line = {
                "validate",
                "nullspectre",
                "--data",
                data.toString(),
                "--symbols",
                COIN,
                "--json",
                "--parallel",
                parallel
            };
            assertEquals(ExitCode.OK, Ebb.run(line));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * Shadows are led by code of their own: what the engine really traded must come to the same when it is followed as
     * a shadow (NS-VAL-1, PAPER-7). An account so small that the recorded volume fills it whole.
     */
    @Test
    void shouldLeadAShadowAsTheEngineLeadsATrade() {
        Path file = SharedData.file("data/pumps/" + DataFolder.CANDLES);
        Tape tape = new Tape();
        CandleCsvReader.run(file, COIN, MINUTE_SEC, Venue.MEXC, tape.part(COIN), line -> {});
        Tape.Fees fees = new Tape.Fees(600_000, 600_000);
        List<String> settings = List.of(
                "ns.ent.timeout=90s",
                "paper.equity=20",
                "paper.bar-share=100%",
                "risk.losing-run=1000",
                "ns.uni.min-age=1h",
                "ns.uni.min-volume=0",
                "ns.use.funding=false");
        Dataset data =
                new Dataset(COIN, Dataset.Kind.CANDLES, settings, fees, List.of(tape), List.of(), BtcTrend.unknown());
        RecordedMarkets markets = new RecordedMarkets(List.of(), List.of());
        EbbConfig config = markets.config(data, List.of());
        Trades.Found found =
                markets.play(config, tape, fees, folder.resolve("run")).facts().trades();

        int compared = 0;
        for (ClosedTrade trade : found.closed()) {
            ClosedTrade shadow = shadow(found, trade, tape, ShadowRules.of(config, fees));
            // The shadow does not know the range that bounds the chase: a fill at that bound is another entry.
            if (shadow.execution().entrySlip().equals(trade.execution().entrySlip())) {
                compared++;
                assertEquals(trade.r(), shadow.r(), 0.02, trade + " against " + shadow);
                assertEquals(trade.execution().hits(), shadow.execution().hits(), trade + " against " + shadow);
                assertEquals(trade.span().closedNs(), shadow.span().closedNs(), 60_000_000_000L);
            }
        }
        assertTrue(compared >= 2, compared + " of " + found.closed().size() + " trades have a shadow's entry");
    }

    private static ClosedTrade shadow(Trades.Found found, ClosedTrade trade, Tape tape, ShadowRules rules) {
        List<Decided> asRefused = new ArrayList<>();
        for (Decided each : found.decided()) {
            if (each.origin().signal() == trade.origin().signal()) {
                asRefused.add(new Decided(
                        each.origin(), each.level(), each.atNs(), each.plan(), each.evidence(), Set.of("none")));
            }
        }
        Trades.Found alone = new Trades.Found(List.of(), asRefused, 0, 1, found.refusals());
        return ShadowTrades.of(tape, alone, rules).get(0).trade();
    }
}
