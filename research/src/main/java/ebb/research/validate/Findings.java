package ebb.research.validate;

import ebb.research.data.Dataset;
import java.util.List;

/**
 * What a validation found.
 *
 * @param options as it was asked
 * @param data what was played, with the full variant's run of each
 * @param variants in the order they are told
 * @param controls the same over recordings that do not count in the gates; empty where there are none
 * @param missing enhancements that this build has no switch for
 */
public record Findings(
        Options options, List<Played> data, List<OfVariant> variants, List<OfVariant> controls, List<String> missing) {
    /**
     * How it is asked.
     *
     * @param split share of the time that is in-sample (NS-VAL-13)
     * @param draws of the bootstrap
     */
    public record Options(double split, Performance.Draws draws) {}

    /**
     * A data set and what the full variant made of it.
     *
     * @param data which
     * @param ran what the full variant made of it
     */
    public record Played(Dataset data, Ran ran) {}

    /**
     * A variant on both sides of the split.
     *
     * @param variant which
     * @param sameAs an earlier variant whose configuration is the same on all this data, empty if there is none: what is
     *     turned off was not on
     * @param inSample trades opened before the split
     * @param outOfSample the others
     */
    public record OfVariant(Variant variant, String sameAs, Sample inSample, Sample outOfSample) {}

    /**
     * A variant's findings.
     *
     * @param name of the variant
     * @return null if it was not run
     */
    public OfVariant variant(String name) {
        for (OfVariant each : variants) {
            if (each.variant().name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Whether a variant can be compared with its form without supports (NS-VAL-6).
     *
     * @param of which
     * @return that form's findings; null where the variant itself has fixed targets, or the two are one
     */
    public OfVariant withoutSupport(OfVariant of) {
        OfVariant other = (controls.contains(of) ? controls : variants)
                .stream()
                        .filter(each -> each.variant().name().equals(Variant.WITHOUT_SUPPORT))
                        .findFirst()
                        .orElse(null);
        boolean isOne = other == null || Variant.FULL.equals(other.sameAs());
        return isOne || !of.variant().name().equals(Variant.FULL) ? null : other;
    }
}
