package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;
import java.util.Arrays;

/**
 * Average true range (ATR-1, ATR-2) in price mantissa units. True ranges are exact longs; the first value is the mean of
 * n of them, then Wilder's smoothing. {@link #validity()} is ATR-1's (a value exists); what gates ask is
 * {@link #isReady(int)}: settled over {@code settle} bars, at most a share of them EMPTY, above zero. The last
 * {@link AtrTrail#MAX_BACK} + 1 values can be read back.
 */
public final class Atr implements Study, AtrTrail {
    /** A power of two. */
    private static final int TRAIL = MAX_BACK + 1;

    // n and n − 1 as they enter the products: converted once, not at each bar.
    private final double length;
    private final double before;
    /** Bars that enter no mean: one under the TA-Lib seed. */
    private final int skipped;
    /** Bars up to the first value: those that make the mean, and those that do not. */
    private final long seeded;

    /** Bars from which the value has settled if few enough were EMPTY. */
    private final long settled;

    private final int mostEmpties;

    /**
     * The trail: the raw bits of a value, and behind them what it is worth in the digest, so that it leaves as it came; 0
     * where there is none yet.
     */
    private final long[] trail = new long[2 * TRAIL];

    private final boolean[] emptyRing;

    private long count;
    private long previousClose;
    private long trueRange;
    private long seedSum;
    private double smoothed;
    private boolean overflowed;
    private int empties;
    /** Bit b: {@link #isReady(int)} of b bars ago. */
    private int readyBits;

    private long emptyDigest;
    private long trailDigest;

    /**
     * A range that has seen no bar.
     *
     * @param settings length, seed and settling
     */
    public Atr(AtrSettings settings) {
        int n = settings.n();
        length = n;
        before = n - 1;
        this.skipped = settings.seed() == AtrSettings.Seed.TALIB ? 1 : 0;
        int settle = settings.settle();
        seeded = (long) n + skipped;
        settled = Math.max(settle, seeded);
        mostEmpties = (int) ((long) settings.maxEmptyPpm() * settle / 1_000_000);
        this.emptyRing = new boolean[settle];
    }

    /**
     * Takes a closed bar.
     *
     * @param high price mantissa, not below the low
     * @param low price mantissa
     * @param close price mantissa
     * @param isEmpty whether the bar saw no trade; it counts as a bar all the same
     */
    public void onBar(long high, long low, long close, boolean isEmpty) {
        long at = count + 1;
        count = at;
        long range;
        if (at > seeded) {
            range = Math.max(high, previousClose) - Math.min(low, previousClose);
            smoothed = (before * smoothed + range) / length;
        } else {
            range = at == 1 ? high - low : Math.max(high, previousClose) - Math.min(low, previousClose);
            seed(at, range);
        }
        trueRange = range;
        if (range < 0) {
            overflowed = true;
        }
        previousClose = close;
        if (isEmpty || empties > 0) {
            rememberEmpty(isEmpty);
        }
        remember();
    }

    private void seed(long at, long range) {
        if (at > skipped) {
            long sum = seedSum + range;
            overflowed |= sum < 0;
            seedSum = sum;
            if (at == seeded) {
                smoothed = seedSum / length;
            }
        }
    }

    /** A ring without an EMPTY bar stays as it is when the next is none either. */
    private void rememberEmpty(boolean isEmpty) {
        int slot = (int) ((count - 1) % emptyRing.length);
        if (emptyRing[slot]) {
            empties--;
            emptyDigest -= Digest.mix(count - emptyRing.length);
        }
        if (isEmpty) {
            empties++;
            emptyDigest += Digest.mix(count);
        }
        emptyRing[slot] = isEmpty;
    }

    private void remember() {
        keep(count, smoothed);
        readyBits = (readyBits << 1 | (isSettled() && smoothed > 0 ? 1 : 0)) & ((1 << TRAIL) - 1);
    }

    /** The value after a bar takes the place of the one that is too old. */
    private void keep(long at, double value) {
        int slot = ((int) at & TRAIL - 1) << 1;
        long bits = Double.doubleToRawLongBits(value);
        long mix = Digest.mix(at, bits);
        trailDigest += mix - trail[slot + 1];
        trail[slot] = bits;
        trail[slot + 1] = mix;
    }

    /**
     * Whether the value has settled (ATR-2): enough bars since the start, few enough of them EMPTY.
     *
     * @return whether gates may ask it, provided that it is above 0
     */
    public boolean isSettled() {
        return count >= settled && !overflowed && empties <= mostEmpties;
    }

    /**
     * The true range of the last bar (ATR-1).
     *
     * @return price mantissa units, 0 before the first bar
     */
    public long trueRange() {
        return trueRange;
    }

    /**
     * The range in parts of the last close ({@code natr}, ATR-2).
     *
     * @return ATR/close; 0 where the close is 0
     */
    public double ofClose() {
        return previousClose == 0 ? 0 : smoothed / previousClose;
    }

    @Override
    public double value() {
        return smoothed;
    }

    @Override
    public Validity validity() {
        if (overflowed) {
            return Validity.INEXACT;
        }
        return count >= seeded ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public double atr(int back) {
        return back < count ? kept(count - back) : 0;
    }

    /** The value after a bar that the trail still holds. */
    private double kept(long at) {
        return Double.longBitsToDouble(trail[((int) at & TRAIL - 1) << 1]);
    }

    @Override
    public boolean isReady(int back) {
        return (readyBits >>> back & 1) != 0;
    }

    @Override
    public void reset() {
        count = 0;
        previousClose = 0;
        trueRange = 0;
        seedSum = 0;
        smoothed = 0;
        overflowed = false;
        empties = 0;
        readyBits = 0;
        emptyDigest = 0;
        trailDigest = 0;
        Arrays.fill(emptyRing, false);
        Arrays.fill(trail, 0);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("atr");
        out.putLong(count);
        for (long at = Math.max(0, count - emptyRing.length); at < count; at++) {
            out.putBoolean(emptyRing[(int) (at % emptyRing.length)]);
        }
        for (long at = Math.max(0, count - TRAIL) + 1; at <= count; at++) {
            out.putDouble(kept(at));
        }
        out.putInt(readyBits);
        out.putLong(previousClose);
        out.putLong(trueRange);
        out.putLong(seedSum);
        out.putDouble(smoothed);
        out.putBoolean(overflowed);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("atr");
        reset();
        count = in.readTotal();
        for (long at = Math.max(0, count - emptyRing.length); at < count; at++) {
            boolean isEmpty = in.readBoolean();
            emptyRing[(int) (at % emptyRing.length)] = isEmpty;
            empties += isEmpty ? 1 : 0;
            emptyDigest += isEmpty ? Digest.mix(at + 1) : 0;
        }
        for (long at = Math.max(0, count - TRAIL) + 1; at <= count; at++) {
            keep(at, in.readDouble());
        }
        readyBits = in.readInt();
        previousClose = in.readLong();
        trueRange = in.readLong();
        seedSum = in.readLong();
        smoothed = in.readDouble();
        overflowed = in.readBoolean();
    }

    @Override
    public long digest() {
        return scalars() + emptyDigest + trailDigest;
    }

    private long scalars() {
        return Digest.mix(-1, count, previousClose)
                + Digest.mix(-2, trueRange, seedSum)
                + Digest.mixDouble(-3, smoothed)
                + Digest.mix(-4, overflowed ? 1 : 0, readyBits);
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long back = 0; back < emptyRing.length && back < count; back++) {
            if (emptyRing[(int) ((count - 1 - back) % emptyRing.length)]) {
                sum += Digest.mix(count - back);
            }
        }
        for (int back = 0; back < TRAIL && back < count; back++) {
            sum += Digest.mixDouble(count - back, atr(back));
        }
        return sum;
    }
}
