package ebb.engine.strategy.nullspectre;

/**
 * How a pattern of rejections is scored (keys {@code ns.rej.*}). Points are points of a score of 0…100.
 *
 * @param quality of a single candle
 * @param spacing between the peaks
 * @param acceleration from peak to peak
 * @param scale how the raw sum becomes 0…100 ({@code ns.rej.scale})
 * @param candle what is scored of a push ({@code ns.rej.candle})
 */
public record PatternSettings(Quality quality, Spacing spacing, Acceleration acceleration, Scale scale, Candle candle) {
    /** The plan's figures and what was chosen beside them. */
    public static final PatternSettings DEFAULT =
            new PatternSettings(Quality.DEFAULT, Spacing.DEFAULT, Acceleration.DEFAULT, Scale.CLAMP, Candle.PEAK);

    /** How the raw sum of −50…170 becomes a score (NS-REJ-7). */
    public enum Scale {
        /** Cut off at 0 and 100. */
        CLAMP,
        /** Squeezed: (raw + 50)/2.2. */
        LINEAR
    }

    /** What is scored of a push (NS-REJ-8). */
    public enum Candle {
        /** Its peak bar, the plan's letter. */
        PEAK,
        /** The bars from the peak to the confirming one, as one. */
        COMPOSITE
    }

    /**
     * What a candle is worth (NS-REJ-3).
     *
     * @param wick points for a wick as long as the range
     * @param close points for a close at the low
     * @param volume points for a volume of {@code fullVolume} times the mean or more
     * @param fullVolume volume ratio of full points ({@code ns.rej.vol}), above 0
     */
    public record Quality(double wick, double close, double volume, double fullVolume) {
        /** Defaults of {@code ns.rej.q} and {@code ns.rej.vol}. */
        public static final Quality DEFAULT = new Quality(40, 30, 30, 1.2);
    }

    /**
     * What the mean gap between peaks is worth (NS-REJ-5); the edges are worth nothing.
     *
     * @param tightNs gaps below are tight, ns
     * @param tight points for tight gaps
     * @param wideNs gaps above are wide, ns
     * @param wide points for wide gaps
     */
    public record Spacing(long tightNs, int tight, long wideNs, int wide) {
        private static final long HOUR_NS = 3_600_000_000_000L;

        /** Defaults of {@code ns.rej.tight} and {@code ns.rej.wide}. */
        public static final Spacing DEFAULT = new Spacing(2 * HOUR_NS, 30, 6 * HOUR_NS, -20);
    }

    /**
     * What the direction of the peaks is worth (NS-REJ-6).
     *
     * @param descending points where every peak is lower
     * @param ascending points where every peak is higher
     * @param equalBp peaks that differ by no more are equal, basis points of the earlier one, 0…10,000
     */
    public record Acceleration(int descending, int ascending, int equalBp) {
        /** Defaults of {@code ns.rej.desc}, {@code ns.rej.asc}, {@code ns.rej.eq}. */
        public static final Acceleration DEFAULT = new Acceleration(40, -30, 10);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public PatternSettings {
        if (!(quality.fullVolume() > 0)
                || spacing.tightNs() > spacing.wideNs()
                || acceleration.equalBp() < 0
                || acceleration.equalBp() > 10_000) {
            throw new IllegalArgumentException("ns.rej: " + quality + " " + spacing + " " + acceleration);
        }
    }
}
