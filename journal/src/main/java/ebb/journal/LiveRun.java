package ebb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The run being written. Hands out one writer a stream; each is made on the thread that appends to it.
 *
 * <p>Thread-safe.
 */
public final class LiveRun implements AutoCloseable {
    /** The head of a queue's first file and its first records, with room to spare. */
    private static final long SMALLEST_START = 1L << 20;

    private final Run run;
    private final JournalSettings settings;
    private final int epoch;
    private final Forerunner forerunner;
    private final boolean suppliesItself;
    // Copied with each change, under this object's lock; read by any thread.
    private volatile StreamWriter[] writers = {};

    LiveRun(Run run, JournalSettings settings, int epoch) {
        this.run = run;
        this.settings = settings;
        this.epoch = epoch;
        this.suppliesItself = settings.warm() && settings.durability() != Durability.SYNC_BEFORE_EGRESS;
        this.forerunner = settings.reserve() || settings.warm() ? new Forerunner(run, settings) : null;
    }

    /**
     * Begins a stream. Takes about half a second the first time in a process.
     *
     * @param stream each once a run
     * @param firstNumber number of its first record: {@link JournalDirectory#nextNumber}
     * @return its writer, for the calling thread alone
     * @throws JournalException when the queue cannot be made
     */
    public StreamWriter writer(JournalStream stream, long firstNumber) {
        try {
            requireSpace();
            return new StreamWriter(this, stream, firstNumber);
        } catch (JournalException e) {
            throw e;
        } catch (QueueFile.DiskFull e) {
            throw new JournalException(
                    JournalException.Kind.DISK_FULL, e.getMessage() + ". Free space, then restart.", e);
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

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(run.path()).getUsableSpace();
        long needed = settings.reserve() ? 2 * settings.blockBytes() + settings.blockBytes() / 4 : SMALLEST_START;
        if (free < needed) {
            throw new JournalException(
                    JournalException.Kind.DISK_FULL,
                    "A stream of " + run.path() + " needs " + needed + " bytes to begin, " + free
                            + " are free. Free space or lower journal.block.");
        }
    }

    /**
     * How much room there is, as last looked at (every 250 ms); without guard threads as it is now, and never
     * {@code FULL}.
     *
     * @return never null
     */
    public DiskState disk() {
        if (forerunner != null) {
            return forerunner.disk();
        }
        try {
            long free = Files.getFileStore(run.path()).getUsableSpace();
            return free < settings.freeMinBytes() ? DiskState.LOW : DiskState.OK;
        } catch (IOException e) {
            return DiskState.LOW;
        }
    }

    /**
     * All that the records so far have caused is out, and nothing more is to be appended right now: under
     * {@code sync-before-egress} what the next sync needs is prepared meanwhile, otherwise one of the calling thread's own
     * writers gets a page more. Any thread; a look at some fields, or 5 to 20 µs.
     */
    public void rest() {
        if (suppliesItself) {
            for (StreamWriter writer : writers) {
                if (writer.queue().supply()) {
                    return;
                }
            }
        } else if (forerunner != null) {
            forerunner.rest();
        }
    }

    /** Whether a writer that rests makes its pages present. */
    boolean suppliesItself() {
        return suppliesItself;
    }

    /** A writer has entered a block of which nothing is present yet. */
    void mapped() {
        if (forerunner != null) {
            forerunner.wake();
        }
    }

    /** How often {@link #rest} had a sync prepared. */
    long prepared() {
        return forerunner == null ? 0 : forerunner.prepared();
    }

    /**
     * How long the slowest append that is under way right now has been under way, to about 20 ms.
     *
     * @return ns; 0 when none is, and always without guard threads
     */
    public long stallNs() {
        return forerunner == null ? 0 : forerunner.stallNs();
    }

    /**
     * The longest stall seen in this run, to about 20 ms.
     *
     * @return ns
     */
    public long longestStallNs() {
        return forerunner == null ? 0 : forerunner.longestStallNs();
    }

    /**
     * How often the open writers have left it to the library to lay a record, as each block's first, or have entered a page
     * of an index: all for which an append allocates.
     *
     * @return 0 or more
     */
    public long openings() {
        long sum = 0;
        for (StreamWriter writer : writers) {
            sum += writer.queue().openings();
        }
        return sum;
    }

    void opened(StreamWriter writer, QueueFile queue) {
        synchronized (this) {
            writers = Stream.concat(Arrays.stream(writers), Stream.of(writer)).toArray(StreamWriter[]::new);
        }
        if (forerunner != null) {
            forerunner.add(writer, queue);
        }
    }

    /** When this returns, no other thread works on the writer's files. */
    void closing(StreamWriter writer) {
        if (forerunner != null) {
            forerunner.remove(writer);
        }
        synchronized (this) {
            writers = Arrays.stream(writers).filter(each -> each != writer).toArray(StreamWriter[]::new);
        }
    }

    /**
     * Ends the run. Each writer was closed before, by its own thread.
     *
     * @throws IllegalStateException when a writer is still open
     */
    @Override
    public void close() {
        StreamWriter[] open = writers;
        if (open.length > 0) {
            throw new IllegalStateException("The writer of " + open[0].stream().directory()
                    + " is still open; its own thread closes it before the run ends.");
        }
        if (forerunner != null) {
            forerunner.stop();
        }
    }
}
