package ebb.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Exact decimals of vectors as mantissas of one exponent, and back. */
public record Decimals(int digits) {
    /** The mantissa of a decimal; fails where it has more digits than agreed. */
    public long mantissa(String text) {
        return new BigDecimal(text).setScale(digits).unscaledValue().longValueExact();
    }

    public long mantissa(JsonNode node) {
        return mantissa(node.asText());
    }

    /** The decimal of a mantissa, without trailing zeros, as the vectors print it. */
    public String text(long mantissa) {
        BigDecimal value = BigDecimal.valueOf(mantissa, digits);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** The sign of a side of a vector: B, S or U. */
    public static int sign(String side) {
        switch (side) {
            case "B":
            case "buy":
                return Aggressor.BUY;
            case "S":
            case "sell":
                return Aggressor.SELL;
            case "U":
                return Aggressor.UNKNOWN;
            default:
                throw new IllegalArgumentException(side);
        }
    }

    /** Doubles of vectors are equal within 1e-9 of the expected, and 1e-12 near zero. */
    public static boolean agrees(double seen, JsonNode expected) {
        double want = Double.parseDouble(expected.asText());
        return Math.abs(seen - want) <= 1e-9 * Math.abs(want) + 1e-12;
    }
}
