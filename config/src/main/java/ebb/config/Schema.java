package ebb.config;

import ebb.config.kind.Similar;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The one table of keys. */
final class Schema {
    private static final SortedMap<String, Key<?>> KEYS = keys();

    private Schema() {}

    private static SortedMap<String, Key<?>> keys() {
        SortedMap<String, Key<?>> all = new TreeMap<>();
        for (List<Key<?>> group : List.of(
                EngineKeys.ALL,
                HouseKeys.ALL,
                NetKeys.ALL,
                VenueKeys.ALL,
                StrategyKeys.ALL,
                ContextKeys.ALL,
                WatchKeys.ALL,
                SuspicionKeys.ALL,
                RestKeys.ALL,
                BackupKeys.ALL)) {
            for (Key<?> key : group) {
                if (all.put(key.name(), key) != null) {
                    throw new IllegalStateException("key " + key.name() + " stands twice in the table");
                }
            }
        }
        for (String name : all.keySet()) {
            // The format would drop such a value without a word (NUM-11).
            if (!all.subMap(name + ".", name + "/").isEmpty()) {
                throw new IllegalStateException("key " + name + " is both a value and a prefix");
            }
        }
        return all;
    }

    /** All keys, sorted by name. */
    static Iterable<Key<?>> all() {
        return KEYS.values();
    }

    /** The key of that name, null if there is none. */
    static Key<?> key(String name) {
        return KEYS.get(name);
    }

    /** Whether keys begin with this path. */
    static boolean isGroup(String path) {
        return !KEYS.subMap(path + ".", path + "/").isEmpty();
    }

    /** What a path takes, for an error: values of a key, keys of a group, nothing otherwise. */
    static String allowed(String path) {
        if (isGroup(path)) {
            return "below it: " + below(path);
        }
        return key(path) == null ? "" : key(path).kind().allowed();
    }

    /** Last parts of the keys and groups directly below a group, for an error. */
    static String below(String path) {
        TreeSet<String> names = new TreeSet<>();
        for (String name : KEYS.subMap(path + ".", path + "/").keySet()) {
            String rest = name.substring(path.length() + 1);
            names.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) + ".…" : rest);
        }
        return String.join(", ", names);
    }

    /** What may have been meant by a path that is no key. */
    static String hint(String path) {
        List<String> known = new ArrayList<>(KEYS.keySet());
        TreeSet<String> groups = new TreeSet<>();
        for (String name : known) {
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                groups.add(name.substring(0, dot));
            }
        }
        known.addAll(groups);
        return Similar.hint(path, known);
    }
}
