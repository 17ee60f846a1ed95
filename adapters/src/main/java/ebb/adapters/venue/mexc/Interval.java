package ebb.adapters.venue.mexc;

import ebb.adapters.wire.Words;

/** Candle intervals by their text. Months have no fixed length and are not among them. */
final class Interval {
    private static final String[] TEXTS = {"Min1", "Min5", "Min15", "Min30", "Min60", "Hour4", "Hour8", "Day1", "Week1"
    };
    private static final int[] SECONDS = {60, 300, 900, 1_800, 3_600, 14_400, 28_800, 86_400, 604_800};

    /** How many there are. */
    static final int COUNT = SECONDS.length;

    private static final long[] WORDS = words();

    private Interval() {}

    private static long[] words() {
        long[] words = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            words[i] = Words.word(TEXTS[i]);
        }
        return words;
    }

    /** The index of an interval given as a word, −1 if it is none of ours. */
    static int of(long word) {
        for (int i = 0; i < COUNT; i++) {
            if (WORDS[i] == word) {
                return i;
            }
        }
        return -1;
    }

    /** Seconds of the interval of an index. */
    static int seconds(int index) {
        return SECONDS[index];
    }

    /** The text of an interval of these many seconds, null if there is none. */
    static String text(int seconds) {
        for (int i = 0; i < COUNT; i++) {
            if (SECONDS[i] == seconds) {
                return TEXTS[i];
            }
        }
        return null;
    }
}
