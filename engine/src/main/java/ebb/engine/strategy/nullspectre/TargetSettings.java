package ebb.engine.strategy.nullspectre;

/**
 * Where the targets go and how much of the position each takes (keys {@code ns.tgt.*}).
 *
 * @param shares of the position, micro-units ({@code ns.tgt.split})
 * @param minDistanceMicro least distance of a support below the entry ({@code ns.tgt.min-dist}), share, micro-units
 * @param minFirstR least distance of a support in stop distances ({@code ns.tgt.min-r1})
 * @param frontMicro how far above its support a target rests ({@code ns.tgt.front}), share, micro-units
 * @param minRewardMicro least weighted net reward ({@code ns.tgt.min-r}), R, micro-units
 * @param multiples stop distances of the targets that no support gives ({@code ns.tgt.fallback})
 * @param fixed price moves of the baseline's targets ({@code ns.base.targets} over {@code ns.base.lev}), micro-units
 * @param usesSupports whether supports make the targets; false is the baseline ({@code ns.use.support})
 */
public record TargetSettings(
        Three shares,
        long minDistanceMicro,
        double minFirstR,
        long frontMicro,
        long minRewardMicro,
        Three multiples,
        Three fixed,
        boolean usesSupports) {
    /** Shares add up to this. */
    public static final long WHOLE = 1_000_000;

    /** NS-TGT-1 to 5. */
    public static final TargetSettings DEFAULT = new TargetSettings(
            new Three(330_000, 330_000, 340_000),
            10_000,
            1.0,
            1_000,
            2_000_000,
            new Three(2, 3, 5),
            new Three(50_000, 100_000, 200_000),
            true);

    /**
     * A figure for each target.
     *
     * @param first of T1
     * @param second of T2
     * @param third of T3
     */
    public record Three(long first, long second, long third) {
        long of(int index) {
            return index == 0 ? first : index == 1 ? second : third;
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public TargetSettings {
        boolean hasNegative = shares.first() < 0 || shares.second() < 0 || shares.third() < 0;
        if (hasNegative || shares.first() + shares.second() + shares.third() != WHOLE) {
            throw new IllegalArgumentException("ns.tgt.split must be three shares, together the whole: " + shares);
        }
        if (minDistanceMicro < 0 || minDistanceMicro >= WHOLE || !(minFirstR >= 0) || frontMicro < 0) {
            throw new IllegalArgumentException(
                    "ns.tgt: min-dist " + minDistanceMicro + ", min-r1 " + minFirstR + ", front " + frontMicro);
        }
        if (multiples.first() < 1
                || multiples.second() <= multiples.first()
                || multiples.third() <= multiples.second()) {
            throw new IllegalArgumentException("ns.tgt.fallback must ascend from 1: " + multiples);
        }
    }
}
