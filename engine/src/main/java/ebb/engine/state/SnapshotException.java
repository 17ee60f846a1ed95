package ebb.engine.state;

/** A snapshot does not hold what this build, with these settings, would have written. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With what is wrong and where.
     *
     * @param message for the operator
     */
    public SnapshotException(String message) {
        super(message);
    }
}
