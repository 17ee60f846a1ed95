package ebb.config.kind;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind whose value is one text.
 *
 * @param <T> what is read
 */
public abstract class Scalar<T> implements Kind<T> {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._%+-]+");

    /** Reads one text, already trimmed. */
    protected abstract T parse(String text);

    /** Writes it, unquoted. */
    protected abstract String format(T value);

    @Override
    public final T read(List<String> texts, boolean isList) {
        if (isList) {
            throw new BadValue("is a list where one value belongs");
        }
        return parse(texts.get(0).strip());
    }

    @Override
    public final String write(T value) {
        return quoted(format(value));
    }

    /** A text as the configuration needs it: bare where it can be, else in quotation marks. */
    static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !text.startsWith("+")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
