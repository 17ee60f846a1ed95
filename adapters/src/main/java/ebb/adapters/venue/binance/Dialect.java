package ebb.adapters.venue.binance;

import ebb.adapters.venue.Venue;

/** The three families of Binance frames; they differ in sequence rule, family number and what volumes count. */
public enum Dialect {
    /** USD-margined futures: each depth event names the one before it. */
    USDM(Venue.BINANCE_USDM, 1, true, true),
    /** Spot: depth events are numbered without a hole; the stamp of a best bid and ask is missing. */
    SPOT(Venue.BINANCE_SPOT, 0, false, true),
    /** Coin-margined futures: as USD-M; quantities are contracts, turnover is in coins. */
    COINM(Venue.BINANCE_COINM, 2, true, false);

    private final Venue venue;
    private final int family;
    private final boolean prev;
    private final boolean quoteTurnover;

    Dialect(Venue venue, int family, boolean prev, boolean quoteTurnover) {
        this.venue = venue;
        this.family = family;
        this.prev = prev;
        this.quoteTurnover = quoteTurnover;
    }

    /** The venue of this dialect. */
    public Venue venue() {
        return venue;
    }

    /**
     * Whether a frame that says {@code st} is for us; the all-market streams mix the families.
     *
     * @param st as in the frame
     * @return false for the other futures family
     */
    boolean isOurs(long st) {
        return family == 0 || st == family;
    }

    /** Whether depth events carry {@code pu} (BOOK-4 model PREV), else RANGE. */
    boolean hasPrev() {
        return prev;
    }

    /** Whether {@code q} of candles and tickers is turnover in the quote currency. */
    boolean hasQuoteTurnover() {
        return quoteTurnover;
    }

    /**
     * The dialect of a venue.
     *
     * @param venue one of Binance's three
     * @return its dialect
     * @throws IllegalArgumentException for another venue
     */
    public static Dialect of(Venue venue) {
        for (Dialect dialect : values()) {
            if (dialect.venue == venue) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(venue.text() + " does not speak Binance's protocol");
    }
}
