package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.Kind;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the vector tests of this package share. */
final class Cases {
    private Cases() {}

    /** The cases of a family within a file; a family without any fails. */
    static List<JsonNode> of(String file, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode c : SharedData.vectors(file).get("cases")) {
            if (c.get("name").asText().equals(name)) {
                found.add(c);
            }
        }
        assertTrue(!found.isEmpty(), file + ": " + name);
        return found;
    }

    static double number(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    /** Statistics agree within 1e-9 of the expected, and 1e-12 of the largest input near zero. */
    static void assertAgrees(JsonNode want, double seen, double largest, String name) {
        double expected = number(want);
        double most = 1e-9 * Math.abs(expected) + 1e-12 * largest;
        assertTrue(Math.abs(seen - expected) <= most, () -> name + ": expected " + expected + ", was " + seen);
    }

    /** An exact decimal at an exponent. */
    static long mantissa(String text, int exponent) {
        return new BigDecimal(text).movePointRight(-exponent).longValueExact();
    }

    static long mantissa(JsonNode text, int exponent) {
        return mantissa(text.asText(), exponent);
    }

    static Instrument perpetual(Definition definition) {
        InstrumentTable table = new InstrumentTable();
        definition.named(0, "COIN_USDT", Kind.PERP_LINEAR).currencies("COIN", "USDT", "USDT");
        assertTrue(table.define(0, definition) == InstrumentTable.NEW, table::refusal);
        return table.at(0);
    }
}
