package ebb.engine.bar;

/** Flags of a bar (BAR-3), bit for bit those of the wire's candle (messages.md §6), and two of our own. */
public final class BarFlags {
    /** The period is over; set on every bar of a ring, and on a venue's candle that will not change any more. */
    public static final int CLOSED = 1;

    /** From the venue's candles. */
    public static final int VENUE = 1 << 1;

    /** Trades of the period were lost (EVT-3). */
    public static final int PARTIAL = 1 << 2;

    /** No trade in the period (BAR-5). */
    public static final int EMPTY = 1 << 3;

    /** More than `bar.late` of the period's volume came after it was closed (BAR-4). */
    public static final int AMENDED = 1 << 4;

    /** Never on the wire: there was no tape, cvd is absent and not zero (BAR-8). */
    public static final int NO_CVD = 1 << 8;

    /** Never on the wire: the candle does not tell bought from sold volume. */
    public static final int NO_SIDES = 1 << 9;

    private BarFlags() {}
}
