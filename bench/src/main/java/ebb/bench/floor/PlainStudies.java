package ebb.bench.floor;

/** Floor of PERF §6: the same three studies as bare doubles, without validity, trail or digest. */
public final class PlainStudies {
    private static final int N = 14;
    private static final int EMA_N = 20;

    private int count;
    private double previous;
    private double gain;
    private double loss;
    private double ema;
    private double atr;

    /** Studies that have seen no bar. */
    public PlainStudies() {}

    /** Takes a closed bar. */
    public void bar(double high, double low, double close) {
        count++;
        double range = count == 1 ? high - low : Math.max(high, previous) - Math.min(low, previous);
        atr += (range - atr) / Math.min(count, N);
        ema += count <= EMA_N ? (close - ema) / count : 2.0 / (EMA_N + 1) * (close - ema);
        if (count > 1) {
            double change = close - previous;
            int n = Math.min(count - 1, N);
            gain += (Math.max(change, 0) - gain) / n;
            loss += (Math.max(-change, 0) - loss) / n;
        }
        previous = close;
    }

    /** RSI 14. */
    public double rsi() {
        double sum = gain + loss;
        return sum == 0 ? 50 : 100 * gain / sum;
    }

    /** EMA 20 of the close. */
    public double ema() {
        return ema;
    }

    /** ATR 14. */
    public double atr() {
        return atr;
    }
}
