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
        assertEquals(List.of("ns.use.atr-stop=false"), variants.get(6).settings());
        assertEquals(List.of(), variants.get(1).settings());
        // NS-CON-1: divergence, funding and the book weigh in the baseline too.
        assertEquals(
                List.of("cap", "quality", "support", "micro", "atr-stop", "kelly"),
                variants.get(0).off());
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
