package ebb.bench;

import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.indicator.Ema;
import ebb.engine.indicator.Rsi;

/** PERF workload 6: a bar in, RSI 14, EMA 20 and ATR 14 out, by the studies of the engine. One thread. */
public final class BarsWorkload {
    private static final int EMA_N = 20;

    private final Rsi rsi = new Rsi(Rsi.DEFAULT_N);
    private final Ema ema = new Ema(EMA_N);
    private final Atr atr = new Atr(AtrSettings.DEFAULT);

    BarsWorkload() {}

    /**
     * Takes a closed bar.
     *
     * @param open price mantissa
     * @param high price mantissa
     * @param low price mantissa
     * @param close price mantissa
     * @param volume quantity mantissa; 0 is a bar without a trade
     */
    public void bar(long open, long high, long low, long close, long volume) {
        rsi.onClose(close);
        ema.onValue(close);
        atr.onBar(high, low, close, volume == 0);
    }

    /** RSI 14, 0 to 100; 0 until it is valid. */
    public double rsi() {
        return rsi.value();
    }

    /** EMA 20 of the close, price mantissa units. */
    public double ema() {
        return ema.value();
    }

    /** ATR 14, price mantissa units. */
    public double atr() {
        return atr.value();
    }
}
