package ebb.engine.flow;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.book.BookSide;
import ebb.engine.book.OrderBook;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Spoof suspicion (PAT-4): a level far larger than those around it, near the touch, that stood for a while and then was
 * mostly taken away in seconds without having been traded. So many of them in a time flag the instrument.
 *
 * <p>Looks at the book when it changes, {@code pat.spoof-sample} apart at least. A level <em>is full</em> at a look where it
 * has been large from look to look for {@code pat.spoof-lived}; it is suspicious at a later look, no more than
 * {@code pat.spoof-within} behind, where {@code pat.spoof-cut} of that is gone and the prints at its price since the look
 * before the full one make less than {@code pat.spoof-traded} of what went. (Books of most venues come later than prints: a
 * print of the moment before may be what the full look does not show yet.) A level is suspicious once, then it begins anew.
 *
 * <p>Watches {@link WatchedLevels#MOST} levels at a time, those nearest to the touch first. Allocates nothing after
 * construction.
 */
public final class SpoofWatch implements Digested, Snapshotted {
    private static final long WHOLE = 20_000;
    private static final int HALF = 10_000;
    // A walk goes an eighth of the band's width beyond it.
    private static final int MARGIN = 8;
    private static final long NEVER = Long.MIN_VALUE;

    private final SpoofSettings settings;
    private final WatchedLevels watched;
    private long dueNs = NEVER;

    // Of this look.
    private final LargeLevels bids;
    private final LargeLevels asks;
    private long lowest;
    private long highest;

    private final long[] suspectNs;
    private long suspicions;
    private long flaggedNs = NEVER;

    /**
     * Nothing seen yet.
     *
     * @param settings figures
     */
    public SpoofWatch(SpoofSettings settings) {
        this.settings = settings;
        watched = new WatchedLevels(settings);
        bids = new LargeLevels(true, settings.levels(), settings.times());
        asks = new LargeLevels(false, settings.levels(), settings.times());
        suspectNs = new long[settings.count()];
    }

    /**
     * A print that counts.
     *
     * @param at price mantissa
     * @param qty quantity mantissa, above 0
     */
    public void onTrade(long at, long qty) {
        watched.onTrade(at, qty);
    }

    /**
     * A quantity above which a level of a delta is to be reported ({@link #report}); the same until the next look.
     *
     * @param bid of which side
     * @return quantity mantissa
     */
    public long bound(boolean bid) {
        return (bid ? bids : asks).bound();
    }

    /**
     * A level of a delta has more than the {@link #bound} of its side, whether or not the delta will be applied.
     *
     * @param bid of which side
     * @param at price mantissa, anything
     */
    public void report(boolean bid, long at) {
        (bid ? bids : asks).report(at);
    }

    /**
     * The book changed, nobody says in which levels.
     *
     * @param nowNs engine time
     * @param book a LIVE book, whole (BOOK-3)
     * @return whether this flagged the instrument, which was not flagged for {@code pat.spoof-per}
     */
    public boolean onBook(long nowNs, OrderBook book) {
        doubt();
        return onDelta(nowNs, book);
    }

    /**
     * The book changed, and its levels above the bound were reported: then most looks need not walk over all of the band. The
     * answer is that of {@link #onBook}.
     *
     * @param nowNs engine time
     * @param book a LIVE book, whole (BOOK-3)
     * @return whether this flagged the instrument, which was not flagged for {@code pat.spoof-per}
     */
    public boolean onDelta(long nowNs, OrderBook book) {
        if (nowNs < dueNs) {
            return false;
        }
        dueNs = nowNs + settings.sampleNs();
        long mid2 = book.mid2();
        if (mid2 == BookSide.NO_PRICE) {
            forget();
            return false;
        }
        lowest = Scaled.mulDiv(mid2, HALF - settings.bandBp(), WHOLE, Rounding.CEIL);
        highest = Scaled.mulDiv(mid2, HALF + settings.bandBp(), WHOLE, Rounding.FLOOR);
        bids.read(book.bids());
        asks.read(book.asks());
        watched.beginLook(nowNs);
        boolean wasFlagged = isFlagged(nowNs, settings.perNs());
        boolean isFlag = false;
        for (int i = watched.size() - 1; i >= 0; i--) {
            isFlag |= look(i, nowNs, watched.isBid(i) ? book.bids() : book.asks());
        }
        find(nowNs, book.bids(), bids, true);
        find(nowNs, book.asks(), asks, false);
        watched.endLook();
        return isFlag && !wasFlagged;
    }

    private boolean isInBand(long at) {
        return at >= lowest && at <= highest;
    }

    /** One watched level at this look; it may lose its place. */
    private boolean look(int i, long nowNs, BookSide side) {
        long at = watched.price(i);
        LargeLevels levels = watched.isBid(i) ? bids : asks;
        long qty = side.quantity(at);
        boolean isSuspicious = side.isKnown(at) && watched.isSuspicious(i, nowNs, qty);
        boolean isLarge = isInBand(at) && qty >= levels.least();
        if (isSuspicious || !side.isKnown(at) || !isLarge && watched.isOver(i, nowNs)) {
            levels.report(at);
            watched.drop(i);
            return isSuspicious && suspect(nowNs);
        }
        watched.see(i, nowNs, qty, isLarge);
        return false;
    }

    /** Levels that have become large: among those the median is of, and behind them as far as the band goes. */
    private void find(long nowNs, BookSide side, LargeLevels levels, boolean bid) {
        for (long at = levels.nextNews(); at != BookSide.NO_PRICE; at = levels.nextNews()) {
            if (!watched.has(at, bid)) {
                levels.raise(at, side.quantity(at));
            }
        }
        if (levels.mayHide(bid ? lowest : highest)) {
            levels.beginWalk();
            while (walk(nowNs, levels, bid)) {
                levels.readOn(side);
            }
        }
    }

    /** Whether levels behind these are to be walked over, too: in the band, and so far behind it that it may move a little. */
    private boolean walk(long nowNs, LargeLevels levels, boolean bid) {
        long margin = (highest - lowest) / MARGIN;
        for (int i = 0; i < levels.size(); i++) {
            long at = levels.price(i);
            if (isInBand(at)) {
                if (watched.isFull()) {
                    return false;
                }
                if (!levels.isLarge(i)) {
                    levels.pass(i);
                } else if (!watched.has(at, bid)) {
                    watched.add(at, bid, levels.quantity(i), nowNs);
                }
            } else if (levels.isLarge(i) || at < lowest - margin || at > highest + margin) {
                levels.endWalk(at);
                return false;
            } else {
                levels.pass(i);
            }
        }
        if (!levels.isFull()) {
            levels.endWalk(BookSide.NO_PRICE);
        }
        return levels.isFull();
    }

    private boolean suspect(long nowNs) {
        int n = suspectNs.length;
        suspectNs[(int) (suspicions % n)] = nowNs;
        suspicions++;
        // The place that comes next holds the oldest of the last n.
        if (suspicions < n || nowNs - suspectNs[(int) (suspicions % n)] > settings.perNs()) {
            return false;
        }
        flaggedNs = nowNs;
        return true;
    }

    /**
     * Whether the instrument is flagged.
     *
     * @param nowNs engine time
     * @param withinNs how far back a flag counts, ns
     * @return whether it was flagged, for the first time or again, no longer ago
     */
    public boolean isFlagged(long nowNs, long withinNs) {
        return flaggedNs != NEVER && nowNs - flaggedNs <= withinNs;
    }

    /**
     * Levels that were suspicious.
     *
     * @return a count
     */
    public long suspicions() {
        return suspicions;
    }

    /** The book is not to be looked at any more, or prices mean something else: what was seen of levels says nothing. */
    public void forget() {
        watched.clear();
        doubt();
    }

    private void doubt() {
        bids.doubt();
        asks.doubt();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("spoof watch");
        out.putLong(dueNs);
        watched.writeTo(out);
        out.putLongs(suspectNs, suspectNs.length);
        out.putLong(suspicions);
        out.putLong(flaggedNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("spoof watch");
        dueNs = in.readLong();
        watched.readFrom(in);
        doubt();
        in.readLongs(suspectNs);
        suspicions = in.readTotal();
        flaggedNs = in.readLong();
    }

    @Override
    public long digest() {
        return own() + watched.digest();
    }

    @Override
    public long digestAnew() {
        return own() + watched.digestAnew();
    }

    private long own() {
        return watched.looksDigest(dueNs, flaggedNs) + Digest.mix(2, suspicions);
    }
}
