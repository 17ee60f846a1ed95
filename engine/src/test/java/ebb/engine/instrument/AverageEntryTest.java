package ebb.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rounding;
import ebb.codecs.sbe.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** INST-2..4 against exact decimals. */
class AverageEntryTest {
    private final InstrumentTable table = new InstrumentTable();
    private final Definition definition = new Definition();

    private Instrument instrument(Kind kind, int pe, int qe, long cs, int csExp) {
        int id = table.limit();
        int got = table.define(
                id, definition.clear().named(0, "X", kind).exponents(pe, qe).contract(cs, csExp));
        assertEquals(InstrumentTable.NEW, got, table.refusal());
        return table.at(id);
    }

    private static BigDecimal decimal(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa, -exponent);
    }

    private static long money(BigDecimal value, RoundingMode mode) {
        return value.setScale(8, mode).unscaledValue().longValueExact();
    }

    private static BigDecimal base(Instrument i, long qty, long price) {
        BigDecimal quote = decimal(qty, i.qe()).multiply(decimal(i.contractSize(), i.contractExponent()));
        return i.isInverse()
                ? quote.divide(decimal(price, i.pe()), new MathContext(80))
                : quote.multiply(decimal(price, i.pe()));
    }

    @Test
    void shouldAverageAndRealiseAsDecimalsDoInst3Inst4() {
        SplittableRandom random = new SplittableRandom(11);
        Instrument[] kinds = {
            instrument(Kind.PERP_LINEAR, -2, -3, 1, 0),
            instrument(Kind.PERP_LINEAR, -10, 0, 1000, 0),
            instrument(Kind.PERP_LINEAR, -6, 0, 125, -4),
            instrument(Kind.PERP_LINEAR, -8, -8, 1, 0),
            instrument(Kind.PERP_LINEAR, -12, -12, 1, -2),
            instrument(Kind.FUTURE, -4, -2, 5, 1),
            instrument(Kind.PERP_INVERSE, -1, 0, 100, 0),
            instrument(Kind.PERP_INVERSE, -5, -2, 10, 0),
        };
        for (int run = 0; run < 4_000; run++) {
            Instrument i = kinds[run % kinds.length];
            AverageEntry entry = new AverageEntry();
            boolean isLong = random.nextBoolean();
            long around = 1 + random.nextLong(1_000_000);
            BigDecimal cost = BigDecimal.ZERO; // exact, only of what was added; closed proportionally without rounding
            BigDecimal realised = BigDecimal.ZERO;
            long engine = 0;
            int closings = 0;
            int steps = 1 + random.nextInt(12);
            for (int s = 0; s < steps || entry.qty() > 0; s++) {
                long price = 1 + random.nextLong(around * 2);
                if (s < steps && (entry.qty() == 0 || random.nextInt(3) > 0)) {
                    long qty = 1 + random.nextLong(1_000_000);
                    entry.add(i, isLong, qty, price);
                    cost = cost.add(base(i, qty, price));
                } else {
                    long open = entry.qty();
                    long qty = s > steps + 2 ? open : 1 + random.nextLong(open);
                    BigDecimal gone = cost.multiply(BigDecimal.valueOf(qty))
                            .divide(BigDecimal.valueOf(open), new MathContext(120));
                    cost = cost.subtract(gone);
                    BigDecimal out = base(i, qty, price);
                    boolean gains = isLong != i.isInverse();
                    realised = realised.add(gains ? out.subtract(gone) : gone.subtract(out));
                    engine += entry.reduce(i, qty, price);
                    closings++;
                }
            }
            BigDecimal difference = realised.subtract(decimal(engine, -8));
            String where = "run " + run + " of seed 11: " + realised + " and " + engine;
            assertTrue(difference.signum() >= 0 || difference.abs().compareTo(new BigDecimal("1e-9")) < 0, where);
            // each closing rounds once (twice for inverse), never in our favour
            assertTrue(difference.compareTo(decimal(3L * closings, -8)) <= 0, where);
        }
    }

    @Test
    void shouldRoundOneTripExactlyOnceInst3() {
        SplittableRandom random = new SplittableRandom(12);
        Instrument linear = instrument(Kind.PERP_LINEAR, -9, -4, 125, -3);
        Instrument inverse = instrument(Kind.PERP_INVERSE, -2, 0, 10, 0);
        for (int run = 0; run < 20_000; run++) {
            boolean isLong = random.nextBoolean();
            long qty = 1 + random.nextLong(100_000_000);
            long in = 1 + random.nextLong(100_000_000);
            long out = 1 + random.nextLong(100_000_000);
            BigDecimal move = base(linear, qty, out).subtract(base(linear, qty, in));
            long exact = money(isLong ? move : move.negate(), RoundingMode.FLOOR);
            assertEquals(exact, linear.pnl(isLong, qty, in, out), "run " + run + " of seed 12");
            assertEquals(exact, trip(linear, isLong, qty, in, out), "run " + run + " of seed 12");
            BigDecimal first = base(inverse, qty, in);
            BigDecimal second = base(inverse, qty, out);
            long paired = isLong
                    ? money(first, RoundingMode.FLOOR) - money(second, RoundingMode.CEILING)
                    : money(second, RoundingMode.FLOOR) - money(first, RoundingMode.CEILING);
            assertEquals(paired, inverse.pnl(isLong, qty, in, out), "run " + run + " of seed 12");
            assertEquals(paired, trip(inverse, isLong, qty, in, out), "run " + run + " of seed 12");
        }
    }

    private static long trip(Instrument i, boolean isLong, long qty, long in, long out) {
        AverageEntry entry = new AverageEntry();
        entry.add(i, isLong, qty, in);
        long unrealised = entry.unrealised(i, out);
        assertEquals(unrealised, entry.reduce(i, qty, out));
        return unrealised;
    }

    @Test
    void shouldKeepCostExactlyWhileAddingInst4() {
        SplittableRandom random = new SplittableRandom(13);
        Instrument i = instrument(Kind.PERP_LINEAR, -2, -3, 1, 0);
        for (int run = 0; run < 2_000; run++) {
            AverageEntry entry = new AverageEntry();
            BigInteger cost = BigInteger.ZERO;
            BigInteger qty = BigInteger.ZERO;
            for (int s = 0; s < 20; s++) {
                long q = 1 + random.nextLong(1L << (1 + random.nextInt(50)));
                long p = 1 + random.nextLong(1L << (1 + random.nextInt(60)));
                entry.add(i, true, q, p);
                cost = cost.add(BigInteger.valueOf(q).multiply(BigInteger.valueOf(p)));
                qty = qty.add(BigInteger.valueOf(q));
                BigDecimal average = new BigDecimal(cost).divide(new BigDecimal(qty), 0, RoundingMode.HALF_EVEN);
                assertEquals(average.longValueExact(), entry.price(i), "run " + run + " of seed 13");
            }
        }
    }

    @Test
    void shouldNotMoveTheAverageByReducingInst4() {
        Instrument i = instrument(Kind.PERP_LINEAR, -2, 0, 1, 0);
        AverageEntry entry = new AverageEntry();
        entry.add(i, false, 1, 100);
        entry.add(i, false, 2, 101);
        assertEquals(101, entry.price(i)); // 302/3
        long first = entry.reduce(i, 1, 90);
        long second = entry.reduce(i, 2, 95);
        assertEquals((302 - 90 - 190) * 1_000_000L, first + second);
        assertTrue(entry.isFlat());
        assertEquals(Instrument.ABSENT, entry.price(i));
    }

    @Test
    void shouldShowTheHarmonicAverageOfInverseContractsInst4() {
        Instrument i = instrument(Kind.PERP_INVERSE, -1, 0, 100, 0);
        AverageEntry entry = new AverageEntry();
        entry.add(i, true, 1, 500_000);
        entry.add(i, true, 1, 600_000);
        // 2 / (1/50000 + 1/60000) = 54545.4545
        assertEquals(545_455, entry.price(i));
        entry.reduce(i, 1, 550_000);
        assertEquals(545_455, entry.price(i));
    }

    @Test
    void shouldValueAsDecimalsDoInst2() {
        SplittableRandom random = new SplittableRandom(14);
        Instrument[] kinds = {
            instrument(Kind.SPOT, -8, -8, 1, 0),
            instrument(Kind.PERP_LINEAR, -14, -14, 3, 0),
            instrument(Kind.PERP_INVERSE, -3, -1, 10, 0)
        };
        for (int run = 0; run < 20_000; run++) {
            Instrument i = kinds[run % 3];
            long qty = 1 + random.nextLong(1L << (1 + random.nextInt(30)));
            long price = 1_000 + random.nextLong(1L << (1 + random.nextInt(40)));
            BigDecimal exact = base(i, qty, price);
            assertEquals(money(exact, RoundingMode.FLOOR), i.value(qty, price, Rounding.FLOOR), "run " + run);
            assertEquals(money(exact, RoundingMode.CEILING), i.value(qty, price, Rounding.CEIL), "run " + run);
        }
    }
}
