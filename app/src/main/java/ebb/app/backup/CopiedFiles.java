package ebb.app.backup;

import ebb.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Copies files so that only their owner can read them, puts them on the disk, and reads them back. */
final class CopiedFiles {
    /** Between two syncs: dirty pages of a copy must not make the writers of the same disk wait. */
    private static final long SYNC_BYTES = 32L << 20;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int TRIES = 3;

    private final BooleanSupplier isStopped;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private long count;
    private long bytes;

    CopiedFiles(BooleanSupplier isStopped) {
        this.isStopped = isStopped;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void add(long copied) {
        bytes += copied;
    }

    /** Makes a folder that only its owner may enter, where there is none. */
    void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Copies what is wanted of a file or folder: folders and regular files, no links, no sockets. Files that vanish meanwhile are
     * passed over.
     */
    void tree(Path from, Path to, Predicate<Path> isWanted) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            if (each.equals(from) ? !Files.isDirectory(from) : isWanted.test(each)) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    folder(copy);
                } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    file(each, copy);
                }
            } else if (each.equals(from)) {
                folder(to);
            }
        }
        if (Files.isDirectory(to)) {
            sync(to);
        }
    }

    /** A file that is written meanwhile is copied again. */
    private void file(Path from, Path to) throws IOException {
        for (int left = TRIES; left > 0; left--) {
            long copied = copied(from, to);
            if (Files.mismatch(from, to) < 0) {
                count++;
                bytes += copied;
                return;
            }
        }
        throw new IOException(from + " and its copy differ, " + TRIES + " times in a row: it is being written, or " + to
                + " lies on a bad disk");
    }

    private long copied(Path from, Path to) throws IOException {
        long copied = 0;
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
            long unsynced = 0;
            while (in.read(chunk.clear()) >= 0) {
                chunk.flip();
                copied += chunk.remaining();
                unsynced += chunk.remaining();
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
                if (unsynced >= SYNC_BYTES) {
                    out.force(false);
                    unsynced = 0;
                }
                if (isStopped.getAsBoolean()) {
                    throw new JournalException(
                            JournalException.Kind.UNUSABLE, "The backup was stopped at " + from + ".");
                }
            }
            out.force(true);
        }
        return copied;
    }

    /** Makes a file, or the entries of a folder, survive a power cut. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Bytes of all regular files of a folder, or of the file. */
    static long size(Path of) throws IOException {
        long size = 0;
        try (Stream<Path> walk = Files.walk(of)) {
            for (Path each : walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                size += Files.size(each);
            }
        }
        return size;
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
