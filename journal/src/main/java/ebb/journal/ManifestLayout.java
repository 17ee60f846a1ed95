package ebb.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The sidecar of one stream: one 4 KiB page, mapped by the writer, so that it survives {@code kill -9} like the records
 * do and costs no system call.
 *
 * <pre>
 *   0 magic u64 · 8 version u32 · 12 stream u32 · 16 run u32 · 20 epoch u32 · 24 first number u64 · 32 crc u32
 *  64 last number u64 · 72 its complement          after each record, in this order
 *  80 last synced number u64 · 88 its complement   after each sync
 * 128, 192 two checkpoints, written in turn: 0 serial u64 · 8 number u64 · 16 chain u64 · 24 closed u32 · 28 crc u32
 * </pre>
 *
 * A number and its complement are two stores; a death between them leaves the complement one behind, which stands for
 * a record that was written and not yet acknowledged. Any other disagreement is damage.
 */
final class ManifestLayout {
    static final int LENGTH = 4096;
    static final long MAGIC = 0x7473_6566_6E4D_6245L; // "EbMnfest" in the file
    static final int VERSION = 1;

    static final int MAGIC_AT = 0;
    static final int VERSION_AT = 8;
    static final int STREAM_AT = 12;
    static final int RUN_AT = 16;
    static final int EPOCH_AT = 20;
    static final int FIRST_AT = 24;
    static final int HEADER_CRC_AT = 32;
    static final int LAST_AT = 64;
    static final int LAST_COMPLEMENT_AT = 72;
    static final int SYNCED_AT = 80;
    static final int SYNCED_COMPLEMENT_AT = 88;
    static final int CHECKPOINTS_AT = 128;
    static final int CHECKPOINT_STRIDE = 64;

    static final int SERIAL = 0;
    static final int NUMBER = 8;
    static final int CHAIN = 16;
    static final int CLOSED = 24;
    static final int CRC = 28;

    private ManifestLayout() {}

    static int crc(CRC32C crc, ByteBuffer page, int from, int to) {
        crc.reset();
        page.limit(to).position(from);
        crc.update(page);
        page.clear();
        return (int) crc.getValue();
    }
}
