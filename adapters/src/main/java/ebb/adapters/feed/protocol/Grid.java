package ebb.adapters.feed.protocol;

import ebb.codecs.Decimals;
import ebb.codecs.Nulls;
import java.nio.charset.StandardCharsets;

/** Exponents and mantissas from the texts of a catalog. */
final class Grid {
    private static final int RATE_SCALE = 9;
    private static final int MONEY_SCALE = 8;

    private Grid() {}

    /**
     * The exponent at which a step is a whole number: -2 for {@code 0.050}, 0 for {@code 10}.
     *
     * @throws IllegalArgumentException if the text is no number above zero
     */
    static int exponent(String step) {
        Decimals decimals = scan(step);
        if (decimals.value() <= 0) {
            throw new IllegalArgumentException("a step of '" + step + "'");
        }
        return Math.min(0, decimals.finest());
    }

    /** The mantissa of a text at an exponent. */
    static long mantissa(String text, int exponent) {
        return Decimals.of(text, exponent);
    }

    /** The mantissa, or null for an empty text. */
    static long orNull(String text, int exponent) {
        return text.isEmpty() ? Nulls.LONG : Decimals.of(text, exponent);
    }

    /** Sets size of contract and its exponent. */
    static void contract(Listing listing, String size) {
        Decimals decimals = scan(size);
        listing.contractSize = decimals.value();
        listing.contractExponent = decimals.exponent();
    }

    static long rate(JsonView json, int p) {
        return json.number(p, RATE_SCALE, Nulls.LONG);
    }

    static long money(JsonView json, int p) {
        return json.number(p, MONEY_SCALE, Nulls.LONG);
    }

    private static Decimals scan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Decimals decimals = new Decimals();
        if (decimals.scan(bytes, 0, bytes.length) != Decimals.Status.OK) {
            throw new IllegalArgumentException("no number: '" + text + "'");
        }
        return decimals;
    }
}
