package ebb.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The little of Chronicle's file format that a reader needs who must not open the queue for writing and who does not
 * take damage for the end.
 *
 * <p>A file is a run of documents, each a 4-byte word and its bytes, aligned to 4. The word holds the length and two
 * marks; 0 means that nothing was finished here yet (the word is written last). The first document is the file's header and carries the position of
 * the last data document; metadata documents (indexes) lie between the data.
 */
final class QueueFormat {
    static final int WORD_LENGTH = 4;
    static final int NOT_COMPLETE = 0x8000_0000;
    static final int META = 0x4000_0000;
    static final int LENGTH_MASK = 0x3FFF_FFFF;
    static final int END_OF_FILE = NOT_COMPLETE | META;

    static final byte LONG_ARRAY = (byte) 0x8d;
    private static final byte LONG = (byte) 0xa7;
    private static final int LONGEST_FILE_HEADER = 1024;

    private QueueFormat() {}

    static long align(long position) {
        return (position + 3) & ~3L;
    }

    /**
     * Where in the file the queue keeps the position of its last data document.
     *
     * @return the offset of that long, or -1 when the file does not begin with a whole queue header
     */
    static int writePositionAt(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LONGEST_FILE_HEADER).order(LITTLE_ENDIAN);
        int read = channel.read(head, 0);
        if (read < WORD_LENGTH) {
            return -1;
        }
        int word = head.getInt(0);
        int length = word & LENGTH_MASK;
        if ((word & ~LENGTH_MASK) != META || length == 0 || WORD_LENGTH + length > read) {
            return -1;
        }
        // The mark, the array's capacity, its used length, then the position.
        int array = behindMark(new UnsafeBuffer(head), WORD_LENGTH + length, "writePosition", LONG_ARRAY);
        int value = array + 2 * Long.BYTES;
        return array >= 0 && value + Long.BYTES <= WORD_LENGTH + length ? value : -1;
    }

    /**
     * Where the header keeps a number of its own.
     *
     * @param head the first bytes of a file, all of the header among them
     * @param name of the number
     * @return the offset of that long, or -1 where there is none
     */
    static int longAt(DirectBuffer head, String name) {
        int end = Math.min(WORD_LENGTH + (head.getInt(0, LITTLE_ENDIAN) & LENGTH_MASK), head.capacity());
        int value = behindMark(head, end, name, LONG);
        return value + Long.BYTES <= end ? value : -1;
    }

    /** Behind a name and the mark of what it is, with padding between them; -1 if it is not there. */
    private static int behindMark(DirectBuffer head, int end, String name, byte mark) {
        for (int at = WORD_LENGTH; at < end - name.length(); at++) {
            if (matches(head, at, name)) {
                int value = at + name.length();
                while (value < end && head.getByte(value) != mark) {
                    value++;
                }
                return value < end ? value + 1 : -1;
            }
        }
        return -1;
    }

    private static boolean matches(DirectBuffer head, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (head.getByte(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Position of the last data document as the queue has it; 0 before the first. */
    static long writePosition(FileChannel channel, int at) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES).order(LITTLE_ENDIAN);
        return channel.read(value, at) == Long.BYTES ? value.getLong(0) : -1;
    }

    /** The end of the documents, given a position that is the end or the start of a metadata document before it. */
    static long end(FileChannel channel, long position) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(WORD_LENGTH).order(LITTLE_ENDIAN);
        long at = position;
        while (channel.read(word.clear(), at) == WORD_LENGTH) {
            int found = word.getInt(0);
            if ((found & ~LENGTH_MASK) != META) {
                break;
            }
            at = align(at + WORD_LENGTH + (found & LENGTH_MASK));
        }
        return at;
    }
}
