package ebb.engine.book;

import java.util.Arrays;

/**
 * The levels of the message in hand, by side and in the order they came: a message is looked at whole before it changes
 * a book, so that one bad level refuses all of it (BOOK-2).
 */
final class LevelStage {
    private static final int INITIAL = 64;

    long[] bidKeys = new long[INITIAL];
    long[] bidQuantities = new long[INITIAL];
    int bids;
    long[] askKeys = new long[INITIAL];
    long[] askQuantities = new long[INITIAL];
    int asks;
    // Quantities before, of one side after the other while the message is applied; as long as the longer side.
    long[] olds = new long[INITIAL];

    /** Whose levels were changed last, and hence are in the processor's caches; not state. */
    BookCore lastApplied;

    void clear() {
        bids = 0;
        asks = 0;
    }

    int size() {
        return bids + asks;
    }

    void bid(long key, long quantity) {
        if (bids == bidKeys.length) {
            bidKeys = Arrays.copyOf(bidKeys, bids * 2);
            bidQuantities = Arrays.copyOf(bidQuantities, bids * 2);
            olds = new long[Math.max(olds.length, bids * 2)];
        }
        bidKeys[bids] = key;
        bidQuantities[bids] = quantity;
        bids++;
    }

    void ask(long key, long quantity) {
        if (asks == askKeys.length) {
            askKeys = Arrays.copyOf(askKeys, asks * 2);
            askQuantities = Arrays.copyOf(askQuantities, asks * 2);
            olds = new long[Math.max(olds.length, asks * 2)];
        }
        askKeys[asks] = key;
        askQuantities[asks] = quantity;
        asks++;
    }
}
