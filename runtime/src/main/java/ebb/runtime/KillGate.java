package ebb.runtime;

import java.util.concurrent.atomic.AtomicInteger;

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

    // Written by operators' threads and the fatal handler, read by the egress thread; volatile order.
    private final AtomicInteger level = new AtomicInteger(OPEN);
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
        return level.accumulateAndGet(to, Math::max);
    }

    /** Opens the gate again; only after the engine has applied a resume. */
    public void open() {
        isHeld = false;
        level.set(OPEN);
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
        int raised = level.get();
        return raised == OPEN && isHeld ? REDUCE_ONLY : raised;
    }
}
