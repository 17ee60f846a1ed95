package ebb.engine.strategy.nullspectre;

import ebb.engine.bar.Frames;

/**
 * Which instruments are followed, and which of them closely (keys {@code ns.uni.*}).
 *
 * @param capacity most instruments ({@code ns.uni.max})
 * @param watch rank that enters ({@code ns.uni.watch}), from 1
 * @param leave rank below which a member leaves ({@code ns.uni.leave}), not before {@code watch}
 * @param weights what a rank is made of
 * @param filter what an instrument needs before it is ranked
 */
public record UniverseSettings(int capacity, int watch, int leave, Weights weights, Filter filter) {
    /** NS-UNI-1 to 4. */
    public static final UniverseSettings DEFAULT = new UniverseSettings(1_024, 50, 60, Weights.DEFAULT, Filter.DEFAULT);

    /** Rejections of a level that is as good as can be (NS-UNI-3). */
    public static final int FULL_SETUP = 3;

    /** Between two evaluations of all instruments (NS-UNI-2). */
    public static final long PERIOD_NS = Frames.MINUTE_NS;

    /** Currency in which every contract of the universe is priced and settled (NS-UNI-1). */
    public static final String CURRENCY = "USDT";

    /** Base of the contracts that are a reference and never traded (NS-UNI-1). */
    public static final String REFERENCE = "BTC";

    /** Checks the ranges. */
    public UniverseSettings {
        if (capacity < 1 || watch < 1 || leave < watch) {
            throw new IllegalArgumentException("ns.uni: max " + capacity + ", watch " + watch + ", leave " + leave);
        }
    }

    /**
     * The same with another filter.
     *
     * @param other what an instrument needs
     * @return changed settings
     */
    public UniverseSettings with(Filter other) {
        return new UniverseSettings(capacity, watch, leave, weights, other);
    }

    /**
     * What a rank is made of (NS-UNI-3).
     *
     * @param volume points of the volume's percentile ({@code ns.uni.weights}, first)
     * @param range points of the range's percentile (second)
     * @param setup points of the best level (third)
     * @param newBonus points of a new listing (NS-UNI-4)
     */
    public record Weights(int volume, int range, int setup, int newBonus) {
        /** NS-UNI-3, NS-UNI-4. */
        public static final Weights DEFAULT = new Weights(30, 30, 40, 10);

        /** Checks the ranges. */
        public Weights {
            if (volume < 0 || range < 0 || setup < 0 || volume + range + setup != 100) {
                throw new IllegalArgumentException(
                        "ns.uni.weights must be three, together 100: " + volume + "/" + range + "/" + setup);
            }
        }
    }

    /**
     * What an instrument needs before it is ranked (NS-UNI-2, NS-UNI-4).
     *
     * @param minVolume least traded in 24 hours, money 1e-8 ({@code ns.uni.min-volume})
     * @param minAgeNs least age, in bars of the pattern's frame that are there ({@code ns.uni.min-age})
     * @param newNs how long a listing is new ({@code ns.uni.new-days})
     */
    public record Filter(long minVolume, long minAgeNs, long newNs) {
        /** 250,000 USDT, 7 days, 30 days. */
        public static final Filter DEFAULT = new Filter(250_000L * 100_000_000L, 7 * Frames.DAY_NS, 30 * Frames.DAY_NS);

        /** No demand on volume or age. */
        public static final Filter NONE = new Filter(0, 0, 30 * Frames.DAY_NS);

        /** Checks the ranges. */
        public Filter {
            if (minVolume < 0 || minAgeNs < 0 || newNs < 0) {
                throw new IllegalArgumentException(
                        "ns.uni: min-volume " + minVolume + ", min-age " + minAgeNs + " ns, new-days " + newNs + " ns");
            }
        }
    }
}
