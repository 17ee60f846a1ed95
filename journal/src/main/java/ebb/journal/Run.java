package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of a journal, for reading: a directory with a queue for each stream. Reading takes no lock and changes
 * nothing, also while the run is being written.
 *
 * @param number the run's number, 1 or more
 * @param path the run's directory
 */
public record Run(int number, Path path) {
    static final String RUNS = "runs";
    static final String QUARANTINE = "quarantine";

    /**
     * The run that a command's argument means: the path itself when it is a run, else the last run of the journal.
     *
     * @param path a journal directory or one of its runs
     * @return the run
     * @throws JournalException {@code UNUSABLE} when there is none
     */
    public static Run at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        boolean isAmongRuns = parent != null && (parent.endsWith(RUNS) || parent.endsWith(QUARANTINE));
        if (isAmongRuns && isNumber(absolute) && Files.isDirectory(absolute)) {
            return new Run(Integer.parseInt(absolute.getFileName().toString()), absolute);
        }
        List<Run> runs = of(absolute);
        if (runs.isEmpty()) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    path
                            + " is neither a journal directory with a run in it nor a run; nothing was ever written there.");
        }
        return runs.get(runs.size() - 1);
    }

    /**
     * The runs of a journal directory that are not in quarantine.
     *
     * @param directory the journal directory; it may be missing
     * @return the runs, oldest first
     */
    public static List<Run> of(Path directory) {
        return in(directory.resolve(RUNS));
    }

    static List<Run> in(Path runs) {
        List<Run> found = new ArrayList<>();
        if (!Files.isDirectory(runs, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (Stream<Path> entries = Files.list(runs)) {
            entries.filter(Run::isNumber)
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .forEach(entry -> found.add(
                            new Run(Integer.parseInt(entry.getFileName().toString()), entry)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparingInt(Run::number));
        return found;
    }

    private static boolean isNumber(Path entry) {
        String name = entry.getFileName().toString();
        return name.matches("[1-9][0-9]{0,8}");
    }

    /**
     * Whether anything of a stream was ever begun in this run.
     *
     * @param stream which
     * @return true once its writer was opened
     */
    public boolean has(JournalStream stream) {
        return Files.exists(manifestFile(stream), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(queue(stream), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * A reader at the first record of a stream. The caller closes it.
     *
     * @param stream which
     * @return a reader
     * @throws JournalException when the stream is missing, damaged at its very beginning, or newer than this build
     */
    public StreamReader reader(JournalStream stream) {
        return StreamReader.open(this, stream);
    }

    /**
     * What the writer of a stream noted beside it.
     *
     * @param stream which
     * @return the manifest as it is now
     * @throws JournalException {@code DAMAGED} or {@code NEWER}
     */
    public Manifest manifest(JournalStream stream) {
        return Manifest.read(manifestFile(stream), stream);
    }

    /**
     * Where the run's snapshots lie. This package only makes the directory.
     *
     * @return a directory
     */
    public Path snapshots() {
        return path.resolve("snapshots");
    }

    /**
     * The snapshot the run began from; written by recovery, absent in a journal's first run.
     *
     * @return a file that need not exist
     */
    public Path start() {
        return path.resolve("start");
    }

    /**
     * The run before this one in the same journal, if it is still there.
     *
     * @return the run with the next lower number
     */
    public Optional<Run> before() {
        Run before = null;
        for (Run run : of(path.getParent().getParent())) {
            before = run.number < number ? run : before;
        }
        return Optional.ofNullable(before);
    }

    Path queue(JournalStream stream) {
        return path.resolve(stream.directory());
    }

    Path manifests() {
        return path.resolve("manifest");
    }

    Path manifestFile(JournalStream stream) {
        return manifests().resolve(stream.directory());
    }
}
