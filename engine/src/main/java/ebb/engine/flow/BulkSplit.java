package ebb.engine.flow;

import ebb.codecs.Normal;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Bulk volume classification of bars (VPIN-8): the share Φ(ΔP/σ) of a bar's volume counts as bought, ΔP its change of
 * close against the previous non-empty bar, σ the population standard deviation of ΔP over the last non-empty bars, the
 * bar itself included.
 */
final class BulkSplit implements Digested, Snapshotted {
    private static final long NONE = Long.MIN_VALUE;

    private final int capacity;
    private final int least;
    private final long[] change;
    private long seen;
    private long sum;
    private long entries;
    private long previousClose = NONE;
    private double share;

    BulkSplit(VpinSettings settings) {
        capacity = settings.sigmaBars();
        least = settings.sigmaMin();
        change = new long[capacity];
    }

    /** Takes a non-empty bar's close; returns whether {@link #share} is VALID for this bar. */
    boolean onClose(long close) {
        long before = previousClose;
        previousClose = close;
        if (before == NONE) {
            return false;
        }
        long step = close - before;
        int slot = (int) (seen % capacity);
        if (seen >= capacity) {
            entries -= entry(seen - capacity);
            sum -= change[slot];
        }
        change[slot] = step;
        sum += step;
        entries += entry(seen);
        seen++;
        if (seen < least) {
            return false;
        }
        share = shareOf(step, deviation());
        return true;
    }

    /** Bought share Φ of the last bar, 0…1. */
    double share() {
        return share;
    }

    void reset() {
        seen = 0;
        sum = 0;
        entries = 0;
        previousClose = NONE;
        share = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vpin split");
        out.putLong(seen);
        for (long at = Math.max(0, seen - capacity); at < seen; at++) {
            out.putLong(change[(int) (at % capacity)]);
        }
        out.putLong(previousClose);
        out.putDouble(share);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vpin split");
        reset();
        seen = in.readTotal();
        for (long at = Math.max(0, seen - capacity); at < seen; at++) {
            long step = in.readLong();
            change[(int) (at % capacity)] = step;
            sum += step;
            entries += entry(at);
        }
        previousClose = in.readLong();
        share = in.readDouble();
    }

    @Override
    public long digest() {
        return entries + scalars();
    }

    @Override
    public long digestAnew() {
        long digest = scalars();
        for (long at = Math.max(0, seen - capacity); at < seen; at++) {
            digest += entry(at);
        }
        return digest;
    }

    private static double shareOf(long step, double sigma) {
        if (sigma > 0) {
            return Normal.cdf(step / sigma);
        }
        return step == 0 ? 0.5 : step > 0 ? 1 : 0;
    }

    /** Two passes over the ring, oldest first (NUM-9): no drift, nothing remembered from before the window. */
    private double deviation() {
        long from = Math.max(0, seen - capacity);
        double mean = (double) sum / (seen - from);
        double squares = 0;
        for (long at = from; at < seen; at++) {
            double distance = change[(int) (at % capacity)] - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / (seen - from));
    }

    private long entry(long at) {
        return Digest.mix(1, at, change[(int) (at % capacity)]);
    }

    private long scalars() {
        return Digest.mix(2, seen, previousClose) + Digest.mixDouble(3, share);
    }
}
