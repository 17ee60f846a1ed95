package ebb.adapters.feed.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Path and query of an address, with or without scheme and host. */
public final class Address {
    private final String path;
    private final String query;

    /** Takes an address apart. */
    public Address(String text) {
        int scheme = text.indexOf("://");
        int slash = scheme < 0 ? 0 : text.indexOf('/', scheme + 3);
        String target = slash < 0 ? "/" : text.substring(slash);
        int mark = target.indexOf('?');
        path = mark < 0 ? target : target.substring(0, mark);
        query = mark < 0 ? "" : target.substring(mark + 1);
    }

    /** Without the query. */
    public String path() {
        return path;
    }

    /** What stands behind the last slash of the path. */
    public String name() {
        return decoded(path.substring(path.lastIndexOf('/') + 1));
    }

    /** A parameter, empty if absent. */
    public String parameter(String name) {
        for (String each : query.split("&")) {
            if (each.startsWith(name + "=")) {
                return decoded(each.substring(name.length() + 1));
            }
        }
        return "";
    }

    /** A parameter that counts something, 0 if it is absent or does not. */
    public int count(String name) {
        String text = parameter(name);
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
