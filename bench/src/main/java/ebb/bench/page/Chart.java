package ebb.bench.page;

import java.util.List;
import java.util.Locale;

/**
 * A picture of how something grows: named places along x, one line a series, y logarithmic, as SVG that stands by itself.
 *
 * @param title over it
 * @param xTitle what x is
 * @param yTitle what y is, with its unit
 * @param places along x, in order
 * @param lines through them
 */
record Chart(String title, String xTitle, String yTitle, List<String> places, List<Line> lines) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 78;
    private static final int RIGHT = 190;
    private static final int TOP = 48;
    private static final int BOTTOM = 58;
    private static final int NAME_GAP = 16;
    private static final double[] STEPS = {1, 2, 5};

    /**
     * A series.
     *
     * @param name at its end
     * @param colour of line and name
     * @param isDashed whether it is a floor
     * @param values one a place; {@code NaN} where nothing was measured
     */
    record Line(String name, String colour, boolean isDashed, double... values) {}

    /** Whether there is anything to draw: a line needs two places. */
    boolean isDrawable() {
        return lines.stream().anyMatch(each -> known(each) >= 2);
    }

    private static int known(Line line) {
        int known = 0;
        for (double each : line.values()) {
            known += Double.isNaN(each) ? 0 : 1;
        }
        return known;
    }

    /** The picture. */
    String svg() {
        double low = Math.pow(10, Math.floor(Math.log10(extreme(true))));
        double high = top(extreme(false));
        StringBuilder out = new StringBuilder();
        out.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n",
                WIDTH, HEIGHT));
        out.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT));
        out.append(label(LEFT, 24, "start", "#222222", title, " font-size=\"15\" font-weight=\"bold\""));
        out.append(label(LEFT, 40, "start", "#555555", yTitle, ""));
        out.append(label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "middle", "#555555", xTitle, ""));
        grid(out, low, high);
        for (int i = 0; i < places.size(); i++) {
            out.append(label(x(i), HEIGHT - BOTTOM + 20, "middle", "#333333", places.get(i), ""));
        }
        double lastName = Double.NEGATIVE_INFINITY;
        for (Line each : lines.stream()
                .filter(line -> known(line) > 0)
                .sorted((a, b) -> Double.compare(last(b), last(a)))
                .toList()) {
            lastName = line(out, each, low, high, lastName);
        }
        return out.append("</svg>\n").toString();
    }

    /** Names stand at the right of their lines, from the top down, never one on the other. */
    private double line(StringBuilder out, Line line, double low, double high, double above) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values().length; i++) {
            double value = line.values()[i];
            if (!Double.isNaN(value)) {
                points.append(text("%.1f,%.1f ", (double) x(i), y(value, low, high)));
                out.append(text(
                        "<circle cx=\"%d\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                        x(i), y(value, low, high), line.colour()));
            }
        }
        out.append(text(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
                points.toString().strip(), line.colour(), line.isDashed() ? " stroke-dasharray=\"5 4\"" : ""));
        double at = Math.max(y(last(line), low, high) + 4, above + NAME_GAP);
        out.append(label(
                WIDTH - RIGHT + 12, (int) at, "start", line.colour(), line.name() + ' ' + Text.figure(last(line)), ""));
        return at;
    }

    private void grid(StringBuilder out, double low, double high) {
        for (double decade = low; decade <= high; decade *= 10) {
            for (double step : STEPS) {
                double value = decade * step;
                if (value <= high * 1.0001) {
                    double y = y(value, low, high);
                    out.append(text(
                            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                            LEFT, WIDTH - RIGHT, y, y, step == 1 ? "#cccccc" : "#eeeeee"));
                    out.append(label(LEFT - 8, (int) y + 4, "end", "#333333", Text.figure(value), ""));
                }
            }
        }
    }

    private int x(int place) {
        int room = WIDTH - LEFT - RIGHT;
        return LEFT + room * (2 * place + 1) / (2 * places.size());
    }

    private static double y(double value, double low, double high) {
        double share = Math.log(value / low) / Math.log(high / low);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    /** The next of 1, 2, 5, 10 … at or above a value. */
    private static double top(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : STEPS) {
            if (value <= decade * step) {
                return decade * step == Math.pow(10, Math.floor(Math.log10(value))) ? decade * 2 : decade * step;
            }
        }
        return decade * 10;
    }

    private double extreme(boolean isLeast) {
        double found = isLeast ? Double.MAX_VALUE : 0;
        for (Line line : lines) {
            for (double each : line.values()) {
                if (!Double.isNaN(each)) {
                    found = isLeast ? Math.min(found, each) : Math.max(found, each);
                }
            }
        }
        return found;
    }

    private static double last(Line line) {
        double last = Double.NaN;
        for (double each : line.values()) {
            last = Double.isNaN(each) ? last : each;
        }
        return last;
    }

    private static String label(int x, int y, String anchor, String colour, String words, String more) {
        String safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>%n",
                x, y, anchor, colour, more, safe);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
