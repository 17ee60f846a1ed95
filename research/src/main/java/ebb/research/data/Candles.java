package ebb.research.data;

/** Takes the closed candles of a recording, in order of time. */
@FunctionalInterface
public interface Candles {
    /**
     * A candle; prices and volume are mantissas of its instrument.
     *
     * @param startNs where it begins, ns since the epoch
     * @param endNs where it ends, ns since the epoch
     * @param open first price
     * @param high greatest price
     * @param low least price
     * @param close last price
     * @param volume what was traded, 0 or more
     */
    void onCandle(long startNs, long endNs, long open, long high, long low, long close, long volume);
}
