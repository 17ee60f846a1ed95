package ebb.codecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the text form that generated decoders write ({@code [Name](…):field=value|head=(…)|group=[(…),(…)]}) into a
 * tree. Tools only.
 */
final class FieldText {
    private static final String NULL_LONG = "-9223372036854775808";
    private static final String NULL_ID = "18446744073709551615";
    private static final String NULL_INT = "4294967295";

    private final CharSequence text;
    private int at;

    private FieldText(CharSequence text) {
        this.text = text;
    }

    static Map<String, Object> parse(CharSequence text) {
        FieldText reader = new FieldText(text);
        while (reader.at < text.length() && text.charAt(reader.at) != ':') {
            reader.at++;
        }
        reader.at++;
        return reader.fields((char) 0);
    }

    private Map<String, Object> fields(char end) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) != end) {
            int from = at;
            while (at < text.length() && text.charAt(at) != '=') {
                at++;
            }
            String name = text.subSequence(from, at).toString();
            at++;
            fields.put(name, value(end));
            if (at < text.length() && text.charAt(at) == '|') {
                at++;
            }
        }
        at++;
        return fields;
    }

    private Object value(char end) {
        if (at == text.length()) {
            return "";
        }
        switch (text.charAt(at)) {
            case '(':
                at++;
                return fields(')');
            case '[':
                at++;
                return list();
            case '{':
                return set();
            case '\'':
                return quoted();
            default:
                int from = at;
                while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != end) {
                    at++;
                }
                return plain(text.subSequence(from, at).toString());
        }
    }

    /** What stands for an absent value on the wire is absent here too. */
    private static String plain(String value) {
        return switch (value) {
            case "NULL_VAL", NULL_LONG, NULL_ID, NULL_INT -> null;
            default -> value;
        };
    }

    /** A list: of groups in parentheses, or of numbers (a fixed array). */
    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.charAt(at) == '(') {
                at++;
                list.add(fields(')'));
            } else {
                int from = at;
                while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ']') {
                    at++;
                }
                list.add(text.subSequence(from, at).toString());
            }
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return list;
    }

    /** A set of flags in braces; generated code turns the first letter of a name. */
    private List<Object> set() {
        List<Object> flags = new ArrayList<>();
        at++;
        while (at < text.length() && text.charAt(at) != '}') {
            int from = at;
            while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
                at++;
            }
            flags.add(text.subSequence(from, at).toString().toUpperCase(Locale.ROOT));
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
        return flags;
    }

    /** Var data in quotes; what it contains is not escaped, so it ends at the first quote before a separator. */
    private String quoted() {
        int from = at + 1;
        int to = from;
        while (to < text.length()
                && !(text.charAt(to) == '\'' && (to + 1 == text.length() || text.charAt(to + 1) == '|'))) {
            to++;
        }
        at = Math.min(to + 1, text.length());
        return text.subSequence(from, to).toString();
    }
}
