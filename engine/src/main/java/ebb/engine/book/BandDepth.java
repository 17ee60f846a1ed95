package ebb.engine.book;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.state.Validity;

/**
 * Quantity on both sides near the touch (DEPTH-2, 3): within a band about the mid, or the best N levels. Reused: one
 * call measures, the accessors read what it found. Only known levels count (BOOK-8).
 */
public final class BandDepth {
    /** 100 %, the widest band. */
    public static final int MAX_BP = 10_000;

    /** Default of {@code book.band-min}: narrower depth is INEXACT (DEPTH-3). */
    public static final int MIN_BP = 10;

    private static final long WHOLE = 20_000;

    private final int bandMin;
    private long bids;
    private long asks;
    private int band;
    private boolean isLowerBound;
    private boolean hasOverflow;
    private boolean isTooNarrow;
    private boolean isDefined;

    // What was measured balanced last, and how often it had changed by then.
    private OrderBook balanced;
    private int balancedBp;
    private long balancedAt;

    /**
     * Nothing measured yet.
     *
     * @param bandMin {@code book.band-min}: width in bp below which a band that a horizon narrowed is INEXACT
     */
    public BandDepth(int bandMin) {
        this.bandMin = bandMin;
    }

    /**
     * Measures the levels within a band of the mid, its edges included (DEPTH-2).
     *
     * @param book a LIVE book
     * @param bp half width, 1 to {@link #MAX_BP}
     * @return UNDEFINED if a side is empty; INEXACT if a sum does not fit; VALID else, and then a lower bound where
     *     {@link #isLowerBound()} says so
     */
    public Validity measure(OrderBook book, int bp) {
        begin(book.hasBothSides(), bp);
        if (isDefined) {
            sum(book, bp);
        }
        return depthValidity();
    }

    /**
     * Measures both sides to the same width, no wider than both are known (DEPTH-3): {@link #bandBp()} says how wide. What has
     * not changed since is not measured anew.
     *
     * @param book a LIVE book
     * @param bp half width asked for, 1 to {@link #MAX_BP}
     * @return UNDEFINED if a side is empty; INEXACT if the horizon is nearer than {@code book.band-min}, or a sum does
     *     not fit; VALID else
     */
    public Validity measureBalanced(OrderBook book, int bp) {
        if (book == balanced && bp == balancedBp && book.changes() == balancedAt) {
            return depthValidity();
        }
        begin(book.hasBothSides(), bp);
        balanced = book;
        balancedBp = bp;
        balancedAt = book.changes();
        if (isDefined) {
            long mid2 = mid2(book);
            if (mid2 < 0) {
                hasOverflow = true;
                return depthValidity();
            }
            int width = Math.min(width(book.bids(), mid2, bp), width(book.asks(), mid2, bp));
            band = width;
            isTooNarrow = width < bandMin && width < bp;
            if (width > 0) {
                sum(book, width);
            }
        }
        return depthValidity();
    }

    /**
     * Measures the best N levels of each side.
     *
     * @param book a LIVE book
     * @param levels N, at least 1
     * @return INEXACT if a side with a horizon has fewer known levels, or a sum does not fit; VALID else, an empty side
     *     counting 0
     */
    public Validity measureTop(OrderBook book, int levels) {
        begin(true, 0);
        bids = sumTop(book.bids(), levels);
        asks = sumTop(book.asks(), levels);
        isTooNarrow = isLowerBound;
        return depthValidity();
    }

    private void begin(boolean hasBothSides, int bp) {
        bids = 0;
        asks = 0;
        band = bp;
        isLowerBound = false;
        hasOverflow = false;
        isTooNarrow = false;
        isDefined = hasBothSides;
        balanced = null;
    }

    private Validity depthValidity() {
        if (!isDefined) {
            return Validity.UNDEFINED;
        }
        return hasOverflow || isTooNarrow ? Validity.INEXACT : Validity.VALID;
    }

    /** Twice the mid in ticks. */
    private static long mid2(OrderBook book) {
        return book.asks().best() + ~book.bids().best();
    }

    private void sum(OrderBook book, int bp) {
        long mid2 = mid2(book);
        if (mid2 < 0) {
            hasOverflow = true;
            return;
        }
        // 20000·p ≥ mid2·(10000 − b) and 20000·p ≤ mid2·(10000 + b), both sides divided by the tick.
        bids = sumTo(book.bids(), ~Scaled.mulDiv(mid2, MAX_BP - bp, WHOLE, Rounding.CEIL));
        asks = sumTo(book.asks(), Scaled.mulDiv(mid2, MAX_BP + bp, WHOLE, Rounding.FLOOR));
    }

    private long sumTo(BookSide side, long edge) {
        long sum = 0;
        long horizon = side.horizon();
        isLowerBound |= horizon <= edge;
        long all = side.quantityBefore(horizon <= edge ? horizon : edge + 1);
        if (all >= 0) {
            return all;
        }
        for (long at = side.best(); at <= edge && at < horizon; at = side.next(at)) {
            sum = add(sum, side.quantityOf(at));
        }
        return sum;
    }

    private long sumTop(BookSide side, int levels) {
        long sum = 0;
        int left = levels;
        long horizon = side.horizon();
        for (long at = side.best(); at < horizon && left > 0; at = side.next(at)) {
            sum = add(sum, side.quantityOf(at));
            left--;
        }
        isLowerBound |= left > 0 && side.hasHorizon();
        return sum;
    }

    private long add(long sum, long quantity) {
        if (!Scaled.addFits(sum, quantity)) {
            hasOverflow = true;
            return sum;
        }
        return sum + quantity;
    }

    /** The widest whole-bp band, not beyond bp, whose edge is still better than the side's horizon. */
    private static int width(BookSide side, long mid2, int bp) {
        if (!side.hasHorizon()) {
            return bp;
        }
        long horizon = side.horizon();
        long tick = horizon < 0 ? ~horizon : horizon;
        long distance = Math.abs(tick - (mid2 - tick));
        // ⌊(10000·d − 1) / mid2⌋
        long widest = Scaled.mulDiv(MAX_BP, distance, mid2, Rounding.CEIL) - 1;
        return (int) Math.min(bp, widest);
    }

    /**
     * Sum of the bids measured last.
     *
     * @return quantity mantissa
     */
    public long bidQuantity() {
        return bids;
    }

    /**
     * Sum of the asks measured last.
     *
     * @return quantity mantissa
     */
    public long askQuantity() {
        return asks;
    }

    /**
     * The width measured last: the one asked for, or what a horizon left of it.
     *
     * @return bp; 0 for the best N levels
     */
    public int bandBp() {
        return band;
    }

    /** Whether a sum, or twice the mid, left the range of a long, so that what was measured is INEXACT (NUM-2). */
    public boolean hasOverflow() {
        return hasOverflow;
    }

    /**
     * Whether a side reached its horizon, so that there may be more than was counted.
     *
     * @return true for a lower bound
     */
    public boolean isLowerBound() {
        return isLowerBound;
    }

    /**
     * Whether there is an imbalance: something was counted.
     *
     * @return false if it is UNDEFINED
     */
    public boolean hasImbalance() {
        return isDefined && (bids | asks) != 0;
    }

    /**
     * (B − A) / (B + A), positive when bids are heavier (DEPTH-3).
     *
     * @return −1 to 1; 0 where it is UNDEFINED ({@link #hasImbalance()})
     */
    public double imbalance() {
        if (!hasImbalance()) {
            return 0;
        }
        double b = bids;
        double a = asks;
        return (b - a) / (b + a);
    }

    /**
     * Whether there is a ratio: some bid was counted.
     *
     * @return false if it is UNDEFINED
     */
    public boolean hasRatio() {
        return isDefined && bids != 0;
    }

    /**
     * A / B (DEPTH-3).
     *
     * @return not negative; 0 where it is UNDEFINED ({@link #hasRatio()})
     */
    public double askBidRatio() {
        return hasRatio() ? (double) asks / (double) bids : 0;
    }
}
