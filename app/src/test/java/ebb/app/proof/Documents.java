package ebb.app.proof;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of one stream's only queue file, found without the reader under test, so that a test knows which byte
 * belongs to which record.
 *
 * @param file the queue file
 * @param records in order
 * @param end where the last document ends
 */
record Documents(Path file, List<Document> records, long end) {
    /** Length of the record header that Ebb puts before the payload. */
    static final int HEADER = 24;

    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int META = 0x4000_0000;

    /**
     * One record.
     *
     * @param number as its header says
     * @param at where the queue's length word stands
     * @param length of header and payload, without the word
     */
    record Document(long number, long at, int length) {
        /** Where the record's header begins, behind the word. */
        long header() {
            return at + Integer.BYTES;
        }

        long payload() {
            return header() + HEADER;
        }

        int payloadLength() {
            return length - HEADER;
        }
    }

    /** Reads the queue of a stream. */
    static Documents of(Path run, String stream) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(run.resolve(stream))) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Document> records = new ArrayList<>();
        int at = 0;
        while (at + Integer.BYTES <= bytes.capacity() && bytes.getInt(at) > 0) {
            int length = bytes.getInt(at) & LENGTH_MASK;
            if ((bytes.getInt(at) & META) == 0) {
                records.add(new Document(bytes.getLong(at + Integer.BYTES + 8), at, length));
            }
            at = at + Integer.BYTES + length + 3 & ~3;
        }
        return new Documents(file, records, at);
    }

    /** Reads a byte, or anything of a file. */
    static byte[] bytes(Path file, long at, int length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            access.seek(at);
            access.readFully(bytes);
            return bytes;
        }
    }

    /** Overwrites in place. */
    static void put(Path file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            access.write(bytes);
        }
    }
}
