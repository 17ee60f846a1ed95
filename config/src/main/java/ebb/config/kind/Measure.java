package ebb.config.kind;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit (NUM-11), read exactly into a whole number of the smallest step: durations in ns, shares in
 * micro-units, sizes in bytes.
 */
public final class Measure extends Scalar<Long> {
    private static final Pattern FIGURE = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-zµ%]*)");

    /** A unit and how many steps it has; a unit that is not {@code shown} is read but never written. */
    private record Unit(String name, long steps, boolean shown) {}

    private static final List<Unit> TIMES = List.of(
            new Unit("d", 86_400_000_000_000L, true),
            new Unit("h", 3_600_000_000_000L, true),
            new Unit("m", 60_000_000_000L, true),
            new Unit("min", 60_000_000_000L, false),
            new Unit("s", 1_000_000_000L, true),
            new Unit("ms", 1_000_000L, true),
            new Unit("us", 1_000L, true),
            new Unit("µs", 1_000L, false),
            new Unit("ns", 1L, true));
    private static final List<Unit> SHARES = List.of(new Unit("%", 10_000L, true), new Unit("bp", 100L, true));
    private static final List<Unit> SIZES = List.of(
            new Unit("GiB", 1L << 30, true),
            new Unit("MiB", 1L << 20, true),
            new Unit("KiB", 1L << 10, true),
            new Unit("B", 1L, true));

    private final List<Unit> units;
    private final String example;
    private final long least;
    private final long most;

    private Measure(List<Unit> units, String example, String least, String most) {
        this.units = units;
        this.example = example;
        this.least = steps(least);
        this.most = steps(most);
    }

    /** Durations, ns. */
    public static Measure duration(String least, String most) {
        return new Measure(TIMES, "10s, 500ms, 2h", least, most);
    }

    /** Shares and distances, micro-units. */
    public static Measure share(String least, String most) {
        return new Measure(SHARES, "0.5%, 30bp", least, most);
    }

    /** Sizes, bytes. */
    public static Measure size(String least, String most) {
        return new Measure(SIZES, "64MiB, 2GiB", least, most);
    }

    @Override
    protected Long parse(String text) {
        long value = steps(text);
        if (value < least || value > most) {
            throw new BadValue("is out of range");
        }
        return value;
    }

    private long steps(String text) {
        Matcher figure = FIGURE.matcher(text);
        if (!figure.matches()) {
            throw new BadValue("is no number with a unit");
        }
        if (figure.group(2).isEmpty()) {
            throw new BadValue("is a number without its unit (NUM-11)");
        }
        Unit unit = unit(figure.group(2));
        BigDecimal exact = new BigDecimal(figure.group(1)).multiply(BigDecimal.valueOf(unit.steps()));
        try {
            return exact.longValueExact();
        } catch (ArithmeticException e) {
            throw new BadValue("is finer than can be kept, or too large");
        }
    }

    private Unit unit(String name) {
        for (Unit unit : units) {
            if (unit.name().equals(name)) {
                return unit;
            }
        }
        for (Unit unit : units) {
            if (unit.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                throw new BadValue("has the unit " + name + " (did you mean " + unit.name() + "?)");
            }
        }
        throw new BadValue("has the unit " + name + ", which does not belong here");
    }

    @Override
    protected String format(Long value) {
        if (units == SHARES) {
            return new BigDecimal(value).movePointLeft(4).stripTrailingZeros().toPlainString() + "%";
        }
        for (Unit unit : units) {
            if (unit.shown() && value != 0 && value % unit.steps() == 0) {
                return value / unit.steps() + unit.name();
            }
        }
        return units == TIMES ? "0s" : "0B";
    }

    @Override
    public String allowed() {
        return format(least) + " to " + format(most) + ", written like " + example;
    }
}
