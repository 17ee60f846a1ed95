package ebb.app.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** JSON on one line. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * Renders a tree of maps, lists, strings and numbers.
     *
     * @param tree what to render
     * @return one line
     */
    public static String line(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    /**
     * Renders what a request that came to nothing is answered with.
     *
     * @param message what was wrong, and what to do
     * @return one line
     */
    public static String error(String message) {
        return line(Map.of("error", message));
    }
}
