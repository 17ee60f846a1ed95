package ebb.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import ebb.config.kind.Kind;
import ebb.config.kind.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a merged text against the table of keys and collects what is wrong with it. */
final class Reading {
    private static final String HIDDEN = "(hidden)";

    /** What was written for a key. */
    private record Written(List<String> texts, boolean isList, Origin origin) {}

    private final SortedMap<String, Written> written = new TreeMap<>();
    private final List<ConfigError> errors;

    Reading(List<ConfigError> errors) {
        this.errors = errors;
    }

    /** Takes all leaves of a resolved configuration. */
    void take(Config config) {
        walk("", config.root());
    }

    /** What was written for a key, null if nothing or a list. */
    String text(String key) {
        Written found = written.get(key);
        return found == null || found.isList() ? null : found.texts().get(0);
    }

    /** Where a key was written. */
    Origin origin(String key) {
        Written found = written.get(key);
        return found == null ? Origin.DEFAULT : found.origin();
    }

    /** Sets what the command told, over whatever was written. */
    void tell(Key<String> key, String text, Origin origin) {
        written.put(key.name(), new Written(List.of(text), false, origin));
    }

    private void walk(String path, ConfigObject object) {
        for (Map.Entry<String, ConfigValue> each : new TreeMap<>(object).entrySet()) {
            String at = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
            ConfigValue value = each.getValue();
            Key<?> key = Schema.key(at);
            if (key == null && Schema.isGroup(at)) {
                if (value instanceof ConfigObject group) {
                    walk(at, group);
                } else {
                    fail(value, at, "is a group of keys, not a value");
                }
            } else if (key == null) {
                fail(value, at, "is no key of the configuration" + Schema.hint(at));
            } else {
                leaf(at, value);
            }
        }
    }

    private void leaf(String at, ConfigValue value) {
        if (value.valueType() == ConfigValueType.OBJECT) {
            fail(value, at, "is a value, not a group of keys");
        } else if (value.valueType() == ConfigValueType.NULL) {
            fail(value, at, "has no value (null)");
        } else if (value instanceof ConfigList list) {
            list(at, list);
        } else if (written.put(at, new Written(List.of(text(value)), false, Origin.of(value.origin()))) != null) {
            fail(value, at, "is written twice, once in quotation marks");
        }
    }

    private void list(String at, ConfigList list) {
        List<String> texts = new ArrayList<>(list.size());
        for (ConfigValue element : list) {
            ConfigValueType type = element.valueType();
            if (type == ConfigValueType.OBJECT || type == ConfigValueType.LIST || type == ConfigValueType.NULL) {
                fail(element, at, "has an element that is no plain value");
                return;
            }
            texts.add(text(element));
        }
        written.put(at, new Written(texts, true, Origin.of(list.origin())));
    }

    /** As it was written: 0.10 stays 0.10. */
    private static String text(ConfigValue value) {
        return value.atKey("v").getString("v");
    }

    private void fail(ConfigValue value, String key, String problem) {
        Origin origin = Origin.of(value.origin());
        for (ConfigError each : errors) {
            // The text's own check may have said it.
            if (each.key().equals(key) && each.origin().place().equals(origin.place())) {
                return;
            }
        }
        errors.add(new ConfigError(origin, key, "", problem, Schema.allowed(key)));
    }

    /** Asks for what mode and machine would decide otherwise: a canonical text has resolved it. */
    void demand() {
        for (Key<?> key : Schema.all()) {
            boolean isLeft = key.auto() != null && !written.containsKey(key.name());
            boolean isAuto = key.auto() != null && Key.AUTO.equals(text(key.name()));
            if (isLeft || isAuto) {
                errors.add(new ConfigError(
                        origin(key.name()),
                        key.name(),
                        isAuto ? Key.AUTO : "",
                        "is not resolved",
                        key.kind().allowed()));
            }
        }
    }

    /**
     * Gives every key its value: what was written, else the default.
     *
     * @param machine decides defaults
     * @return complete, with defaults in the place of bad values
     */
    Values values(Key.Machine machine) {
        Values values = new Values();
        for (Key<?> key : Schema.all()) {
            value(key, machine, values);
        }
        return values;
    }

    private <T> void value(Key<T> key, Key.Machine machine, Values values) {
        Written found = written.get(key.name());
        boolean isAuto = found != null
                && key.auto() != null
                && !found.isList()
                && found.texts().get(0).equals(Key.AUTO);
        if (found == null || isAuto) {
            standard(key, machine, values, found == null ? Origin.DEFAULT : found.origin());
            return;
        }
        try {
            values.put(key, key.kind().read(found.texts(), found.isList()), found.origin());
        } catch (Kind.BadValue e) {
            String seen =
                    found.isList() ? found.texts().toString() : found.texts().get(0);
            boolean isSecret = key.role() == Key.Role.SECRET;
            errors.add(new ConfigError(
                    found.origin(),
                    key.name(),
                    isSecret ? HIDDEN : seen.isEmpty() ? "\"\"" : seen,
                    e.getMessage(),
                    key.kind().allowed()));
        }
    }

    private <T> void standard(Key<T> key, Key.Machine machine, Values values, Origin origin) {
        if (key.standard(machine) == null) {
            errors.add(new ConfigError(
                    origin,
                    key.name(),
                    "",
                    "is required in mode " + Word.of(machine.mode()) + " and has no default",
                    key.kind().allowed()));
        } else {
            values.put(key, key.standardValue(machine), origin);
        }
    }
}
