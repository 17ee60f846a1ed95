package ebb.journal;

import static ebb.journal.ManifestLayout.CHAIN;
import static ebb.journal.ManifestLayout.CHECKPOINTS_AT;
import static ebb.journal.ManifestLayout.CHECKPOINT_STRIDE;
import static ebb.journal.ManifestLayout.CLOSED;
import static ebb.journal.ManifestLayout.CRC;
import static ebb.journal.ManifestLayout.NUMBER;
import static ebb.journal.ManifestLayout.SERIAL;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a stream's {@link Manifest}. Belongs to the appending thread, but for {@link #synced}. */
final class ManifestWriter {
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer page;
    private final CRC32C crc = new CRC32C();
    private long serial;

    private ManifestWriter(MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.page = new UnsafeBuffer(mapped);
    }

    static ManifestWriter create(Path file, JournalStream stream, int run, int epoch, long firstNumber)
            throws IOException {
        ByteBuffer blank = ByteBuffer.allocateDirect(ManifestLayout.LENGTH);
        UnsafeBuffer view = new UnsafeBuffer(blank);
        view.putLong(ManifestLayout.MAGIC_AT, ManifestLayout.MAGIC, LITTLE_ENDIAN);
        view.putInt(ManifestLayout.VERSION_AT, ManifestLayout.VERSION, LITTLE_ENDIAN);
        view.putInt(ManifestLayout.STREAM_AT, stream.id(), LITTLE_ENDIAN);
        view.putInt(ManifestLayout.RUN_AT, run, LITTLE_ENDIAN);
        view.putInt(ManifestLayout.EPOCH_AT, epoch, LITTLE_ENDIAN);
        view.putLong(ManifestLayout.FIRST_AT, firstNumber, LITTLE_ENDIAN);
        int crc = ManifestLayout.crc(new CRC32C(), blank, 0, ManifestLayout.HEADER_CRC_AT);
        view.putInt(ManifestLayout.HEADER_CRC_AT, crc, LITTLE_ENDIAN);
        // Written beside and renamed: whoever finds a manifest finds a whole one.
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            OwnFiles.close600(fresh);
            while (blank.hasRemaining()) {
                channel.write(blank);
            }
            ManifestWriter writer =
                    new ManifestWriter(channel.map(FileChannel.MapMode.READ_WRITE, 0, ManifestLayout.LENGTH));
            writer.appended(firstNumber - 1);
            writer.synced(firstNumber - 1);
            writer.checkpoint(firstNumber - 1, 0, false);
            channel.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            OwnFiles.sync(file.getParent());
            return writer;
        }
    }

    /** After each record: two ordered stores, no more. */
    void appended(long number) {
        page.putLongOrdered(ManifestLayout.LAST_AT, number);
        page.putLongOrdered(ManifestLayout.LAST_COMPLEMENT_AT, ~number);
    }

    /** One thread at a time, whichever syncs, and never backwards. */
    void synced(long number) {
        page.putLongOrdered(ManifestLayout.SYNCED_AT, number);
        page.putLongOrdered(ManifestLayout.SYNCED_COMPLEMENT_AT, ~number);
    }

    /** The slot not written last is overwritten, so that a torn write leaves the one before it. */
    void checkpoint(long number, long chain, boolean closed) {
        serial++;
        int at = CHECKPOINTS_AT + (int) (serial & 1) * CHECKPOINT_STRIDE;
        page.putLong(at + SERIAL, serial, LITTLE_ENDIAN);
        page.putLong(at + NUMBER, number, LITTLE_ENDIAN);
        page.putLong(at + CHAIN, chain, LITTLE_ENDIAN);
        page.putInt(at + CLOSED, closed ? 1 : 0, LITTLE_ENDIAN);
        page.putInt(at + CRC, ManifestLayout.crc(crc, mapped, at, at + CRC), LITTLE_ENDIAN);
    }

    void close() {
        IoUtil.unmap(mapped);
    }
}
