package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Tier;

/**
 * A figure for each tier that trades.
 *
 * @param max of MAX
 * @param high of HIGH
 * @param medium of MEDIUM
 */
public record PerTier(long max, long high, long medium) {
    /** The figure of a tier; 0 for one that does not trade. */
    long of(Tier tier) {
        return switch (tier) {
            case MAX -> max;
            case HIGH -> high;
            case MEDIUM -> medium;
            default -> 0;
        };
    }
}
