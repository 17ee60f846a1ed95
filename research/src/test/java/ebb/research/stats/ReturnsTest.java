package ebb.research.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.testing.SharedData;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    @Test
    void shouldAgreeWithTheVectorsWhereTheirDefinitionIsOurs() {
        int seen = 0;
        for (JsonNode each : SharedData.vectors("atp-risk.json").get("cases")) {
            JsonNode given = each.get("given");
            JsonNode expected = each.get("expect");
            if (!expected.has("maxDD") || !given.has("returns")) {
                continue;
            }
            double[] daily = StreamSupport.stream(given.get("returns").spliterator(), false)
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
            assertEquals(expected.get("maxDD").asDouble(), Returns.maxDrawdown(index(daily)), 1e-9, each::toString);
            double ratio = expected.get("mean").asDouble() / expected.get("sd").asDouble();
            if (daily.length >= Returns.LEAST_DAYS) {
                // NS-VAL-2 subtracts no rate and has 365 days; the vectors' own ratio is of 252 days and 4 %.
                assertEquals(ratio * Math.sqrt(365), Returns.sharpe(daily), 1e-9, each::toString);
            } else {
                assertTrue(Double.isNaN(Returns.sharpe(daily)));
            }
            seen++;
        }
        assertTrue(seen >= 2, "the vectors hold such cases");
    }

    private static double[] index(double[] daily) {
        double[] index = new double[daily.length + 1];
        index[0] = 1;
        for (int i = 0; i < daily.length; i++) {
            index[i + 1] = index[i] * (1 + daily[i]);
        }
        return index;
    }

    @Test
    void shouldTakeTheGreatestLossFromAPeak() {
        assertEquals(0.5, Returns.maxDrawdown(new double[] {100, 120, 90, 130, 65, 200, 150}), 1e-15);
        assertEquals(0, Returns.maxDrawdown(new double[] {1, 2, 3}));
        assertTrue(Double.isNaN(Returns.maxDrawdown(new double[0])));
    }

    @Test
    void shouldHaveNoSharpeBelowTenDaysOrWithoutMovement() {
        double[] nine = {1, -1, 1, -1, 1, -1, 1, -1, 1};
        assertTrue(Double.isNaN(Returns.sharpe(nine)));
        assertEquals(0.0, Returns.sharpe(new double[] {1, -1, 1, -1, 1, -1, 1, -1, 1, -1}), 1e-12);
        double[] still = new double[20];
        Arrays.fill(still, 0);
        assertTrue(Double.isNaN(Returns.sharpe(still)));
    }

    @Test
    void shouldTurnMarksIntoReturns() {
        assertArrayEquals(new double[] {0.1, -0.5}, Returns.of(new double[] {100, 110, 55}), 1e-12);
        assertEquals(0, Returns.of(new double[] {100}).length);
        assertEquals(0, Returns.of(new double[0]).length);
    }
}
