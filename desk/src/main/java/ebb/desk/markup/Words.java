package ebb.desk.markup;

import java.util.Locale;

/** Enum names of the schema as words in a sentence or a table. */
public final class Words {
    private Words() {}

    /** An enum name in lower case with spaces. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The same with a capital. */
    public static String title(String name) {
        String plain = plain(name);
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /** Role of an order. */
    public static String role(String role) {
        return title(role);
    }

    /** Style class of an order by its role. */
    public static String orderClass(String role) {
        return switch (role) {
            case "STOP" -> "stop";
            case "TARGET" -> "target";
            case "ENTRY" -> "entry";
            default -> "exit";
        };
    }

    /** State of an order or signal. */
    public static String state(String state) {
        return plain(state);
    }

    /** Direction of a signal. */
    public static String direction(String direction) {
        return plain(direction);
    }

    /** What ended a level. */
    public static String levelEnd(String event) {
        return switch (event) {
            case "BROKEN" -> "broken";
            case "REMOVED" -> "forgotten for want of touches";
            case "EVICT" -> "evicted for a newer one";
            default -> plain(event);
        };
    }

    /** Why a book ceased to be LIVE (BOOK-1); empty when it was crossed. */
    public static String stale(String reason) {
        return switch (reason) {
            case "" -> "crossed";
            case "NO_SNAPSHOT" -> "no snapshot yet";
            case "PARTIAL" -> "an incomplete update";
            case "GAP" -> "a gap in its sequence";
            case "CHECKSUM" -> "a wrong checksum";
            case "SESSION" -> "its connection was down";
            case "TIMEOUT" -> "no snapshot in time";
            case "SILENT" -> "silence of its connection";
            case "HORIZON" -> "beyond its horizon";
            case "CROSS_TIMEOUT" -> "crossed for too long";
            case "PRECISION" -> "digits beyond its exponent";
            case "DEFINITION" -> "a new definition";
            case "REFUSED" -> "an update that had to be refused";
            default -> plain(reason);
        };
    }

    /** What closed a trade, as {@code by …}. */
    public static String exit(String why) {
        return switch (why) {
            case "TARGET" -> "its target";
            case "STOP" -> "its stop";
            case "TRAIL" -> "its trailing stop";
            case "BREAKEVEN" -> "its stop at breakeven";
            case "RUNNER" -> "its runner's watch";
            case "UNPROTECTED" -> "want of a stop";
            case "LIQUIDATION" -> "liquidation";
            case "TIME" -> "time";
            case "KILL" -> "a kill";
            case "MANUAL" -> "a person";
            default -> plain(why);
        };
    }

    /** A count up to twelve in letters. */
    public static String number(long count) {
        String[] small = {
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
        };
        return count >= 0 && count < small.length ? small[(int) count] : Figures.count(count);
    }

    /** First, second … */
    public static String ordinal(long n) {
        String[] small = {"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};
        return n < small.length ? small[(int) n] : n + "th";
    }

    /** The text with a capital first letter. */
    public static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The name of a counter, e.g. {@code snapshotFailures}, as words. */
    public static String counter(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (Character.isUpperCase(each) && i > 0) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(each));
        }
        return words.toString();
    }
}
