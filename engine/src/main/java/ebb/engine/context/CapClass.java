package ebb.engine.context;

/** How small a coin is (NS-CAP-1). */
public enum CapClass {
    /** Below {@code ns.cap.high}: high risk of a pump, high reward. */
    HIGH,
    /** From {@code ns.cap.high} to {@code ns.cap.max}, both edges included. */
    MEDIUM,
    /** Above {@code ns.cap.max}: excluded. */
    OUT,
    /** No value, a zero, an error of the source, or one too old: excluded, for doubt stops trading (law 9). */
    UNKNOWN;

    /** Whether a coin of this class may be in the universe. */
    public boolean passes() {
        return this == HIGH || this == MEDIUM;
    }
}
