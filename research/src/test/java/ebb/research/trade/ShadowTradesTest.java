package ebb.research.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.Nulls;
import ebb.research.data.CandleTape;
import ebb.research.data.Tape;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A short decided at 10000 with its stop at 11000, targets at 9000, 8000 and 7000; slip 20 bp, fees 6 bp (NS-VAL-1, PAPER-7). */
class ShadowTradesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final ShadowRules RULES = new ShadowRules(
            2_000,
            600_000,
            600_000,
            List.of(330_000L, 330_000L, 340_000L),
            true,
            90_000_000_000L,
            72 * 60 * MINUTE,
            15 * MINUTE);

    private static Decided decided(long atNs, long... qty) {
        List<Decided.Target> targets = List.of(
                new Decided.Target(9_000, qty[0], 1_000_000),
                new Decided.Target(8_000, qty[1], 2_000_000),
                new Decided.Target(7_000, qty[2], 3_000_000));
        OptionalDouble none = OptionalDouble.empty();
        return new Decided(
                new ClosedTrade.Origin("X", 0, Nulls.ID, 7, true),
                1,
                atNs,
                new Decided.Plan(10_000, 11_000, targets, false),
                new ClosedTrade.Evidence(OptionalDouble.of(50), none, none, "NONE"),
                Set.of("NS-CON-2"));
    }

    private static Trades.Found found(List<ClosedTrade> closed, Decided... decided) {
        return new Trades.Found(closed, List.of(decided), 0, decided.length, Map.of());
    }

    private static List<String> follow(Tape tape, Decided... decided) {
        return ShadowTrades.of(tape, found(List.of(), decided), RULES).stream()
                .map(each -> told(each.trade()))
                .toList();
    }

    private static String told(ClosedTrade trade) {
        return String.format(
                java.util.Locale.ROOT,
                "%s %.4f R, %d hits, %d min",
                trade.execution().why(),
                trade.r(),
                trade.execution().hits(),
                (trade.span().closedNs() - trade.span().openedNs()) / MINUTE);
    }

    @Test
    void shouldTakeTheNextOpenAndEndAtTheStopBothMadeWorse() {
        CandleTape tape = new CandleTape(60);
        // Sold at 10000·0.998 = 9980, risk 1020. The minute of the entry cannot reach the stop. Bought at 11000·1.002 =
        // 11022:
        // (9980 − 11022 − 0.0006·21002) / 1020 = −1.0339
        tape.candle(10_000, 11_500, 9_990, 10_000, 10).candle(10_500, 11_000, 10_400, 10_900, 10);

        ShadowTrades.Shadow shadow = ShadowTrades.of(
                        tape.tape(), found(List.of(), decided(CandleTape.T0, 1, 1, 1)), RULES)
                .get(0);

        assertEquals("STOP -1.0339 R, 0 hits, 1 min", told(shadow.trade()));
        assertEquals(0.002, shadow.trade().execution().entrySlip().getAsDouble(), 1e-12);
        assertEquals(0.002, shadow.trade().execution().stopSlip().getAsDouble(), 1e-12);
        assertEquals(OptionalDouble.of(50), shadow.trade().evidence().base());
        assertEquals(Set.of("NS-CON-2"), shadow.signal().refusedBy());
    }

    @Test
    void shouldFillAStopThatTheOpenJumpedAtTheOpenAndAStopBeforeATarget() {
        CandleTape tape = new CandleTape(60);
        // 12000·1.002 = 12024: (9980 − 12024 − 0.0006·22004) / 1020 = −2.0169
        tape.candle(10_000, 10_000, 10_000, 10_000, 10).candle(12_000, 12_100, 8_900, 9_000, 10);
        assertEquals(List.of("STOP -2.0169 R, 0 hits, 1 min"), follow(tape.tape(), decided(CandleTape.T0, 1, 1, 1)));
    }

    @Test
    void shouldTakeTargetsStrictlyThroughAndMoveTheStopToWhereNothingIsLost() {
        CandleTape tape = new CandleTape(60);
        tape.candle(10_000, 10_000, 10_000, 10_000, 10);
        tape.candle(9_500, 9_600, 9_000, 9_100, 10); // touches, does not go through
        tape.candle(9_100, 9_200, 8_999, 9_100, 0); // nobody traded
        tape.candle(9_100, 9_200, 8_999, 9_100, 10); // the first, a half of it
        // Breakeven 9980·(1 − 0.0012) = 9968; bought at 9968·1.002 = 9987.94, up.
        // 0.5·980 + 0.5·(9980 − 9988) − fees 0.0006·(9980 + 4500 + 4994) = 474.3156; / 1020
        tape.candle(9_500, 9_970, 9_400, 9_900, 10);
        assertEquals(
                List.of("BREAKEVEN 0.4650 R, 1 hits, 4 min"), follow(tape.tape(), decided(CandleTape.T0, 2, 1, 1)));
    }

    @Test
    void shouldShareOutAsConfiguredWhereTheSignalHadNothingToSize() {
        CandleTape tape = new CandleTape(60);
        tape.candle(10_000, 10_000, 10_000, 10_000, 10);
        // All three at once, the third at the open that is better than its limit.
        tape.candle(6_900, 7_500, 6_800, 7_000, 10);
        // All at 6900: 3080 − 0.0006·(9980 + 6900) = 3069.872; / 1020
        assertEquals(List.of("TARGET 3.0097 R, 3 hits, 1 min"), follow(tape.tape(), decided(CandleTape.T0, 0, 0, 0)));
    }

    @Test
    void shouldLeaveAfterThreeDaysWithoutTheFirstTarget() {
        CandleTape tape = new CandleTape(60);
        // Opened at minute 1; 72 h later the next quarter ends at minute 4335; out at the open behind it, 9900·1.002 =
        // 9919.8 → 9920.
        tape.flat(4_335, 10_000).candle(9_900, 9_900, 9_900, 9_900, 10);
        // (9980 − 9920 − 0.0006·19900) / 1020 = 0.0471
        assertEquals(List.of("TIME 0.0471 R, 0 hits, 4335 min"), follow(tape.tape(), decided(CandleTape.T0, 1, 1, 1)));
    }

    @Test
    void shouldLapseAndNotCountWhatIsOpenAtTheEnd() {
        CandleTape thin = new CandleTape(60);
        thin.candle(10_000, 10_000, 10_000, 10_000, 0).candle(10_000, 12_000, 10_000, 10_000, 10);
        assertEquals(List.of(), follow(thin.tape(), decided(CandleTape.T0, 1, 1, 1)), "nobody traded in time");

        CandleTape far = new CandleTape(60);
        far.candle(9_900, 9_940, 9_900, 9_900, 10).candle(9_900, 12_000, 9_900, 9_900, 10);
        assertEquals(List.of(), follow(far.tape(), decided(CandleTape.T0, 1, 1, 1)), "50 bp below the close");

        CandleTape open = new CandleTape(60);
        open.flat(10, 10_000);
        assertEquals(List.of(), follow(open.tape(), decided(CandleTape.T0, 1, 1, 1)));
    }

    @Test
    void shouldRestBelowItsLimitAndFillThereWhenTheMinuteComesBack() {
        CandleTape tape = new CandleTape(60);
        // Limit 9950; the open lies below it, the high above: sold at 9950, risk 1050. Out at 11022.
        tape.candle(9_900, 9_960, 9_900, 9_950, 10).candle(10_500, 11_000, 10_400, 10_900, 10);
        // (9950 − 11022 − 0.0006·20972) / 1050 = −1.0329
        assertEquals(List.of("STOP -1.0329 R, 0 hits, 1 min"), follow(tape.tape(), decided(CandleTape.T0, 1, 1, 1)));
    }

    @Test
    void shouldFollowOneSignalOfASymbolAtATimeAndNoneBesideATrade() {
        CandleTape tape = new CandleTape(60);
        tape.flat(3, 10_000).candle(10_000, 11_000, 10_000, 10_000, 10).flat(3, 10_000);
        tape.candle(10_000, 11_000, 10_000, 10_000, 10);
        Decided first = decided(CandleTape.T0, 1, 1, 1);
        Decided during = decided(CandleTape.T0 + MINUTE, 1, 1, 1);
        Decided after = decided(CandleTape.T0 + 4 * MINUTE, 1, 1, 1);
        assertEquals(2, follow(tape.tape(), first, during, after).size());

        ClosedTrade real = ShadowTrades.of(tape.tape(), found(List.of(), first), RULES)
                .get(0)
                .trade();
        assertEquals(
                1,
                ShadowTrades.of(tape.tape(), found(List.of(real), first, during, after), RULES)
                        .size(),
                "the trade has the first two's place");
    }
}
