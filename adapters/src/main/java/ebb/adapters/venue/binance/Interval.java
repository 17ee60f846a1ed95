package ebb.adapters.venue.binance;

import ebb.adapters.wire.Words;

/** Candle intervals by their text. Months have no fixed length and are not among them. */
final class Interval {
    private static final String[] TEXTS = {
        "1m", "5m", "15m", "1h", "4h", "1d", "3m", "30m", "2h", "6h", "8h", "12h", "3d", "1w", "1s"
    };
    private static final int[] SECONDS = {
        60, 300, 900, 3_600, 14_400, 86_400, 180, 1_800, 7_200, 21_600, 28_800, 43_200, 259_200, 604_800, 1
    };
    private static final long[] WORDS = words();

    private Interval() {}

    private static long[] words() {
        long[] words = new long[TEXTS.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = Words.word(TEXTS[i]);
        }
        return words;
    }

    /** Seconds of an interval given as a word, 0 if it is none of ours. */
    static int seconds(long word) {
        for (int i = 0; i < WORDS.length; i++) {
            if (WORDS[i] == word) {
                return SECONDS[i];
            }
        }
        return 0;
    }
}
