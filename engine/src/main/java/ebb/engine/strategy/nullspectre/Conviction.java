package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.Tier;
import ebb.engine.state.Validity;

/**
 * Conviction K: the weighted parts of the evidence, and the tier that it makes (NS-CON-1 to 3). Missing evidence is not
 * neutral: a part that is not VALID scores 0 and nothing is weighted anew; two of them skip, a missing pattern skips.
 * Reused: {@link #begin}, each part once, then read. Allocates nothing.
 */
public final class Conviction {
    /** What conviction is made of. */
    public enum Part {
        /** Pattern score P. */
        PATTERN,
        /** Divergence of price and volume delta. */
        CVD,
        /** Microstructure at the last rejection. */
        MICRO,
        /** Funding that shorts receive. */
        FUNDING,
        /** Asks outweighing bids. */
        BOOK
    }

    private static final int PARTS = Part.values().length;
    private static final int MOST_MISSING = 1;

    private final ConvictionSettings settings;
    private final int[] weight = new int[PARTS];
    private final double[] score = new double[PARTS];
    private final Validity[] validity = new Validity[PARTS];

    /**
     * No evidence yet.
     *
     * @param settings weights and tiers
     */
    public Conviction(ConvictionSettings settings) {
        this.settings = settings;
        for (Part part : Part.values()) {
            weight[part.ordinal()] = settings.weights().of(part);
        }
        begin();
    }

    /** Starts anew: no part was asked. */
    public void begin() {
        for (int i = 0; i < PARTS; i++) {
            score[i] = 0;
            validity[i] = Validity.NOT_ASKED;
        }
    }

    /**
     * Sets a part.
     *
     * @param part which
     * @param points its score, 0…100, not quantised
     * @param sound whether it may be used; anything but VALID counts as 0
     */
    public void take(Part part, double points, Validity sound) {
        score[part.ordinal()] = sound.isValid() ? points : 0;
        validity[part.ordinal()] = sound;
    }

    /**
     * Whether a part weighs anything.
     *
     * @param part which
     * @return false where its weight is 0: it is not asked (NS-CON-7)
     */
    public boolean isAsked(Part part) {
        return weight[part.ordinal()] > 0;
    }

    /**
     * Score of a part as it counts.
     *
     * @param part which
     * @return 0…100, 0 where it is not VALID
     */
    public double part(Part part) {
        return score[part.ordinal()];
    }

    /**
     * Whether a part may be used.
     *
     * @param part which
     * @return as it was taken
     */
    public Validity validity(Part part) {
        return validity[part.ordinal()];
    }

    /**
     * What a part gives to K.
     *
     * @param part which
     * @return points, 1e-3
     */
    public int pointsMilli(Part part) {
        double points = weight[part.ordinal()]
                * score[part.ordinal()]
                / settings.weights().total();
        return (int) StrictMath.rint(points * 1_000);
    }

    /**
     * Parts that weigh something and are not VALID (NS-CON-3).
     *
     * @return 0…5
     */
    public int missing() {
        int missing = 0;
        for (int i = 0; i < PARTS; i++) {
            missing += weight[i] > 0 && !validity[i].isValid() ? 1 : 0;
        }
        return missing;
    }

    /**
     * K (NS-CON-1): the mean of the parts by weight.
     *
     * @return 0…100
     */
    public double score() {
        double sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += weight[i] * score[i];
        }
        return sum / settings.weights().total();
    }

    /**
     * K as it is emitted and compared.
     *
     * @return micro-units (NUM-8)
     */
    public long scoreMicro() {
        return Micro.of(score());
    }

    /**
     * Whether there is enough evidence (NS-CON-3).
     *
     * @return false where the pattern or two parts are missing, unless nobody asks
     */
    public boolean isComplete() {
        return !settings.asksEvidence() || missing() <= MOST_MISSING && validity[Part.PATTERN.ordinal()].isValid();
    }

    /**
     * The tier (NS-CON-2).
     *
     * @return MAX, HIGH, MEDIUM; NONE is SKIP
     */
    public Tier tier() {
        long micro = scoreMicro();
        if (!isComplete() || micro < settings.mediumMicro()) {
            return Tier.NONE;
        }
        if (micro >= settings.maxMicro()) {
            return Tier.MAX;
        }
        return micro >= settings.highMicro() ? Tier.HIGH : Tier.MEDIUM;
    }
}
