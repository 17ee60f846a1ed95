package ebb.adapters.venuesim.market;

import java.util.Arrays;

/** The levels of a book at one update id, best first; reused. What a REST book is written from. */
public final class BookCopy {
    private final long[][] ticks = {new long[512], new long[512]};
    private final long[][] lots = {new long[512], new long[512]};
    private final int[] sizes = new int[2];
    private long id;
    private long timeNs;

    /** Number of levels of a side. */
    public int size(boolean isAsk) {
        return sizes[isAsk ? 1 : 0];
    }

    /** Price in ticks of a side's {@code i}-th best level. */
    public long tick(boolean isAsk, int i) {
        return ticks[isAsk ? 1 : 0][i];
    }

    /** Lots at a side's {@code i}-th best level, above 0. */
    public long lots(boolean isAsk, int i) {
        return lots[isAsk ? 1 : 0][i];
    }

    /** Update id that this is the state after. */
    public long id() {
        return id;
    }

    /** Time of that update, ns since epoch. */
    public long timeNs() {
        return timeNs;
    }

    void copy(Ladder ladder, long timeNs) {
        this.id = ladder.id();
        this.timeNs = timeNs;
        for (int side = 0; side < 2; side++) {
            boolean isAsk = side == 1;
            int step = isAsk ? 1 : -1;
            sizes[side] = 0;
            long end = ladder.outermost(isAsk) + step;
            for (long tick = isAsk ? ladder.bestAsk() : ladder.bestBid(); tick != end; tick += step) {
                long there = ladder.lots(tick);
                if (there > 0) {
                    insert(side, sizes[side], tick, there);
                }
            }
        }
    }

    /** Takes an update back: the copy is then the book before it, of that id and time. */
    void undo(DepthChanges changes, long id, long timeNs) {
        this.id = id;
        this.timeNs = timeNs;
        for (int i = 0; i < changes.size(); i++) {
            set(changes.isAsk(i) ? 1 : 0, changes.tick(i), changes.lotsBefore(i));
        }
    }

    private void set(int side, long tick, long value) {
        int at = 0;
        while (at < sizes[side] && (side == 1 ? ticks[side][at] < tick : ticks[side][at] > tick)) {
            at++;
        }
        boolean isThere = at < sizes[side] && ticks[side][at] == tick;
        if (isThere && value > 0) {
            lots[side][at] = value;
        } else if (isThere) {
            sizes[side]--;
            System.arraycopy(ticks[side], at + 1, ticks[side], at, sizes[side] - at);
            System.arraycopy(lots[side], at + 1, lots[side], at, sizes[side] - at);
        } else if (value > 0) {
            insert(side, at, tick, value);
        }
    }

    private void insert(int side, int at, long tick, long value) {
        if (sizes[side] == ticks[side].length) {
            ticks[side] = Arrays.copyOf(ticks[side], sizes[side] * 2);
            lots[side] = Arrays.copyOf(lots[side], sizes[side] * 2);
        }
        System.arraycopy(ticks[side], at, ticks[side], at + 1, sizes[side] - at);
        System.arraycopy(lots[side], at, lots[side], at + 1, sizes[side] - at);
        ticks[side][at] = tick;
        lots[side][at] = value;
        sizes[side]++;
    }
}
