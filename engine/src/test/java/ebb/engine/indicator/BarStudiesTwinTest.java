package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * RSI and ATR as the specification writes them down, one step after the other, beside those of the engine: a million bars,
 * and not one bit may differ, for values go into hashes and the journal.
 */
class BarStudiesTwinTest {
    private static final int RUNS = 100;
    private static final int BARS = 10_000;

    /** RSI-1 of two smoothings. */
    private static final class PlainRsi {
        final Wilder gains;
        final Wilder losses;
        boolean hasPrevious;
        long previous;

        PlainRsi(int n) {
            gains = new Wilder(n);
            losses = new Wilder(n);
        }

        void onClose(long close) {
            if (hasPrevious) {
                gains.onValue(Math.max(close - previous, 0));
                losses.onValue(Math.max(previous - close, 0));
            }
            hasPrevious = true;
            previous = close;
        }

        double value() {
            if (!gains.validity().isValid()) {
                return 0;
            }
            double sum = gains.value() + losses.value();
            return sum == 0 ? 50 : 100.0 * gains.value() / sum;
        }

        long digest() {
            return Digest.mix(1, gains.digest())
                    + Digest.mix(2, losses.digest())
                    + Digest.mix(3, previous, hasPrevious ? 1 : 0);
        }

        void writeTo(SnapshotWriter out) {
            out.mark("rsi");
            gains.writeTo(out);
            losses.writeTo(out);
            out.putBoolean(hasPrevious);
            out.putLong(previous);
        }
    }

    /** ATR-1 and ATR-2 from the whole history. */
    private static final class PlainAtr {
        final AtrSettings settings;
        final double[] values = new double[BARS + 1];
        final boolean[] empties = new boolean[BARS + 1];
        final boolean[] ready = new boolean[BARS + 1];
        int count;
        long previous;
        long trueRange;
        long seed;

        PlainAtr(AtrSettings settings) {
            this.settings = settings;
        }

        void onBar(long high, long low, long close, boolean isEmpty) {
            count++;
            trueRange = count == 1 ? high - low : Math.max(high, previous) - Math.min(low, previous);
            previous = close;
            int n = settings.n();
            int taken = count - (settings.seed() == AtrSettings.Seed.TALIB ? 1 : 0);
            if (taken > n) {
                values[count] = ((double) (n - 1) * values[count - 1] + trueRange) / (double) n;
            } else if (taken >= 1) {
                seed += trueRange;
                values[count] = taken == n ? seed / (double) n : 0;
            }
            empties[count] = isEmpty;
            int among = 0;
            for (int i = Math.max(1, count - settings.settle() + 1); i <= count; i++) {
                among += empties[i] ? 1 : 0;
            }
            boolean isFull = among <= (int) ((long) settings.maxEmptyPpm() * settings.settle() / 1_000_000);
            ready[count] = count >= settings.settle() && taken >= n && isFull && values[count] > 0;
        }

        long digest() {
            int bits = 0;
            long sum = 0;
            for (int back = 0; back < count && back <= AtrTrail.MAX_BACK; back++) {
                bits |= ready[count - back] ? 1 << back : 0;
                sum += Digest.mixDouble(count - back, values[count - back]);
            }
            for (int i = Math.max(1, count - settings.settle() + 1); i <= count; i++) {
                sum += empties[i] ? Digest.mix(i) : 0;
            }
            return sum
                    + Digest.mix(-1, count, previous)
                    + Digest.mix(-2, trueRange, seed)
                    + Digest.mixDouble(-3, values[count])
                    + Digest.mix(-4, 0, bits);
        }
    }

    private static byte[] bytes(SnapshotWriter out) {
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        return bytes;
    }

    @Test
    void shouldGiveTheSameBitsAsTheFormulasAsTheyAreWritten() {
        for (long seed = 1; seed <= RUNS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(40);
        AtrSettings settings = new AtrSettings(
                n,
                random.nextBoolean() ? AtrSettings.Seed.WILDER : AtrSettings.Seed.TALIB,
                1 + random.nextInt(60),
                random.nextInt(1_000_001));
        int emptyIn = 1 << random.nextInt(12);
        Rsi rsi = new Rsi(n);
        PlainRsi plainRsi = new PlainRsi(n);
        Atr atr = new Atr(settings);
        PlainAtr plainAtr = new PlainAtr(settings);
        long at = 1 + random.nextLong(1L << random.nextInt(4, 50));
        for (int i = 1; i <= BARS; i++) {
            // Quiet stretches, where nothing moves at all, and jumps.
            long width = i / 500 % 4 == 0 ? 1 : random.nextInt(200) == 0 ? 1L << 40 : 401;
            long close = Math.max(1, at + random.nextLong(width) - width / 2);
            long high = Math.max(at, close) + random.nextLong(width);
            long low = Math.min(at, close) - random.nextLong(width);
            boolean isEmpty = random.nextInt(emptyIn) == 0;
            at = random.nextInt(50) == 0 ? close + random.nextLong(width) : close;
            rsi.onClose(close);
            plainRsi.onClose(close);
            atr.onBar(high, low, close, isEmpty);
            plainAtr.onBar(high, low, close, isEmpty);
            String where = "seed " + seed + ", bar " + i;
            assertSame(plainRsi.value(), rsi.value(), where);
            assertSame(plainAtr.values[i], atr.value(), where);
            assertEquals(plainAtr.ready[i], atr.isReady(0), where);
            if (random.nextInt(16) == 0) {
                look(atr, plainAtr, where);
                assertEquals(plainRsi.digest(), rsi.digest(), where);
            }
        }
        SnapshotWriter wanted = new SnapshotWriter();
        SnapshotWriter found = new SnapshotWriter();
        plainRsi.writeTo(wanted);
        rsi.writeTo(found);
        assertArrayEquals(bytes(wanted), bytes(found), "seed " + seed);
    }

    private static void look(Atr atr, PlainAtr plain, String where) {
        assertEquals(plain.trueRange, atr.trueRange(), where);
        for (int back = 0; back <= AtrTrail.MAX_BACK && back < plain.count; back++) {
            assertSame(plain.values[plain.count - back], atr.atr(back), where);
            assertEquals(plain.ready[plain.count - back], atr.isReady(back), where);
        }
        assertEquals(plain.digest(), atr.digest(), where);
        assertEquals(atr.digest(), atr.digestAnew(), where);
    }

    private static void assertSame(double wanted, double found, String where) {
        assertTrue(
                Double.doubleToRawLongBits(wanted) == Double.doubleToRawLongBits(found),
                () -> where + ": wanted " + wanted + ", found " + found);
    }
}
