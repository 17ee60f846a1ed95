package ebb.research.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VariantTest {
    @Test
    void shouldTurnOffOneEnhancementAtATime() {
        List<Variant> variants = Variant.of(new TreeSet<>(Variant.ENHANCEMENTS));

        assertEquals(
                "[baseline, v21, without-cap, without-quality, without-support, without-micro, without-atr-stop, "
                        + "without-kelly, without-cvd, without-funding, without-book]",
                variants.stream().map(Variant::name).toList().toString());
        // NS-CON-1: divergence, funding and the book weigh in the baseline too.
        assertEquals(
                List.of("cap", "quality", "support", "micro", "atr-stop", "kelly"),
                variants.get(0).off());
    }

    @Test
    void shouldAskTheDataForWhatItCanAnswerUnlessTheVariantLacksIt() {
        Variant full = new Variant(Variant.FULL, List.of());
        Variant without = new Variant("without-cvd", List.of("cvd"));
        Set<String> present = Set.of("quality", "cvd", "book");

        assertEquals(
                List.of("ns.use.quality=true", "ns.use.cvd=true", "ns.use.book=false"),
                full.settings(Set.of("quality", "cvd"), present));
        assertEquals(
                List.of("ns.use.quality=true", "ns.use.cvd=false", "ns.use.book=false"),
                without.settings(Set.of("quality", "cvd"), present));
        assertEquals(List.of(), full.settings(Set.of("cvd"), Set.of()));
    }

    @Test
    void shouldRunOnlyWhatTheBuildCanSwitch() {
        assertEquals(
                "[baseline, v21, without-quality]",
                Variant.of(Set.of("quality")).stream()
                        .map(Variant::name)
                        .toList()
                        .toString());
        assertEquals(List.of(new Variant(Variant.FULL, List.of())), Variant.of(Set.of()));
    }
}
