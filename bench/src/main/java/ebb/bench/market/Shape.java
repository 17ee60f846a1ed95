package ebb.bench.market;

/**
 * The shape of a stream of depth messages.
 *
 * @param books instruments; message by message one is drawn with cubic skew
 * @param least levels of a message, both sides together
 * @param most levels of a message
 */
public record Shape(int books, int least, int most) {
    /** One busy symbol, 20 to 100 levels a message. */
    public static final Shape ONE = new Shape(1, 20, 100);

    /** One busy symbol, or many with 4 to 40 levels a message. */
    public static Shape of(int symbols) {
        return symbols == 1 ? ONE : new Shape(symbols, 4, 40);
    }

    /** One symbol, always the same number of levels. */
    public static Shape fixed(int levels) {
        return new Shape(1, levels, levels);
    }
}
