package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshot and tail equal the full replay (DESIGN Recovery), byte for byte. */
class SnapshotTailTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGoOnFromAnyMomentOfTheDemosMarket() {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", List.of("demo.seed=7", "demo.hours=6"));
        DemoMarket source =
                new DemoMarket(7, config.demo().hasFaults(), config.demo().marketNs());
        try (Backtest backtest = new Backtest(directory, config, 7, source)) {
            source.run(backtest.ingress(), line -> {});
            backtest.finish();
            SnapshotTwins twins = new SnapshotTwins(1, 10_000);
            twins.walk(backtest.run());
            assertTrue(twins.taken > 20, "snapshots taken: " + twins.taken);
            assertTrue(twins.takenInTrade > 10, "with a position and orders open: " + twins.takenInTrade);
            assertTrue(twins.compared > 1_000, "outbound messages compared: " + twins.compared);
        }
    }

    @Test
    void shouldGoOnFromAnyMomentOfARecording() {
        String capture = "frames/binance-usdm-btcusdt-2024-08-08.frames.zst";
        try (CaptureRun run = new CaptureRun(capture, directory, List.of())) {
            run.run(line -> {});
            run.finish();
            SnapshotTwins twins = new SnapshotTwins(2, 2_000);
            twins.walk(run.journal());
            assertTrue(twins.taken > 20, "snapshots taken: " + twins.taken);
            assertTrue(twins.compared > 100, "outbound messages compared: " + twins.compared);
        }
    }
}
