package ebb.app.backup;

import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.RunCopy;
import ebb.journal.RunReport;
import ebb.journal.StreamReport;
import ebb.journal.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One backup of a journal directory (NS-ALR-2), into a new directory of its own below the target that is a journal directory
 * again: {@code ebb journal verify}, {@code ebb replay} and all other readers take it. Runs that have ended are copied file
 * by file; the newest, should it not have ended, record by record up to what is acknowledged ({@link RunCopy}). All is
 * read back before the directory gets its name; until then it is called {@code NAME.new}, and the next backup removes it.
 */
public final class Backup {
    /** What a backup says of itself; whoever has this file is whole. */
    static final String MARK = "BACKUP";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'ebb-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String NAMED = "ebb-[0-9]{8}T[0-9]{6}Z";
    private static final String UNFINISHED = ".new";
    private static final String OF = "of ";
    private static final String RUNS = "runs";

    private final Path source;
    private final Path target;
    private final Order order;
    private final BooleanSupplier isStopped;
    private final List<String> findings = new ArrayList<>();
    private CopiedFiles files;

    /**
     * What is wanted.
     *
     * @param directory of the journal
     * @param also files and folders beside it that belong to it, such as the file of coins; those that are missing are passed over
     * @param target folder of the backups, made if it is missing
     * @param keep how many of this journal's newest backups stay, this one counted; 0 for all
     * @param freeBytes what must stay free on the target's disk: it may be the journal's own
     */
    public record Order(Path directory, List<Path> also, Path target, int keep, long freeBytes) {
        /** Copies the list. */
        public Order {
            also = List.copyOf(also);
        }
    }

    /**
     * What came of it.
     *
     * @param path of the backup
     * @param runs how many it holds, those in quarantine left out
     * @param files how many besides their streams
     * @param bytes all that was copied
     * @param findings a sentence for each run that was not whole before
     * @param removed older backups that went
     */
    public record Done(Path path, int runs, long files, long bytes, List<String> findings, int removed) {}

    private Backup(Path source, Path target, Order order, BooleanSupplier isStopped) {
        this.source = source;
        this.target = target;
        this.order = order;
        this.isStopped = isStopped;
    }

    /**
     * Makes one.
     *
     * @param order what is wanted
     * @param at names it, to the second
     * @param isStopped looked at between files and each thousand records; true makes it end without a backup
     * @return what came of it
     * @throws JournalException {@code UNUSABLE} where the target lies in the journal or cannot be written, or there is nothing to
     *     copy; {@code DISK_FULL}; {@code DAMAGED} where the copy is not what the source is. Nothing of it is left then
     */
    public static Done make(Order order, Instant at, BooleanSupplier isStopped) {
        try {
            Path source = order.directory().toRealPath();
            Path target = place(order.target(), source);
            return new Backup(source, target, order, isStopped).make(NAME.format(at), at);
        } catch (IOException e) {
            throw failed(order, e);
        } catch (UncheckedIOException e) {
            throw failed(order, e.getCause());
        }
    }

    private static JournalException failed(Order order, IOException e) {
        boolean isFull = String.valueOf(e.getMessage()).contains("No space left");
        return new JournalException(
                isFull ? JournalException.Kind.DISK_FULL : JournalException.Kind.UNUSABLE,
                "No backup of " + order.directory() + " to " + order.target() + " was made: "
                        + (isFull ? "the disk is full. Free space or name another target" : e),
                e);
    }

    /**
     * Whether a target lies in a journal, links followed; neither needs to exist.
     *
     * @param journal its directory
     * @param target folder of backups
     * @return true for what {@link #make} refuses
     * @throws IOException if a path cannot be looked at
     */
    public static boolean isWithin(Path journal, Path target) throws IOException {
        return real(target).startsWith(real(journal));
    }

    private static Path real(Path path) throws IOException {
        Path there = path.toAbsolutePath().normalize();
        Path known = there;
        while (!Files.exists(known)) {
            known = known.getParent();
        }
        return known.toRealPath().resolve(known.relativize(there));
    }

    private static Path place(Path wanted, Path source) throws IOException {
        if (isWithin(source, wanted)) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The target " + wanted + " lies in the journal " + source
                            + ": a backup would copy backups, and be lost with it. Name a folder elsewhere.");
        }
        return Files.createDirectories(wanted).toRealPath();
    }

    private Done make(String name, Instant at) throws IOException {
        List<Run> runs = Run.of(source);
        if (runs.isEmpty()) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE, source + " holds no run; there is nothing to back up.");
        }
        List<Path> old = existing();
        if (old.stream().anyMatch(each -> each.getFileName().toString().equals(name))) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    target.resolve(name) + " exists; the next second has another name.");
        }
        sweep();
        Path fresh = target.resolve(name + UNFINISHED);
        files = new CopiedFiles(isStopped);
        requireRoom();
        boolean isMade = false;
        try {
            files.folder(fresh);
            List<String> lines = new ArrayList<>();
            for (Run run : runs) {
                lines.add(run(run, run.equals(runs.get(runs.size() - 1)), fresh));
            }
            rest(fresh);
            mark(fresh, at, lines);
            Files.move(fresh, target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            CopiedFiles.sync(target);
            isMade = true;
        } finally {
            if (!isMade) {
                CopiedFiles.remove(fresh);
            }
        }
        return new Done(target.resolve(name), runs.size(), files.count(), files.bytes(), findings, prune());
    }

    /** Refused before it begins: a disk that runs full halts whoever writes a journal on it. */
    private void requireRoom() throws IOException {
        long wanted = CopiedFiles.size(source);
        for (Path each : order.also()) {
            wanted += Files.exists(each) ? CopiedFiles.size(each) : 0;
        }
        FileStore store = Files.getFileStore(target);
        long free = store.getUsableSpace();
        if (free - order.freeBytes() < wanted) {
            throw new JournalException(
                    JournalException.Kind.DISK_FULL,
                    "No backup of " + source + " was begun: it takes up to " + wanted + " bytes, " + free
                            + " are free at "
                            + target + " and " + order.freeBytes()
                            + " of them must stay. Free space, keep fewer backups, or name another target.");
        }
    }

    /** One run, and a line on what was copied of it. */
    private String run(Run run, boolean isNewest, Path fresh) throws IOException {
        Path runs = fresh.resolve(RUNS);
        files.folder(runs);
        boolean mayBeWritten = isNewest && !hasEnded(run);
        Run copy = new Run(run.number(), runs.resolve(Integer.toString(run.number())));
        if (mayBeWritten) {
            try {
                copy = RunCopy.of(run, fresh, isStopped);
                copied(run, copy);
            } catch (JournalException e) {
                if (e.kind() != JournalException.Kind.DAMAGED) {
                    throw e;
                }
                findings.add("run " + run.number() + " is damaged and was copied as it is: " + e.getMessage());
                CopiedFiles.remove(copy.path());
                mayBeWritten = false;
                files.tree(run.path(), copy.path(), path -> true);
            }
        } else {
            files.tree(run.path(), copy.path(), path -> true);
        }
        RunReport report = Verifier.verify(copy);
        if (!report.isWhole()) {
            damaged(run, report, mayBeWritten);
        }
        StringBuilder line =
                new StringBuilder("run " + run.number() + (mayBeWritten ? " as far as written" : " whole"));
        report.streams().forEach(each -> line.append("; ").append(each.summary()));
        return line.toString();
    }

    private static boolean hasEnded(Run run) {
        for (JournalStream stream : JournalStream.values()) {
            if (run.has(stream) && !run.manifest(stream).closed()) {
                return false;
            }
        }
        return true;
    }

    /** What lies beside the streams: the run's beginning, and snapshots that know no more than the copy does. */
    private void copied(Run run, Run copy) throws IOException {
        StreamReport inputs = Verifier.verify(copy, JournalStream.IN);
        files.tree(run.path(), copy.path(), path -> {
            Path inside = run.path().relativize(path);
            if (path.startsWith(run.snapshots())) {
                String name = path.getFileName().toString();
                return inside.getNameCount() == 1
                        || name.matches("[1-9][0-9]{0,17}") && Long.parseLong(name) <= inputs.last();
            }
            return inside.getNameCount() == 1 && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        });
        for (JournalStream stream : JournalStream.values()) {
            if (copy.has(stream)) {
                files.add(CopiedFiles.size(copy.path().resolve(stream.directory())));
            }
        }
    }

    /** A copy that is not whole is a backup of a run that was not whole, or none. */
    private void damaged(Run run, RunReport report, boolean isOurs) {
        if (isOurs || Verifier.verify(run).isWhole()) {
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "The backup of " + run.path()
                            + " is not what the run is; it was removed. Check the target's disk.\n" + report.summary());
        }
        String words = "run " + run.number() + " is damaged";
        if (findings.stream().noneMatch(each -> each.startsWith(words))) {
            findings.add(words + " and was copied as it is: " + report.summary());
        }
    }

    /** All but the runs, locks and sockets. */
    private void rest(Path fresh) throws IOException {
        Path runs = source.resolve(RUNS);
        files.tree(
                source,
                fresh,
                path -> !path.startsWith(runs)
                        && !path.getFileName().toString().equals(".lock")
                        && !path.getFileName().toString().endsWith(UNFINISHED));
        for (Path each : order.also()) {
            if (Files.exists(each) && !each.toRealPath().startsWith(source)) {
                Path to = fresh.resolve("also");
                files.folder(to);
                files.tree(each.toRealPath(), to.resolve(each.toRealPath().getFileName()), path -> true);
            }
        }
    }

    private void mark(Path fresh, Instant at, List<String> runs) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("ebb backup 1");
        lines.add(OF + source);
        lines.add("at " + at);
        lines.addAll(runs);
        lines.addAll(findings);
        lines.add(files.count() + " files copied as they are, " + files.bytes() + " bytes in all");
        Path mark = fresh.resolve(MARK);
        Files.write(mark, lines, StandardCharsets.UTF_8);
        CopiedFiles.sync(mark);
        CopiedFiles.sync(fresh);
    }

    /** The whole backups of this journal, oldest first. */
    private List<Path> existing() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(target)) {
            for (Path each : entries) {
                Path mark = each.resolve(MARK);
                if (each.getFileName().toString().matches(NAMED)
                        && Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                        && Files.readAllLines(mark).contains(OF + source)) {
                    found.add(each);
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** What a backup that died left. */
    private void sweep() throws IOException {
        try (var entries = Files.newDirectoryStream(target)) {
            for (Path each : entries) {
                String name = each.getFileName().toString();
                if (name.endsWith(UNFINISHED)
                        && name.substring(0, name.length() - UNFINISHED.length())
                                .matches(NAMED)) {
                    CopiedFiles.remove(each);
                }
            }
        }
    }

    private int prune() throws IOException {
        List<Path> all = existing();
        int removed = 0;
        while (order.keep() > 0 && all.size() - removed > order.keep()) {
            CopiedFiles.remove(all.get(removed));
            removed++;
        }
        return removed;
    }
}
