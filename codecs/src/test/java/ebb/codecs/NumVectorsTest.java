package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.Decimals.Status;
import ebb.testing.SharedData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The independent vectors of num.json: NUM-3, NUM-5, NUM-8, NUM-10. */
class NumVectorsTest {
    private static List<JsonNode> cases(String name) {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode c : SharedData.vectors("num.json").get("cases")) {
            if (c.get("name").asText().equals(name) && !c.path("disputed").asBoolean()) {
                cases.add(c);
            }
        }
        assertTrue(!cases.isEmpty(), "no case named " + name);
        return cases;
    }

    @Test
    void shouldReadTextAsTheVectorsDo() {
        for (JsonNode c : cases("text")) {
            byte[] text = c.get("given").get("text").asText().getBytes(StandardCharsets.UTF_8);
            Decimals decimals = new Decimals();
            Status status = decimals.parse(
                    text, 0, text.length, c.get("given").get("exponent").asInt());
            String outcome = status == Status.OK ? Long.toString(decimals.value()) : status.name();
            JsonNode expect = c.get("expect");
            assertEquals(expect.path("mantissa").asText(expect.path("refused").asText()), outcome, c::toString);
        }
    }

    @Test
    void shouldDivideAsTheVectorsDo() {
        for (JsonNode c : cases("mulDiv")) {
            JsonNode given = c.get("given");
            long q = Scaled.mulDiv(
                    Long.parseLong(given.get("a").asText()),
                    Long.parseLong(given.get("b").asText()),
                    Long.parseLong(given.get("c").asText()),
                    Rounding.valueOf(given.get("mode").asText()));
            assertEquals(c.get("expect").get("q").asText(), Long.toString(q), c::toString);
        }
    }

    @Test
    void shouldQuantiseAsTheVectorsDo() {
        for (JsonNode c : cases("quantise")) {
            long micro = Micro.of(Double.parseDouble(c.get("given").get("x").asText()));
            assertEquals(c.get("expect").get("micro").asText(), Long.toString(micro), c::toString);
        }
    }

    @Test
    void shouldComputePhiAsTheVectorsDo() {
        for (JsonNode c : cases("phi")) {
            double expected = Double.parseDouble(c.get("expect").get("phi").asText());
            double phi = Normal.cdf(Double.parseDouble(c.get("given").get("x").asText()));
            assertEquals(expected, phi, 1e-9 * Math.abs(expected) + 1e-12, c::toString);
        }
    }
}
