package ebb.bench.market;

/** The frames that are decoded by the million. */
public enum FrameKind {
    /** Binance USD-M {@code depthUpdate}, 20 levels. */
    DEPTH_20("binance-usdm"),
    /** Binance USD-M {@code depthUpdate}, 100 levels. */
    DEPTH_100("binance-usdm"),
    /** Binance USD-M {@code aggTrade}. */
    AGG_TRADE("binance-usdm"),
    /** Binance USD-M {@code bookTicker}. */
    BOOK_TICKER("binance-usdm"),
    /** MEXC {@code push.depth}, 20 levels. */
    MEXC_DEPTH("mexc"),
    /** MEXC {@code push.deal}. */
    MEXC_DEAL("mexc");

    private final String venue;

    FrameKind(String venue) {
        this.venue = venue;
    }

    /** The venue that sends it. */
    public String venue() {
        return venue;
    }

    /**
     * Draws frames of this kind.
     *
     * @param count how many
     * @param seed same seed, same frames
     */
    public Frames frames(int count, long seed) {
        return switch (this) {
            case DEPTH_20 -> BinanceText.depth(20, count, seed);
            case DEPTH_100 -> BinanceText.depth(100, count, seed);
            case AGG_TRADE -> BinanceText.trades(count, seed);
            case BOOK_TICKER -> BinanceText.touches(count, seed);
            case MEXC_DEPTH -> MexcText.depth(20, count, seed);
            case MEXC_DEAL -> MexcText.deals(count, seed);
        };
    }
}
