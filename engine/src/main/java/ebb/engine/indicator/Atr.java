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

    private final int n;
    // n and n − 1 as they enter the products: converted once, not at each bar.
    private final double length;
    private final double before;
    /** Bars that enter no mean: one under the TA-Lib seed. */
    private final int skipped;

    private final int settle;
    private final int mostEmpties;

    private final double[] trail = new double[TRAIL];
    /** What each place of the trail is worth in the digest, so that it leaves as it came; 0 where there is none yet. */
    private final long[] trailMixes = new long[TRAIL];

    private final boolean[] emptyRing;

    private long count;
    private long previousClose;
    private long trueRange;
    private long seedSum;
    private double smoothed;
    private boolean overflowed;
    private int empties;
    private int emptySlot;
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
        this.n = settings.n();
        length = n;
        before = n - 1;
        this.skipped = settings.seed() == AtrSettings.Seed.TALIB ? 1 : 0;
        settle = settings.settle();
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
        count++;
        trueRange = count == 1 ? high - low : Math.max(high, previousClose) - Math.min(low, previousClose);
        overflowed |= trueRange < 0;
        previousClose = close;
        smooth();
        rememberEmpty(isEmpty);
        remember();
    }

    private void smooth() {
        long taken = count - skipped;
        if (taken > n) {
            smoothed = (before * smoothed + trueRange) / length;
        } else if (taken >= 1) {
            long sum = seedSum + trueRange;
            overflowed |= sum < 0;
            seedSum = sum;
            if (taken == n) {
                smoothed = seedSum / length;
            }
        }
    }

    private void rememberEmpty(boolean isEmpty) {
        if (emptyRing[emptySlot]) {
            empties--;
            emptyDigest -= Digest.mix(count - emptyRing.length);
        }
        if (isEmpty) {
            empties++;
            emptyDigest += Digest.mix(count);
        }
        emptyRing[emptySlot] = isEmpty;
        emptySlot = emptySlot + 1 == emptyRing.length ? 0 : emptySlot + 1;
    }

    private void remember() {
        keep(count, smoothed);
        readyBits = (readyBits << 1 | (isSettled() && smoothed > 0 ? 1 : 0)) & ((1 << TRAIL) - 1);
    }

    /** The value after a bar takes the place of the one that is too old. */
    private void keep(long at, double value) {
        int slot = (int) at & TRAIL - 1;
        long mix = Digest.mixDouble(at, value);
        trail[slot] = value;
        trailDigest += mix - trailMixes[slot];
        trailMixes[slot] = mix;
    }

    /**
     * Whether the value has settled (ATR-2): enough bars since the start, few enough of them EMPTY.
     *
     * @return whether gates may ask it, provided that it is above 0
     */
    public boolean isSettled() {
        return count >= settle && count - skipped >= n && !overflowed && empties <= mostEmpties;
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
        return count - skipped >= n ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public double atr(int back) {
        return back < count ? trail[(int) ((count - back) % TRAIL)] : 0;
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
        emptySlot = 0;
        readyBits = 0;
        emptyDigest = 0;
        trailDigest = 0;
        Arrays.fill(emptyRing, false);
        Arrays.fill(trail, 0);
        Arrays.fill(trailMixes, 0);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("atr");
        out.putLong(count);
        for (long at = Math.max(0, count - emptyRing.length); at < count; at++) {
            out.putBoolean(emptyRing[(int) (at % emptyRing.length)]);
        }
        for (long at = Math.max(0, count - TRAIL) + 1; at <= count; at++) {
            out.putDouble(trail[(int) (at % TRAIL)]);
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
        emptySlot = (int) (count % emptyRing.length);
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
