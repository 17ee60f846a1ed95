package ebb.journal;

/**
 * The 24 bytes before each payload, little-endian.
 *
 * <pre>
 *  0 magic u32 · 4 version u8 · 5 stream u8 · 6 zero u16 · 8 number u64 · 16 length u32 &gt; 0 · 20 crc32c u32
 * </pre>
 *
 * The CRC covers bytes 0 to 19 and the payload, so it never starts from nothing (the CRC of nothing is 0, which a
 * zeroed page would satisfy).
 */
final class RecordLayout {
    static final int MAGIC = 0x4A62_6245; // "EbbJ"
    static final int VERSION = 1;

    static final int MAGIC_AT = 0;
    static final int VERSION_AT = 4;
    static final int STREAM_AT = 5;
    static final int ZERO_AT = 6;
    static final int NUMBER_AT = 8;
    static final int LENGTH_AT = 16;
    static final int CRC_AT = 20;
    static final int HEADER_LENGTH = 24;

    /** Longest payload: far below the overlap of the smallest block, so that a record never spans two mappings. */
    static final int MAX_LENGTH = 128 << 10;

    private static final long CHAIN_MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private RecordLayout() {}

    /** Bytes 0 to 7 of a stream's records, little-endian: magic, version, stream, zero. */
    static long head(JournalStream stream) {
        return (long) (VERSION | stream.id() << 8) << 32 | MAGIC;
    }

    /** Folds a record into the running hash of its stream: order, numbers and contents all show. */
    static long chain(long before, long number, int crc) {
        return Long.rotateLeft(before ^ ((number << 32) ^ (crc & 0xFFFF_FFFFL)), 29) * CHAIN_MULTIPLIER;
    }
}
