package ebb.adapters.venuesim.market;

/** One print of the tape. Reused; valid during the call. */
public final class Print {
    private long tick;
    private long lots;
    private boolean isSell;
    private long id;
    private long rawId;
    private int fills;
    private int opening;
    private long timeNs;

    /** Price in ticks. */
    public long tick() {
        return tick;
    }

    /** Quantity in lots, above 0. */
    public long lots() {
        return lots;
    }

    /** Whether the taker sold. */
    public boolean isSell() {
        return isSell;
    }

    /** Number of the print: consecutive per instrument. */
    public long id() {
        return id;
    }

    /** Number of its first fill; the fills of an instrument are consecutive. */
    public long rawId() {
        return rawId;
    }

    /** Resting orders met, 1 or more; the first had the rest of the division by their number, the others equal parts. */
    public int fills() {
        return fills;
    }

    /** 1: open interest grew by the quantity; 2: it fell; 3: it stayed. */
    public int opening() {
        return opening;
    }

    /** When it was matched, ns since epoch, whole ms. */
    public long timeNs() {
        return timeNs;
    }

    void set(long tick, long lots, boolean isSell, int fills, int opening, long timeNs) {
        this.tick = tick;
        this.lots = lots;
        this.isSell = isSell;
        this.fills = fills;
        this.opening = opening;
        this.timeNs = timeNs;
    }

    void number(long id, long rawId) {
        this.id = id;
        this.rawId = rawId;
    }

    void copyFrom(Print other) {
        set(other.tick, other.lots, other.isSell, other.fills, other.opening, other.timeNs);
        number(other.id, other.rawId);
    }
}
