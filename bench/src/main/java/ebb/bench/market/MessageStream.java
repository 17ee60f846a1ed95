package ebb.bench.market;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a {@link LevelStream}, lying ready one behind the other as an engine finds them: of each the two SBE
 * groups of a book delta, bids before asks, and nothing else. A group is the bytes of a level and the number of levels,
 * 16 bits each, and then price and quantity of each, 64 bits each, all little-endian.
 */
public final class MessageStream {
    /** Bytes before the levels of a group. */
    public static final int HEAD = 4;

    /** Bytes of a level. */
    public static final int LEVEL = 16;

    private static final long BASE = UnsafeApi.arrayBaseOffset(byte[].class);

    private final byte[] forwards;
    private final byte[] backwards;
    private final int[] at;
    private final int[] book;

    /** All messages behind the levels that fill the books. */
    public MessageStream(LevelStream stream) {
        int messages = stream.messages();
        at = new int[messages];
        book = new int[messages];
        int end = 0;
        for (int m = 0; m < messages; m++) {
            at[m] = end;
            book[m] = stream.book(stream.begin(m));
            end += 2 * HEAD + (stream.end(m) - stream.begin(m)) * LEVEL;
        }
        forwards = new byte[end];
        backwards = new byte[end];
        for (int m = 0; m < messages; m++) {
            write(stream, m, true);
            write(stream, m, false);
        }
    }

    private void write(LevelStream stream, int message, boolean isForward) {
        UnsafeBuffer into = new UnsafeBuffer(isForward ? forwards : backwards);
        int begin = stream.begin(message);
        int end = stream.end(message);
        int to = at[message];
        for (int side = LevelStream.BID; side <= LevelStream.ASK; side++) {
            int head = to;
            to += HEAD;
            int count = 0;
            for (int k = 0; k < end - begin; k++) {
                int i = isForward ? begin + k : end - 1 - k;
                if (stream.side(i) == side) {
                    into.putLong(to, stream.tick(i), ByteOrder.LITTLE_ENDIAN);
                    into.putLong(
                            to + Long.BYTES,
                            isForward ? stream.quantity(i) : stream.before(i),
                            ByteOrder.LITTLE_ENDIAN);
                    to += LEVEL;
                    count++;
                }
            }
            into.putShort(head, (short) LEVEL, ByteOrder.LITTLE_ENDIAN);
            into.putShort(head + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** How many there are. */
    public int size() {
        return at.length;
    }

    /** Which book a message is about. */
    public int book(int message) {
        return book[message];
    }

    /** Where a message begins. */
    public int at(int message) {
        return at[message];
    }

    /** The messages with the quantities that hold from then on, or with those before. */
    public byte[] bytes(boolean isForward) {
        return isForward ? forwards : backwards;
    }

    /** Levels of a group. */
    public static int count(byte[] messages, int group) {
        return UnsafeApi.getShortUnaligned(messages, BASE + group + 2, false) & 0xFFFF;
    }

    /** Price of a level in ticks; no bounds are checked. */
    public static long price(byte[] messages, int level) {
        return UnsafeApi.getLongUnaligned(messages, BASE + level, false);
    }

    /** Quantity of a level; no bounds are checked. */
    public static long quantity(byte[] messages, int level) {
        return UnsafeApi.getLongUnaligned(messages, BASE + level + Long.BYTES, false);
    }
}
