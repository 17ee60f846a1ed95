package ebb.adapters.venuesim.server;

/** What one can listen to about an instrument, over all venues. */
enum Channel {
    /** Book updates. */
    DEPTH,
    /** Each version of a book by itself. */
    DEPTH_SINGLE,
    /** Whole book of the best levels. */
    DEPTH_TOP,
    /** Best bid and ask with quantities. */
    TOUCH,
    /** Prints. */
    TAPE,
    /** Prints, fill by fill. */
    FILLS,
    /** Mark price. */
    MARK,
    /** Index price. */
    INDEX,
    /** Predicted funding. */
    FUNDING,
    /** Rolling figures. */
    TICKER,
    /** Running candle. */
    KLINE,
    /** Liquidations. */
    FORCED;

    /** Whether Binance USD-M serves it on {@code /public}; else it does on {@code /market}. */
    boolean isPublic() {
        return ordinal() <= TOUCH.ordinal();
    }
}
