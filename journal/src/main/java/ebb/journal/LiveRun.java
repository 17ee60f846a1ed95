package ebb.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The run being written. Hands out one writer a stream; each is made on the thread that appends to it.
 *
 * <p>Thread-safe.
 */
public final class LiveRun implements AutoCloseable {
    private final Run run;
    private final JournalSettings settings;
    private final int epoch;
    private final List<StreamWriter> writers = new ArrayList<>();

    LiveRun(Run run, JournalSettings settings, int epoch) {
        this.run = run;
        this.settings = settings;
        this.epoch = epoch;
    }

    /**
     * Begins a stream. Takes about half a second the first time in a process.
     *
     * @param stream each once a run
     * @param firstNumber number of its first record: one above the last of the run before, or 1
     * @return its writer, for the calling thread alone
     * @throws JournalException when the queue cannot be made
     */
    public StreamWriter writer(JournalStream stream, long firstNumber) {
        try {
            StreamWriter writer = new StreamWriter(this, stream, firstNumber);
            synchronized (writers) {
                writers.add(writer);
            }
            return writer;
        } catch (IOException | RuntimeException | InternalError e) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The stream " + stream.directory() + " of " + run.path() + " cannot be begun: " + e
                            + ". Check the disk's free space and permissions.",
                    e);
        }
    }

    /**
     * The same run, for reading.
     *
     * @return never null
     */
    public Run run() {
        return run;
    }

    /**
     * How it is written.
     *
     * @return never null
     */
    public JournalSettings settings() {
        return settings;
    }

    /**
     * The boot that writes it.
     *
     * @return 1 to 2^24 - 1
     */
    public int epoch() {
        return epoch;
    }

    void closed(StreamWriter writer) {
        synchronized (writers) {
            writers.remove(writer);
        }
    }

    /**
     * Ends the run. Each writer was closed before, by its own thread.
     *
     * @throws IllegalStateException when a writer is still open
     */
    @Override
    public void close() {
        synchronized (writers) {
            if (!writers.isEmpty()) {
                throw new IllegalStateException(
                        "The writer of " + writers.get(0).stream().directory()
                                + " is still open; its own thread closes it before the run ends.");
            }
        }
    }
}
