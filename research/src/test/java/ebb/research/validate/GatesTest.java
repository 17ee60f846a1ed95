package ebb.research.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.research.trade.ClosedTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static List<String> history(Sample sample, Sample fixed) {
        return words(HistoryGates.of(sample, Sampled.figures(sample), fixed));
    }

    private static List<String> words(List<Gate> gates) {
        return gates.stream()
                .map(gate -> String.format(
                        Locale.ROOT, "%s %.3f %s", gate.name().substring(3), gate.value(), gate.verdict()))
                .toList();
    }

    @Test
    void shouldMeasureASampleAsTheRuleSays() {
        // NS-VAL-2: 3 wins of 2 R, 1 loss of 1 R, 1 breakeven: it counts in the mean only.
        Sample sample = Sampled.books()
                .trades(3, 2, 70, 80)
                .trades(1, -1, 60, 50)
                .trades(1, 0.04, 60, 50)
                .equity(100, 120, 90, 100, 110, 105, 108, 109, 111, 112, 113)
                .sample();

        Performance found = Sampled.figures(sample);

        assertEquals(new Performance.Counts(5, 3, 1), found.counts());
        assertEquals(0.75, found.counts().decided().rate());
        assertEquals(2.0, found.payoff(), 1e-12);
        assertEquals(5.04 / 5, found.meanR(), 1e-12);
        assertEquals(0.25, found.risk().maxDrawdown(), 1e-12);
        assertEquals(0.5, found.risk().meanMae(), 1e-12);
        assertTrue(Double.isFinite(found.risk().sharpe()));
        assertEquals(found, Sampled.figures(sample), "the same seed gives the same intervals");
    }

    @Test
    void shouldPassWhereEverythingHoldsByEnoughTradesWithBooks() {
        Sample sample = Sampled.books()
                .trades(300, 4, 75, OptionalDouble.of(80), 2, Set.of())
                .trades(100, -1, 60, OptionalDouble.of(80), 1, Set.of())
                .trades(160, 4, 75, OptionalDouble.of(60), 2, Set.of())
                .trades(240, -1, 60, OptionalDouble.of(60), 1, Set.of())
                .sample();
        Sample fixed = Sampled.books()
                .trades(400, 4, 75, OptionalDouble.of(60), 1, Set.of())
                .sample();

        assertEquals(
                List.of(
                        "VAL-4 win rate 0.575 PASS",
                        "VAL-4 payoff 4.000 PASS",
                        "VAL-5 quality p 0.000 PASS",
                        "VAL-6 support lift 0.575 PASS",
                        "VAL-7 micro lift 0.350 PASS",
                        "VAL-4 strategy 800.000 PASS"),
                history(sample, fixed));
    }

    @Test
    void shouldOnlyIndicateWhatFewTradesOrCandlesShow() {
        Sample few = Sampled.books()
                .trades(20, 4, 75, OptionalDouble.of(80), 2, Set.of())
                .trades(10, -1, 60, OptionalDouble.of(60), 1, Set.of())
                .sample();
        Sample fixed = Sampled.books()
                .trades(30, 4, 75, OptionalDouble.of(60), 1, Set.of())
                .sample();
        assertEquals(
                List.of(
                        "VAL-4 win rate 0.667 PASS",
                        "VAL-4 payoff 4.000 PASS",
                        "VAL-5 quality p 0.000 PASS",
                        "VAL-6 support lift 0.667 INDICATIVE",
                        "VAL-7 micro lift 1.000 INDICATIVE",
                        "VAL-4 strategy 30.000 INDICATIVE"),
                history(few, fixed));

        // NS-CON-7: candles alone cannot pass, however good.
        Sample candles = Sampled.candles()
                .trades(900, 4, 75, OptionalDouble.empty(), 2, Set.of())
                .trades(300, -1, 60, OptionalDouble.empty(), 1, Set.of())
                .sample();
        List<String> gates = history(candles, null);
        assertEquals("VAL-7 micro lift NaN NOT_ASKED", gates.get(4));
        assertEquals("VAL-4 strategy 1200.000 INDICATIVE", gates.get(5));
    }

    @Test
    void shouldFailBelowThirtyFivePercentAndHoldBetween() {
        assertEquals("VAL-4 win rate 0.340 FAIL", winRate(34, 66));
        assertEquals("VAL-4 win rate 0.350 HOLD", winRate(35, 65));
        assertEquals("VAL-4 win rate 0.390 HOLD", winRate(39, 61));
        assertEquals("VAL-4 win rate 0.400 PASS", winRate(40, 60));
        assertEquals("VAL-4 win rate 0.474 NOT_ENOUGH_TRADES", winRate(9, 10));
    }

    private static String winRate(int wins, int losses) {
        Sample sample = Sampled.books()
                .trades(wins, 3, 70, 80)
                .trades(losses, -1, 70, 60)
                .sample();
        return history(sample, null).get(0);
    }

    @Test
    void shouldFailWhereNoEnhancementHolds() {
        // NS-VAL-4: winners no better than losers, microstructure the wrong way round.
        Sample sample =
                Sampled.books().trades(25, 4, 60, 50).trades(25, -1, 60, 90).sample();

        List<String> gates = history(sample, null);

        assertEquals("VAL-4 win rate 0.500 PASS", gates.get(0));
        assertEquals("VAL-5 quality p 0.500 HOLD", gates.get(2));
        assertEquals("VAL-6 support lift NaN NOT_ASKED", gates.get(3));
        assertEquals("VAL-7 micro lift -1.000 HOLD", gates.get(4));
        assertEquals("VAL-4 strategy 50.000 FAIL", gates.get(5));
    }

    @Test
    void shouldSayThatThereAreNotEnoughTrades() {
        Sample nothing = Sampled.candles().equity(100, 100).sample();

        List<Gate> gates = HistoryGates.of(nothing, Sampled.figures(nothing), nothing);

        assertTrue(gates.stream().allMatch(gate -> gate.verdict() == Verdict.NOT_ENOUGH_TRADES), gates::toString);
        String words = HistoryGates.honesty(Sampled.figures(nothing));
        assertTrue(words.contains("not enough trades") && words.contains("305"), words);
        Sample fifty =
                Sampled.candles().trades(21, 3, 70, 80).trades(29, -1, 60, 60).sample();
        words = HistoryGates.honesty(Sampled.figures(fifty));
        assertTrue(words.startsWith("21 of 50 trades won, 42.0 %, with 95 % between 29.4 and 55.8 %"), words);
    }

    @Test
    void shouldAskThePaperGates() {
        long[] rising = new long[40];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = 1_000 + 10 * i - i % 3;
        }
        Sample good = Sampled.books()
                .trades(30, 3, 70, 80)
                .trades(25, -1, 60, 60)
                .equity(rising)
                .sample();
        List<Gate> gates = PaperGates.of(good, Sampled.figures(good));
        assertEquals(
                "[PASS, PASS, PASS, PASS, PASS, PASS, NOT_ASKED]",
                gates.stream().map(Gate::verdict).toList().toString());

        Sample faulty = new Sample(good.trades().subList(0, 40), List.of(), good.curves(), 1, false);
        gates = PaperGates.of(faulty, Sampled.figures(faulty));
        assertEquals(Verdict.NOT_ENOUGH_TRADES, gates.get(0).verdict());
        assertEquals(Verdict.FAIL, gates.get(5).verdict());
    }

    /** Fifty-five short trades whose entries were to cost a share of the mid, and did cost this much more than the entry. */
    private static Gate slippage(double walk, double slip, int trades) {
        List<ClosedTrade> all = new ArrayList<>();
        for (ClosedTrade each :
                Sampled.books().trades(trades, 3, 70, 80).sample().trades()) {
            ClosedTrade.Execution done = new ClosedTrade.Execution(
                    each.execution().why(),
                    2,
                    1,
                    false,
                    OptionalDouble.of(slip),
                    OptionalDouble.empty(),
                    OptionalDouble.of(walk));
            all.add(new ClosedTrade(each.origin(), each.span(), each.result(), each.evidence(), done, each.tags()));
        }
        Sample sample = new Sample(all, List.of(), List.of(), 0, false);
        List<Gate> gates = PaperGates.of(sample, Sampled.figures(sample));
        return gates.get(gates.size() - 1);
    }

    /** NS-VAL-11: what was paid against the mid within half of what the walk had said. */
    @Test
    void shouldHoldSlippageAgainstTheWalk() {
        assertEquals(Verdict.PASS, slippage(0.004, 0, 55).verdict());
        assertEquals(0, slippage(0.004, 0, 55).value(), 1e-9, "filled at the walk's price");
        assertEquals(Verdict.PASS, slippage(0.004, 0.0019, 55).verdict());
        assertEquals(Verdict.FAIL, slippage(0.004, 0.0021, 55).verdict());
        assertEquals(Verdict.PASS, slippage(0.004, -0.0019, 55).verdict());
        assertEquals(Verdict.FAIL, slippage(0.004, -0.0021, 55).verdict(), "too good to be true");
        assertEquals(Verdict.NOT_ENOUGH_TRADES, slippage(0.004, 0, 49).verdict());
        // The fill is 1 % worse than an entry that is 0.4 % below the mid: 1 − 0.996 · 0.99.
        ClosedTrade.Execution paid = new ClosedTrade.Execution(
                ebb.codecs.sbe.ExitWhy.STOP,
                2,
                1,
                false,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                OptionalDouble.of(0.004));
        assertEquals(1 - 0.996 * 0.99, paid.entryCost().getAsDouble(), 1e-12);
    }

    /** NS-VAL-1. */
    @Test
    void shouldCountShadowsInComparisonsAndNowhereElse() {
        Sample shadows = Sampled.books()
                .trades(30, 4, 75, OptionalDouble.of(80), 2, Set.of())
                .trades(30, -1, 60, OptionalDouble.of(60), 1, Set.of())
                .asShadows("NS-CON-2")
                .trades(2, 1, 70, 50)
                .sample();

        List<String> gates = history(shadows, shadows);

        assertEquals("VAL-4 win rate 1.000 NOT_ENOUGH_TRADES", gates.get(0));
        assertEquals("VAL-5 quality p 0.000 PASS", gates.get(2));
        assertEquals("VAL-6 support lift 0.000 HOLD", gates.get(3));
        // 30 of 30 above 70; below it 2 of the 32
        assertEquals("VAL-7 micro lift 0.938 INDICATIVE", gates.get(4));
        assertEquals("VAL-4 strategy 2.000 NOT_ENOUGH_TRADES", gates.get(5));
        Groups.Group refused = Groups.byRule(shadows).get(0);
        assertEquals(
                "NS-CON-2 60 0.5 1.5",
                refused.name() + " " + refused.trades() + " "
                        + refused.decided().rate() + " " + refused.meanR());
    }

    /** NS-VAL-10. */
    @Test
    void shouldPartTradesByWhatTheyAreTaggedWith() {
        Sample sample = Sampled.books()
                .trades(3, 2, 70, OptionalDouble.empty(), 1, Set.of("BTC_UP", "NEW"))
                .trades(1, -1, 70, OptionalDouble.empty(), 1, Set.of("BTC_UP"))
                .trades(2, -1, 70, OptionalDouble.empty(), 1, Set.of("BTC_DOWN"))
                .sample();

        assertEquals(
                List.of("BTC_DOWN 2 0.0 -1.0", "BTC_UP 4 0.75 1.25", "NEW 3 1.0 2.0"),
                Groups.byTag(sample).stream()
                        .map(each -> each.name() + " " + each.trades() + " "
                                + each.decided().rate() + " " + each.meanR())
                        .toList());
        assertEquals("00", Groups.byHour(sample).get(0).name());
        assertEquals(1, Groups.byVenue(sample).size());
    }

    /** NS-VAL-9. */
    @Test
    void shouldProposeTheDetectorWhenMostLossesLieInAnnouncedPumps() {
        Sampled made = Sampled.books()
                .trades(26, 3, 70, 80)
                .trades(12, -1, 70, OptionalDouble.empty(), 1, Set.of())
                .trades(12, -1, 70, OptionalDouble.empty(), 1, Set.of(Tagging.ANNOUNCED));
        assertEquals(1, Calibration.of(made.sample()).size(), "slippage of stops alone");
        made.trades(1, -1, 70, OptionalDouble.empty(), 1, Set.of(Tagging.ANNOUNCED));
        String proposal = Calibration.of(made.sample()).get(1);
        assertTrue(proposal.startsWith("13 of 25 losses lie in announced pumps"), proposal);
    }

    @Test
    void shouldProposeOnlyAfterFiftyTrades() {
        Sampled made = Sampled.books()
                .trades(20, 3, 70, OptionalDouble.empty(), 1, Set.of("BTC_UP"))
                .trades(5, -1, 70, OptionalDouble.empty(), 1, Set.of("BTC_UP"))
                .trades(4, 3, 70, OptionalDouble.empty(), 1, Set.of("BTC_DOWN"))
                .trades(20, -1, 70, OptionalDouble.empty(), 1, Set.of("BTC_DOWN"));
        assertEquals(List.of(), Calibration.of(made.sample()));

        List<String> proposals = Calibration.of(made.trades(1, -1, 70, 60).sample());

        assertEquals(2, proposals.size(), proposals::toString);
        assertTrue(proposals.get(0).contains("4.00 %") && proposals.get(1).contains("regime"), proposals::toString);
        assertNotEquals(proposals.get(0), proposals.get(1));
    }
}
