package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * The snapshots of one run: one file each, named by the sequence of the newest message it knows. What stands in them is
 * the engine's. A file that has its name is whole: it is written beside, synced and renamed.
 */
public final class SnapshotFiles {
    private static final String UNFINISHED = ".new";

    private final Path directory;

    /**
     * Of a run.
     *
     * @param run it may have none
     */
    public SnapshotFiles(Run run) {
        directory = run.snapshots();
    }

    /**
     * Writes one; afterwards it survives a power cut.
     *
     * @param sequence above 0
     * @param buffer holds it
     * @param offset where it begins
     * @param length its bytes
     * @return the file
     * @throws IOException if it could not be written; what was begun is removed at the next try
     */
    public Path write(long sequence, DirectBuffer buffer, int offset, int length) throws IOException {
        OwnFiles.directory(directory);
        Path file = file(sequence);
        write(file, buffer, offset, length);
        return file;
    }

    /**
     * Writes the state a run begins from, beside its streams; afterwards it survives a power cut.
     *
     * @param run one that was just begun
     * @param buffer holds it
     * @param offset where it begins
     * @param length its bytes
     * @throws JournalException {@code UNUSABLE} if it could not be written
     */
    public static void writeStart(Run run, DirectBuffer buffer, int offset, int length) {
        try {
            write(run.start(), buffer, offset, length);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.UNUSABLE,
                    "The state that " + run.path() + " begins from cannot be written: " + e
                            + ". Check the disk's free space and permissions.",
                    e);
        }
    }

    /**
     * The bytes of the state a run began from.
     *
     * @param run which
     * @return all of them; none where the file is missing or cannot be read, which no reader takes for a state
     */
    public static byte[] start(Run run) {
        try {
            return Files.readAllBytes(run.start());
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void write(Path file, DirectBuffer buffer, int offset, int length) throws IOException {
        Path directory = file.getParent();
        Path fresh = directory.resolve(file.getFileName() + UNFINISHED);
        OwnFiles.refuseLink(fresh);
        Files.deleteIfExists(fresh);
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OwnFiles.close600(fresh);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.sync(directory);
    }

    /**
     * Which there are.
     *
     * @return their sequences, oldest first; what was not finished is not among them
     */
    public long[] sequences() {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return new long[0];
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                    .flatMapToLong(name -> LongStream.of(Long.parseLong(name)))
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes the oldest.
     *
     * @param kept how many of the newest stay
     * @throws IOException if one cannot be removed
     */
    public void keep(int kept) throws IOException {
        long[] all = sequences();
        for (int i = 0; i < all.length - kept; i++) {
            Files.deleteIfExists(file(all[i]));
        }
    }

    /**
     * The bytes of one.
     *
     * @param sequence one of {@link #sequences}
     * @return all of them
     */
    public byte[] read(long sequence) {
        try {
            return Files.readAllBytes(file(sequence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where one lies.
     *
     * @param sequence of its newest message
     * @return a file that need not exist
     */
    public Path file(long sequence) {
        return directory.resolve(Long.toString(sequence));
    }
}
