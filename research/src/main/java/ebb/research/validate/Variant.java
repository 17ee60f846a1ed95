package ebb.research.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A form of the strategy (§0): with all enhancements, with none, or without one.
 *
 * @param name {@code v21}, {@code baseline}, {@code without-NAME}
 * @param off enhancements that are turned to their baseline form
 */
public record Variant(String name, List<String> off) {
    /** All enhancements. */
    public static final String FULL = "v21";

    /** Before the enhancements. */
    public static final String BASELINE = "baseline";

    /** The one that NS-VAL-6 compares with. */
    public static final String WITHOUT_SUPPORT = "without-support";

    /** Below it lie the ablation switches. */
    public static final String SWITCHES = "ns.use.";

    /** The enhancements of the plan, in the order of §0. */
    public static final List<String> ENHANCEMENTS =
            List.of("cap", "quality", "support", "micro", "atr-stop", "kelly", "cvd", "funding", "book");

    /** What the baseline lacks; divergence, funding and the book it always had (NS-CON-1, baseline weights). */
    private static final List<String> NOT_IN_BASELINE =
            List.of("cap", "quality", "support", "micro", "atr-stop", "kelly");

    /**
     * The variants that a build can run.
     *
     * @param present enhancements whose switch the configuration has
     * @return baseline, full, then one for each enhancement; only the full form where there is no switch
     */
    public static List<Variant> of(Set<String> present) {
        List<Variant> variants = new ArrayList<>();
        List<String> baseline =
                NOT_IN_BASELINE.stream().filter(present::contains).toList();
        if (!baseline.isEmpty()) {
            variants.add(new Variant(BASELINE, baseline));
        }
        variants.add(new Variant(FULL, List.of()));
        for (String each : ENHANCEMENTS) {
            if (present.contains(each)) {
                variants.add(new Variant("without-" + each, List.of(each)));
            }
        }
        return variants;
    }

    /**
     * What it sets: each switch that the build has, whatever the profile says.
     *
     * @param answered enhancements that the data can be asked
     * @param present enhancements whose switch the configuration has
     * @return {@code key=value}
     */
    public List<String> settings(Set<String> answered, Set<String> present) {
        return ENHANCEMENTS.stream()
                .filter(present::contains)
                .map(each -> SWITCHES + each + "=" + (answered.contains(each) && !off.contains(each)))
                .toList();
    }
}
