package ebb.journal;

import static ebb.journal.ManifestLayout.CHECKPOINTS_AT;
import static ebb.journal.ManifestLayout.CHECKPOINT_STRIDE;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a stream's writer noted beside its queue: a witness that damage to the queue does not reach.
 *
 * @param version layout of the file
 * @param stream whose records
 * @param run the run's number
 * @param epoch the boot that wrote it
 * @param first number of the stream's first record, whether or not it was written yet
 * @param last number of the last acknowledged record; {@code first - 1} when there is none
 * @param synced number of the last record known to be on the disk; {@code first - 1} when there is none
 * @param checkpoint number of the record up to which {@link #chain()} holds
 * @param chain running hash of the records {@code first} to {@code checkpoint}
 * @param closed whether the writer was closed in order
 */
public record Manifest(
        int version,
        JournalStream stream,
        int run,
        int epoch,
        long first,
        long last,
        long synced,
        long checkpoint,
        long chain,
        boolean closed) {

    private static final int TRIES = 16;

    /**
     * Reads a manifest, also while its writer goes on.
     *
     * @param file the sidecar
     * @param stream whose it must be
     * @return what it says
     * @throws JournalException {@code DAMAGED} when missing or not what was written, {@code NEWER} when written by a
     *     newer Ebb
     */
    public static Manifest read(Path file, JournalStream stream) {
        // A page is read at once while its writer stores into it; a torn view shows in the checks and is read again.
        String reason = "";
        for (int i = 0; i < TRIES; i++) {
            UnsafeBuffer page = new UnsafeBuffer(page(file));
            reason = fault(page, stream);
            if (reason == null) {
                return parse(page, stream);
            }
        }
        throw new JournalException(
                JournalException.Kind.DAMAGED,
                "The manifest " + file + " is damaged (" + reason
                        + "). The records beside it are not proven complete.");
    }

    private static ByteBuffer page(Path file) {
        ByteBuffer page = ByteBuffer.allocateDirect(ManifestLayout.LENGTH);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == ManifestLayout.LENGTH) {
                while (page.hasRemaining() && channel.read(page) >= 0) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "The manifest " + file + " cannot be read (" + e
                            + "). The records beside it are not proven complete.",
                    e);
        }
        page.clear();
        return page;
    }

    private static String fault(UnsafeBuffer page, JournalStream stream) {
        if (page.getLong(ManifestLayout.MAGIC_AT, LITTLE_ENDIAN) != ManifestLayout.MAGIC) {
            return "no magic, or not " + ManifestLayout.LENGTH + " bytes";
        }
        int crc = ManifestLayout.crc(new CRC32C(), page.byteBuffer(), 0, ManifestLayout.HEADER_CRC_AT);
        if (page.getInt(ManifestLayout.HEADER_CRC_AT, LITTLE_ENDIAN) != crc) {
            return "CRC of its header";
        }
        int version = page.getInt(ManifestLayout.VERSION_AT, LITTLE_ENDIAN);
        if (version > ManifestLayout.VERSION) {
            throw new JournalException(
                    JournalException.Kind.NEWER,
                    "This run was written by a newer Ebb (manifest version " + version + ", this build reads up to "
                            + ManifestLayout.VERSION + "). Use the newer build.");
        }
        if (page.getInt(ManifestLayout.STREAM_AT, LITTLE_ENDIAN) != stream.id()) {
            return "it belongs to stream " + page.getInt(ManifestLayout.STREAM_AT, LITTLE_ENDIAN);
        }
        if (disagree(page, ManifestLayout.LAST_AT)) {
            return "last number and its complement disagree";
        }
        if (disagree(page, ManifestLayout.SYNCED_AT)) {
            return "synced number and its complement disagree";
        }
        return newest(page) < 0 ? "no valid checkpoint" : null;
    }

    private static boolean disagree(UnsafeBuffer page, int at) {
        long value = page.getLong(at, LITTLE_ENDIAN);
        long behind = value - ~page.getLong(at + Long.BYTES, LITTLE_ENDIAN);
        // A sync may cover many records at once, an append is one.
        return at == ManifestLayout.LAST_AT ? behind < 0 || behind > 1 : behind < 0;
    }

    private static int newest(UnsafeBuffer page) {
        int newest = -1;
        long serial = 0;
        for (int slot = 0; slot < 2; slot++) {
            int at = CHECKPOINTS_AT + slot * CHECKPOINT_STRIDE;
            int crc = ManifestLayout.crc(new CRC32C(), page.byteBuffer(), at, at + ManifestLayout.CRC);
            long its = page.getLong(at + ManifestLayout.SERIAL, LITTLE_ENDIAN);
            if (crc == page.getInt(at + ManifestLayout.CRC, LITTLE_ENDIAN) && its > serial) {
                serial = its;
                newest = at;
            }
        }
        return newest;
    }

    private static Manifest parse(UnsafeBuffer page, JournalStream stream) {
        int at = newest(page);
        return new Manifest(
                page.getInt(ManifestLayout.VERSION_AT, LITTLE_ENDIAN),
                stream,
                page.getInt(ManifestLayout.RUN_AT, LITTLE_ENDIAN),
                page.getInt(ManifestLayout.EPOCH_AT, LITTLE_ENDIAN),
                page.getLong(ManifestLayout.FIRST_AT, LITTLE_ENDIAN),
                ~page.getLong(ManifestLayout.LAST_COMPLEMENT_AT, LITTLE_ENDIAN),
                ~page.getLong(ManifestLayout.SYNCED_COMPLEMENT_AT, LITTLE_ENDIAN),
                page.getLong(at + ManifestLayout.NUMBER, LITTLE_ENDIAN),
                page.getLong(at + ManifestLayout.CHAIN, LITTLE_ENDIAN),
                page.getInt(at + ManifestLayout.CLOSED, LITTLE_ENDIAN) == 1);
    }

    /**
     * How many records were acknowledged.
     *
     * @return 0 or more
     */
    public long records() {
        return last - first + 1;
    }
}
