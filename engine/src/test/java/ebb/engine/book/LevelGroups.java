package ebb.engine.book;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Levels of a message as its SBE groups have them: bids before asks. */
final class LevelGroups {
    private static final int HEAD = 4;
    private static final int LEVEL = 16;

    private final ExpandableArrayBuffer[] sides = {new ExpandableArrayBuffer(), new ExpandableArrayBuffer()};
    private final int[] counts = new int[2];
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();

    void bid(long price, long quantity) {
        add(0, price, quantity);
    }

    void ask(long price, long quantity) {
        add(1, price, quantity);
    }

    private void add(int side, long price, long quantity) {
        int at = counts[side]++ * LEVEL;
        sides[side].putLong(at, price, ByteOrder.LITTLE_ENDIAN);
        sides[side].putLong(at + Long.BYTES, quantity, ByteOrder.LITTLE_ENDIAN);
    }

    /** Hands them over to the message in hand, and forgets them. */
    void into(BookBuilder book) {
        book.levels(message(), 0);
    }

    /** Both groups, which are to be looked at before it is called again; the levels are forgotten. */
    DirectBuffer message() {
        int at = 0;
        for (int side = 0; side < 2; side++) {
            message.putShort(at, (short) LEVEL, ByteOrder.LITTLE_ENDIAN);
            message.putShort(at + 2, (short) counts[side], ByteOrder.LITTLE_ENDIAN);
            message.putBytes(at + HEAD, sides[side], 0, counts[side] * LEVEL);
            at += HEAD + counts[side] * LEVEL;
            counts[side] = 0;
        }
        return message;
    }
}
