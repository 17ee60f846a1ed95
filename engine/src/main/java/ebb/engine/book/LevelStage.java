package ebb.engine.book;

import org.agrona.DirectBuffer;

/**
 * The message in hand: its levels, by side and in the order they came, and a delta's head. A message is looked at whole
 * before it changes a book, so that one bad level refuses all of it (BOOK-2). All books share it, and so it is near.
 */
final class LevelStage {
    // Deltas of one book running, after which most of what it touches is in the processor's caches: each touches few
    // lines.
    private static final int FEW = 8;

    final StagedSide bids = new StagedSide(true);
    final StagedSide asks = new StagedSide(false);

    // Whose delta is in hand, and how many it has had running; not state.
    private BookCore whose;
    private int running;

    /** Head of the delta in hand: its flags. */
    int flags;

    /** Head of the delta in hand: U. */
    long first;

    /** Head of the delta in hand: u. */
    long last;

    /** Head of the delta in hand: p. */
    long previous;

    /** Head of the delta in hand: whether the adapter saw the venue's sequence start again. */
    boolean isReset;

    private boolean isFlawed;

    // What the prices of groups that were not read count in; null if there are none.
    private TickGrid grid;

    /** A delta begins. */
    void begin(BookCore book) {
        clear();
        if (whose != book) {
            whose = book;
            running = 0;
        }
        running++;
    }

    /** Whether the book's levels are likely in no cache. */
    boolean isFar() {
        return running <= FEW;
    }

    void clear() {
        bids.clear();
        asks.clear();
        isFlawed = false;
        grid = null;
    }

    int size() {
        return bids.size + asks.size;
    }

    /** Whether a level was off the grid or negative; reads those that were not read. */
    boolean isFlawed() {
        if (grid != null) {
            isFlawed |= !bids.readGroup(grid);
            isFlawed |= !asks.readGroup(grid);
            grid = null;
        }
        return isFlawed;
    }

    /** Whether the levels are those of groups, not read, and no more than may be applied without a look at the room. */
    boolean isUnread() {
        return grid != null
                && size() == 0
                && !isFlawed
                && bids.count() <= BookCore.SURPLUS
                && asks.count() <= BookCore.SURPLUS;
    }

    /** Greatest quantity of the groups, which were applied or read; 0 if there is none. */
    long greatest() {
        return Math.max(bids.greatest, asks.greatest);
    }

    void bid(TickGrid grid, long price, long quantity) {
        if (!bids.take(grid, price, quantity)) {
            isFlawed = true;
        }
    }

    void ask(TickGrid grid, long price, long quantity) {
        if (!asks.take(grid, price, quantity)) {
            isFlawed = true;
        }
    }

    /** Both SBE groups of a message, bids before asks, whose levels stay there; none is handed over behind them. */
    void groups(TickGrid prices, DirectBuffer buffer, int offset) {
        bids.group(buffer, offset);
        asks.group(buffer, StagedSide.end(buffer, offset));
        grid = prices;
    }
}
