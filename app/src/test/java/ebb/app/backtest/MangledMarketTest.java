package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever numbers a venue sends, in whatever order: the engine goes on, knows its own state, and replays to the same bytes. */
class MangledMarketTest {
    private static final long SEEDS = Long.getLong("ebb.mangled", 3);
    private static final int[] ONE_IN = {20, 300, 4_000};
    private static final int LOOK_EVERY = 5_000;

    @TempDir
    Path directory;

    @Test
    void shouldGoOnAndReplayToTheSameBytesWhateverTheMarketSends() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            play(seed, ONE_IN[(int) (seed % ONE_IN.length)]);
        }
    }

    private void play(long seed, int oneIn) {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", List.of("demo.seed=" + seed));
        DemoMarket source =
                new DemoMarket(seed, config.demo().hasFaults(), config.demo().marketNs());
        Path out = directory.resolve("seed" + seed);
        String told = "seed " + seed + ", one in " + oneIn;
        try (Backtest backtest = new Backtest(out, config, seed, source)) {
            Mangler mangler = new Mangler(backtest.ingress(), seed, oneIn);
            source.run(mangler, line -> {
                if (line % LOOK_EVERY == 0) {
                    Engine engine = backtest.engine();
                    assertEquals(engine.stateHashAnew(), engine.stateHashNow(), told + ", line " + line);
                }
            });
            backtest.finish();
            assertTrue(mangler.spoilt() > 50, told + ": " + mangler.spoilt());
            ReplayResult replayed =
                    new Replay(backtest.run(), egress -> new Engine(egress, new SetupReader())::onMessage).prove();
            assertEquals(null, replayed.difference(), told);
            assertEquals(backtest.engine().stateHashNow(), replayed.stateHash(), told);
        }
    }
}
