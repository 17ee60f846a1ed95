package ebb.bench;

import ebb.runtime.RingSettings;

/**
 * What the long rigs are asked for: read from the options of {@code ebb-bench} and handed to a rig's process as one word.
 *
 * @param times of the captures' peak rate, 1 or more
 * @param minutes that a rig goes on, above 0; {@code NaN} for as long as it is meant to
 * @param slots of the ring, a power of two
 * @param messages over which bytes are counted
 * @param symbols of a market, 1 or more
 */
public record Load(int times, double minutes, int slots, long messages, int symbols) {
    /** Ten times the peak, ten million messages, a whole venue. */
    public static final Load DEFAULTS = new Load(10, Double.NaN, RingSettings.SLOTS, 10_000_000, 512);

    private static final int LEAST_SLOTS = 64;
    private static final String BETWEEN = ",";

    /** Refuses what no rig can do. */
    public Load {
        claim(times >= 1, "--times is 1 or more, not " + times);
        claim(Double.isNaN(minutes) || minutes > 0, "--minutes is above 0, not " + minutes);
        claim(
                Integer.bitCount(slots) == 1 && slots >= LEAST_SLOTS,
                "--slots is a power of two of at least 64, not " + slots);
        claim(messages >= 1_000, "--messages is 1,000 or more, not " + messages);
        claim(symbols >= 1, "--symbols is 1 or more, not " + symbols);
    }

    private static void claim(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The minutes asked for, or the rig's own. */
    double minutes(double otherwise) {
        return Double.isNaN(minutes) ? otherwise : minutes;
    }

    /** As one word. */
    public String text() {
        return times + BETWEEN + minutes + BETWEEN + slots + BETWEEN + messages + BETWEEN + symbols;
    }

    /** Reads what {@link #text} wrote. */
    public static Load of(String text) {
        String[] parts = text.split(BETWEEN);
        return new Load(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
