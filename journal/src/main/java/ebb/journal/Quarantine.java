package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Where damaged runs go: out of the way, never away. */
final class Quarantine {
    private Quarantine() {}

    /** Moves a run aside, whole; its number is not given out again. */
    static Path move(Path journal, Run run) throws IOException {
        Path quarantine = journal.resolve(Run.QUARANTINE);
        OwnFiles.directory(quarantine);
        Path aside = quarantine.resolve(Integer.toString(run.number()));
        Files.move(run.path(), aside, StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.sync(quarantine);
        OwnFiles.sync(run.path().getParent());
        return aside;
    }

    /** The highest run number ever used here, quarantined runs included; 0 when there is none. */
    static int highestNumber(Path journal) {
        int highest = 0;
        for (Run run : Run.of(journal)) {
            highest = Math.max(highest, run.number());
        }
        Path quarantine = journal.resolve(Run.QUARANTINE);
        if (Files.isDirectory(quarantine, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(quarantine)) {
                int aside = entries.filter(Run::isNumber)
                        .mapToInt(entry -> Integer.parseInt(entry.getFileName().toString()))
                        .max()
                        .orElse(0);
                highest = Math.max(highest, aside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return highest;
    }
}
