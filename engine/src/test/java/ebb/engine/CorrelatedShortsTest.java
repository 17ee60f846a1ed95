package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.CorrelationSettings;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.SizeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shorts of coins that move together share a budget that is smaller than its parts (NS-RSK-8, NS-RSK-4). */
class CorrelatedShortsTest {
    private static final long QUARTER = 15 * PumpedCoins.MINUTE;
    private static final long ONE = 1_000_000;
    /** So little that the budget, not Kelly, decides the share. */
    private static final long BUDGET = 80_000;

    private static final int DAYS = 31;
    private static final int LAG = 45;

    /** What the account looked like when a coin's quarter hour closed. */
    private record Seen(long equity, long dayStart, long loss, long riskOfFirst) {}

    /** Notes the account at each close; what a decision of that close changes in it comes later. */
    private static final class Witness extends PumpedCoins.Looker {
        final Map<Long, Seen> ofSecond = new HashMap<>();

        @Override
        public void declare(Declaration declaration, Outlet to) {
            super.declare(declaration, to);
            declaration.tierA(instrument -> true).bars(QUARTER, 0);
        }

        @Override
        public void onBar(Market market, int frame) {
            if (market.instrument().id() == 1 && market.bars().frames().lengthNs(frame) == QUARTER) {
                long first = outlet.openRisk(outlet.market(0));
                long second = outlet.openRisk(market);
                assertEquals(outlet.openRisk(), first + second, "the parts are the whole");
                ofSecond.put(
                        outlet.nowNs(), new Seen(outlet.equity(), outlet.dayStart(), outlet.realisedLoss(), first));
            }
        }
    }

    private final Witness witness = new Witness();

    private PumpedCoins coins(CorrelationSettings correlation) {
        NullSpectreSettings plain = PumpedCoins.settings(false);
        NullSpectreSettings.Trade t = plain.trade();
        SizeSettings z = t.size();
        SizeSettings size = new SizeSettings(
                z.kappaMicro(), z.marginMicro(), z.leverages(), z.liquidationBuffer(), BUDGET, z.house());
        NullSpectreSettings settings = new NullSpectreSettings(
                plain.frameNs(),
                plain.minRejections(),
                plain.universe(),
                plain.evidence(),
                new NullSpectreSettings.Trade(
                        t.entry(), t.stop(), t.targets(), t.profile(), t.kelly(), size, correlation),
                plain.management(),
                plain.discipline(),
                plain.operating());
        return new PumpedCoins(PumpedCoins.candles(), settings, witness);
    }

    /** Plays both coins, the second 45 minutes later, and returns its first signal, at which the first is short. */
    private PumpedCoins.Told second(PumpedCoins coins, long[] first, long[] other) {
        coins.define(2);
        if (first != null) {
            coins.inbox.dayCloses(0, first);
            coins.inbox.dayCloses(1, other);
        }
        coins.play(2, LAG, 0, PumpedCoins.LENGTH);
        assertEquals("ISSUED", coins.signals(0).get(0).status());
        assertNull(coins.signals(0).get(0).of("NS-RSK-8"), "nothing was open beside it");
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
        return coins.signals(1).get(0);
    }

    private Seen seen(PumpedCoins.Told signal) {
        Seen seen = witness.ofSecond.get(signal.ns());
        assertTrue(seen.riskOfFirst() > 0, "the first is open");
        return seen;
    }

    /** What NS-RSK-4 leaves, the first coin's risk and the new one weighing so much, as a share of equity. */
    private static long share(Seen seen, long weight) {
        long whole = Scaled.mulDiv(seen.dayStart(), BUDGET, ONE, Rounding.FLOOR);
        long extra = Scaled.mulDiv(seen.riskOfFirst(), weight - ONE, ONE, Rounding.CEIL);
        long left = Math.max(0, whole - seen.loss() - seen.riskOfFirst() - extra);
        long rest = Scaled.mulDiv(left, ONE, weight, Rounding.FLOOR);
        return Scaled.mulDiv(rest, ONE, seen.equity(), Rounding.FLOOR);
    }

    private static long[] walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] closes = new long[DAYS];
        double price = 100_000;
        for (int i = 0; i < DAYS; i++) {
            price *= 1 + (random.nextDouble() - 0.5) / 10;
            closes[i] = Math.round(price);
        }
        return closes;
    }

    /** A coin that does what another does, with a little of its own. */
    private static long[] shadow(long[] of, double own) {
        SplittableRandom random = new SplittableRandom(77);
        long[] closes = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            closes[i] = Math.round(of[i] / 3.0 * (1 + own * (random.nextDouble() - 0.5)));
        }
        return closes;
    }

    /** By the book: Pearson's coefficient of the simple returns. */
    private static double rho(long[] a, long[] b) {
        int n = a.length - 1;
        double meanA = 0;
        double meanB = 0;
        for (int i = 1; i <= n; i++) {
            meanA += ((double) a[i] / a[i - 1] - 1) / n;
            meanB += ((double) b[i] / b[i - 1] - 1) / n;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 1; i <= n; i++) {
            double x = (double) a[i] / a[i - 1] - 1 - meanA;
            double y = (double) b[i] / b[i - 1] - 1 - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void shouldWeighBothRisksHalfAsMuchAgainWhereDaysRunTogether() {
        long[] first = walk(1);
        long[] other = shadow(first, 0.002);
        double rho = rho(first, other);
        assertTrue(rho > 0.99, "ρ " + rho);
        PumpedCoins.Told signal = second(coins(CorrelationSettings.DEFAULT), first, other);

        PumpedCoins.Asked asked = signal.of("NS-RSK-8");
        assertEquals("INFO", asked.verdict());
        assertEquals(rho * ONE, asked.value(), 1);
        assertEquals(900_000, asked.threshold());
        Seen seen = seen(signal);
        assertEquals(share(seen, 1_500_000), signal.of("NS-RSK-2").value(), 1);
        assertTrue(
                share(seen, 1_500_000) < share(seen, ONE) * 2 / 3, "less than two thirds: the open risk weighs, too");
    }

    @Test
    void shouldCountRisksAsTheyAreWhereDaysDoNotRunTogether() {
        long[] first = walk(1);
        long[] other = walk(2);
        double rho = rho(first, other);
        assertTrue(Math.abs(rho) < 0.9, "ρ " + rho);
        PumpedCoins.Told signal = second(coins(CorrelationSettings.DEFAULT), first, other);

        assertEquals(rho * ONE, signal.of("NS-RSK-8").value(), 1);
        assertEquals(share(seen(signal), ONE), signal.of("NS-RSK-2").value(), 1);
    }

    @Test
    void shouldTakeTheBoundFromItsKey() {
        long[] first = walk(1);
        long[] other = walk(2);
        long bound = (long) Math.floor(rho(first, other) * ONE) - 1;
        PumpedCoins.Told signal = second(coins(new CorrelationSettings(30, bound, 3_000_000)), first, other);

        assertEquals(share(seen(signal), 3_000_000), signal.of("NS-RSK-2").value(), 1);
    }

    @Test
    void shouldTakeCoinsForOneBetWhereNobodyKnows() {
        PumpedCoins.Told signal = second(coins(CorrelationSettings.DEFAULT), null, null);

        PumpedCoins.Asked asked = signal.of("NS-RSK-8");
        assertEquals("WARMING", asked.validity());
        assertEquals(share(seen(signal), 1_500_000), signal.of("NS-RSK-2").value(), 1);
    }

    @Test
    void shouldTakeCoinsForOneBetWhereADayIsMissing() {
        long[] first = walk(1);
        long[] shorter = new long[DAYS - 1];
        System.arraycopy(walk(2), 1, shorter, 0, DAYS - 1);
        PumpedCoins.Told signal = second(coins(CorrelationSettings.DEFAULT), first, shorter);

        assertEquals("WARMING", signal.of("NS-RSK-8").validity());
        assertEquals(share(seen(signal), 1_500_000), signal.of("NS-RSK-2").value(), 1);
    }
}
