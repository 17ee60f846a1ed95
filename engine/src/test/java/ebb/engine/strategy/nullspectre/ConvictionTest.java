package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.Tier;
import ebb.engine.state.Validity;
import ebb.engine.strategy.nullspectre.Conviction.Part;
import ebb.testing.Allocations;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConvictionTest {
    private final Conviction conviction = new Conviction(ConvictionSettings.DEFAULT);

    @Test
    void shouldWeighThePartsAsTheVectorsDoNsCon1To3() {
        for (JsonNode c : Cases.of("conviction.json", "conviction")) {
            conviction.begin();
            for (Part part : Part.values()) {
                JsonNode given = c.get("given").get(part.name().toLowerCase(Locale.ROOT));
                if (given.isNull()) {
                    conviction.take(part, 77, Validity.UNDEFINED);
                } else {
                    conviction.take(part, Cases.number(given), Validity.VALID);
                }
            }
            JsonNode want = c.get("expect");
            Cases.assertAgrees(want.get("K"), conviction.score(), 100, c.toString());
            assertEquals(want.get("Kmicro").asLong(), conviction.scoreMicro(), c.toString());
            String tier =
                    conviction.tier() == Tier.NONE ? "SKIP" : conviction.tier().name();
            assertEquals(want.get("tier").asText(), tier, c.toString());
        }
    }

    @Test
    void shouldGiveTheWorkedExampleNsCon1() {
        conviction.take(Part.PATTERN, 100, Validity.VALID);
        conviction.take(Part.CVD, 58.8235294117647, Validity.VALID);
        conviction.take(Part.MICRO, 224.0 / 3, Validity.VALID);
        conviction.take(Part.FUNDING, 400.0 / 9, Validity.VALID);
        conviction.take(Part.BOOK, 60, Validity.VALID);
        assertEquals(74_305_882, conviction.scoreMicro());
        assertEquals(Tier.HIGH, conviction.tier());
        assertEquals(35_000, conviction.pointsMilli(Part.PATTERN));
        assertEquals(14_706, conviction.pointsMilli(Part.CVD));
        assertEquals(14_933, conviction.pointsMilli(Part.MICRO));
        assertEquals(6_667, conviction.pointsMilli(Part.FUNDING));
        assertEquals(3_000, conviction.pointsMilli(Part.BOOK));
    }

    @Test
    void shouldNotAskWhatWeighsNothingNsCon7() {
        Conviction bare = new Conviction(
                new ConvictionSettings(ConvictionSettings.Weights.BARE, 80_000_000, 60_000_000, 50_000_000, false));
        bare.take(Part.PATTERN, 64, Validity.VALID);
        assertFalse(bare.isAsked(Part.BOOK));
        assertEquals(0, bare.missing());
        assertEquals(Tier.HIGH, bare.tier());
    }

    @Test
    void shouldCountOnlyPartsThatWeighAsMissingNsCon3() {
        Conviction baseline = new Conviction(
                new ConvictionSettings(ConvictionSettings.Weights.BASELINE, 80_000_000, 60_000_000, 50_000_000, true));
        baseline.take(Part.PATTERN, 100, Validity.VALID);
        baseline.take(Part.CVD, 100, Validity.VALID);
        baseline.take(Part.FUNDING, 0, Validity.WARMING);
        baseline.take(Part.BOOK, 0, Validity.VALID);
        assertEquals(1, baseline.missing());
        assertTrue(baseline.isComplete());
        assertEquals(Tier.HIGH, baseline.tier());
        baseline.take(Part.BOOK, 0, Validity.INEXACT);
        assertEquals(Tier.NONE, baseline.tier());
    }

    @Test
    void shouldRefuseWeightsBelowNothingAndTiersInDisorder() {
        assertThrows(IllegalArgumentException.class, () -> new ConvictionSettings.Weights(0, 25, 20, 15, 40));
        assertThrows(IllegalArgumentException.class, () -> new ConvictionSettings.Weights(105, 0, 0, 0, -5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvictionSettings(ConvictionSettings.Weights.DEFAULT, 60, 80, 50, true));
    }

    @Test
    void shouldAllocateNothing() {
        long[] sum = {0};
        Allocations.assertNone(i -> {
            conviction.begin();
            conviction.take(Part.PATTERN, i % 101, Validity.VALID);
            conviction.take(Part.CVD, i % 97, (i & 1) == 0 ? Validity.VALID : Validity.INEXACT);
            sum[0] += conviction.scoreMicro() + conviction.tier().value();
        });
        assertTrue(sum[0] > 0);
    }
}
