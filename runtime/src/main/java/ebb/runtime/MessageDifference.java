package ebb.runtime;

import ebb.codecs.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Two messages compared field by field, for people. */
final class MessageDifference {
    private final MessageText text = new MessageText();

    /**
     * Lists the fields that differ.
     *
     * @return lines of the form {@code path: journaled X, now Y}; bytes that no field shows are named as such
     */
    List<String> fields(DirectBuffer journaled, int at, DirectBuffer now, int from) {
        List<String> lines = new ArrayList<>();
        try {
            compare("", text.fields(journaled, at), text.fields(now, from), lines);
        } catch (RuntimeException e) {
            // Its checksum holds, its contents do not: somebody wrote it anew.
            return List.of("the journaled message cannot be read: " + e);
        }
        if (lines.isEmpty()) {
            lines.add("the fields agree; a header or padding byte differs");
        }
        return lines;
    }

    String name(int templateId) {
        return text.name(templateId);
    }

    private static void compare(String path, Object journaled, Object now, List<String> lines) {
        if (journaled instanceof Map<?, ?> left && now instanceof Map<?, ?> right) {
            TreeSet<String> keys = new TreeSet<>();
            left.keySet().forEach(key -> keys.add(String.valueOf(key)));
            right.keySet().forEach(key -> keys.add(String.valueOf(key)));
            for (String key : keys) {
                compare(path.isEmpty() ? key : path + "." + key, left.get(key), right.get(key), lines);
            }
        } else if (journaled instanceof List<?> left && now instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(path + "[" + i + "]", left.get(i), right.get(i), lines);
            }
        } else if (journaled == null ? now != null : !journaled.equals(now)) {
            lines.add(path + ": journaled " + journaled + ", now " + now);
        }
    }
}
