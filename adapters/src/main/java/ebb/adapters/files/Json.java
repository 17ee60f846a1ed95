package ebb.adapters.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Any JSON as maps, lists and texts; a number is the text it stands as, for no digit of it may be lost (NUM-1). */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * Reads a whole text.
     *
     * @param text from index 0 to its capacity
     * @return a {@code Map}, a {@code List}, a {@code String}, or null for null and for what is not JSON
     */
    static Object read(DirectBuffer text) {
        byte[] bytes = new byte[text.capacity()];
        text.getBytes(0, bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            Object value = value(parser);
            return parser.nextToken() == null ? value : null;
        } catch (IOException e) {
            // The decoder will refuse the same bytes and count them; nothing is to be learned from them here.
            return null;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /** The member of an object, null if there is none. */
    static Object member(Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }

    /** The text or number of a member, null if there is none. */
    static String text(Object object, String name) {
        return member(object, name) instanceof String text ? text : null;
    }

    /** The elements of a list; of anything else none. */
    static List<?> elements(Object list) {
        return list instanceof List<?> elements ? elements : List.of();
    }
}
