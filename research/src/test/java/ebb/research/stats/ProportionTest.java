package ebb.research.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.testing.SharedData;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void shouldGiveTheWilsonIntervalThatTheRuleQuotes() {
        // NS-VAL-8: 21 wins of 50.
        Interval wilson = new Proportion(21, 50).wilson();

        assertEquals(0.294, wilson.low(), 5e-4);
        assertEquals(0.558, wilson.high(), 5e-4);
    }

    @Test
    void shouldNeedTheTradesThatTheRuleQuotes() {
        // NS-VAL-8: 42 to 52 %, one-sided 5 %, power 80 %.
        assertEquals(305, Proportion.perArm(0.42, 0.52, 0.05, 0.80));
    }

    @Test
    void shouldAgreeWithTheWilsonVectors() {
        int seen = 0;
        for (JsonNode each : SharedData.vectors("atp-risk.json").get("cases")) {
            if (each.get("name").asText().startsWith("Wilson")) {
                JsonNode given = each.get("given");
                JsonNode expected = each.get("expect").get("interval");
                Interval found =
                        new Proportion(given.get("wins").asInt(), given.get("n").asInt()).wilson();
                assertEquals(expected.get(0).asDouble(), found.low(), 1e-9, given::toString);
                assertEquals(expected.get(1).asDouble(), found.high(), 1e-9, given::toString);
                seen++;
            }
        }
        assertTrue(seen >= 6, "the vectors hold Wilson cases");
    }

    @Test
    void shouldGiveNewcombesPublishedIntervals() {
        // Newcombe 1998, Statistics in Medicine 17, table II, method 10, contrasts (a) to (h).
        assertInterval(0.0524, 0.3339, new Proportion(56, 70).less(new Proportion(48, 80)));
        assertInterval(0.1705, 0.8090, new Proportion(9, 10).less(new Proportion(3, 10)));
        assertInterval(0.0582, 0.8062, new Proportion(6, 7).less(new Proportion(2, 7)));
        assertInterval(-0.0381, 0.1926, new Proportion(5, 56).less(new Proportion(0, 29)));
        assertInterval(-0.1611, 0.2775, new Proportion(0, 10).less(new Proportion(0, 20)));
        assertInterval(-0.2775, 0.2775, new Proportion(0, 10).less(new Proportion(0, 10)));
        assertInterval(0.6791, 1.0000, new Proportion(10, 10).less(new Proportion(0, 20)));
        assertInterval(0.6075, 1.0000, new Proportion(10, 10).less(new Proportion(0, 10)));
    }

    private static void assertInterval(double low, double high, Interval found) {
        assertEquals(low, found.low(), 5e-5);
        assertEquals(high, found.high(), 5e-5);
    }

    @Test
    void shouldCoverTheTrueDifferenceAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        int covered = 0;
        int rounds = 4_000;
        for (int i = 0; i < rounds; i++) {
            Interval found = drawn(random, 60, 0.52).less(drawn(random, 45, 0.42));
            covered += found.low() <= 0.10 && 0.10 <= found.high() ? 1 : 0;
        }
        double share = (double) covered / rounds;
        assertTrue(share > 0.935 && share < 0.97, "covers " + share + ", seed 20261121");
    }

    private static Proportion drawn(SplittableRandom random, int n, double rate) {
        int wins = 0;
        for (int i = 0; i < n; i++) {
            wins += random.nextDouble() < rate ? 1 : 0;
        }
        return new Proportion(wins, n);
    }

    @Test
    void shouldKnowNothingOfNothing() {
        assertTrue(Double.isNaN(new Proportion(0, 0).rate()));
        assertEquals(Interval.NONE, new Proportion(0, 0).wilson());
        assertEquals(Interval.NONE, new Proportion(3, 5).less(new Proportion(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Proportion(6, 5));
    }
}
