package ebb.codecs.sbe;

/**
 * State of an order: {@code from} and {@code to} of a {@code StateChange} of machine ORDER (messages.md §6, NS-EXE-1).
 * Numbers never move.
 */
public enum OrdState {
    /** Made by the engine, not yet handed to egress. */
    NEW(0),
    /** Handed to egress. */
    SENT(1),
    /** The venue has it. */
    ACKED(2),
    /** Filled in part. */
    PARTIAL(3),
    /** Filled in full. */
    FILLED(4),
    /** Ended without being filled in full. */
    CANCELED(5),
    /** Refused by the venue. */
    REJECTED(6),
    /** Its time ran out at the venue. */
    EXPIRED(7),
    /** Sent and not answered: counts in full (law 9). */
    UNKNOWN(8),
    /** Never left the process: the kill gate or a dead session held it back. */
    SUPPRESSED(9),
    /** Refused by our own risk. */
    DENIED(10),
    /** Found at the venue, not ours. */
    EXTERNAL(11);

    private static final OrdState[] BY_VALUE = values();

    private final short value;

    OrdState(int value) {
        this.value = (short) value;
    }

    /**
     * The number on the wire.
     *
     * @return 0 to 11
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
    public static OrdState of(int value) {
        if (value < 0 || value >= BY_VALUE.length) {
            throw new IllegalArgumentException("no order state " + value + "; known are 0 to 11");
        }
        return BY_VALUE[value];
    }
}
