package ebb.engine;

import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Begins the snapshot of an engine: what it is of, and a checksum over itself and all that follows. {@value #BYTES} bytes,
 * little-endian.
 *
 * @param sequence of the newest message applied; the tail begins one above it
 * @param timeNs engine time, ns since epoch
 * @param stateHash of the state that follows
 * @param length bytes that follow
 * @param crc CRC32C over the fields before it and the bytes that follow
 */
public record SnapshotHeader(long sequence, long timeNs, long stateHash, int length, int crc) {
    /** Length of the header. */
    public static final int BYTES = 48;

    // "EbbS" as it stands in the file.
    private static final int MAGIC = 0x53626245;
    // Raised when the order or meaning of what parts write changes.
    private static final int VERSION = 4;

    /**
     * Reads a header and leaves the reader behind it.
     *
     * @param in stands at the beginning of a snapshot
     * @return what it says
     * @throws SnapshotException if it is no snapshot, or of another version or schema
     */
    public static SnapshotHeader read(SnapshotReader in) {
        expect("a snapshot begins with", MAGIC, in.readInt());
        expect("this build reads snapshots of version", VERSION, in.readInt());
        expect("this build's schema is", MessageHeaderDecoder.SCHEMA_ID, in.readInt());
        expect("this build's schema has version", MessageHeaderDecoder.SCHEMA_VERSION, in.readInt());
        return new SnapshotHeader(in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readInt());
    }

    private static void expect(String what, int expected, int read) {
        if (read != expected) {
            throw new SnapshotException(what + " " + expected + ", this one says " + read);
        }
    }

    /**
     * Reads what follows the header, and checks it.
     *
     * @param in stands behind the header
     * @return a reader over what follows
     * @throws SnapshotException if there is less, or the checksum differs
     */
    public SnapshotReader body(SnapshotReader in) {
        if (length < 0) {
            throw new SnapshotException("a snapshot of " + length + " bytes");
        }
        byte[] body = in.readBytes(length);
        int actual = checksum(head(sequence, timeNs, stateHash, length), body);
        if (actual != crc) {
            throw new SnapshotException("the snapshot at sequence " + sequence + " is damaged: its checksum is "
                    + Integer.toHexString(crc) + ", its bytes have " + Integer.toHexString(actual));
        }
        return new SnapshotReader(new UnsafeBuffer(body), 0, length);
    }

    /** Writes header and body. */
    static void write(long sequence, long timeNs, long stateHash, SnapshotWriter body, SnapshotWriter out) {
        SnapshotWriter head = head(sequence, timeNs, stateHash, body.length());
        byte[] bytes = new byte[body.length()];
        body.buffer().getBytes(0, bytes);
        out.putBytes(head.buffer(), 0, head.length());
        out.putInt(checksum(head, bytes));
        out.putBytes(body.buffer(), 0, body.length());
    }

    private static SnapshotWriter head(long sequence, long timeNs, long stateHash, int length) {
        SnapshotWriter head = new SnapshotWriter();
        head.putInt(MAGIC);
        head.putInt(VERSION);
        head.putInt(MessageHeaderDecoder.SCHEMA_ID);
        head.putInt(MessageHeaderDecoder.SCHEMA_VERSION);
        head.putLong(sequence);
        head.putLong(timeNs);
        head.putLong(stateHash);
        head.putInt(length);
        return head;
    }

    private static int checksum(SnapshotWriter head, byte[] body) {
        byte[] bytes = new byte[head.length()];
        head.buffer().getBytes(0, bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        crc.update(body, 0, body.length);
        return (int) crc.getValue();
    }
}
