package ebb.app.command;

/** An expected failure: a message for the operator that names the fix, and an exit code. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    /**
     * Ends the command.
     *
     * @param code one of {@link ExitCode}
     * @param message what happened and what to do
     */
    public Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The exit code. */
    public int code() {
        return code;
    }
}
