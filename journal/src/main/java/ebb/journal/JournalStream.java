package ebb.journal;

/** The streams of a run. The names are directories on disk and words of the command line: they never change. */
public enum JournalStream {
    /** What entered through the ring, in ring order: the truth. Only this stream is synced. */
    IN(1, "in"),
    /** What the engine emitted: it can be made again from {@link #IN}. */
    OUT(2, "out"),
    /** Measured latencies; never compared, absent in backtests. */
    LAT(3, "lat");

    private final int id;
    private final String directory;

    JournalStream(int id, String directory) {
        this.id = id;
        this.directory = directory;
    }

    /**
     * The stream's number in each record header.
     *
     * @return 1 to 255
     */
    public int id() {
        return id;
    }

    /**
     * The name of the stream's queue directory inside a run.
     *
     * @return lower-case, no separators
     */
    public String directory() {
        return directory;
    }
}
