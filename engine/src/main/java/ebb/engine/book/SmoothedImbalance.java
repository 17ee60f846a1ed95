package ebb.engine.book;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * Imbalance of a book, sampled each second while it is LIVE and smoothed (DEPTH-4): exponential average over n samples,
 * seeded by the mean of the first n (EMA-1). Each time the book has been STALE the warm-up begins again. Instances with
 * equal parameters are shared by their consumers.
 */
public final class SmoothedImbalance implements TimerHandler, Digested, Snapshotted {
    private static final long PERIOD_NS = 1_000_000_000L;

    private final BookBuilder builder;
    private final Timers timers;
    private final BandDepth depth;
    private final int bp;
    private final int levels;
    private final int n;
    private final double alpha;
    private int samples;
    private double value;
    private long staleTimes;
    // Samples until the last inexact one has as good as left the average.
    private int inexactLeft;
    private int timer = Timers.NONE;

    private SmoothedImbalance(BookBuilder builder, Timers timers, BandDepth depth, int bp, int levels, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("book.imb-ema " + n + ": at least 1");
        }
        this.builder = builder;
        this.timers = timers;
        this.bp = bp;
        this.levels = levels;
        this.n = n;
        this.depth = depth;
        alpha = 2.0 / (n + 1);
        staleTimes = builder.count(BookCount.STALE);
    }

    /**
     * Of the depth within a band about the mid; sampling begins at the next whole second.
     *
     * @param builder the book
     * @param timers engine time
     * @param bp {@code book.band}: half width, 1 to {@link BandDepth#MAX_BP}
     * @param bandMin {@code book.band-min}, bp
     * @param n {@code book.imb-ema}: samples, at least 1
     * @return a new one, WARMING
     */
    public static SmoothedImbalance ofBand(BookBuilder builder, Timers timers, int bp, int bandMin, int n) {
        SmoothedImbalance made = new SmoothedImbalance(builder, timers, new BandDepth(bandMin), bp, 0, n);
        made.begin();
        return made;
    }

    /**
     * Of the best levels; sampling begins at the next whole second.
     *
     * @param builder the book
     * @param timers engine time
     * @param levels {@code book.imb-levels}: how many of each side, at least 1
     * @param n {@code book.imb-ema}: samples, at least 1
     * @return a new one, WARMING
     */
    public static SmoothedImbalance ofTop(BookBuilder builder, Timers timers, int levels, int n) {
        SmoothedImbalance made = new SmoothedImbalance(builder, timers, new BandDepth(0), 0, levels, n);
        made.begin();
        return made;
    }

    /**
     * Of the depth within a band about the mid, sampled by its owner ({@link #sampleNow}) instead of by a timer of its own:
     * for owners that sample several things at once, or not always.
     *
     * @param builder the book
     * @param bp {@code book.band}: half width, 1 to {@link BandDepth#MAX_BP}
     * @param depth measures; may be shared, for nothing is left in it from sample to sample
     * @param n {@code book.imb-ema}: samples, at least 1
     * @return a new one, WARMING
     */
    public static SmoothedImbalance sampledOfBand(BookBuilder builder, int bp, BandDepth depth, int n) {
        return new SmoothedImbalance(builder, null, depth, bp, 0, n);
    }

    private void begin() {
        long next = Math.floorDiv(timers.nowNs(), PERIOD_NS) * PERIOD_NS + PERIOD_NS;
        timer = timers.schedule(next, this, builder.instrument());
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = timers.schedule(timers.next(deadlineNs + PERIOD_NS, PERIOD_NS), this, tag);
        sampleNow();
    }

    /** Takes a sample if the book is LIVE; a STALE interval since the last one restarts the warm-up. */
    public void sampleNow() {
        if (staleTimes != builder.count(BookCount.STALE)) {
            staleTimes = builder.count(BookCount.STALE);
            samples = 0;
            value = 0;
            inexactLeft = 0;
        }
        if (builder.isLive()) {
            sample();
        }
    }

    /** What is UNDEFINED, an empty side, is not a sample. */
    private void sample() {
        OrderBook book = builder.book();
        Validity found = levels > 0 ? depth.measureTop(book, levels) : depth.measureBalanced(book, bp);
        if (!depth.hasImbalance()) {
            inexactLeft = depth.hasOverflow() ? n : inexactLeft;
            return;
        }
        inexactLeft = found == Validity.INEXACT ? n : Math.max(0, inexactLeft - 1);
        double x = depth.imbalance();
        samples = Math.min(samples + 1, n + 1);
        if (samples > n) {
            value += alpha * (x - value);
            return;
        }
        value += x;
        if (samples == n) {
            value /= n;
        }
    }

    /**
     * The smoothed imbalance.
     *
     * @return −1 to 1, positive when bids are heavier; 0 unless VALID or INEXACT
     */
    public double value() {
        return samples < n ? 0 : value;
    }

    /**
     * How far it may be trusted.
     *
     * @return WARMING before n samples in a row without a STALE interval; INEXACT while one of the last n was
     */
    public Validity validity() {
        if (samples < n) {
            return Validity.WARMING;
        }
        return inexactLeft > 0 ? Validity.INEXACT : Validity.VALID;
    }

    /** It is made, and with it scheduled, before the timers are read, which then know the one of the snapshot only. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("imbalance");
        out.putInt(samples);
        out.putDouble(value);
        out.putLong(staleTimes);
        out.putInt(inexactLeft);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("imbalance");
        samples = in.readInt();
        value = in.readDouble();
        staleTimes = in.readLong();
        inexactLeft = in.readInt();
        timer = in.readInt();
        if (timers != null) {
            timers.claim(timer, this);
        }
    }

    @Override
    public long digest() {
        long sum = Fold.of(Double.doubleToRawLongBits(value), samples);
        sum = Fold.of(sum, inexactLeft);
        return Digest.mix(builder.instrument(), Fold.of(sum, (long) bp << 32 | levels));
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
