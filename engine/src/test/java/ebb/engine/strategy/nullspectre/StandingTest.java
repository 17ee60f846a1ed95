package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandEncoder;
import ebb.codecs.sbe.Verdict;
import ebb.engine.signal.Reasons;
import ebb.engine.state.Snapshots;
import ebb.engine.strategy.Outlet;
import ebb.testing.Allocations;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** When the strategy pauses, and what a review does (NS-RSK-4, NS-RSK-7, NS-RSK-9). */
class StandingTest {
    private static final long R = 1_000_000;
    private static final Rules RULES = Rules.load();
    private static final int NEVER = 1_000;

    private final List<String> alerts = new ArrayList<>();

    private Standing standing(int streak, EdgeSettings edge) {
        return standing(streak, Discipline.OnStreak.PAUSE, edge);
    }

    private Standing standing(int streak, Discipline.OnStreak onStreak, EdgeSettings edge) {
        Standing standing =
                new Standing(new Discipline(0, 0, streak, onStreak, 50_000, 100, edge), new NullSpectreRules(RULES));
        Outlet outlet = (Outlet) Proxy.newProxyInstance(
                Outlet.class.getClassLoader(), new Class<?>[] {Outlet.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("alert")) {
                        throw new AssertionError("nobody said that it would " + method.getName());
                    }
                    alerts.add(arguments[0] + " " + RULES.name((int) arguments[1]) + " " + arguments[3] + " of "
                            + arguments[4]);
                    return null;
                });
        standing.bind(outlet);
        return standing;
    }

    private static void review(Standing standing, Cmd kind) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
        Blocks.open(buffer, 0, CommandEncoder.BLOCK_LENGTH, CommandEncoder.TEMPLATE_ID);
        new CommandEncoder().wrap(buffer, Slots.HEADER_BYTES).kind(kind);
        standing.onCommand(buffer, 0);
    }

    private static Reasons asked(Standing standing) {
        Reasons reasons = new Reasons(4);
        standing.ask(reasons);
        assertEquals(2, reasons.size());
        return reasons;
    }

    /** So many trades, the wins among them spread evenly. */
    private static void trades(Standing standing, int count, int wins, long winR) {
        for (int i = 0; i < count; i++) {
            boolean isWin = (long) (i + 1) * wins / count > (long) i * wins / count;
            standing.onClosed(isWin ? winR : -R);
        }
    }

    @Test
    void shouldPauseAtTheSixthLossInARowUntilReviewed() {
        Standing standing = standing(6, EdgeSettings.DEFAULT);
        for (int i = 0; i < 5; i++) {
            standing.onClosed(-R);
        }
        standing.onClosed(0);
        assertFalse(standing.isPaused(), "a breakeven is no loss");
        assertTrue(asked(standing).isPassed());
        standing.onClosed(-R);
        assertTrue(standing.isPaused());
        assertEquals(List.of("CRITICAL NS-RSK-7 6000000 of 6000000"), alerts);
        assertEquals(Verdict.FAIL, asked(standing).verdict(0));
        assertEquals(RULES.code("NS-RSK-4"), asked(standing).rule(0));
        standing.onClosed(3 * R);
        assertTrue(
                standing.isPaused(), "a position that was open meanwhile may win; a person has to look all the same");

        review(standing, Cmd.ACK_ALERT);
        assertTrue(standing.isPaused(), "another command is no review");
        review(standing, Cmd.REVIEWED);
        assertFalse(standing.isPaused());
        assertTrue(asked(standing).isPassed());
    }

    @Test
    void shouldOnlyTellOfSixLossesWhereSizesShrinkInsteadNsC12() {
        Standing standing = standing(6, Discipline.OnStreak.REDUCE, EdgeSettings.DEFAULT);
        trades(standing, 6, 0, 0);
        assertFalse(standing.isPaused());
        assertTrue(asked(standing).isPassed());
        assertEquals(List.of("CRITICAL NS-RSK-7 6000000 of 6000000"), alerts);
    }

    @Test
    void shouldPauseAgainAtTheNextLossOfTheSameRun() {
        Standing standing = standing(6, EdgeSettings.DEFAULT);
        trades(standing, 6, 0, 0);
        review(standing, Cmd.REVIEWED);
        standing.onClosed(0);
        assertFalse(standing.isPaused(), "the run is six still, and nothing was lost since");
        standing.onClosed(-R);
        assertTrue(standing.isPaused());
        assertEquals(7, standing.record().losingRun(), "NS-RSK-7: a review wins nothing");
    }

    @Test
    void shouldPauseWhereLessThan35PercentOfFiftyWin() {
        Standing standing = standing(NEVER, EdgeSettings.DEFAULT);
        trades(standing, 49, 17, 3 * R);
        assertFalse(standing.isPaused(), "fifty are looked at, not fewer");
        assertEquals(Reasons.NO_VALUE, asked(standing).value(1));
        standing.onClosed(-R);
        assertTrue(standing.isPaused(), "17 of 50");
        assertEquals(List.of("CRITICAL NS-RSK-9 340000 of 350000"), alerts);
        Reasons reasons = asked(standing);
        assertEquals(RULES.code("NS-RSK-9"), reasons.rule(1));
        assertEquals(Verdict.FAIL, reasons.verdict(1));
        assertEquals(340_000, reasons.value(1));
        assertEquals(350_000, reasons.threshold(1));
    }

    @Test
    void shouldGoOnWhere36PercentWinOneAndAHalf() {
        Standing standing = standing(NEVER, EdgeSettings.DEFAULT);
        trades(standing, 50, 18, 3 * R / 2);
        assertFalse(standing.isPaused());
        Reasons reasons = asked(standing);
        assertTrue(reasons.isPassed());
        assertEquals(360_000, reasons.value(1));
    }

    @Test
    void shouldPauseWhereWinsAreTooSmall() {
        Standing standing = standing(NEVER, EdgeSettings.DEFAULT);
        trades(standing, 50, 30, 3 * R / 2 - 1_000);
        assertTrue(standing.isPaused());
        assertEquals(List.of("CRITICAL NS-RSK-9 1499000 of 1500000"), alerts);
    }

    @Test
    void shouldLookAtFiftyNewTradesAfterAReview() {
        Standing standing = standing(NEVER, EdgeSettings.DEFAULT);
        trades(standing, 50, 10, 3 * R);
        assertTrue(standing.isPaused());
        review(standing, Cmd.REVIEWED);
        trades(standing, 49, 0, 0);
        assertFalse(standing.isPaused());
        standing.onClosed(-R);
        assertTrue(standing.isPaused());
        assertEquals(2, alerts.size());
        assertEquals(100, standing.record().closed(), "what sizes rest on goes on");
    }

    @Test
    void shouldAgreeWithATwinThatKeepsEveryTrade() {
        SplittableRandom random = new SplittableRandom(909);
        EdgeSettings edge = new EdgeSettings(20, 400_000, 1_200_000);
        Standing standing = standing(4, edge);
        List<Long> all = new ArrayList<>();
        int since = 0;
        boolean byLosses = false;
        boolean byEdge = false;
        int pauses = 0;
        for (int step = 0; step < 100_000; step++) {
            String at = "seed 909, step " + step;
            if (random.nextInt(12) == 0) {
                review(standing, Cmd.REVIEWED);
                byLosses = false;
                since = byEdge ? all.size() : since;
                byEdge = false;
            }
            int kind = random.nextInt(10);
            long r = kind < 4 ? random.nextLong(50_000, 4 * R) : kind < 9 ? -random.nextLong(50_000, R) : 49_999;
            standing.onClosed(r);
            all.add(r);
            byLosses |= r <= -50_000 && losses(all) >= 4;
            boolean was = byEdge;
            byEdge |= isGone(all.subList(since, all.size()), edge);
            pauses += byEdge && !was ? 1 : 0;
            assertEquals(byLosses || byEdge, standing.isPaused(), at);
            assertEquals(standing.digestAnew(), standing.digest(), at);
        }
        assertTrue(pauses > 500, "pauses " + pauses);
    }

    private static int losses(List<Long> all) {
        int run = 0;
        for (int i = all.size() - 1; i >= 0 && all.get(i) < 50_000; i--) {
            run += all.get(i) <= -50_000 ? 1 : 0;
        }
        return run;
    }

    private static boolean isGone(List<Long> counted, EdgeSettings edge) {
        if (counted.size() < edge.trades()) {
            return false;
        }
        List<Long> last = counted.subList(counted.size() - edge.trades(), counted.size());
        double[] won =
                last.stream().filter(r -> r >= 50_000).mapToDouble(r -> r).toArray();
        double[] lost =
                last.stream().filter(r -> r <= -50_000).mapToDouble(r -> -r).toArray();
        if (won.length + lost.length == 0) {
            return false;
        }
        double rate = (double) won.length / (won.length + lost.length);
        double payoff = won.length == 0 || lost.length == 0 ? Double.MAX_VALUE : mean(won) / mean(lost);
        return rate < edge.leastWinMicro() / 1e6 || payoff < edge.leastPayoffMicro() / 1e6;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }

    @Test
    void shouldComeBackFromASnapshotPausedAndNot() {
        Standing standing = standing(6, EdgeSettings.DEFAULT);
        for (int i = 0; i < 60; i++) {
            standing.onClosed(i % 3 == 0 ? 2 * R : -R);
            Standing other = standing(6, EdgeSettings.DEFAULT);
            Snapshots.copy(standing, other, "trade " + i);
            assertEquals(standing.isPaused(), other.isPaused());
        }
        assertTrue(standing.isPaused());
        Snapshots.assertRefusedWhenCut(standing, () -> standing(6, EdgeSettings.DEFAULT));
    }

    @Test
    void shouldMoveItsDigestWithThePause() {
        Standing standing = standing(1, EdgeSettings.DEFAULT);
        standing.onClosed(-R);
        long paused = standing.digest();
        review(standing, Cmd.REVIEWED);
        assertTrue(paused != standing.digest());
    }

    @Test
    void shouldRefuseFiguresThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> new EdgeSettings(0, 350_000, 1_500_000));
        assertThrows(IllegalArgumentException.class, () -> new EdgeSettings(50, 1_000_001, 1_500_000));
        assertThrows(IllegalArgumentException.class, () -> new EdgeSettings(50, 350_000, -1));
        assertThrows(IllegalArgumentException.class, () -> new CorrelationSettings(1, 900_000, 1_500_000));
        assertThrows(IllegalArgumentException.class, () -> new CorrelationSettings(30, 1_000_001, 1_500_000));
        assertThrows(IllegalArgumentException.class, () -> new CorrelationSettings(30, 900_000, 999_999));
    }

    @Test
    void shouldAllocateNothing() {
        Standing standing = standing(NEVER, new EdgeSettings(50, 0, 0));
        Reasons reasons = new Reasons(2);
        Allocations.assertNone(i -> {
            standing.onClosed(i % 3 == 0 ? 2 * R : -R);
            reasons.clear();
            standing.ask(reasons);
        });
        assertFalse(standing.isPaused());
    }
}
