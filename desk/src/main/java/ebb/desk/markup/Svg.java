package ebb.desk.markup;

/** Shapes of a figure; looks come from classes of the style sheet, so that one drawing serves light and dark. */
public final class Svg {
    private final Html html;

    /** Draws into a document. */
    public Svg(Html html) {
        this.html = html;
    }

    /** Begins a figure with its own coordinates; the label is what a screen reader says. */
    public Svg open(int width, int height, String label) {
        html.open(
                "svg", "viewBox", "0 0 " + width + " " + height, "role", "img", "aria-label", label, "class", "figure");
        return this;
    }

    /** Ends the figure. */
    public Svg close() {
        html.close("svg").line();
        return this;
    }

    /** Begins a group; attributes come as name, value. */
    public Svg group(String... attributes) {
        html.open("g", attributes);
        return this;
    }

    /** Ends the innermost group. */
    public Svg end() {
        html.close("g");
        return this;
    }

    /** A line; its look is the class. */
    public Svg line(double x1, double y1, double x2, double y2, String style) {
        html.empty("line", "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2), "class", style);
        return this;
    }

    /** A rectangle. */
    public Svg rect(double x, double y, double width, double height, String style) {
        html.empty("rect", "x", px(x), "y", px(y), "width", px(width), "height", px(height), "class", style);
        return this;
    }

    /** A circle. */
    public Svg circle(double x, double y, double radius, String style) {
        html.empty("circle", "cx", px(x), "cy", px(y), "r", px(radius), "class", style);
        return this;
    }

    /** A path; nothing when it is empty. */
    public Svg path(CharSequence d, String style) {
        if (d.length() > 0) {
            html.empty("path", "d", d.toString(), "class", style);
        }
        return this;
    }

    /** A text at its baseline. */
    public Svg text(double x, double y, String text, String style) {
        html.element("text", text, "x", px(x), "y", px(y), "class", style);
        return this;
    }

    /** Words that a pointer resting on the group shows; the first child of its group. */
    public Svg title(String text) {
        html.element("title", text);
        return this;
    }

    /** A clip region of a rectangle. */
    public Svg clip(String id, double x, double y, double width, double height) {
        html.open("clipPath", "id", id);
        html.empty("rect", "x", px(x), "y", px(y), "width", px(width), "height", px(height));
        html.close("clipPath");
        return this;
    }

    /** A coordinate with one digit behind the point. */
    public static String px(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }
}
