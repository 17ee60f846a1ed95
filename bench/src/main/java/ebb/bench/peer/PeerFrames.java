package ebb.bench.peer;

/** A JSON library that reads Binance frames into longs laid out as {@code ebb.bench.market.Frames} says. One thread. */
public interface PeerFrames {
    /** Names of all, for a parameter of JMH. */
    String DSL_JSON = "dsl-json";

    /** Name of fastjson2. */
    String FASTJSON2 = "fastjson2";

    /**
     * Makes one.
     *
     * @param name as above
     * @param priceDecimals finest price
     * @param quantityDecimals finest quantity
     */
    static PeerFrames of(String name, int priceDecimals, int quantityDecimals) {
        return switch (name) {
            case DSL_JSON -> new DslJsonFrames(priceDecimals, quantityDecimals);
            case FASTJSON2 -> new Fastjson2Frames(priceDecimals, quantityDecimals);
            default -> throw new IllegalArgumentException("no JSON library " + name);
        };
    }

    /** Decodes a frame of depth, of a trade or of a touch; which it is shows in its keys. */
    void decode(byte[] frame, int length, long[] header, long[] bids, long[] asks);
}
