package ebb.config;

/**
 * One thing wrong with a configuration.
 *
 * @param origin where
 * @param key full path, empty where the text itself is broken
 * @param seen what was written, empty where something is missing; never a secret
 * @param problem what is wrong with it
 * @param allowed what would be right
 */
public record ConfigError(Origin origin, String key, String seen, String problem, String allowed) {
    /** One line for people. */
    public String message() {
        StringBuilder out = new StringBuilder(origin.toString()).append(": ");
        if (!key.isEmpty()) {
            out.append(key);
            if (!seen.isEmpty()) {
                out.append(" = ").append(seen);
            }
            out.append(' ');
        }
        out.append(problem);
        if (!allowed.isEmpty()) {
            out.append("; allowed: ").append(allowed);
        }
        return out.toString();
    }
}
