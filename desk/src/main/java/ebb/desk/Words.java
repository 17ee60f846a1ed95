package ebb.desk;

import java.util.Locale;

/** Enum names of the schema as words in a sentence or a table. */
final class Words {
    private Words() {}

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String title(String name) {
        String plain = plain(name);
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    static String role(String role) {
        return title(role);
    }

    static String orderClass(String role) {
        return switch (role) {
            case "STOP" -> "stop";
            case "TARGET" -> "target";
            case "ENTRY" -> "entry";
            default -> "exit";
        };
    }

    static String state(String state) {
        return plain(state);
    }

    static String direction(String direction) {
        return plain(direction);
    }

    static String levelEnd(String event) {
        return switch (event) {
            case "BROKEN" -> "broken";
            case "REMOVED" -> "forgotten for want of touches";
            case "EVICT" -> "evicted for a newer one";
            default -> plain(event);
        };
    }

    static String exit(String why) {
        return switch (why) {
            case "TARGET" -> "its target";
            case "STOP" -> "its stop";
            case "TRAIL" -> "its trailing stop";
            case "TIME" -> "time";
            case "KILL" -> "a kill";
            case "MANUAL" -> "a person";
            default -> plain(why);
        };
    }

    static String number(long count) {
        String[] small = {
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
        };
        return count >= 0 && count < small.length ? small[(int) count] : Figures.count(count);
    }

    static String ordinal(long n) {
        String[] small = {"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};
        return n < small.length ? small[(int) n] : n + "th";
    }

    static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
