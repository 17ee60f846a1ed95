package ebb.engine.strategy.nullspectre;

/**
 * How the parts of the evidence weigh and which conviction makes which tier (keys {@code ns.con.*}).
 *
 * @param weights points of a full part ({@code ns.con.w})
 * @param maxMicro conviction from which the tier is MAX ({@code ns.con.max}), micro-units
 * @param highMicro conviction from which it is HIGH ({@code ns.con.high}), micro-units
 * @param mediumMicro conviction from which it is MEDIUM ({@code ns.con.medium}), micro-units
 * @param asksEvidence whether missing parts skip (NS-CON-3); false on candles alone (NS-CON-7)
 */
public record ConvictionSettings(
        Weights weights, long maxMicro, long highMicro, long mediumMicro, boolean asksEvidence) {
    /** All enhancements. */
    public static final ConvictionSettings DEFAULT =
            new ConvictionSettings(Weights.DEFAULT, 80_000_000, 60_000_000, 50_000_000, true);

    /**
     * What each part weighs against the others; a part of weight 0 is not asked.
     *
     * @param pattern P (NS-REJ-7)
     * @param cvd divergence (NS-CVD-2)
     * @param micro microstructure (NS-MIC)
     * @param funding funding (NS-FUN)
     * @param book imbalance of the book (NS-BOK-1)
     */
    public record Weights(int pattern, int cvd, int micro, int funding, int book) {
        /** NS-CON-1. */
        public static final Weights DEFAULT = new Weights(35, 25, 20, 15, 5);

        /** NS-CON-1 before the enhancements. */
        public static final Weights BASELINE = new Weights(40, 30, 0, 20, 10);

        /** NS-CON-7: candles and funding. */
        public static final Weights CANDLES = new Weights(70, 0, 0, 30, 0);

        /** NS-CON-7: candles alone. */
        public static final Weights BARE = new Weights(100, 0, 0, 0, 0);

        /** NS-CON-7: candles, trades and funding, no books. */
        public static final Weights TRADES = new Weights(45, 35, 0, 20, 0);

        /**
         * Checks the weights.
         *
         * @throws IllegalArgumentException if one is negative or the pattern weighs nothing
         */
        public Weights {
            boolean isNegative = cvd < 0 || micro < 0 || funding < 0 || book < 0;
            if (isNegative || pattern < 1) {
                throw new IllegalArgumentException("ns.con.w must be five weights, none negative, the first above 0: "
                        + pattern + "/" + cvd + "/" + micro + "/" + funding + "/" + book);
            }
        }

        int total() {
            return pattern + cvd + micro + funding + book;
        }

        int of(Conviction.Part part) {
            return switch (part) {
                case PATTERN -> pattern;
                case CVD -> cvd;
                case MICRO -> micro;
                case FUNDING -> funding;
                case BOOK -> book;
            };
        }
    }

    /**
     * Checks the order of the tiers.
     *
     * @throws IllegalArgumentException if a higher tier begins below a lower one
     */
    public ConvictionSettings {
        if (mediumMicro < 0 || highMicro < mediumMicro || maxMicro < highMicro) {
            throw new IllegalArgumentException("ns.con: medium " + mediumMicro + ", high " + highMicro + ", max "
                    + maxMicro + " must not descend");
        }
    }
}
