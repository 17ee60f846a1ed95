package ebb.config.kind;

import java.util.List;

/**
 * What the values of a key look like.
 *
 * @param <T> what is read
 */
public interface Kind<T> {
    /**
     * Reads a value.
     *
     * @param texts one, or the elements of a list
     * @param isList whether it was written as a list
     * @return the value
     * @throws BadValue if it is not one; says why, not what is allowed
     */
    T read(List<String> texts, boolean isList);

    /**
     * The one way a value is written: equal values, equal texts.
     *
     * @param value a value of this kind
     * @return text that {@link #read} takes, in the form of the configuration
     */
    String write(T value);

    /** What is allowed, for people. */
    String allowed();

    /** A value that its key does not take. */
    final class BadValue extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        public BadValue(String why) {
            super(why);
        }
    }
}
