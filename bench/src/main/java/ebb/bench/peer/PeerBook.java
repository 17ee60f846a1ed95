package ebb.bench.peer;

/** A book of one instrument by somebody else's structure. One thread. */
public interface PeerBook {
    /** Eclipse Collections' sorted map; it has no primitive one. */
    String ECLIPSE = "Eclipse TreeSortedMap";

    /** fastutil's primitive red-black tree. */
    String FASTUTIL = "fastutil Long2LongRBTreeMap";

    /** exchange-core's book of orders, one order a level. */
    String EXCHANGE_CORE = "exchange-core OrderBookDirectImpl";

    /** XChange's book. */
    String XCHANGE = "XChange OrderBook";

    /**
     * Makes an empty one.
     *
     * @param name as above
     */
    static PeerBook of(String name) {
        return switch (name) {
            case ECLIPSE -> new EclipseBook();
            case FASTUTIL -> new FastutilBook();
            case EXCHANGE_CORE -> new ExchangeCoreBook();
            case XCHANGE -> new XChangeBook();
            default -> throw new IllegalArgumentException("no book " + name);
        };
    }

    /** Sets a level: side 0 bid, 1 ask; a tick above 0; quantity 0 deletes, whether there is a level or not. */
    void level(int side, long tick, long quantity);

    /** Best tick of a side that is not empty. */
    long best(int side);

    /** Levels of a side. */
    int count(int side);
}
