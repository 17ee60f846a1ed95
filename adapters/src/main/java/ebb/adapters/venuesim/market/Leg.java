package ebb.adapters.venuesim.market;

/**
 * A straight piece of an instrument's path, from the end of the one before.
 *
 * @param endMs where it ends, ms after the market's start; ascending
 * @param endPpm price at its end, in millionths of the start price
 * @param mood of the traders on it
 */
public record Leg(long endMs, int endPpm, Mood mood) {
    /** Refuses what leads nowhere. */
    public Leg {
        if (endMs <= 0 || endPpm <= 0) {
            throw new IllegalArgumentException("leg to " + endMs + " ms, " + endPpm + " ppm");
        }
    }
}
