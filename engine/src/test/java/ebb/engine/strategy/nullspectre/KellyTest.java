package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.Tier;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.Margin;
import ebb.testing.Allocations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code vectors/kelly.json} and the worked example of NS-RSK-1 to 6. */
class KellyTest {
    private static final long UNIT = 100_000_000L;

    private final Kelly kelly = new Kelly(KellySettings.DEFAULT);
    private final PositionSize size = new PositionSize(SizeSettings.DEFAULT);

    private void measure(JsonNode g) {
        boolean hasPayoff = !g.get("payoff").isNull();
        double payoff = hasPayoff ? Cases.number(g.get("payoff")) : 0;
        kelly.measure(g.get("wins").asInt(), g.get("losses").asInt(), hasPayoff, payoff);
        kelly.chain(
                g.get("K").asDouble(),
                Tier.valueOf(g.get("tier").asText()),
                g.get("streak").asInt(),
                Cases.number(g.get("budget")));
    }

    @Test
    void shouldFollowTheVectorsStepByStepNsRsk1And2() {
        for (JsonNode c : Cases.of("kelly.json", "kelly and chain")) {
            measure(c.get("given"));
            JsonNode want = c.get("expect");
            Cases.assertAgrees(want.get("p"), kelly.winRate(), 1, c.toString());
            Cases.assertAgrees(want.get("b"), kelly.payoff(), 1, c.toString());
            Cases.assertAgrees(want.get("fStar"), kelly.full(), 1, c.toString());
            for (JsonNode step : want.get("chain")) {
                Cases.assertAgrees(step.get(1), step(step.get(0).asText()), 1, c + " " + step);
            }
            Cases.assertAgrees(want.get("f"), kelly.share(), 1, c.toString());
            assertEquals(want.get("trade").asBoolean(), kelly.isTrade(), c.toString());
        }
    }

    private double step(String name) {
        return switch (name) {
            case "kelly" -> kelly.full();
            case "quarter" -> kelly.fraction();
            case "conviction" -> kelly.convinced();
            case "streak" -> kelly.afterLosses();
            case "tier" -> kelly.tiered();
            case "max" -> kelly.capped();
            case "budget" -> kelly.share();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Instrument instrument(JsonNode g, int pe, int qe) {
        int csDigits = 4;
        return Cases.perpetual(new Definition()
                .exponents(pe, qe)
                .grid(1, Math.max(1, Cases.mantissa(g.get("lot"), qe)))
                .contract(Cases.mantissa(g.get("cs"), -csDigits), -csDigits)
                .tier(0, Cases.mantissa(g.get("mmr"), -9), g.get("venueMax").asInt()));
    }

    @Test
    void shouldSizeAsTheVectorsDoNsRsk3And6() {
        int pe = -6;
        int qe = -1;
        for (JsonNode c : Cases.of("kelly.json", "size and leverage")) {
            JsonNode g = c.get("given");
            JsonNode want = c.get("expect");
            boolean isWhole = want.get("qty").asText().indexOf('.') < 0;
            Instrument on = instrument(g, pe, isWhole ? 0 : qe);
            long entry = Cases.mantissa(g.get("entry"), pe);
            long stop = Cases.mantissa(g.get("stop"), pe);
            long equity = Cases.mantissa(g.get("equity"), -8);
            long qty = size.quantity(on, Cases.number(g.get("f")), equity, entry, stop);
            assertEquals(Cases.mantissa(want.get("qty"), on.qe()), qty, c.toString());
            Tier tier = Tier.valueOf(g.get("tier").asText());
            int leverage = size.leverage(on, tier, entry, stop, 0);
            assertEquals(want.get("leverage").asInt(), leverage, c.toString());
            long rate = on.tiers().rateAt(0);
            double liquidation = Cases.number(want.get("liquidation")) * 1e6;
            assertEquals(
                    (long) Math.ceil(liquidation - 1e-6), Margin.liquidationPrice(on, false, entry, leverage, rate));
            double margin = (double) Margin.initial(on, qty, entry, leverage) / equity;
            assertEquals(Cases.number(want.get("marginShare")), margin, 1e-9, c.toString());
        }
    }

    @Test
    void shouldGiveTheWorkedExampleNsRsk1To6() {
        Instrument on =
                Cases.perpetual(new Definition().exponents(-5, 0).grid(1, 1).tier(0, 5_000_000, 200));
        Object[][] rows = {
            {0, 0, 0.0, 80, Tier.MAX, 0, 303_232L},
            {0, 0, 0.0, 100, Tier.MAX, 0, 379_041L},
            {0, 0, 0.0, 62, Tier.HIGH, 3, 117_502L},
            {30, 30, 4.0, 85, Tier.MAX, 0, 401_337L},
            {30, 30, 4.0, 65, Tier.HIGH, 0, 267_558L},
            {10, 30, 1.8, 90, Tier.MAX, 0, 0L},
            {5, 35, 1.5, 90, Tier.MAX, 0, 0L},
        };
        for (Object[] row : rows) {
            double payoff = (double) row[2];
            kelly.measure((int) row[0], (int) row[1], payoff > 0, payoff);
            kelly.chain((int) row[3], (Tier) row[4], (int) row[5], 0.2);
            size.measure(on, kelly.share(), (Tier) row[4], 5_000 * UNIT, 2_000, 2_130);
            assertEquals(row[6], size.qty());
            assertEquals(11, size.leverage());
        }
    }

    @Test
    void shouldShrinkToTheMarginOfASymbolNsRsk5() {
        // 52 at 1.00 and 3x bind 17.3 % of 100: 15 % leaves 45
        Instrument on =
                Cases.perpetual(new Definition().exponents(-3, 0).grid(1, 1).tier(0, 20_000_000, 75));
        size.measure(on, 0.12, Tier.MAX, 100 * UNIT, 1_000, 1_199);
        assertEquals(3, size.leverage());
        assertEquals(45, size.qty());
        assertTrue(size.isEnough(on, 1_000));
        assertTrue(size.liquidation() > 1_199 + 199 / 4);
    }

    @Test
    void shouldShrinkToWhatTheHouseAllows() {
        SizeSettings d = SizeSettings.DEFAULT;
        PositionSize housed = new PositionSize(new SizeSettings(
                d.kappaMicro(),
                d.marginMicro(),
                d.leverages(),
                d.liquidationBuffer(),
                d.budgetMicro(),
                new SizeSettings.House(3, 2_000 * UNIT)));
        Instrument on =
                Cases.perpetual(new Definition().exponents(-5, 0).grid(1, 10).tier(0, 5_000_000, 200));
        housed.measure(on, 0.12, Tier.MAX, 5_000 * UNIT, 2_000, 2_130);
        assertEquals(3, housed.leverage());
        assertEquals(100_000, housed.qty(), "2,000 at 0.02; 15 % margin at 3x would be 2,250");
    }

    @Test
    void shouldNotRoundUpToWhatTheVenueAsksNsRsk3() {
        Instrument on = Cases.perpetual(new Definition()
                .exponents(-3, 0)
                .grid(1, 1)
                .limits(46, Instrument.ABSENT, Instrument.ABSENT, 50 * UNIT)
                .tier(0, 20_000_000, 75));
        size.measure(on, 0.12, Tier.MAX, 100 * UNIT, 1_000, 1_199);
        assertFalse(size.isEnough(on, 1_000), "45 are one too few");
        size.measure(on, 0.12, Tier.MAX, 104 * UNIT, 1_000, 1_199);
        assertEquals(46, size.qty());
        assertFalse(size.isEnough(on, 1_000), "46 at 1.00 are below 50");
        size.measure(on, 0.12, Tier.MAX, 112 * UNIT, 1_000, 1_199);
        assertTrue(size.isEnough(on, 1_000));
        size.measure(on, 0, Tier.MAX, 112 * UNIT, 1_000, 1_199);
        assertFalse(size.isEnough(on, 1_000));
    }

    @Test
    void shouldRiskAFixedShareInTheBaseline() {
        KellySettings d = KellySettings.DEFAULT;
        Kelly fixed = new Kelly(new KellySettings(
                d.fraction(),
                d.priorWin(),
                d.priorPayoff(),
                d.priorTrades(),
                d.minMicro(),
                d.cutAfter(),
                d.cut(),
                d.cutAgainAfter(),
                d.tierCaps(),
                d.capMicro(),
                d.fixedMicro(),
                false));
        fixed.measure(5, 35, true, 1.5);
        fixed.chain(90, Tier.MAX, 0, 1);
        assertEquals(20_000, fixed.shareMicro());
        fixed.chain(90, Tier.MAX, 0, 0.001);
        assertFalse(fixed.isTrade(), "the budget is used up");
    }

    @Test
    void shouldHalveOnceMoreAfterSixLossesWhereToldSoNsC12() {
        KellySettings d = KellySettings.DEFAULT;
        Kelly kelly = new Kelly(new KellySettings(
                d.fraction(),
                d.priorWin(),
                d.priorPayoff(),
                d.priorTrades(),
                d.minMicro(),
                d.cutAfter(),
                d.cut(),
                6,
                d.tierCaps(),
                d.capMicro(),
                d.fixedMicro(),
                true));
        kelly.measure(0, 0, false, 0);
        kelly.chain(62, Tier.HIGH, 5, 1);
        assertEquals(35_133, kelly.shareMicro(), "half of 0.0703");
        kelly.chain(62, Tier.HIGH, 6, 1);
        assertEquals(17_567, kelly.shareMicro(), "a quarter");
    }

    @Test
    void shouldRefuseToRiskMoreThanTwelvePercent() {
        KellySettings d = KellySettings.DEFAULT;
        assertThrows(
                IllegalArgumentException.class,
                () -> new KellySettings(
                        0.25, 0.42, 3, 20, 2_500, 3, 0.5, KellySettings.NEVER, d.tierCaps(), 120_001, 20_000, true));
    }

    @Test
    void shouldCountTradesAsASlowTwinDoesNsRsk1And7() {
        SplittableRandom random = new SplittableRandom(77);
        TrackRecord record = new TrackRecord(TrackRecord.WINDOW, 50_000);
        Deque<Long> last = new ArrayDeque<>();
        int run = 0;
        for (int i = 0; i < 100_000; i++) {
            long r =
                    random.nextInt(10) == 0 ? random.nextLong(-60_000, 60_000) : random.nextLong(-1_500_000, 4_000_000);
            record.onClosed(r);
            last.addLast(r);
            if (last.size() > TrackRecord.WINDOW) {
                last.removeFirst();
            }
            run = r >= 50_000 ? 0 : r <= -50_000 ? run + 1 : run;
            assertEquals(run, record.losingRun(), "seed 77, step " + i);
            compare(record, last, "seed 77, step " + i);
            chain(record, random, "seed 77, step " + i);
        }
    }

    /** NS-RSK-1, NS-RSK-2 once more, from the record's own counts. */
    private static void chain(TrackRecord record, SplittableRandom random, String name) {
        int n = record.wins() + record.losses();
        double p = (record.wins() + 8.4) / (n + 20);
        double b = (60 + n * (record.hasPayoff() ? record.payoff() : 3)) / (n + 20);
        double full = (p * b - (1 - p)) / b;
        double conviction = random.nextInt(101);
        Tier tier = conviction >= 80 ? Tier.MAX : conviction >= 60 ? Tier.HIGH : Tier.MEDIUM;
        double share = full / 4 * conviction / 50;
        share = record.losingRun() >= 3 ? share / 2 : share;
        share = Math.min(share, tier == Tier.MAX ? 0.12 : tier == Tier.HIGH ? 0.08 : 0.04);
        double budget = random.nextInt(200) / 1_000.0;
        share = Math.min(share, budget);
        Kelly kelly = new Kelly(KellySettings.DEFAULT);
        kelly.measure(record);
        kelly.chain(conviction, tier, record.losingRun(), budget);
        assertEquals(full, kelly.full(), 1e-12, name);
        assertEquals(full <= 0 ? 0 : share, kelly.share(), 1e-12, name);
        assertEquals(full > 0 && Math.round(share * 1e6) >= 2_500, kelly.isTrade(), name);
    }

    private static void compare(TrackRecord record, Deque<Long> last, String name) {
        long wins = last.stream().filter(r -> r >= 50_000).count();
        long losses = last.stream().filter(r -> r <= -50_000).count();
        assertEquals(wins, record.wins(), name);
        assertEquals(losses, record.losses(), name);
        double won = last.stream()
                .filter(r -> r >= 50_000)
                .mapToLong(r -> r)
                .average()
                .orElse(0);
        double lost = last.stream()
                .filter(r -> r <= -50_000)
                .mapToLong(r -> -r)
                .average()
                .orElse(0);
        assertEquals(wins > 0 && losses > 0 ? won / lost : 0, record.payoff(), 1e-9, name);
        assertEquals(record.digestAnew(), record.digest(), name);
    }

    @Test
    void shouldSayThatTheEdgeIsGoneNsRsk9() {
        TrackRecord record = new TrackRecord(50, 50_000);
        for (int i = 0; i < 50; i++) {
            assertFalse(record.isEdgeGone(350_000, 1.5), "not before 50 trades");
            record.onClosed(i % 3 == 0 ? 3_000_000 : -1_000_000);
        }
        assertTrue(record.isEdgeGone(350_000, 1.5), "17 of 50 are 34 %");
        record.onClosed(-1_000_000);
        record.onClosed(3_000_000);
        record.onClosed(3_000_000);
        assertFalse(record.isEdgeGone(350_000, 1.5), "18 of 50");
        assertTrue(record.isEdgeGone(350_000, 3.1));
    }

    @Test
    void shouldAllocateNothing() {
        Instrument on =
                Cases.perpetual(new Definition().exponents(-5, 0).grid(1, 1).tier(0, 5_000_000, 200));
        TrackRecord record = new TrackRecord(TrackRecord.WINDOW, 50_000);
        long[] sum = {0};
        Allocations.assertNone(i -> {
            record.onClosed((i * 37L % 5_000_000) - 1_500_000);
            kelly.measure(record);
            kelly.chain(50 + i % 51, Tier.MAX, record.losingRun(), 0.2);
            size.measure(on, kelly.share(), Tier.MAX, 5_000 * UNIT, 2_000, 2_100 + i % 50);
            sum[0] += size.qty();
        });
        assertTrue(sum[0] > 0);
    }
}
