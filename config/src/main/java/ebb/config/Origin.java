package ebb.config;

import com.typesafe.config.ConfigOrigin;

/**
 * Where a value was written.
 *
 * @param place file, {@code profile name}, {@code --set} or {@code default}
 * @param line 1-based; 0 where there is none
 */
public record Origin(String place, int line) {
    /** Nobody wrote it. */
    public static final Origin DEFAULT = new Origin("default", 0);

    /** On the command line. */
    public static final Origin SET = new Origin("--set", 0);

    static Origin of(ConfigOrigin origin) {
        int line = Math.max(0, origin.lineNumber());
        if (origin.filename() != null) {
            return new Origin(origin.filename(), line);
        }
        String description = origin.description();
        // A description ends in the line; and a value merged from two names both.
        int end = description.indexOf(": " + line);
        return new Origin(end > 0 ? description.substring(0, end) : description, line);
    }

    @Override
    public String toString() {
        return line > 0 ? place + ":" + line : place;
    }
}
