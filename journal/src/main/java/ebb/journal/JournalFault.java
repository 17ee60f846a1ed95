package ebb.journal;

/**
 * Appending failed: fatal. The record was not acknowledged, nothing it caused may leave, the process halts. The writer
 * that threw it throws it again at each further call; only a refused length ({@code MISUSE}) leaves the writer as it was.
 */
public final class JournalFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What broke. */
    public enum Kind {
        /** No space was left for the next record; the ones before it are whole. */
        DISK_FULL,
        /** The memory behind the file, or the file system, failed. */
        STORAGE,
        /** The caller broke the contract: another thread, a closed writer, an impossible length. */
        MISUSE
    }

    private final Kind kind;

    JournalFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * What broke.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }
}
