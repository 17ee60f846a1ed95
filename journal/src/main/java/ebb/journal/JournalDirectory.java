package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A journal opened for writing: the lock is held, the boot is counted. Whoever only reads uses {@link Run}.
 *
 * <p>Confined to the thread that wires the process; the writers of a {@link LiveRun} have threads of their own.
 */
public final class JournalDirectory implements AutoCloseable {
    private static final Instant EPOCHS_BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path path;
    private final DirectoryLock lock;
    private final int epoch;
    private RunReport inspected;

    private JournalDirectory(Path path, DirectoryLock lock, int epoch) {
        this.path = path;
        this.lock = lock;
        this.epoch = epoch;
    }

    /**
     * Opens a journal directory, creating it (mode 0700) if it is missing.
     *
     * @param directory not a symbolic link
     * @return the directory, locked, its epoch one above the last one
     * @throws JournalException {@code LOCKED} when another process, or this one, has it open; {@code UNUSABLE};
     *     {@code DAMAGED} when the epoch file is
     */
    public static JournalDirectory open(Path directory) {
        return open(directory, 1);
    }

    /**
     * Opens a journal directory whose epoch is not below a floor. With {@link #epochFloor} no epoch repeats although
     * the whole directory was lost.
     *
     * @param directory not a symbolic link
     * @param epochFloor smallest epoch to use, 1 to 2^24 - 1
     * @return the directory, locked
     * @throws JournalException as {@link #open(Path)}
     */
    public static JournalDirectory open(Path directory, int epochFloor) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            OwnFiles.directory(path);
            DirectoryLock lock = DirectoryLock.take(path);
            try {
                OwnFiles.directory(path.resolve(Run.RUNS));
                int epoch = bump(path, epochFloor);
                return new JournalDirectory(path, lock, epoch);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE, "The journal " + path + " cannot be opened: " + e, e);
        }
    }

    /**
     * A floor for the epoch that grows with the calendar: minutes since 2026 began. 24 bits of it last until 2057.
     *
     * @param epochMs ms since 1970
     * @return 1 or more
     */
    public static int epochFloor(long epochMs) {
        long minutes =
                Duration.between(EPOCHS_BEGIN, Instant.ofEpochMilli(epochMs)).toMinutes();
        return (int) Math.max(1, Math.min(BootEpoch.MAX, minutes));
    }

    private static int bump(Path path, int floor) throws IOException {
        OptionalInt stored = BootEpoch.read(path);
        int last = stored.isPresent() ? stored.getAsInt() : newestEpoch(path);
        long next = Math.max(last + 1L, floor);
        if (next > BootEpoch.MAX) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The journal " + path + " has used all " + BootEpoch.MAX + " boot epochs; start a new directory.");
        }
        BootEpoch.write(path, (int) next);
        return (int) next;
    }

    /** The epoch file was removed but the runs were not: they remember. */
    private static int newestEpoch(Path path) {
        int newest = 0;
        for (Run run : Run.of(path)) {
            for (JournalStream stream : JournalStream.values()) {
                if (Files.exists(run.manifestFile(stream))) {
                    newest = Math.max(newest, run.manifest(stream).epoch());
                }
            }
        }
        return newest;
    }

    /**
     * The directory.
     *
     * @return absolute
     */
    public Path path() {
        return path;
    }

    /**
     * The number of this boot; no earlier boot of this directory had it.
     *
     * @return 1 to 2^24 - 1
     */
    public int epoch() {
        return epoch;
    }

    /**
     * The runs that are there.
     *
     * @return oldest first
     */
    public List<Run> runs() {
        return Run.of(path);
    }

    /**
     * The newest run.
     *
     * @return empty in a new journal
     */
    public Optional<Run> lastRun() {
        List<Run> runs = runs();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    /**
     * The number of the newest run there ever was, whether or not it is still among {@link #runs}: in quarantine it is
     * not.
     *
     * @return 0 in a new journal
     */
    public int newestRun() {
        return Quarantine.highestNumber(path);
    }

    /**
     * The boot's look at what the last process left: scans every stream of the last run. A damaged run is moved to
     * {@code quarantine/N}, with the findings in its file {@code DAMAGE}, and nothing may be traded until a person has
     * looked.
     *
     * @return the report, its run where it lies now; empty in a new journal
     * @throws JournalException {@code NEWER} when the run was written by a newer Ebb: it is left where it is
     */
    public Optional<RunReport> inspect() {
        Optional<Run> last = lastRun();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        inspected = Verifier.verify(last.get());
        if (!inspected.isWhole()) {
            try {
                inspected = new RunReport(Quarantine.move(path, inspected), inspected.streams());
            } catch (IOException e) {
                throw new JournalException(
                        JournalException.Kind.DAMAGED,
                        inspected.summary() + "\nIt could not be moved aside either (" + e + "). Move it by hand.",
                        e);
            }
        }
        return Optional.of(inspected);
    }

    /**
     * The number a stream goes on with: above everything any run of this directory holds, quarantined ones included.
     * Scans the stream's newest run, unless {@link #inspect} just has.
     *
     * @param stream which
     * @return 1 or more
     */
    public long nextNumber(JournalStream stream) {
        long highest = 0;
        Run newest = null;
        for (Run run : Quarantine.everyRun(path)) {
            if (run.has(stream)) {
                newest = run;
                highest = Math.max(highest, Quarantine.acknowledged(run, stream));
            }
        }
        if (newest == null) {
            return 1;
        }
        StreamReport report = inspected != null && inspected.run().equals(newest)
                ? inspected.stream(stream).orElseThrow()
                : Verifier.verify(newest, stream);
        return Math.max(highest, report.last()) + 1;
    }

    /**
     * Begins a run: its directories exist and are on the disk when this returns.
     *
     * @param settings how it is written
     * @return the run, without writers yet
     * @throws JournalException {@code UNUSABLE} or {@code DISK_FULL}
     */
    public LiveRun newRun(JournalSettings settings) {
        int number = Quarantine.highestNumber(path) + 1;
        Run run = new Run(number, path.resolve(Run.RUNS).resolve(Integer.toString(number)));
        try {
            OwnFiles.directory(run.path());
            OwnFiles.directory(run.manifests());
            OwnFiles.directory(run.snapshots());
            OwnFiles.sync(run.path());
            OwnFiles.sync(run.path().getParent());
            return new LiveRun(run, settings, epoch);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE, "The run " + run.path() + " cannot be begun: " + e, e);
        }
    }

    /** Gives the lock back. Writers are closed with their run, before. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
