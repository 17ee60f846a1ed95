package ebb.engine.state;

/** A part of the engine's state that keeps a digest of itself (DESIGN Journal, state hash). */
public interface Digested {
    /**
     * The digest as it moved with the state; cheap.
     *
     * @return a value that depends on the state alone, not on how it was reached
     */
    long digest();

    /**
     * The same, computed anew from the state; slow. Differs from {@link #digest()} only if there is a bug.
     *
     * @return the value that {@link #digest()} must have
     */
    long digestAnew();
}
