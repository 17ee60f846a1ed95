package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** NUM-2, NUM-3, NUM-4, NUM-8 against BigInteger and BigDecimal. */
class ScaledTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int STEPS = 100_000;
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        -2,
        3,
        -3,
        10,
        -10,
        1L << 31,
        1L << 32,
        (1L << 32) - 1,
        -(1L << 32),
        1L << 62,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        1_000_000_000_000_000_000L
    };

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Longs of every size, the edges among them. */
    static long any(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        return random.nextLong() >> random.nextInt(64);
    }

    static RoundingMode twin(Rounding mode) {
        switch (mode) {
            case FLOOR:
                return RoundingMode.FLOOR;
            case CEIL:
                return RoundingMode.CEILING;
            case HALF_EVEN:
                return RoundingMode.HALF_EVEN;
            default:
                return RoundingMode.DOWN;
        }
    }

    /** The exact quotient, rounded, or null if it is no long. */
    static Long slowDivide(BigInteger dividend, BigInteger divisor, Rounding mode) {
        BigInteger q = new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, twin(mode))
                .toBigIntegerExact();
        return orNull(q);
    }

    static Long orNull(BigInteger value) {
        return value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0 ? null : value.longValueExact();
    }

    interface Operation {
        long apply();
    }

    static Long orHalt(Operation operation) {
        try {
            return operation.apply();
        } catch (ArithmeticHalt halt) {
            assertEquals("NUM-2", halt.rule());
            return null;
        }
    }

    @Test
    void shouldAddSubtractMultiplyNegateExactlyOrHalt() {
        for (int i = 0; i < STEPS; i++) {
            long a = any(random);
            long b = any(random);
            BigInteger x = BigInteger.valueOf(a);
            BigInteger y = BigInteger.valueOf(b);
            String at = "seed " + SEED + " step " + i + ": " + a + ", " + b;
            assertEquals(orNull(x.add(y)), orHalt(() -> Scaled.addExact(a, b)), at);
            assertEquals(orNull(x.subtract(y)), orHalt(() -> Scaled.subtractExact(a, b)), at);
            assertEquals(orNull(x.multiply(y)), orHalt(() -> Scaled.multiplyExact(a, b)), at);
            assertEquals(orNull(x.negate()), orHalt(() -> Scaled.negateExact(a)), at);
            assertEquals(orNull(x.add(y)) != null, Scaled.addFits(a, b), at);
            assertEquals(orNull(x.subtract(y)) != null, Scaled.subtractFits(a, b), at);
            assertEquals(orNull(x.multiply(y)) != null, Scaled.multiplyFits(a, b), at);
        }
    }

    @Test
    void shouldRoundTheQuotientOfA128BitProduct() {
        int halted = 0;
        for (int i = 0; i < STEPS; i++) {
            long a = any(random);
            long b = any(random);
            long c = any(random);
            if (c == 0) {
                continue;
            }
            for (Rounding mode : Rounding.values()) {
                Long expected =
                        slowDivide(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), BigInteger.valueOf(c), mode);
                halted += expected == null ? 1 : 0;
                String at = "seed " + SEED + " step " + i + ": " + a + " * " + b + " / " + c + " " + mode;
                assertEquals(expected, orHalt(() -> Scaled.mulDiv(a, b, c, mode)), at);
                assertEquals(
                        slowDivide(BigInteger.valueOf(a), BigInteger.valueOf(c), mode),
                        orHalt(() -> Scaled.divide(a, c, mode)),
                        at);
            }
        }
        assertTrue(halted > 1_000 && halted < 4 * STEPS / 2, "both outcomes are frequent: " + halted);
    }

    @Test
    void shouldDivideProductsWhoseQuotientBarelyFits() {
        for (int i = 0; i < STEPS; i++) {
            long c = any(random);
            long q = any(random);
            long a = any(random);
            if (a == 0 || c == 0) {
                continue;
            }
            // b chosen so that a·b/c is near q, which is near the edge of a long in a quarter of the steps.
            BigInteger near =
                    BigInteger.valueOf(q).multiply(BigInteger.valueOf(c)).divide(BigInteger.valueOf(a));
            if (orNull(near) == null) {
                continue;
            }
            long b = near.longValueExact();
            Rounding mode = Rounding.values()[random.nextInt(4)];
            Long expected =
                    slowDivide(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), BigInteger.valueOf(c), mode);
            assertEquals(
                    expected,
                    orHalt(() -> Scaled.mulDiv(a, b, c, mode)),
                    () -> "seed " + SEED + ": " + a + " * " + b + " / " + c + " " + mode);
        }
    }

    @Test
    void shouldBreakTiesToTheEvenNeighbour() {
        assertEquals(2, Scaled.divide(5, 2, Rounding.HALF_EVEN));
        assertEquals(4, Scaled.divide(7, 2, Rounding.HALF_EVEN));
        assertEquals(-2, Scaled.divide(-5, 2, Rounding.HALF_EVEN));
        assertEquals(-4, Scaled.divide(7, -2, Rounding.HALF_EVEN));
        assertEquals(Long.MIN_VALUE, Scaled.mulDiv(Long.MIN_VALUE, 1, 1, Rounding.FLOOR));
        assertEquals(1, Scaled.mulDiv(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Rounding.DOWN) >>> 63);
    }

    @Test
    void shouldHaltOnDivisionByZero() {
        assertEquals(
                "NUM-3",
                assertThrows(ArithmeticHalt.class, () -> Scaled.mulDiv(1, 1, 0, Rounding.DOWN))
                        .rule());
        assertEquals(
                "NUM-3",
                assertThrows(ArithmeticHalt.class, () -> Scaled.divide(1, 0, Rounding.DOWN))
                        .rule());
    }

    @Test
    void shouldRescaleBetweenAnyExponents() {
        for (int i = 0; i < STEPS; i++) {
            long m = any(random);
            int from = random.nextInt(-40, 10);
            int to = random.nextInt(-18, 10);
            Rounding mode = Rounding.values()[random.nextInt(4)];
            BigInteger expected = BigDecimal.valueOf(m)
                    .scaleByPowerOfTen(from)
                    .setScale(-to, twin(mode))
                    .scaleByPowerOfTen(-to)
                    .toBigIntegerExact();
            String at = "seed " + SEED + " step " + i + ": " + m + "e" + from + " to " + to + " " + mode;
            assertEquals(orNull(expected), orHalt(() -> Scaled.rescale(m, from, to, mode)), at);
        }
        assertEquals(1, Scaled.rescale(5_000_000_000_000_000_001L, -19, 0, Rounding.HALF_EVEN));
        assertEquals(0, Scaled.rescale(5_000_000_000_000_000_000L, -19, 0, Rounding.HALF_EVEN));
    }

    @Test
    void shouldRoundOrderPricesToTheTick() {
        assertEquals(6_125_000, Scaled.toMultiple(6_125_049, 50, Rounding.FLOOR));
        assertEquals(6_125_050, Scaled.toMultiple(6_125_001, 50, Rounding.CEIL));
        assertEquals(6_125_050, Scaled.toMultiple(6_125_050, 50, Rounding.CEIL));
        assertEquals(-50, Scaled.toMultiple(-1, 50, Rounding.FLOOR));
    }

    @Test
    void shouldCompareProductsWithoutOverflow() {
        for (int i = 0; i < STEPS; i++) {
            long a = any(random);
            long b = any(random);
            long c = random.nextBoolean() ? b : any(random);
            long d = c == b ? a : any(random);
            int expected = BigInteger.valueOf(a)
                    .multiply(BigInteger.valueOf(b))
                    .compareTo(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));
            assertEquals(
                    expected,
                    Integer.signum(Scaled.compareProducts(a, b, c, d)),
                    () -> "seed " + SEED + ": " + a + " " + b + " " + c + " " + d);
        }
    }

    @Test
    void shouldHoldEveryPowerOfTenThatIsALong() {
        for (int n = 0; n <= Scaled.MAX_POW10; n++) {
            assertEquals(BigInteger.TEN.pow(n), BigInteger.valueOf(Scaled.pow10(n)));
        }
    }

    @Test
    void shouldTellBeforehandWhetherAQuotientFitsNum2() {
        for (int i = 0; i < STEPS; i++) {
            long a = any(random) & Long.MAX_VALUE;
            long b = any(random) & Long.MAX_VALUE;
            long c = any(random);
            String at = "seed " + SEED + " step " + i + ": " + a + " * " + b + " / " + c;
            BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            boolean fits = c > 0 && slowDivide(product, BigInteger.valueOf(c), Rounding.CEIL) != null;
            assertEquals(fits, Scaled.mulDivFits(a, b, c), at);
        }
        // At the bound: a quotient of the greatest long, and the least rest more.
        for (long c = 1; c < 100; c++) {
            assertTrue(Scaled.mulDivFits(Long.MAX_VALUE, c, c), "" + c);
            assertEquals(c > Long.MAX_VALUE / 2, Scaled.mulDivFits(Long.MAX_VALUE, c + 1, c), "" + c);
        }
    }
}
