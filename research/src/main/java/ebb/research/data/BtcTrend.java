package ebb.research.data;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * Bitcoin's trend day by day (NS-VAL-10): the last close of a UTC day against the mean of the last twenty, flat within
 * one percent. A trade is tagged with that of the last whole day before it.
 */
public final class BtcTrend {
    /** Above the mean by more than the band. */
    public static final String UP = "BTC_UP";

    /** Below the mean by more than the band. */
    public static final String DOWN = "BTC_DOWN";

    /** Neither. */
    public static final String FLAT = "BTC_FLAT";

    private static final int DAYS = 20;
    private static final double BAND = 0.01;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Map<Long, String> byDay;

    private BtcTrend(Map<Long, String> byDay) {
        this.byDay = byDay;
    }

    /** Nothing is known of Bitcoin. */
    public static BtcTrend unknown() {
        return new BtcTrend(Map.of());
    }

    /**
     * Reads it from candles that are no longer than a day.
     *
     * @param tape of one instrument
     * @return its trend, from its twentieth day on
     */
    public static BtcTrend of(Tape tape) {
        TreeMap<Long, Long> closes = new TreeMap<>();
        tape.candles(
                0,
                Long.MIN_VALUE,
                (start, end, open, high, low, close, volume) -> closes.put(Math.floorDiv(start, DAY_NS), close));
        Map<Long, String> trend = new TreeMap<>();
        ArrayDeque<Long> window = new ArrayDeque<>();
        long before = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> day : closes.entrySet()) {
            if (day.getKey() != before + 1) {
                window.clear();
            }
            before = day.getKey();
            window.addLast(day.getValue());
            if (window.size() > DAYS) {
                window.removeFirst();
            }
            if (window.size() == DAYS) {
                double mean = Mean.of(
                                window.stream().mapToDouble(Long::doubleValue).toArray())
                        .getAsDouble();
                double away = day.getValue() / mean - 1;
                trend.put(day.getKey(), away > BAND ? UP : away < -BAND ? DOWN : FLAT);
            }
        }
        return new BtcTrend(trend);
    }

    /**
     * The trend at a time.
     *
     * @param ns since the epoch
     * @return of the last whole day; null where it is not known
     */
    public String at(long ns) {
        return byDay.get(Math.floorDiv(ns, DAY_NS) - 1);
    }
}
