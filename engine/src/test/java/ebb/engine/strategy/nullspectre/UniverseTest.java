package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.strategy.nullspectre.UniverseState.Stage;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UniverseTest {
    private record Coin(int id, long volume, double natr, int count, boolean isNew) {}

    private final UniverseState state = new UniverseState();
    private final UniverseRank rank = new UniverseRank(UniverseSettings.DEFAULT);

    private void evaluate(Stage wanted) {
        state.evaluate();
        assertEquals(wanted, state.stage());
    }

    @Test
    void shouldClimbOneStepAnEvaluationAndFallAnyNumberNsUni2() {
        state.listed(false, true, true).observed(true, 3, true, false);
        evaluate(Stage.ELIGIBLE);
        evaluate(Stage.WATCH);
        evaluate(Stage.ARMED);
        assertTrue(state.isSampled());
        evaluate(Stage.SETUP);
        evaluate(Stage.SETUP);
        state.listed(false, false, true);
        evaluate(Stage.SEEN);
        state.listed(true, true, true);
        evaluate(Stage.EXCLUDED);
        state.listed(false, true, true);
        evaluate(Stage.SEEN);
    }

    @Test
    void shouldWatchOnlyOnceTheBookIsLiveNsUni6() {
        state.listed(false, true, true).observed(false, 0, false, false);
        evaluate(Stage.ELIGIBLE);
        evaluate(Stage.ELIGIBLE);
        assertTrue(state.isSubscribed(), "the streams are asked for first");
        state.observed(true, 0, false, false);
        evaluate(Stage.WATCH);
        state.observed(false, 2, false, false);
        evaluate(Stage.ARMED);
    }

    @Test
    void shouldNeitherExcludeNorEvictWhatIsInATradeNsUni2() {
        state.listed(true, false, false).observed(false, 0, false, true);
        evaluate(Stage.IN_TRADE);
        evaluate(Stage.IN_TRADE);
        state.observed(false, 0, false, false);
        evaluate(Stage.EXCLUDED);
    }

    @Test
    void shouldLeaveOnlyBelowRankSixtyNsUni3() {
        assertTrue(rank.isWatched(50, false));
        assertFalse(rank.isWatched(51, false));
        assertTrue(rank.isWatched(60, true));
        assertFalse(rank.isWatched(61, true));
    }

    @Test
    void shouldRankByVolumeRangeAndSetupNsUni3() {
        rank.begin();
        rank.add(4, 100, 0.01, 0, false);
        rank.add(5, 200, 0.02, 1, false);
        rank.add(6, 300, 0.03, 4, false);
        rank.finish();
        // percentiles 1/6, 3/6, 5/6
        assertEquals(6, rank.instrument(1));
        assertEquals(90_000_000, rank.scoreMicro(1), "25 + 25 + 40");
        assertEquals(43_333_333, rank.scoreMicro(2), "15 + 15 + 40/3");
        assertEquals(10_000_000, rank.scoreMicro(3));
        assertEquals(3, rank.rankOf(0));
        rank.begin();
        rank.add(9, 100, 0.01, 0, true);
        rank.add(8, 100, 0.01, 0, false);
        rank.add(7, 100, 0.01, 0, false);
        rank.finish();
        assertEquals(9, rank.instrument(1), "a new listing has ten points more (NS-UNI-4)");
        assertEquals(7, rank.instrument(2), "of equals the lower id");
    }

    @Test
    void shouldRankAsASlowTwinDoesNsUni3() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 60; round++) {
            List<Coin> coins = new ArrayList<>();
            rank.begin();
            int n = 1 + random.nextInt(600);
            for (int i = 0; i < n; i++) {
                Coin coin = new Coin(
                        i, random.nextInt(50), random.nextInt(40) / 1000.0, random.nextInt(6), random.nextInt(9) == 0);
                coins.add(coin);
                assertTrue(rank.add(coin.id, coin.volume, coin.natr, coin.count, coin.isNew));
            }
            rank.finish();
            List<Coin> sorted = new ArrayList<>(coins);
            sorted.sort(Comparator.comparingLong((Coin c) -> -score(c, coins))
                    .thenComparingLong(c -> -c.volume)
                    .thenComparingInt(c -> c.id));
            for (int r = 1; r <= n; r++) {
                assertEquals(sorted.get(r - 1).id, rank.instrument(r), "seed 3, round " + round + ", rank " + r);
            }
        }
    }

    private static long score(Coin c, List<Coin> all) {
        double belowV = all.stream().filter(o -> o.volume < c.volume).count();
        double sameV = all.stream().filter(o -> o.volume == c.volume).count();
        double belowR = all.stream().filter(o -> o.natr < c.natr).count();
        double sameR = all.stream().filter(o -> o.natr == c.natr).count();
        double score = 30 * ((belowV + 0.5 * sameV) / all.size()) + 30 * ((belowR + 0.5 * sameR) / all.size());
        score += 40 * Math.min(c.count / 3.0, 1);
        return Math.round((score + (c.isNew ? 10 : 0)) * 1e6);
    }

    @Test
    void shouldRefuseMoreThanItHasRoomFor() {
        UniverseRank small = new UniverseRank(
                new UniverseSettings(2, 1, 1, UniverseSettings.Weights.DEFAULT, UniverseSettings.Filter.NONE));
        small.begin();
        assertTrue(small.add(0, 1, 1, 0, false));
        assertTrue(small.add(1, 1, 1, 0, false));
        assertFalse(small.add(2, 1, 1, 0, false));
        small.finish();
        assertEquals(2, small.size());
    }

    @Test
    void shouldAllocateNothing() {
        long[] sum = {0};
        Allocations.assertNone(i -> {
            rank.begin();
            for (int k = 0; k < 40; k++) {
                rank.add(k, (i * 31L + k * 17L) % 101, ((i + k) % 13) / 100.0, k % 4, k == 3);
            }
            rank.finish();
            state.listed(i % 11 == 0, i % 7 > 0, true).observed(i % 5 > 0, i % 4, i % 3 == 0, i % 97 == 0);
            sum[0] += rank.instrument(1) + (state.evaluate() ? 1 : 0);
        });
        assertTrue(sum[0] > 0);
    }
}
