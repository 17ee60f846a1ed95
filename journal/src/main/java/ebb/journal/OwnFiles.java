package ebb.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, directories that only their owner may enter, and no symbolic links. */
final class OwnFiles {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnFiles() {}

    /** Creates the directory if it is missing, and closes it to everybody else. */
    static void directory(Path directory) throws IOException {
        refuseLink(directory);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory);
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE, directory + " is not a directory; name another one.");
        }
        if (!Files.getPosixFilePermissions(directory).equals(DIRECTORY)) {
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
    }

    static void close600(Path file) throws IOException {
        Files.setPosixFilePermissions(file, FILE);
    }

    static void refuseLink(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    path + " is a symbolic link; a journal is written only where its name says. Name the real path.");
        }
    }

    /** Makes the entries of a directory survive a power cut. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
