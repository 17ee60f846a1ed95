package ebb.engine.flow;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import java.util.Arrays;

/**
 * Where a VPIN value stands among the last ones (VPIN-10): a histogram of 1,001 integer bins with a ring of what it
 * counts, so that the oldest value leaves as the newest comes.
 */
public final class VpinRank implements Digested, Snapshotted {
    private static final int BINS = 1_001;

    private final int capacity;
    private final int least;
    private final int toxicMicro;
    private final short[] ring;
    private final int[] count = new int[BINS];
    private long ranked;
    private long entries;

    VpinRank(VpinSettings settings) {
        capacity = settings.cdf();
        least = settings.cdfMin();
        toxicMicro = settings.toxicMicro();
        ring = new short[capacity];
    }

    /** Ranks a new value num/den, 0 ≤ num ≤ den, den &gt; 0. */
    void add(long num, long den) {
        addBin(bin(num, den), 1);
    }

    /** Ranks the same value several times; beyond the ring's capacity more would change nothing. */
    void add(long num, long den, long times) {
        addBin(bin(num, den), times);
    }

    /**
     * Percentile of the newest value, itself included: (count below its bin + ½ of its bin) / total.
     *
     * @return 0…1; 0 without a value
     */
    public double value() {
        return ranked == 0 ? 0 : doubledRank() / (2.0 * size());
    }

    /**
     * Whether the newest value is at or above `vpin.toxic`, decided on integers.
     *
     * @return true if so, whatever {@link #validity} says
     */
    public boolean isToxic() {
        return ranked > 0 && doubledRank() * Micro.ONE >= 2L * size() * toxicMicro;
    }

    /**
     * How far the percentile may be trusted as far as the number of values goes.
     *
     * @return WARMING below `vpin.cdf-min` values
     */
    public Validity validity() {
        return size() < least ? Validity.WARMING : Validity.VALID;
    }

    /**
     * Values in the histogram.
     *
     * @return 0…`vpin.cdf`
     */
    public int size() {
        return (int) Math.min(ranked, capacity);
    }

    void reset() {
        Arrays.fill(count, 0);
        ranked = 0;
        entries = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vpin rank");
        out.putLong(ranked);
        for (long at = ranked - size(); at < ranked; at++) {
            out.putInt(ring[(int) (at % capacity)]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vpin rank");
        long total = in.readTotal();
        reset();
        int kept = (int) Math.min(total, capacity);
        for (long at = total - kept; at < total; at++) {
            int bin = in.readCount(BINS - 1);
            ring[(int) (at % capacity)] = (short) bin;
            count[bin]++;
            entries += entry(at);
        }
        ranked = total;
    }

    @Override
    public long digest() {
        return entries + Digest.mix(1, ranked);
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(1, ranked);
        for (long at = ranked - size(); at < ranked; at++) {
            sum += entry(at);
        }
        return sum;
    }

    private void addBin(int bin, long times) {
        for (long i = Math.min(times, capacity); i > 0; i--) {
            int slot = (int) (ranked % capacity);
            if (ranked >= capacity) {
                entries -= entry(ranked - capacity);
                count[ring[slot]]--;
            }
            ring[slot] = (short) bin;
            count[bin]++;
            entries += entry(ranked);
            ranked++;
        }
    }

    private long entry(long at) {
        return Digest.mix(2, at, ring[(int) (at % capacity)]);
    }

    /** Twice the count below plus the count of the newest value's bin. */
    private long doubledRank() {
        int newest = ring[(int) ((ranked - 1) % capacity)];
        long below = 0;
        for (int bin = 0; bin < newest; bin++) {
            below += count[bin];
        }
        return 2 * below + count[newest];
    }

    private static int bin(long num, long den) {
        return num <= Long.MAX_VALUE / (BINS - 1)
                ? (int) ((BINS - 1) * num / den)
                : (int) Scaled.mulDiv(BINS - 1, num, den, Rounding.FLOOR);
    }
}
