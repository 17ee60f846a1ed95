package ebb.engine.strategy.nullspectre;

/**
 * Which instruments are watched (keys {@code ns.uni.*}).
 *
 * @param capacity most instruments ({@code ns.uni.max})
 * @param watch rank that enters ({@code ns.uni.watch}), from 1
 * @param leave rank below which a member leaves ({@code ns.uni.leave}), not before {@code watch}
 * @param volumeWeight points of the volume's percentile ({@code ns.uni.weights}, first)
 * @param rangeWeight points of the range's percentile (second)
 * @param setupWeight points of the best level (third)
 * @param newBonus points of a new listing
 */
public record UniverseSettings(
        int capacity, int watch, int leave, int volumeWeight, int rangeWeight, int setupWeight, int newBonus) {
    /** NS-UNI-1 to 4. */
    public static final UniverseSettings DEFAULT = new UniverseSettings(1_024, 50, 60, 30, 30, 40, 10);

    /** Rejections of a level that is as good as can be (NS-UNI-3). */
    public static final int FULL_SETUP = 3;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public UniverseSettings {
        if (capacity < 1 || watch < 1 || leave < watch) {
            throw new IllegalArgumentException("ns.uni: max " + capacity + ", watch " + watch + ", leave " + leave);
        }
        if (volumeWeight < 0 || rangeWeight < 0 || setupWeight < 0 || volumeWeight + rangeWeight + setupWeight != 100) {
            throw new IllegalArgumentException("ns.uni.weights must be three, together 100: " + volumeWeight + "/"
                    + rangeWeight + "/" + setupWeight);
        }
    }
}
