package ebb.engine.paper;

import ebb.codecs.sbe.Side;

/** What the simulated exchange sees of the live books; the root answers from the books themselves. */
public interface DisplayedBook {
    /** True if the book of an instrument is LIVE (BOOK-1). */
    boolean isLive(int instrument);

    /** Known levels of a side (BOOK-8), BUY = bids. */
    int levels(int instrument, Side side);

    /** Best price of a side; asked only if it has a known level. */
    long best(int instrument, Side side);

    /** The next worse price of a side; asked only if there is a known level behind this one. */
    long next(int instrument, Side side, long price);

    /** Displayed quantity at a price, 0 if there is no such level. */
    long qtyAt(int instrument, Side side, long price);
}
