package ebb.bench.profile;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stacks as an SVG that stands by itself: a box for each method, above the box of its caller, as wide as its share of the
 * samples; its words are clipped to its width, the whole of them and the figures show under the pointer.
 */
public final class FlameGraph {
    private static final int WIDTH = 1_180;
    private static final int MARGIN = 10;
    private static final int ROW = 17;
    private static final int HEAD = 34;
    private static final double LETTER = 6.6;
    private static final double LEAST_WIDTH = 0.4;
    private static final int LEAST_LETTERS = 3;

    private FlameGraph() {}

    private static final class Box {
        private final Map<String, Box> callees = new TreeMap<>();
        private long samples;

        int height() {
            int most = 0;
            for (Box each : callees.values()) {
                most = Math.max(most, each.height());
            }
            return most + 1;
        }
    }

    /**
     * Draws.
     *
     * @param stacks at least one sample
     * @param title over the picture
     */
    public static String svg(Stacks stacks, String title) {
        Box root = new Box();
        stacks.counts().forEach((stack, samples) -> {
            Box at = root;
            at.samples += samples;
            for (String frame : Stacks.frames(stack)) {
                at = at.callees.computeIfAbsent(frame, name -> new Box());
                at.samples += samples;
            }
        });
        int height = HEAD + root.height() * ROW + MARGIN;
        StringBuilder out = new StringBuilder();
        out.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\""
                        + " font-size=\"11\">%n",
                WIDTH, height));
        out.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        out.append(text(
                "<text x=\"%d\" y=\"20\" font-family=\"sans-serif\" font-size=\"14\" fill=\"#222222\">%s: %,d"
                        + " samples</text>%n",
                MARGIN, safe(title), root.samples));
        double scale = (double) (WIDTH - 2 * MARGIN) / root.samples;
        box(out, "all", root, root.samples, MARGIN, height - MARGIN - ROW, scale);
        return out.append("</svg>\n").toString();
    }

    private static void box(StringBuilder out, String name, Box box, long all, double x, int y, double scale) {
        double width = box.samples * scale;
        if (width < LEAST_WIDTH) {
            return;
        }
        out.append(text(
                "<g><title>%s: %d samples, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " rx=\"1\" fill=\"%s\"/>",
                safe(name), box.samples, 100.0 * box.samples / all, x, y, width, ROW - 1, colour(name)));
        int letters = (int) ((width - 4) / LETTER);
        if (letters >= LEAST_LETTERS) {
            String words = name.length() <= letters ? name : name.substring(0, letters - 1) + '…';
            out.append(text("<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + 12, safe(words)));
        }
        out.append("</g>\n");
        double at = x;
        for (Map.Entry<String, Box> each : box.callees.entrySet()) {
            box(out, each.getKey(), each.getValue(), all, at, y - ROW, scale);
            at += each.getValue().samples * scale;
        }
    }

    /** Warm, and the same for the same name. */
    private static String colour(String name) {
        int hash = name.hashCode() * 0x9E3779B1;
        return text("#%02x%02x%02x", 205 + (hash >>> 27), 110 + (hash >>> 18 & 0x7F), 50 + (hash >>> 9 & 0x2F));
    }

    private static String safe(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
