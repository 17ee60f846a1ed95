package ebb.engine.book;

import org.agrona.DirectBuffer;

/**
 * The levels of the message in hand, by side and in the order they came: a message is looked at whole before it changes
 * a book, so that one bad level refuses all of it (BOOK-2).
 */
final class LevelStage {
    final StagedSide bids = new StagedSide(true);
    final StagedSide asks = new StagedSide(false);

    /** Whose levels were changed last, and hence are in the processor's caches; not state. */
    BookCore lastApplied;

    private boolean isFlawed;

    void clear() {
        bids.size = 0;
        asks.size = 0;
        isFlawed = false;
    }

    int size() {
        return bids.size + asks.size;
    }

    /** Whether a level was off the grid or negative. */
    boolean isFlawed() {
        return isFlawed;
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

    /** Both SBE groups of a message, bids before asks: the greatest quantity, 0 if they are empty. */
    long levels(TickGrid grid, DirectBuffer buffer, int offset) {
        if (!bids.takeAll(grid, buffer, offset)) {
            isFlawed = true;
        }
        if (!asks.takeAll(grid, buffer, StagedSide.end(buffer, offset))) {
            isFlawed = true;
        }
        return Math.max(bids.greatest, asks.greatest);
    }
}
