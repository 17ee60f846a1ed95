package ebb.engine.flow;

import ebb.codecs.ArithmeticHalt;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;

/**
 * Settings of {@link Vpin} (core.md §18, `vpin.*`).
 *
 * @param mode how volume is classified
 * @param n buckets in the ring, 1…1,000
 * @param perDay buckets an average day fills, ≥ 1
 * @param advDays complete days in the average, 1…366
 * @param bucket fixed bucket size, in units of 10^volumeExponent; 0 = from the average daily volume (VPIN-2)
 * @param minBucket least bucket size, in the same units; 0 = one lot
 * @param sigmaBars bars behind σ of the bulk mode, &gt; sigmaMin
 * @param sigmaMin changes before σ is VALID, ≥ 2
 * @param cdf values behind the percentile, &gt; n
 * @param cdfMin values before the percentile is VALID
 * @param toxicMicro percentile from which the flow is toxic, micro-units
 * @param volumeExponent decimal exponent of the two sizes, which a configuration gives in the venue's units;
 *     {@link #INSTRUMENT} once they are mantissas of the instrument at hand
 */
public record VpinSettings(
        VpinMode mode,
        int n,
        int perDay,
        int advDays,
        long bucket,
        long minBucket,
        int sigmaBars,
        int sigmaMin,
        int cdf,
        int cdfMin,
        int toxicMicro,
        int volumeExponent) {
    /** Sizes are quantity mantissas of the instrument. */
    public static final int INSTRUMENT = Integer.MIN_VALUE;

    /** `vpin.n`. */
    public static final int N = 50;

    /** `vpin.per-day`. */
    public static final int PER_DAY = 50;

    /** `vpin.adv-days`. */
    public static final int ADV_DAYS = 30;

    /** `vpin.bucket`: auto. */
    public static final long AUTO = 0;

    /** `vpin.min-bucket`: one lot. */
    public static final long ONE_LOT = 0;

    /** `vpin.sigma-bars`: a day of minutes. */
    public static final int SIGMA_BARS = 1_440;

    /** `vpin.sigma-min`. */
    public static final int SIGMA_MIN = 60;

    /** `vpin.cdf`. */
    public static final int CDF = 2_500;

    /** `vpin.cdf-min`. */
    public static final int CDF_MIN = 250;

    /** `vpin.toxic`: 0.90. */
    public static final int TOXIC_MICRO = 900_000;

    /** What core.md gives. */
    public static final VpinSettings DEFAULTS = new VpinSettings(
            VpinMode.AGGRESSOR, N, PER_DAY, ADV_DAYS, AUTO, ONE_LOT, SIGMA_BARS, SIGMA_MIN, CDF, CDF_MIN, TOXIC_MICRO);

    /** With sizes that are mantissas of the instrument. */
    public VpinSettings(
            VpinMode mode,
            int n,
            int perDay,
            int advDays,
            long bucket,
            long minBucket,
            int sigmaBars,
            int sigmaMin,
            int cdf,
            int cdfMin,
            int toxicMicro) {
        this(mode, n, perDay, advDays, bucket, minBucket, sigmaBars, sigmaMin, cdf, cdfMin, toxicMicro, INSTRUMENT);
    }

    /** Checks the ranges. */
    public VpinSettings {
        require(n >= 1 && n <= 1_000, "vpin.n", n, "1..1000");
        require(perDay >= 1, "vpin.per-day", perDay, "1..");
        require(advDays >= 1 && advDays <= 366, "vpin.adv-days", advDays, "1..366");
        require(bucket >= 0 && bucket <= Long.MAX_VALUE / n, "vpin.bucket", bucket, "auto or 1..(2^63 - 1) / n");
        require(minBucket >= 0 && minBucket <= Long.MAX_VALUE / n, "vpin.min-bucket", minBucket, "0..(2^63 - 1) / n");
        require(sigmaMin >= 2, "vpin.sigma-min", sigmaMin, "2..");
        require(sigmaBars >= sigmaMin, "vpin.sigma-bars", sigmaBars, "vpin.sigma-min..");
        require(cdf > n, "vpin.cdf", cdf, "above vpin.n");
        require(cdfMin >= 1 && cdfMin <= cdf, "vpin.cdf-min", cdfMin, "1..vpin.cdf");
        require(toxicMicro >= 0 && toxicMicro <= 1_000_000, "vpin.toxic", toxicMicro, "0..1000000 micro-units");
        require(
                volumeExponent == INSTRUMENT || Math.abs(volumeExponent) <= 36,
                "vpin.bucket's exponent",
                volumeExponent,
                "-36..36");
    }

    /**
     * The same with sizes as mantissas of an instrument. What is finer than its quantities is rounded up, what is
     * greater than can be counted becomes the greatest that can.
     *
     * @param qe the instrument's quantity exponent
     * @return settings of {@link #INSTRUMENT}
     */
    public VpinSettings at(int qe) {
        return volumeExponent == INSTRUMENT
                ? this
                : new VpinSettings(
                        mode,
                        n,
                        perDay,
                        advDays,
                        mantissa(bucket, qe),
                        mantissa(minBucket, qe),
                        sigmaBars,
                        sigmaMin,
                        cdf,
                        cdfMin,
                        toxicMicro);
    }

    private long mantissa(long size, int qe) {
        long greatest = Long.MAX_VALUE / n;
        if (size == 0) {
            return 0;
        }
        try {
            return Math.min(greatest, Scaled.rescale(size, volumeExponent, qe, Rounding.CEIL));
        } catch (ArithmeticHalt e) {
            return greatest;
        }
    }

    /**
     * The same with a bucket size fixed by hand.
     *
     * @param qty quantity mantissa, 0 = auto
     * @return changed settings
     */
    public VpinSettings withBucket(long qty) {
        return new VpinSettings(
                mode, n, perDay, advDays, qty, minBucket, sigmaBars, sigmaMin, cdf, cdfMin, toxicMicro, volumeExponent);
    }

    /**
     * The same with another ring.
     *
     * @param buckets how many
     * @return changed settings
     */
    public VpinSettings withN(int buckets) {
        return new VpinSettings(
                mode,
                buckets,
                perDay,
                advDays,
                bucket,
                minBucket,
                sigmaBars,
                sigmaMin,
                cdf,
                cdfMin,
                toxicMicro,
                volumeExponent);
    }

    /**
     * The same in another mode.
     *
     * @param other the mode
     * @return changed settings
     */
    public VpinSettings withMode(VpinMode other) {
        return new VpinSettings(
                other,
                n,
                perDay,
                advDays,
                bucket,
                minBucket,
                sigmaBars,
                sigmaMin,
                cdf,
                cdfMin,
                toxicMicro,
                volumeExponent);
    }

    private static void require(boolean holds, String key, long seen, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + " " + seen + " is not in " + allowed);
        }
    }
}
