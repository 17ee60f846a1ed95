package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Sum128Test {
    private static final long SEED = Long.getLong("ebb.seed", 128L);

    private static BigInteger exact(Sum128 sum) {
        return BigInteger.valueOf(sum.high()).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(sum.low())));
    }

    @Test
    void shouldSumProductsAsBigIntegersDo() {
        SplittableRandom random = new SplittableRandom(SEED);
        Sum128 sum = new Sum128();
        Sum128 other = new Sum128();
        BigInteger twin = BigInteger.ZERO;
        for (int i = 0; i < 100_000; i++) {
            long a = ScaledTest.any(random) >> 1;
            long b = ScaledTest.any(random) >> random.nextInt(64);
            BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            BigInteger before = twin;
            switch (random.nextInt(6)) {
                case 0:
                    sum.addProduct(a, b);
                    twin = twin.add(product);
                    break;
                case 1:
                    sum.subtractProduct(a, b);
                    twin = twin.subtract(product);
                    break;
                case 2:
                    sum.add(a);
                    twin = twin.add(BigInteger.valueOf(a));
                    break;
                case 3:
                    other.set(0, 0);
                    other.addProduct(a, b);
                    sum.add(other);
                    twin = twin.add(product);
                    break;
                case 4:
                    other.clear();
                    other.addProduct(a, b);
                    sum.subtract(other);
                    twin = twin.subtract(product);
                    break;
                default:
                    sum.set(a >> 8, b);
                    twin = exact(sum);
                    break;
            }
            String at = "seed " + SEED + " step " + i + " from " + before;
            assertEquals(twin, exact(sum), at);
            assertEquals(twin.signum(), sum.sign(), at);
            assertEquals(twin.bitLength() < 64, sum.fitsLong(), at);
            assertEquals(
                    Double.doubleToRawLongBits(twin.doubleValue()), Double.doubleToRawLongBits(sum.toDouble()), at);
            assertEquals(twin.compareTo(exact(other)), Integer.signum(sum.compare(other)), at);
            if (b != 0) {
                assertEquals(
                        ScaledTest.slowDivide(twin, BigInteger.valueOf(b), Rounding.HALF_EVEN),
                        ScaledTest.orHalt(() -> sum.quotient(b, Rounding.HALF_EVEN)),
                        at);
            }
        }
    }

    @Test
    void shouldHaltWhenASumLeaves128Bits() {
        Sum128 sum = new Sum128();
        sum.set(Long.MAX_VALUE, -1L);
        assertThrows(ArithmeticHalt.class, () -> sum.add(1));
        assertThrows(ArithmeticHalt.class, sum::value);
        sum.set(Long.MIN_VALUE, 0);
        assertThrows(ArithmeticHalt.class, () -> sum.add(-1));
        assertThrows(ArithmeticHalt.class, () -> sum.subtractProduct(1, 1));
        sum.clear();
        sum.add(Long.MIN_VALUE);
        assertEquals(Long.MIN_VALUE, sum.value());
    }
}
