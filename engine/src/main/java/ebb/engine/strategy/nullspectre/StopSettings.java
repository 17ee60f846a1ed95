package ebb.engine.strategy.nullspectre;

import java.util.List;

/**
 * Where the stop goes (keys {@code ns.stp.*}).
 *
 * @param bufferMicro least distance beyond the highest rejection ({@code ns.stp.base}), share of it, micro-units
 * @param atr least distance in ATR of the deciding close ({@code ns.stp.atr})
 * @param factors of the venues, on the part beyond the rejection ({@code ns.stp.mult})
 * @param maxMicro distance from the entry that denies, equality too ({@code ns.stp.max}), micro-units, at most 20 %
 * @param usesAtr whether range and venue widen the buffer; false is the baseline ({@code ns.use.atr-stop})
 */
public record StopSettings(long bufferMicro, double atr, Factors factors, long maxMicro, boolean usesAtr) {
    /** No stop is further away than this (NS-STP-2). */
    public static final long MOST_MICRO = 200_000;

    /** NS-STP-1, NS-STP-2. */
    public static final StopSettings DEFAULT = new StopSettings(5_000, 1.5, Factors.ONE, MOST_MICRO, true);

    /**
     * The venues' multipliers (NS-C2).
     *
     * @param byVenue of the dense venue ids from 0
     * @param other of all further ones
     */
    public record Factors(List<Double> byVenue, double other) {
        /** No venue is special. */
        public static final Factors ONE = new Factors(List.of(), 1.0);

        /** Copies the list. */
        public Factors {
            byVenue = List.copyOf(byVenue);
        }

        /** All venues alike. */
        static Factors all(double factor) {
            return new Factors(List.of(), factor);
        }

        double of(int venue) {
            return venue >= 0 && venue < byVenue.size() ? byVenue.get(venue) : other;
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public StopSettings {
        if (bufferMicro < 0 || !(atr >= 0) || maxMicro <= 0 || maxMicro > MOST_MICRO) {
            throw new IllegalArgumentException(
                    "ns.stp: base " + bufferMicro + ", atr " + atr + ", max " + maxMicro + " (at most 20 %)");
        }
    }
}
