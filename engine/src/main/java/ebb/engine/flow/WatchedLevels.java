package ebb.engine.flow;

import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** The levels that are or lately were large, each with what it had at the last looks (PAT-4). Places have no order. */
final class WatchedLevels implements Digested, Snapshotted {
    /** Levels watched at a time. */
    static final int MOST = 32;

    private static final long MICRO = 1_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final SpoofSettings settings;
    private final int looks;

    private long looked;
    private final long[] lookNs;
    // Where the look in hand stands, looked % looks.
    private int slot;

    // By place. Looks of a place stand at place·looks.
    private int size;
    private final long[] price = new long[MOST];
    private final boolean[] isBid = new boolean[MOST];
    private final long[] sinceNs = new long[MOST];
    private final long[] largeNs = new long[MOST];
    private final long[] traded = new long[MOST];
    private final long[] tradedBefore = new long[MOST];
    private final long[] full;
    private final long[] before;
    // Looks among those kept at which the level was full.
    private final int[] fulls = new int[MOST];
    private final long[] sum = new long[MOST];

    /** None. */
    WatchedLevels(SpoofSettings settings) {
        this.settings = settings;
        looks = settings.looks();
        lookNs = new long[looks];
        full = new long[MOST * looks];
        before = new long[MOST * looks];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == MOST;
    }

    long price(int i) {
        return price[i];
    }

    boolean isBid(int i) {
        return isBid[i];
    }

    /** A print at a price. */
    void onTrade(long at, long qty) {
        for (int i = 0; i < size; i++) {
            if (price[i] == at) {
                traded[i] = Scaled.addFits(traded[i], qty) ? traded[i] + qty : Long.MAX_VALUE;
            }
        }
    }

    /** A look begins. */
    void beginLook(long nowNs) {
        slot = (int) (looked % looks);
        lookNs[slot] = nowNs;
    }

    /** The look in hand ends. */
    void endLook() {
        looked++;
    }

    /** Whether a level has too little left of what it had when it was full, and was not traded. */
    boolean isSuspicious(int i, long nowNs, long qty) {
        if (fulls[i] == 0) {
            return false;
        }
        int at = slot;
        for (long left = Math.min(looked, looks - 1); left > 0; left--) {
            at = at == 0 ? looks - 1 : at - 1;
            if (nowNs - lookNs[at] > settings.withinNs()) {
                return false;
            }
            long then = full[i * looks + at];
            long gone = then - qty;
            if (gone > 0 && Scaled.compareProducts(gone, MICRO, settings.cutMicro(), then) >= 0) {
                long prints = traded[i] - before[i * looks + at];
                if (Scaled.compareProducts(prints, MICRO, settings.tradedMicro(), gone) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a level that is not large now was so too long ago. */
    boolean isOver(int i, long nowNs) {
        return nowNs - largeNs[i] > settings.withinNs();
    }

    /** What a level is at the look in hand. */
    void see(int i, long nowNs, long qty, boolean isLarge) {
        if (isLarge) {
            sinceNs[i] = sinceNs[i] == NEVER ? nowNs : sinceNs[i];
            largeNs[i] = nowNs;
        } else {
            sinceNs[i] = NEVER;
        }
        note(i, isLarge && nowNs - sinceNs[i] >= settings.livedNs() ? qty : 0);
    }

    /** Keeps what a level had at this look; 0 where it was not full. */
    private void note(int i, long qty) {
        int place = i * looks + slot;
        sum[i] -= entry(slot, full[place], before[place]);
        fulls[i] += (qty == 0 ? 0 : 1) - (full[place] == 0 ? 0 : 1);
        full[place] = qty;
        before[place] = tradedBefore[i];
        sum[i] += entry(slot, full[place], before[place]);
        tradedBefore[i] = traded[i];
    }

    private static long entry(int slot, long qty, long prints) {
        return (qty | prints) == 0 ? 0 : Digest.mix(slot, qty, prints);
    }

    boolean has(long at, boolean bid) {
        for (int i = 0; i < size; i++) {
            if (price[i] == at && isBid[i] == bid) {
                return true;
            }
        }
        return false;
    }

    /** Takes a level that is large; there is a place. */
    void add(long at, boolean bid, long qty, long nowNs) {
        int i = size++;
        price[i] = at;
        isBid[i] = bid;
        sinceNs[i] = nowNs;
        largeNs[i] = nowNs;
        traded[i] = 0;
        tradedBefore[i] = 0;
        Arrays.fill(full, i * looks, (i + 1) * looks, 0);
        Arrays.fill(before, i * looks, (i + 1) * looks, 0);
        fulls[i] = 0;
        sum[i] = 0;
        note(i, settings.livedNs() == 0 ? qty : 0);
    }

    /** The last place moves to the one that is free. */
    void drop(int i) {
        int last = --size;
        price[i] = price[last];
        isBid[i] = isBid[last];
        sinceNs[i] = sinceNs[last];
        largeNs[i] = largeNs[last];
        traded[i] = traded[last];
        tradedBefore[i] = tradedBefore[last];
        System.arraycopy(full, last * looks, full, i * looks, looks);
        System.arraycopy(before, last * looks, before, i * looks, looks);
        fulls[i] = fulls[last];
        sum[i] = sum[last];
    }

    void clear() {
        size = 0;
    }

    /** When the newest look was; 0 before the first. */
    private long newestNs() {
        return looked == 0 ? 0 : lookNs[(int) ((looked - 1) % looks)];
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(looked);
        out.putLongs(lookNs, looks);
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putLong(price[i]);
            out.putBoolean(isBid[i]);
            out.putLong(sinceNs[i]);
            out.putLong(largeNs[i]);
            out.putLong(traded[i]);
            out.putLong(tradedBefore[i]);
            for (int at = 0; at < looks; at++) {
                out.putLong(full[i * looks + at]);
                out.putLong(before[i * looks + at]);
            }
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        looked = in.readTotal();
        in.readLongs(lookNs);
        int count = in.readCount(MOST);
        if (count > MOST) {
            throw new SnapshotException("the snapshot watches " + count + " levels; it is of another build");
        }
        clear();
        for (int i = 0; i < count; i++) {
            long at = in.readLong();
            add(at, in.readBoolean(), 0, 0);
            sinceNs[i] = in.readLong();
            largeNs[i] = in.readLong();
            traded[i] = in.readLong();
            tradedBefore[i] = in.readLong();
            for (int place = i * looks; place < (i + 1) * looks; place++) {
                full[place] = in.readLong();
                before[place] = in.readLong();
                fulls[i] += full[place] == 0 ? 0 : 1;
            }
            sum[i] = sumAnew(i);
        }
    }

    private long sumAnew(int i) {
        long anew = 0;
        for (int at = 0; at < looks; at++) {
            anew += entry(at, full[i * looks + at], before[i * looks + at]);
        }
        return anew;
    }

    /** Of the looks: how many there were, when the newest was, and two times more that belong to them. */
    long looksDigest(long dueNs, long flaggedNs) {
        return Digest.mix(Digest.mix(1, dueNs, looked), newestNs(), flaggedNs);
    }

    @Override
    public long digest() {
        long all = 0;
        for (int i = 0; i < size; i++) {
            all += level(i, sum[i]);
        }
        return all;
    }

    @Override
    public long digestAnew() {
        long all = 0;
        for (int i = 0; i < size; i++) {
            all += level(i, sumAnew(i));
        }
        return all;
    }

    private long level(int i, long seen) {
        long times = Digest.mix(sinceNs[i], largeNs[i]);
        return Digest.mix(Digest.mix(isBid[i] ? 1 : 0, price[i]), times, Digest.mix(seen, traded[i], tradedBefore[i]));
    }
}
