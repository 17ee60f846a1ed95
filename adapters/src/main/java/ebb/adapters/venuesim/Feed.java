package ebb.adapters.venuesim;

import ebb.adapters.venuesim.market.SimVenue;

/** The connections of a client that listens to everything: futures of Binance need two, book and tape apart. */
public enum Feed {
    /** All of MEXC. */
    MEXC(SimVenue.MEXC, 1),
    /** Books of Binance USD-M. */
    USDM_PUBLIC(SimVenue.BINANCE_USDM, 1),
    /** Tape, marks and liquidations of Binance USD-M. */
    USDM_MARKET(SimVenue.BINANCE_USDM, 2),
    /** All of Binance spot. */
    SPOT(SimVenue.BINANCE_SPOT, 1);

    private final SimVenue venue;
    private final int numberAtVenue;

    Feed(SimVenue venue, int numberAtVenue) {
        this.venue = venue;
        this.numberAtVenue = numberAtVenue;
    }

    /** Whose it is. */
    public SimVenue venue() {
        return venue;
    }

    /** Number of the connection among all, from 1: the {@code conn} of its frames. */
    public int connection() {
        return ordinal() + 1;
    }

    /** Number of the connection at its venue, from 1: what faults name. */
    int numberAtVenue() {
        return numberAtVenue;
    }

    /** What carries the book of a venue. */
    static Feed ofDepth(SimVenue venue) {
        return switch (venue) {
            case MEXC -> MEXC;
            case BINANCE_USDM -> USDM_PUBLIC;
            case BINANCE_SPOT -> SPOT;
        };
    }

    /** What carries the tape of a venue. */
    static Feed ofTape(SimVenue venue) {
        return venue == SimVenue.BINANCE_USDM ? USDM_MARKET : ofDepth(venue);
    }
}
