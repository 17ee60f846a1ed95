package ebb.adapters.feed.protocol;

/**
 * What a REST answer is about, as its address tells.
 *
 * @param kind of answer
 * @param symbol of the instrument, empty for the list of instruments
 * @param limit levels a side that were asked for, 0 if the address does not say
 * @param frameSec length of a candle, 0 if none
 */
public record Answered(Kind kind, String symbol, int limit, long frameSec) {
    /** Kinds of answers we read. */
    public enum Kind {
        /** The list of instruments. */
        CATALOG,
        /** A book. */
        BOOK,
        /** Candles. */
        CANDLES,
        /** Settlements of funding. */
        FUNDING
    }
}
