package ebb.adapters.venue;

/** The venues by their number on the wire ({@code venue:u8} of each head); the order is fixed for ever. */
public enum Venue {
    /** MEXC perpetuals. */
    MEXC("mexc"),
    /** Binance USD-margined perpetuals and futures. */
    BINANCE_USDM("binance-usdm"),
    /** Binance spot. */
    BINANCE_SPOT("binance-spot"),
    /** Binance coin-margined contracts; recordings only. */
    BINANCE_COINM("binance-coinm"),
    /** Hyperliquid perpetuals. */
    HYPERLIQUID("hyperliquid"),
    /** BloFin perpetuals. */
    BLOFIN("blofin"),
    /** Interactive Brokers. */
    IBKR("ibkr");

    private static final Venue[] ALL = values();

    private final String text;

    Venue(String text) {
        this.text = text;
    }

    /** The number in each message head. */
    public int code() {
        return ordinal();
    }

    /** The name in configuration, reports and file names. */
    public String text() {
        return text;
    }

    /**
     * The venue of a number.
     *
     * @param code as in a head
     * @return the venue, or null if there is none
     */
    public static Venue of(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }

    /**
     * The venue of a name.
     *
     * @param text such as {@code binance-usdm}
     * @return the venue, or null if there is none
     */
    public static Venue of(String text) {
        for (Venue venue : ALL) {
            if (venue.text.equals(text)) {
                return venue;
            }
        }
        return null;
    }
}
