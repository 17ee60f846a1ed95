package ebb.codecs.sbe;

/**
 * Trading state of the process: {@code from} and {@code to} of a {@code RiskEvent} of kind TRADING_STATE (messages.md
 * §6, DESIGN Kill). Numbers never move.
 */
public enum Trading {
    /** All orders may pass. */
    NORMAL(0),
    /** Only what makes a position smaller. */
    REDUCE_ONLY(1),
    /** Nothing new; what could open or add has been cancelled, protective stops stay. */
    HALTED(2),
    /** Positions are being closed. */
    FLATTENING(3),
    /** No byte leaves for a venue any more. */
    SEVERED(4);

    private static final Trading[] BY_VALUE = values();

    private final short value;

    Trading(int value) {
        this.value = (short) value;
    }

    /**
     * The number on the wire.
     *
     * @return 0 to 4
     */
    public short value() {
        return value;
    }

    /**
     * The state of a wire number.
     *
     * @param value a {@code from} or {@code to}
     * @return the state
     * @throws IllegalArgumentException if there is no such state
     */
    public static Trading of(int value) {
        if (value < 0 || value >= BY_VALUE.length) {
            throw new IllegalArgumentException("no trading state " + value + "; known are 0 to 4");
        }
        return BY_VALUE[value];
    }
}
