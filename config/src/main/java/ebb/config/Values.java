package ebb.config;

import ebb.config.kind.Kind;
import ebb.config.kind.Word;
import ebb.engine.bar.Frames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of each key and where it came from, sorted by name. */
final class Values {
    private record Held(Key<?> key, Object value, Origin origin) {}

    private final SortedMap<String, Held> held = new TreeMap<>();

    <T> void put(Key<T> key, T value, Origin origin) {
        held.put(key.name(), new Held(key, value, origin));
    }

    /** A key's value; a key of the table always has one. */
    @SuppressWarnings("unchecked")
    <T> T of(Key<T> key) {
        Held found = held.get(key.name());
        if (found == null || found.key() != key) {
            throw new IllegalArgumentException("no such key in the table: " + key.name());
        }
        return (T) found.value();
    }

    int count(Key<BigDecimal> key) {
        return of(key).intValueExact();
    }

    double number(Key<BigDecimal> key) {
        return of(key).doubleValue();
    }

    /** A time of day as ns after 00:00 UTC. */
    long timeOfDayNs(Key<String> key) {
        String at = of(key);
        long minutes = 60L * Integer.parseInt(at.substring(0, 2)) + Integer.parseInt(at.substring(3, 5));
        return minutes * Frames.MINUTE_NS;
    }

    /** A plain number in micro-units. */
    long micro(Key<BigDecimal> key) {
        return of(key).movePointRight(6).longValueExact();
    }

    /** Money, 1e-8. */
    long money(Key<BigDecimal> key) {
        return of(key).movePointRight(8).longValueExact();
    }

    boolean isTrue(Key<String> key) {
        return of(key).equals("true");
    }

    /** The constant whose word was given. */
    <E extends Enum<E>> E constant(Key<String> key, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (Word.of(each).equals(of(key))) {
                return each;
            }
        }
        throw new IllegalArgumentException(key.name() + " has no constant for " + of(key));
    }

    Origin origin(String key) {
        Held found = held.get(key);
        return found == null ? Origin.DEFAULT : found.origin();
    }

    /** A key's value as the configuration writes it. */
    String text(String key) {
        return text(held.get(key));
    }

    /** The deterministic text: sorted, defaults included, places and secrets left out. */
    String canonical() {
        StringBuilder out = new StringBuilder(8_192);
        for (Held each : held.values()) {
            if (each.key().role() == Key.Role.PLAIN) {
                out.append(each.key().name()).append(" = ").append(text(each)).append('\n');
            }
        }
        return out.toString();
    }

    /** All of them, for people. A secret shows where it is kept, never what it is. */
    List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        for (Held each : held.values()) {
            all.add(new Setting(
                    each.key().name(),
                    text(each),
                    each.origin().toString(),
                    each.key().kind().allowed()));
        }
        return List.copyOf(all);
    }

    @SuppressWarnings("unchecked")
    private static String text(Held each) {
        return ((Kind<Object>) each.key().kind()).write(each.value());
    }
}
