package ebb.adapters.feed;

/** Why a feed could not be started; its text is for the operator. */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose affair it is. */
    public enum Kind {
        /** A configured symbol is none of the venue's: wrong configuration. */
        UNKNOWN_SYMBOL,
        /** The venue did not answer, or not as it should. */
        UNREACHABLE,
        /** The feed was closed before it was ready. */
        CLOSED
    }

    private final transient Kind kind;

    FeedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Whose affair it is. */
    public Kind kind() {
        return kind;
    }
}
