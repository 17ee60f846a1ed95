package ebb.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A value that stands in a text and that the library drops.
 *
 * @param path its key
 * @param line where, 1-based
 * @param problem why
 */
public record Dropped(String path, int line, String problem) {
    /**
     * Finds what one file drops of itself.
     *
     * @param text HOCON that the library could parse
     * @param isGroup whether a path is a group of keys, never a value
     * @param isValue whether a path is a value, never a group
     * @return keys written twice and values in the place of groups, in the order of the text, then values that a group of
     *     the same text replaces or is replaced by
     */
    public static List<Dropped> in(String text, Predicate<String> isGroup, Predicate<String> isValue) {
        List<Dropped> found = new ArrayList<>();
        SortedMap<String, KeyScan.Place> seen = new TreeMap<>();
        for (KeyScan.Place place : KeyScan.of(text)) {
            misplaced(place, isGroup, isValue, found);
            KeyScan.Place before = seen.put(place.path(), place);
            if (before != null && !place.builds()) {
                found.add(new Dropped(
                        place.path(), place.line(), "is written twice: line " + before.line() + " gives it too"));
            }
        }
        for (KeyScan.Place place : seen.values()) {
            SortedMap<String, KeyScan.Place> below = seen.subMap(place.path() + ".", place.path() + "/");
            if (!below.isEmpty()) {
                int other = below.get(below.firstKey()).line();
                found.add(new Dropped(
                        place.path(),
                        place.line(),
                        "is a value here and a group of keys in line " + other + ": one of them is lost"));
            }
        }
        return found;
    }

    /** Another file may bring the group or the value, and what stands here would be lost. */
    private static void misplaced(
            KeyScan.Place place, Predicate<String> isGroup, Predicate<String> isValue, List<Dropped> found) {
        String path = place.path();
        if (isGroup.test(path) && !place.builds()) {
            found.add(new Dropped(path, place.line(), "is a group of keys, not a value"));
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (isValue.test(path.substring(0, dot))) {
                found.add(new Dropped(path.substring(0, dot), place.line(), "is a value, not a group of keys"));
            }
        }
    }
}
