package ebb.adapters.venuesim.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request's path and query, taken apart. Values are taken as they stand: no venue here needs escapes in them. */
public final class Target {
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();

    private Target(String path) {
        this.path = path;
    }

    /**
     * Takes a target apart.
     *
     * @param text path and query, or a whole address
     */
    public static Target of(String text) {
        int scheme = text.indexOf("://");
        int from = scheme < 0 ? 0 : text.indexOf('/', scheme + 3);
        String rest = from < 0 ? "/" : text.substring(from);
        int mark = rest.indexOf('?');
        Target target = new Target(mark < 0 ? rest : rest.substring(0, mark));
        if (mark >= 0) {
            for (String each : rest.substring(mark + 1).split("&")) {
                int is = each.indexOf('=');
                if (is > 0) {
                    target.query.put(each.substring(0, is), each.substring(is + 1));
                }
            }
        }
        return target;
    }

    /** Without the query. */
    public String path() {
        return path;
    }

    /** Part {@code i} of the path between slashes, from 0; null behind the last. */
    public String part(int i) {
        String[] parts = path.substring(1).split("/");
        return i < parts.length ? parts[i] : null;
    }

    /** A parameter, null if absent. */
    public String text(String name) {
        return query.get(name);
    }

    /** A parameter that is a number, {@code otherwise} if it is absent or none. */
    public long number(String name, long otherwise) {
        String text = query.get(name);
        if (text == null || !text.matches("\\d{1,18}")) {
            return otherwise;
        }
        return Long.parseLong(text);
    }
}
