package ebb.engine.indicator;

import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** The last n longs and their exact sum (NUM-9): add the new, subtract the evicted. Allocates in the constructor only. */
final class LongWindow implements Digested, Snapshotted {
    private final long[] ring;
    private long added;
    private long sum;
    private boolean overflowed;
    private long moving;

    LongWindow(int capacity) {
        ring = new long[capacity];
    }

    void add(long value) {
        int slot = (int) (added % ring.length);
        if (isFull()) {
            moving -= Digest.mix(added - ring.length, ring[slot]);
            sum -= ring[slot];
        }
        // Asks for the slow answer from then on: what wraps is exact again once the sum fits (NUM-2).
        overflowed |= !Scaled.addFits(sum, value);
        sum += value;
        ring[slot] = value;
        moving += Digest.mix(added, value);
        added++;
    }

    boolean isFull() {
        return added >= ring.length;
    }

    int capacity() {
        return ring.length;
    }

    long added() {
        return added;
    }

    long sum() {
        return sum;
    }

    /** Whether the sum of what is in the window does not fit a long; it fits again once what was too great has left. */
    boolean hasOverflowed() {
        return overflowed && !fits();
    }

    private boolean fits() {
        long total = 0;
        for (int i = 0; i < ring.length; i++) {
            if (!Scaled.addFits(total, ring[i])) {
                return false;
            }
            total += ring[i];
        }
        return true;
    }

    /** A value that is still in a full window: 0 for the oldest, capacity − 1 for the newest. */
    long fromOldest(int index) {
        return ring[(int) ((added + index) % ring.length)];
    }

    void clear() {
        Arrays.fill(ring, 0);
        added = 0;
        sum = 0;
        overflowed = false;
        moving = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("window");
        out.putLong(added);
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            out.putLong(ring[(int) (i % ring.length)]);
        }
        out.putBoolean(overflowed);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("window");
        long all = in.readTotal();
        clear();
        added = Math.max(0, all - ring.length);
        while (added < all) {
            long value = in.readLong();
            ring[(int) (added % ring.length)] = value;
            sum += value;
            moving += Digest.mix(added, value);
            added++;
        }
        overflowed = in.readBoolean();
    }

    @Override
    public long digest() {
        return Digest.mix(-1, added, sum) + Digest.mix(-2, overflowed ? 1 : 0) + moving;
    }

    @Override
    public long digestAnew() {
        long total = Digest.mix(-1, added, sum) + Digest.mix(-2, overflowed ? 1 : 0);
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            total += Digest.mix(i, ring[(int) (i % ring.length)]);
        }
        return total;
    }
}
