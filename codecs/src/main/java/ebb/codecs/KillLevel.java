package ebb.codecs;

/**
 * How hard a KILL command bites: its {@code level} (messages.md §6, DESIGN Kill). Each level includes those below it.
 * Numbers never move.
 */
public enum KillLevel {
    /** Only what makes a position smaller may pass. */
    REDUCE_ONLY(1),
    /** Cancels all that could open or add, and halts; protective stops stay. */
    CANCEL_AND_HALT(2),
    /** Closes every position of the scope. */
    FLATTEN(3),
    /** Not a byte to a venue any more. */
    SEVER(4);

    /** Operator of the process's own stops: they end a run, and nobody is to be told of a kill. */
    public static final String PROCESS = "ebb";

    /**
     * The {@code ref} of a KILL of level 1, and of the RESUME that ends it, with which the process itself bounds trading
     * while it lags behind its streams (RELIABILITY 3a, latency and lag). No person's kill carries it, so none is ended
     * by it.
     */
    public static final long LAG = 1;

    private static final KillLevel[] BY_LEVEL = values();

    private final short level;

    KillLevel(int level) {
        this.level = (short) level;
    }

    /**
     * The number on the wire.
     *
     * @return 1 to 4
     */
    public short level() {
        return level;
    }

    /**
     * The level of a wire number.
     *
     * @param level the {@code level} of a command
     * @return the level
     * @throws IllegalArgumentException if there is no such level
     */
    public static KillLevel of(int level) {
        if (level < 1 || level > BY_LEVEL.length) {
            throw new IllegalArgumentException("no kill level " + level + "; known are 1 to 4");
        }
        return BY_LEVEL[level - 1];
    }
}
