package ebb.adapters.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a tree with its members in a random order, with or without white space. */
public final class Shuffle {
    private Shuffle() {}

    public static byte[] bytes(JsonNode tree, SplittableRandom random, boolean spaced) {
        StringBuilder text = new StringBuilder();
        write(tree, random, spaced, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, SplittableRandom random, boolean spaced, StringBuilder out) {
        String gap = spaced ? " ".repeat(random.nextInt(3)) : "";
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            for (int i = names.size() - 1; i > 0; i--) {
                Collections.swap(names, i, random.nextInt(i + 1));
            }
            out.append('{');
            for (int i = 0; i < names.size(); i++) {
                out.append(i > 0 ? "," : "")
                        .append(gap)
                        .append('"')
                        .append(names.get(i))
                        .append('"')
                        .append(gap);
                out.append(':').append(gap);
                write(node.get(names.get(i)), random, spaced, out);
            }
            out.append(gap).append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i > 0 ? "," : "").append(gap);
                write(node.get(i), random, spaced, out);
            }
            out.append(gap).append(']');
        } else {
            out.append(node);
        }
    }
}
