package ebb.app.jmx;

/** {@code ebb:type=Engine}. */
public interface EngineMXBean {
    /** Sequence of the newest applied message. */
    long getApplied();

    /** Outbound messages written. */
    long getOutbound();

    /** Trading state: NORMAL, REDUCE_ONLY, HALTED, FLATTENING, SEVERED. */
    String getTradingState();

    /** Hash of the state now, 16 hex digits. */
    String getStateHash();

    /** Why the engine stopped by itself, or null. */
    String getFailure();
}
