package ebb.config.kind;

import java.math.BigDecimal;
import java.util.Locale;

/** A plain number without a unit. Kept as decimal digits, so that every JDK writes it alike. */
public final class Decimal extends Scalar<BigDecimal> {
    private final BigDecimal least;
    private final BigDecimal most;
    private final int places;

    private Decimal(String least, String most, int places) {
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
        this.places = places;
    }

    /**
     * Numbers within a range, both ends included.
     *
     * @param least smallest
     * @param most largest
     * @param places digits after the point that are kept
     */
    public static Decimal within(String least, String most, int places) {
        return new Decimal(least, most, places);
    }

    /** Whole numbers within a range. */
    public static Decimal count(long least, long most) {
        return new Decimal(Long.toString(least), Long.toString(most), 0);
    }

    /** Money: above 0, 8 places (NUM-1). */
    public static Decimal money() {
        return new Decimal("0.00000001", "10000000000", 8);
    }

    @Override
    protected BigDecimal parse(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            String why = text.toLowerCase(Locale.ROOT).matches("[+-]?[0-9.]+\\s*[a-z%]+")
                    ? "has a unit where a plain number belongs"
                    : "is no number";
            throw new BadValue(why);
        }
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new BadValue("is out of range");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > places) {
            throw new BadValue(places == 0 ? "is no whole number" : "has more than " + places + " decimal places");
        }
        return value.signum() == 0 ? BigDecimal.ZERO : stripped;
    }

    @Override
    protected String format(BigDecimal value) {
        return value.toPlainString();
    }

    @Override
    public String allowed() {
        String digits = places == 0 ? "a whole number, " : "a number, ";
        return digits + least.toPlainString() + " to " + most.toPlainString();
    }
}
