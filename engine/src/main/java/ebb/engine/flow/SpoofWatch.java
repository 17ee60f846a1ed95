package ebb.engine.flow;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.book.BookSide;
import ebb.engine.book.OrderBook;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

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
 * <p>Watches {@link #MOST} levels at a time, those nearest to the touch first. Allocates nothing after construction.
 */
public final class SpoofWatch implements Digested, Snapshotted {
    /** Levels watched at a time. */
    static final int MOST = 32;

    private static final long MICRO = 1_000_000L;
    private static final long WHOLE = 20_000;
    private static final int HALF = 10_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final SpoofSettings settings;
    private final int looks;

    private long dueNs = NEVER;
    private long looked;
    private final long[] lookNs;

    // By place: the levels that are or lately were large. Looks of a place stand at place·looks.
    private int watched;
    private final long[] price = new long[MOST];
    private final boolean[] isBid = new boolean[MOST];
    private final long[] sinceNs = new long[MOST];
    private final long[] largeNs = new long[MOST];
    private final long[] traded = new long[MOST];
    private final long[] tradedBefore = new long[MOST];
    private final long[] full;
    private final long[] before;
    private final long[] sum = new long[MOST];

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
        looks = settings.looks();
        bids = new LargeLevels(settings.levels(), settings.times());
        asks = new LargeLevels(settings.levels(), settings.times());
        lookNs = new long[looks];
        full = new long[MOST * looks];
        before = new long[MOST * looks];
        suspectNs = new long[settings.count()];
    }

    /**
     * A print that counts.
     *
     * @param at price mantissa
     * @param qty quantity mantissa, above 0
     */
    public void onTrade(long at, long qty) {
        for (int i = 0; i < watched; i++) {
            if (price[i] == at) {
                traded[i] = Scaled.addFits(traded[i], qty) ? traded[i] + qty : Long.MAX_VALUE;
            }
        }
    }

    /**
     * The book changed.
     *
     * @param nowNs engine time
     * @param book a LIVE book, whole (BOOK-3)
     * @return whether this flagged the instrument, which was not flagged for {@code pat.spoof-per}
     */
    public boolean onBook(long nowNs, OrderBook book) {
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
        lookNs[slot()] = nowNs;
        boolean wasFlagged = isFlagged(nowNs, settings.perNs());
        boolean isFlag = false;
        for (int i = watched - 1; i >= 0; i--) {
            isFlag |= look(i, nowNs, isBid[i] ? book.bids() : book.asks());
        }
        find(nowNs, book.bids(), bids, true);
        find(nowNs, book.asks(), asks, false);
        looked++;
        return isFlag && !wasFlagged;
    }

    private int slot() {
        return (int) (looked % looks);
    }

    private boolean isLarge(long at, long qty, boolean bid) {
        return at >= lowest && at <= highest && qty >= (bid ? bids : asks).least();
    }

    /** One watched level at this look; it may lose its place. */
    private boolean look(int i, long nowNs, BookSide side) {
        if (!side.isKnown(price[i])) {
            drop(i);
            return false;
        }
        long qty = side.quantity(price[i]);
        if (isSuspicious(i, nowNs, qty)) {
            drop(i);
            return suspect(nowNs);
        }
        boolean isLarge = isLarge(price[i], qty, isBid[i]);
        if (!isLarge && nowNs - largeNs[i] > settings.withinNs()) {
            drop(i);
            return false;
        }
        if (isLarge) {
            sinceNs[i] = sinceNs[i] == NEVER ? nowNs : sinceNs[i];
            largeNs[i] = nowNs;
        } else {
            sinceNs[i] = NEVER;
        }
        note(i, isLarge && nowNs - sinceNs[i] >= settings.livedNs() ? qty : 0);
        return false;
    }

    private boolean isSuspicious(int i, long nowNs, long qty) {
        long reach = Math.min(looked, looks - 1);
        for (long back = 1; back <= reach; back++) {
            int slot = (int) ((looked - back) % looks);
            if (nowNs - lookNs[slot] > settings.withinNs()) {
                return false;
            }
            long then = full[i * looks + slot];
            long gone = then - qty;
            boolean isCut = then > 0 && Scaled.compareProducts(gone, MICRO, settings.cutMicro(), then) >= 0;
            if (isCut) {
                long prints = traded[i] - before[i * looks + slot];
                if (Scaled.compareProducts(prints, MICRO, settings.tradedMicro(), gone) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Keeps what a level had at this look; 0 where it was not full. */
    private void note(int i, long qty) {
        int slot = slot();
        int place = i * looks + slot;
        sum[i] -= entry(slot, full[place], before[place]);
        full[place] = qty;
        before[place] = tradedBefore[i];
        sum[i] += entry(slot, full[place], before[place]);
        tradedBefore[i] = traded[i];
    }

    private static long entry(int slot, long qty, long prints) {
        return (qty | prints) == 0 ? 0 : Digest.mix(slot, qty, prints);
    }

    /** Levels that have become large: among those the median is of, and behind them as far as the band goes. */
    private void find(long nowNs, BookSide side, LargeLevels levels, boolean bid) {
        while (watchLarge(nowNs, levels, bid)) {
            levels.readOn(side);
        }
    }

    /** Whether levels behind these may be in the band, too. */
    private boolean watchLarge(long nowNs, LargeLevels levels, boolean bid) {
        for (int i = 0; i < levels.size(); i++) {
            long at = levels.price(i);
            if (at < lowest || at > highest || watched == MOST) {
                return false;
            }
            if (levels.isLarge(i) && !isWatched(at, bid)) {
                watch(at, bid, levels.quantity(i), nowNs);
            }
        }
        return levels.isFull();
    }

    private boolean isWatched(long at, boolean bid) {
        for (int i = 0; i < watched; i++) {
            if (price[i] == at && isBid[i] == bid) {
                return true;
            }
        }
        return false;
    }

    private void watch(long at, boolean bid, long qty, long nowNs) {
        int i = watched++;
        price[i] = at;
        isBid[i] = bid;
        sinceNs[i] = nowNs;
        largeNs[i] = nowNs;
        traded[i] = 0;
        tradedBefore[i] = 0;
        Arrays.fill(full, i * looks, (i + 1) * looks, 0);
        Arrays.fill(before, i * looks, (i + 1) * looks, 0);
        sum[i] = 0;
        note(i, settings.livedNs() == 0 ? qty : 0);
    }

    /** The last place moves to the one that is free. */
    private void drop(int i) {
        int last = --watched;
        price[i] = price[last];
        isBid[i] = isBid[last];
        sinceNs[i] = sinceNs[last];
        largeNs[i] = largeNs[last];
        traded[i] = traded[last];
        tradedBefore[i] = tradedBefore[last];
        System.arraycopy(full, last * looks, full, i * looks, looks);
        System.arraycopy(before, last * looks, before, i * looks, looks);
        sum[i] = sum[last];
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
        watched = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("spoof watch");
        out.putLong(dueNs);
        out.putLong(looked);
        out.putLongs(lookNs, looks);
        out.putInt(watched);
        for (int i = 0; i < watched; i++) {
            out.putLong(price[i]);
            out.putBoolean(isBid[i]);
            out.putLong(sinceNs[i]);
            out.putLong(largeNs[i]);
            out.putLong(traded[i]);
            out.putLong(tradedBefore[i]);
            for (int slot = 0; slot < looks; slot++) {
                out.putLong(full[i * looks + slot]);
                out.putLong(before[i * looks + slot]);
            }
        }
        out.putLongs(suspectNs, suspectNs.length);
        out.putLong(suspicions);
        out.putLong(flaggedNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("spoof watch");
        dueNs = in.readLong();
        looked = in.readTotal();
        in.readLongs(lookNs);
        int count = in.readCount(MOST);
        if (count > MOST) {
            throw new SnapshotException("the snapshot watches " + count + " levels; it is of another build");
        }
        watched = 0;
        for (int i = 0; i < count; i++) {
            long at = in.readLong();
            watch(at, in.readBoolean(), 0, 0);
            sinceNs[i] = in.readLong();
            largeNs[i] = in.readLong();
            traded[i] = in.readLong();
            tradedBefore[i] = in.readLong();
            for (int slot = 0; slot < looks; slot++) {
                full[i * looks + slot] = in.readLong();
                before[i * looks + slot] = in.readLong();
            }
            sum[i] = sumAnew(i);
        }
        in.readLongs(suspectNs);
        suspicions = in.readTotal();
        flaggedNs = in.readLong();
    }

    private long sumAnew(int i) {
        long anew = 0;
        for (int slot = 0; slot < looks; slot++) {
            anew += entry(slot, full[i * looks + slot], before[i * looks + slot]);
        }
        return anew;
    }

    @Override
    public long digest() {
        long all = own();
        for (int i = 0; i < watched; i++) {
            all += level(i, sum[i]);
        }
        return all;
    }

    @Override
    public long digestAnew() {
        long all = own();
        for (int i = 0; i < watched; i++) {
            all += level(i, sumAnew(i));
        }
        return all;
    }

    private long own() {
        long newest = looked == 0 ? 0 : lookNs[(int) ((looked - 1) % looks)];
        return Digest.mix(Digest.mix(1, dueNs, looked), newest, flaggedNs) + Digest.mix(2, suspicions);
    }

    private long level(int i, long seen) {
        long times = Digest.mix(sinceNs[i], largeNs[i]);
        return Digest.mix(Digest.mix(isBid[i] ? 1 : 0, price[i]), times, Digest.mix(seen, traded[i], tradedBefore[i]));
    }
}
