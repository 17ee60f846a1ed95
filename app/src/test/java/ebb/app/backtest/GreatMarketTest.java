package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Counters;
import ebb.engine.Engine;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A market with numbers near the greatest long: as long as no order, position or money is made of them the engine goes on,
 * knows its own state, and replays to the same bytes (NUM-2).
 */
class GreatMarketTest {
    private static final long SEEDS = Long.getLong("ebb.great", 3);
    private static final int[] ONE_IN = {300, 4_000, 20, 20_000};
    private static final int LOOK_EVERY = 5_000;

    @TempDir
    Path directory;

    /** Near the greatest long, its half or less, and on the grid of what it was. */
    private static long great(long value, SplittableRandom random) {
        long step = Math.max(1, Math.abs(value));
        long near = switch (random.nextInt(7)) {
            case 0 -> Long.MAX_VALUE - 1;
            case 1 -> Long.MAX_VALUE / 2;
            case 2 -> Long.MAX_VALUE / 3;
            case 3 -> 1L << 62;
            case 4 -> Long.MAX_VALUE >> random.nextInt(30);
            case 5 -> 1L << 40 + random.nextInt(22);
            default -> step >> random.nextInt(20);
        };
        return near < step ? Math.max(1, near) : (near - random.nextLong(1_000)) / step * step;
    }

    /** A person has the last word and says nothing: whatever is judged, no order is placed. */
    private static List<String> options(long seed) {
        List<String> options = new ArrayList<>(List.of("demo.seed=" + seed, "ns.live.mode=confirm"));
        if (seed % 3 == 1) {
            options.add("vpin.mode=bulk");
        } else if (seed % 3 == 2) {
            options.add("vpin.bucket=1");
        }
        return options;
    }

    @Test
    void shouldGoOnAndReplayToTheSameBytesWhateverNumbersTheMarketSends() {
        long inexact = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            inexact += play(seed, ONE_IN[(int) (seed % ONE_IN.length)]);
        }
        assertTrue(inexact > 0);
    }

    private long play(long seed, int oneIn) {
        EbbConfig config = ConfigLoader.load(Mode.BACKTEST, List.of(), "demo", options(seed));
        DemoMarket source = new DemoMarket(seed, false, config.demo().marketNs());
        Path out = directory.resolve("seed" + seed);
        String told = "seed " + seed + ", one in " + oneIn;
        try (Backtest backtest = new Backtest(out, config, seed, source)) {
            Mangler mangler = new Mangler(backtest.ingress(), seed, oneIn, GreatMarketTest::great);
            source.run(mangler, line -> {
                if (line % LOOK_EVERY == 0) {
                    Engine engine = backtest.engine();
                    assertEquals(engine.stateHashAnew(), engine.stateHashNow(), told + ", line " + line);
                }
            });
            backtest.finish();
            assertTrue(mangler.spoilt() > 5, told + ": " + mangler.spoilt());
            ReplayResult replayed =
                    new Replay(backtest.run(), egress -> new Engine(egress, new SetupReader())::onMessage).prove();
            assertEquals(null, replayed.difference(), told);
            assertEquals(backtest.engine().stateHashNow(), replayed.stateHash(), told);
            return backtest.engine().counters().count(Counters.Cause.INEXACT);
        }
    }
}
