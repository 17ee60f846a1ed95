package ebb.config.kind;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text: one of a few words, or anything of a given form. */
public final class Word extends Scalar<String> {
    private final List<String> words;
    private final Pattern form;
    private final String example;

    private Word(List<String> words, Pattern form, String example) {
        this.words = words;
        this.form = form;
        this.example = example;
    }

    /** One of these. */
    public static Word of(String... words) {
        return new Word(List.of(words), null, String.join(", ", words));
    }

    /** One of the constants, in lower case with hyphens. */
    public static Word of(Enum<?>... constants) {
        String[] words = new String[constants.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = of(constants[i]);
        }
        return of(words);
    }

    /** A constant's word. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whatever matches. */
    public static Word like(String regex, String example) {
        return new Word(List.of(), Pattern.compile(regex), example);
    }

    /** {@code true} or {@code false}. */
    public static Word flag() {
        return of("true", "false");
    }

    /** The start of the day, e.g. {@code 00:00Z}. */
    public static Word timeOfDay() {
        return like("([01][0-9]|2[0-3]):[0-5][0-9]Z", "a time of day in UTC like 00:00Z");
    }

    @Override
    protected String parse(String text) {
        if (form == null) {
            if (!words.contains(text)) {
                throw new BadValue("is not one of the words allowed" + Similar.hint(text, words));
            }
        } else if (!form.matcher(text).matches()) {
            throw new BadValue("does not have the form asked for");
        }
        return text;
    }

    @Override
    protected String format(String value) {
        return value;
    }

    @Override
    public String allowed() {
        return example;
    }
}
