package ebb.journal;

/** The journal could not be opened or read. The message says what was found, where, and what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, for the exit code. */
    public enum Kind {
        /** Another process, or this one, has the directory open for writing. */
        LOCKED,
        /** The path cannot serve as a journal: a symbolic link, a file, not ours, missing, not writable. */
        UNUSABLE,
        /** Written by a newer Ebb. */
        NEWER,
        /** Bytes are not what was written. */
        DAMAGED,
        /** Not enough space to begin. */
        DISK_FULL
    }

    private final Kind kind;

    /**
     * A failure an operator will read.
     *
     * @param kind why
     * @param message what was found, where, and what to do
     */
    public JournalException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * A failure an operator will read.
     *
     * @param kind why
     * @param message what was found, where, and what to do
     * @param cause what the system said
     */
    public JournalException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Why.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }
}
