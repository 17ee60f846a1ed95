package ebb.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The second gate of a kill (DESIGN Kill): a level that any thread may raise and that egress reads immediately before
 * each socket write. The guarantee counts from the store into this gate, not from the press of a button
 * (RELIABILITY F14).
 */
public final class KillGate {
    /** Nothing is stopped. */
    public static final int OPEN = 0;

    /** Only orders that reduce pass. */
    public static final int REDUCE_ONLY = 1;

    /** Only cancels and protective stops pass. */
    public static final int CANCEL_AND_HALT = 2;

    /** As 2; positions are being flattened by reduce-only orders, which pass. */
    public static final int FLATTEN = 3;

    /** Nothing passes. */
    public static final int SEVER = 4;

    private static final int LEVEL_BITS = 3;
    private static final long LEVEL = (1L << LEVEL_BITS) - 1;

    // How often it was raised, and the level in the lowest bits. Written by operators' threads and the fatal handler,
    // read by the egress thread; volatile order.
    private final AtomicLong raised = new AtomicLong(OPEN);
    // Written by the ticker, and by whoever opens the gate; read by the egress thread; volatile order.
    private volatile boolean isHeld;

    /**
     * Raises the gate; it never falls by a raise.
     *
     * @param to level 1 to 4
     * @return the level now in force
     */
    public int raise(int to) {
        if (to < REDUCE_ONLY || to > SEVER) {
            throw new IllegalArgumentException("kill level must be 1 to 4: " + to);
        }
        long now = raised.updateAndGet(was -> (was | LEVEL) + 1 | Math.max(was & LEVEL, to));
        return (int) (now & LEVEL);
    }

    /**
     * What {@link #open} takes: changes with each raise, whether the level rises or not.
     *
     * @return an opaque number
     */
    public long mark() {
        return raised.get();
    }

    /**
     * Opens the gate again; only after the engine has applied a resume.
     *
     * @param mark as it was before that resume was published
     * @return false if the gate was raised since: it stays as it is
     */
    public boolean open(long mark) {
        if (!raised.compareAndSet(mark, mark & ~LEVEL)) {
            return false;
        }
        isHeld = false;
        return true;
    }

    /** Lets pass only what reduces, until {@link #letGo}: the process lags behind its streams. */
    void hold() {
        isHeld = true;
    }

    /** Ends a hold; what was raised stays. */
    void letGo() {
        isHeld = false;
    }

    /** Whether a lag holds it. */
    boolean isHeld() {
        return isHeld;
    }

    /**
     * The level in force.
     *
     * @return 0 to 4
     */
    public int level() {
        int level = (int) (raised.get() & LEVEL);
        return level == OPEN && isHeld ? REDUCE_ONLY : level;
    }
}
