package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Microstructure at the peak (NS-MIC-2): of each bar the best valid sample of all, and the best since its last new high. At
 * the very peak the last trades are still the push, so the score is looked for from there to the confirming close.
 * Allocates nothing after construction.
 */
public final class MicroCapture implements Digested, Snapshotted {
    /** Bars remembered: more than a push may last (REJ-3) and its retreat. */
    public static final int BARS = 32;

    /** No valid sample. */
    public static final double NONE = -1;

    private final long[] startNs = new long[BARS];
    private final double[] after = new double[BARS];
    private final double[] all = new double[BARS];
    private long closed;
    private long high;
    private boolean hasHigh;
    private double openAfter = NONE;
    private double openAll = NONE;
    private double last = NONE;
    private long moving;

    /** Nothing sampled yet. */
    public MicroCapture() {}

    /**
     * A sample of the open bar.
     *
     * @param highSoFar highest price of the open bar, mantissa
     * @param score micro score, 0…100
     * @param isValid whether it may be used
     */
    public void sample(long highSoFar, double score, boolean isValid) {
        if (!hasHigh || highSoFar > high) {
            high = highSoFar;
            hasHigh = true;
            openAfter = NONE;
        }
        last = isValid ? score : NONE;
        openAfter = Math.max(openAfter, last);
        openAll = Math.max(openAll, last);
    }

    /**
     * The bar closed: its last sample, and it is remembered.
     *
     * @param start of the bar, ns since epoch
     * @param highest its high, price mantissa
     * @param score micro score at the close
     * @param isValid whether it may be used
     */
    public void close(long start, long highest, double score, boolean isValid) {
        sample(highest, score, isValid);
        int slot = (int) (closed % BARS);
        if (closed >= BARS) {
            moving -= entry(closed - BARS);
        }
        startNs[slot] = start;
        after[slot] = openAfter;
        all[slot] = openAll;
        moving += entry(closed);
        closed++;
        hasHigh = false;
        openAfter = NONE;
        openAll = NONE;
    }

    private long entry(long index) {
        int slot = (int) (index % BARS);
        return Digest.mixDouble(Digest.mixDouble(Digest.mix(index, startNs[slot]), after[slot]), all[slot]);
    }

    /**
     * The score of a rejection.
     *
     * @param peakStart start of its peak bar
     * @param confirmStart start of the bar that confirmed it
     * @return 0…100, or {@link #NONE} without a valid sample
     */
    public double atPeak(long peakStart, long confirmStart) {
        double best = NONE;
        for (long i = Math.max(0, closed - BARS); i < closed; i++) {
            int slot = (int) (i % BARS);
            if (startNs[slot] == peakStart) {
                best = Math.max(best, after[slot]);
            } else if (startNs[slot] > peakStart && startNs[slot] <= confirmStart) {
                best = Math.max(best, all[slot]);
            }
        }
        return best;
    }

    /**
     * The newest sample, at a decision the one of its close ({@code ns.mic.capture = decision}).
     *
     * @return 0…100, or {@link #NONE} where it was not valid
     */
    public double last() {
        return last;
    }

    /**
     * The last sample as it is emitted.
     *
     * @return micro-units (NUM-8)
     */
    public long lastMicro() {
        return Micro.of(last);
    }

    /** Forgets everything (INST-5). */
    public void reset() {
        closed = 0;
        moving = 0;
        hasHigh = false;
        high = 0;
        openAfter = NONE;
        openAll = NONE;
        last = NONE;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(closed);
        for (long i = Math.max(0, closed - BARS); i < closed; i++) {
            int slot = (int) (i % BARS);
            out.putLong(startNs[slot]);
            out.putDouble(after[slot]);
            out.putDouble(all[slot]);
        }
        out.putLong(high);
        out.putBoolean(hasHigh);
        out.putDouble(openAfter);
        out.putDouble(openAll);
        out.putDouble(last);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        closed = in.readTotal();
        moving = 0;
        for (long i = Math.max(0, closed - BARS); i < closed; i++) {
            int slot = (int) (i % BARS);
            startNs[slot] = in.readLong();
            after[slot] = in.readDouble();
            all[slot] = in.readDouble();
            moving += entry(i);
        }
        high = in.readLong();
        hasHigh = in.readBoolean();
        openAfter = in.readDouble();
        openAll = in.readDouble();
        last = in.readDouble();
    }

    @Override
    public long digest() {
        return moving + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long i = Math.max(0, closed - BARS); i < closed; i++) {
            sum += entry(i);
        }
        return sum;
    }

    private long scalars() {
        long open = Digest.mixDouble(Digest.mixDouble(Digest.mix(closed, high, hasHigh ? 1 : 0), openAfter), openAll);
        return Digest.mixDouble(open, last);
    }
}
