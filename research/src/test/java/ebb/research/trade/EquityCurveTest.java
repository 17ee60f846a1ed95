package ebb.research.trade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquityCurveTest {
    private static final long HOUR = 3_600_000_000_000L;

    /** Equity at hours since the epoch. */
    private static EquityCurve curve(long... hoursAndEquity) {
        List<EquityCurve.Mark> marks = new ArrayList<>();
        for (int i = 0; i < hoursAndEquity.length; i += 2) {
            marks.add(new EquityCurve.Mark(hoursAndEquity[i] * HOUR, hoursAndEquity[i + 1]));
        }
        return new EquityCurve(marks);
    }

    @Test
    void shouldEndEachDayWithItsLastMarkAndSkipDaysWithoutData() {
        // Day 0: start and 110; day 1: 90, 95; days 2 to 4 are not recorded; day 5: 100.
        EquityCurve curve = curve(1, 100, 23, 110, 24, 90, 40, 95, 121, 100);

        assertArrayEquals(new double[] {100, 110, 95, 100}, curve.daily());
    }

    @Test
    void shouldBeginAPartWithTheMarkBeforeIt() {
        EquityCurve curve = curve(1, 100, 23, 110, 24, 90, 40, 95, 121, 100);

        assertEquals(curve(23, 110, 24, 90, 40, 95), curve.between(24 * HOUR, 48 * HOUR));
        assertEquals(curve(1, 100, 23, 110), curve.between(Long.MIN_VALUE, 24 * HOUR));
        assertArrayEquals(
                new double[] {110, 95}, curve.between(24 * HOUR, 48 * HOUR).daily());
    }

    @Test
    void shouldHaveNothingToSayOfNothing() {
        assertEquals(0, curve().daily().length);
        assertEquals(0, curve().between(0, 1).values().length);
    }

    @Test
    void shouldChainAccountsAsShares() {
        // The second gains a tenth of its own 200: of the 120 that the first ended with, 12.
        EquityCurve chain = EquityCurve.chain(
                List.of(curve(1, 100, 2, 120), curve(), curve(50, 200, 51, 220), curve(99, 10, 100, 5)));

        assertArrayEquals(new double[] {100, 120, 120, 132, 132, 66}, chain.values());
        assertEquals(51 * HOUR, chain.marks().get(3).atNs());
        assertEquals(List.of(), EquityCurve.chain(List.of(curve())).marks());
    }
}
