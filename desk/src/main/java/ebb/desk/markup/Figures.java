package ebb.desk.markup;

import ebb.codecs.Nulls;
import ebb.engine.instrument.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as a person reads them. All times are UTC; absent values are an en dash. */
public final class Figures {
    /** What stands for an absent value. */
    public static final String ABSENT = "–";

    private static final char MINUS = '−';
    private static final int MONEY_SCALE = 8;
    private static final int MICRO_SCALE = 6;
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_S = 1e9;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    /** Digits behind the point that the instrument's tick has. */
    public static int priceDigits(Instrument instrument) {
        if (instrument.tick() <= 0) {
            return Math.max(0, -instrument.pe());
        }
        return Math.max(
                0,
                BigDecimal.valueOf(instrument.tick(), -instrument.pe())
                        .stripTrailingZeros()
                        .scale());
    }

    /** A price with the digits of its tick. */
    public static String price(Instrument instrument, long mantissa) {
        if (Nulls.isNull(mantissa)) {
            return ABSENT;
        }
        return sign(BigDecimal.valueOf(mantissa, -instrument.pe())
                .setScale(priceDigits(instrument), RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    /** A quantity with the digits it needs. */
    public static String qty(Instrument instrument, long mantissa) {
        if (Nulls.isNull(mantissa)) {
            return ABSENT;
        }
        return plain(BigDecimal.valueOf(mantissa, -instrument.qe()));
    }

    /** Money with two digits behind the point, more for less than a cent. */
    public static String money(long value) {
        if (Nulls.isNull(value)) {
            return ABSENT;
        }
        BigDecimal exact = BigDecimal.valueOf(value, MONEY_SCALE);
        boolean isSmall = value != 0 && exact.abs().compareTo(new BigDecimal("0.01")) < 0;
        return sign(String.format(Locale.ROOT, isSmall ? "%,.6f" : "%,.2f", exact));
    }

    /** Money with its sign, also when it is a gain. */
    public static String gain(long value) {
        return value > 0 ? "+" + money(value) : money(value);
    }

    /** Micro-units as a plain number. */
    public static String micro(long value) {
        return Nulls.isNull(value) ? ABSENT : plain(BigDecimal.valueOf(value, MICRO_SCALE));
    }

    /** Micro-units as a plain number. */
    public static String micro(long value, int digits) {
        return Nulls.isNull(value)
                ? ABSENT
                : sign(BigDecimal.valueOf(value, MICRO_SCALE)
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .toPlainString());
    }

    /** A share in percent. */
    public static String percent(long micro, int digits) {
        return Nulls.isNull(micro)
                ? ABSENT
                : sign(BigDecimal.valueOf(micro, MICRO_SCALE - 2)
                                .setScale(digits, RoundingMode.HALF_EVEN)
                                .toPlainString())
                        + " %";
    }

    /** A count with its thousands parted. */
    public static String count(long value) {
        return sign(String.format(Locale.ROOT, "%,d", value));
    }

    /** A count with its noun: 1 gap, 2 gaps. */
    public static String count(long value, String singular) {
        return count(value, singular, singular + "s");
    }

    /** A count with its thousands parted. */
    public static String count(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /** A hash in 16 hexadecimal digits. */
    public static String hash(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }

    /** A number in three digits or so: 12.3k, 4.5M. */
    public static String compact(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return sign(trim(String.format(Locale.ROOT, "%.2f", value / 1e9))) + "G";
        }
        if (size >= 1e6) {
            return sign(trim(String.format(Locale.ROOT, "%.2f", value / 1e6))) + "M";
        }
        if (size >= 1e4) {
            return sign(trim(String.format(Locale.ROOT, "%.1f", value / 1e3))) + "k";
        }
        return sign(trim(String.format(Locale.ROOT, size >= 100 ? "%.0f" : "%.3f", value)));
    }

    private static String trim(String number) {
        return number.indexOf('.') < 0 ? number : number.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** The date. */
    public static String date(long ns) {
        return DATE.format(instant(ns));
    }

    /** Time of day to the minute. */
    public static String minute(long ns) {
        return MINUTE.format(instant(ns));
    }

    /** Time of day to the second. */
    public static String second(long ns) {
        return SECOND.format(instant(ns));
    }

    /** Date and time of day. */
    public static String dateTime(long ns) {
        return date(ns) + " " + second(ns);
    }

    /** A bar's length as traders say it: 1m, 15m, 4h, 1d. */
    public static String frame(long ns) {
        if (ns % (24 * HOUR_NS) == 0) {
            return ns / (24 * HOUR_NS) + "d";
        }
        if (ns % HOUR_NS == 0) {
            return ns / HOUR_NS + "h";
        }
        return ns % MINUTE_NS == 0 ? ns / MINUTE_NS + "m" : ns / 1_000_000_000L + "s";
    }

    /** A duration in the unit that fits, three digits or so. */
    public static String duration(long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 1_000_000) {
            return three(ns / NS_PER_US) + " µs";
        }
        if (ns < 1_000_000_000L) {
            return three(ns / NS_PER_MS) + " ms";
        }
        if (ns < 2 * MINUTE_NS) {
            return three(ns / NS_PER_S) + " s";
        }
        if (ns < HOUR_NS) {
            long seconds = ns % MINUTE_NS / 1_000_000_000L;
            return ns / MINUTE_NS + " min" + (seconds == 0 ? "" : " " + seconds + " s");
        }
        long minutes = ns % HOUR_NS / MINUTE_NS;
        return ns / HOUR_NS + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static Instant instant(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L));
    }

    private static String plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return sign(String.format(Locale.ROOT, "%,." + Math.max(0, bare.scale()) + "f", bare));
    }

    private static String sign(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
