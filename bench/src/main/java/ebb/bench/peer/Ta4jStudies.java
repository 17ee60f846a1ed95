package ebb.bench.peer;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** Peer of PERF §6: ta4j's RSI 14, EMA 20 and ATR 14 over a series that keeps its last 1,000 bars. One thread. */
public final class Ta4jStudies {
    /** Name of the series in doubles. */
    public static final String DOUBLE = "ta4j DoubleNum";

    /** Name of the series in decimals, ta4j's default. */
    public static final String DECIMAL = "ta4j DecimalNum";

    private static final int N = 14;
    private static final int EMA_N = 20;
    private static final int KEPT = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Function<Number, Num> numbers;
    private final BarSeries series;
    private final Indicator<Num> rsi;
    private final Indicator<Num> ema;
    private final Indicator<Num> atr;
    private ZonedDateTime end = ZonedDateTime.of(2026, 2, 2, 0, 0, 0, 0, ZoneOffset.UTC);

    /**
     * An empty series.
     *
     * @param name {@link #DOUBLE} or {@link #DECIMAL}
     */
    public Ta4jStudies(String name) {
        numbers = switch (name) {
            case DOUBLE -> DoubleNum::valueOf;
            case DECIMAL -> DecimalNum::valueOf;
            default -> throw new IllegalArgumentException("no numbers " + name);
        };
        series = new BaseBarSeriesBuilder()
                .withName("bench")
                .withNumTypeOf(numbers)
                .withMaxBarCount(KEPT)
                .build();
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        rsi = new RSIIndicator(close, N);
        ema = new EMAIndicator(close, EMA_N);
        atr = new ATRIndicator(series, N);
    }

    /** Takes a closed bar. */
    public void bar(long open, long high, long low, long close, long volume) {
        end = end.plus(MINUTE);
        series.addBar(new BaseBar(
                MINUTE,
                end,
                numbers.apply(open),
                numbers.apply(high),
                numbers.apply(low),
                numbers.apply(close),
                numbers.apply(volume),
                numbers.apply(0),
                0));
    }

    /** RSI 14. */
    public double rsi() {
        return rsi.getValue(series.getEndIndex()).doubleValue();
    }

    /** EMA 20 of the close. */
    public double ema() {
        return ema.getValue(series.getEndIndex()).doubleValue();
    }

    /** ATR 14. */
    public double atr() {
        return atr.getValue(series.getEndIndex()).doubleValue();
    }
}
