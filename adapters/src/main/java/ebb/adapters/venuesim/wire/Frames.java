package ebb.adapters.venuesim.wire;

import ebb.adapters.venuesim.market.Candles;

/** Candle lengths by the names of the venues. */
public final class Frames {
    private static final long MINUTE = Candles.MINUTE_NS;
    private static final String[] MEXC = {"Min1", "Min5", "Min15", "Min30", "Min60", "Hour4", "Hour8", "Day1"};
    private static final String[] BINANCE = {"1m", "5m", "15m", "30m", "1h", "4h", "8h", "1d"};
    private static final int[] MINUTES = {1, 5, 15, 30, 60, 240, 480, 1_440};

    private Frames() {}

    /** Ns of a frame, 0 if the venue has none of that name. */
    public static long mexc(String name) {
        return find(MEXC, name);
    }

    /** Ns of a frame, 0 if the venue has none of that name. */
    public static long binance(String name) {
        return find(BINANCE, name);
    }

    private static long find(String[] names, String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return MINUTES[i] * MINUTE;
            }
        }
        return 0;
    }
}
