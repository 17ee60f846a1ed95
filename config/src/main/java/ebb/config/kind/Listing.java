package ebb.config.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Several figures under one key, in the order the key gives them (NUM-11): {@code [12, 26, 9]} or {@code "12,26,9"}.
 *
 * @param <T> of an element
 */
public final class Listing<T> implements Kind<List<T>> {
    private static final String FIGURES = "\\s*(?:,|/|\\.\\.)\\s*";
    private static final String WORDS = "\\s*,\\s*";

    private final Scalar<T> element;
    private final int least;
    private final int most;
    private final boolean repeats;

    private Listing(Scalar<T> element, int least, int most, boolean repeats) {
        this.element = element;
        this.least = least;
        this.most = most;
        this.repeats = repeats;
    }

    /** Exactly so many figures. */
    public static <T> Listing<T> of(Scalar<T> element, int size) {
        return new Listing<>(element, size, size, false);
    }

    /** Exactly so many figures; a single one stands for all. */
    public static <T> Listing<T> orOneForAll(Scalar<T> element, int size) {
        return new Listing<>(element, size, size, true);
    }

    /** As many as wanted, each once; {@code none} and {@code []} for none. */
    public static <T> Listing<T> any(Scalar<T> element) {
        return new Listing<>(element, 0, Integer.MAX_VALUE, false);
    }

    /** At most so many figures, in the order that counts; {@code none} and {@code []} for none. */
    public static <T> Listing<T> upTo(Scalar<T> element, int most) {
        return new Listing<>(element, 0, most, false);
    }

    @Override
    public List<T> read(List<String> texts, boolean isList) {
        List<String> parts = isList ? texts : split(texts.get(0).strip());
        List<T> values = new ArrayList<>(parts.size());
        for (String part : parts) {
            T value = element.parse(part.strip());
            if (most == Integer.MAX_VALUE && values.contains(value)) {
                throw new BadValue("names " + part.strip() + " twice");
            }
            values.add(value);
        }
        while (repeats && !values.isEmpty() && values.size() < least && parts.size() == 1) {
            values.add(values.get(0));
        }
        if (values.size() < least || values.size() > most) {
            throw new BadValue(
                    "has " + values.size() + " figures instead of " + (least == 0 ? "at most " + most : least));
        }
        return List.copyOf(values);
    }

    private List<String> split(String text) {
        if (text.isEmpty() || least == 0 && text.equals("none")) {
            return List.of();
        }
        return List.of(text.split(element instanceof Word ? WORDS : FIGURES, -1));
    }

    @Override
    public String write(List<T> values) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(element.write(values.get(i)));
        }
        return out.append(']').toString();
    }

    @Override
    public String allowed() {
        if (least == 0) {
            return most == Integer.MAX_VALUE
                    ? "a list, each element one of: " + element.allowed()
                    : "a list of at most " + most + ", each " + element.allowed();
        }
        return "a list of " + least + (repeats ? " (one figure sets all)" : "") + ", each " + element.allowed();
    }
}
