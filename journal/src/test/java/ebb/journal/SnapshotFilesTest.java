package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {
    @TempDir
    private Path directory;

    private static UnsafeBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new UnsafeBuffer(bytes);
    }

    @Test
    void shouldListByNumberWhatWasWrittenAndNothingElse() throws IOException {
        SnapshotFiles files = new SnapshotFiles(new Run(1, directory));
        assertEquals(0, files.sequences().length);
        files.write(1_024, bytes(9, 1, 2, 3, 9), 1, 3);
        files.write(99, bytes(7), 0, 1);
        Files.write(directory.resolve("snapshots").resolve("2000.new"), new byte[4]);
        assertArrayEquals(new long[] {99, 1_024}, files.sequences());
        assertArrayEquals(new byte[] {1, 2, 3}, files.read(1_024));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.file(99))));
    }

    @Test
    void shouldReplaceWhatAnEarlierTryLeftUnfinished() throws IOException {
        SnapshotFiles files = new SnapshotFiles(new Run(1, directory));
        Files.createDirectories(directory.resolve("snapshots"));
        Files.write(directory.resolve("snapshots").resolve("5.new"), new byte[100]);
        files.write(5, bytes(1, 2), 0, 2);
        files.write(5, bytes(3, 4, 5), 0, 3);
        assertArrayEquals(new long[] {5}, files.sequences());
        assertArrayEquals(new byte[] {3, 4, 5}, files.read(5));
    }

    @Test
    void shouldKeepTheNewest() throws IOException {
        SnapshotFiles files = new SnapshotFiles(new Run(1, directory));
        for (long sequence : new long[] {500, 7, 90, 1_000}) {
            files.write(sequence, bytes(1), 0, 1);
        }
        files.keep(5);
        assertEquals(4, files.sequences().length);
        files.keep(2);
        assertArrayEquals(new long[] {500, 1_000}, files.sequences());
    }

    @Test
    void shouldRefuseADirectoryThatIsALink() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("snapshots"), elsewhere);
        SnapshotFiles files = new SnapshotFiles(new Run(1, directory));
        assertThrows(JournalException.class, () -> files.write(5, bytes(1), 0, 1));
        assertEquals(0, files.sequences().length);
    }
}
