package ebb.engine.book;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/** One side of the message in hand ({@link LevelStage}): keys and quantities in the order they came. */
final class StagedSide {
    private static final int INITIAL = 64;

    // An SBE group: length of an entry and their number, 16 bits each, then the entries; a level's begin with price and
    // quantity.
    private static final int HEAD = 4;
    private static final int COUNT = 2;
    private static final int LEVEL = 2 * Long.BYTES;

    long[] keys = new long[INITIAL];
    long[] quantities = new long[INITIAL];
    int size;

    /** Quantities by or: all that do not fit {@link LineFetch#PLAIN_BITS}; others may be missing. */
    long quantityBits;

    /** Greatest quantity of the group taken last, 0 if it was empty. */
    long greatest;

    private final int flip;

    StagedSide(boolean isBid) {
        flip = isBid ? -1 : 0;
    }

    void clear() {
        size = 0;
        quantityBits = 0;
    }

    /** Adds a level. */
    void add(long key, long quantity) {
        quantityBits |= quantity;
        place(key, quantity);
    }

    private void place(long key, long quantity) {
        if (size == keys.length) {
            reserve(size + 1);
        }
        keys[size] = key;
        quantities[size] = quantity;
        size++;
    }

    /**
     * Adds a level.
     *
     * @return false if the price is off the grid or the quantity negative; the level is not added then
     */
    boolean take(TickGrid grid, long price, long quantity) {
        long index = grid.index(price);
        if ((index | quantity) >>> LineFetch.PLAIN_BITS != 0 && !takesGreat(index, quantity)) {
            return false;
        }
        place(index ^ flip, quantity);
        return true;
    }

    /** Whether a level is in order where a number is negative or great; one test less for all others. */
    private boolean takesGreat(long index, long quantity) {
        boolean isTaken = (index | quantity) >= 0;
        quantityBits |= isTaken ? quantity : 0;
        return isTaken;
    }

    /**
     * Adds the levels of an SBE group. Its bounds are checked once, and nothing branches on a level.
     *
     * @param offset of the group's head
     * @return false if one was not added, as by {@link #take}
     */
    boolean takeAll(TickGrid grid, DirectBuffer buffer, int offset) {
        int count = buffer.getShort(offset + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        int stride = Math.max(LEVEL, buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
        buffer.boundsCheck(offset + HEAD, count * stride);
        reserve(size + count);
        byte[] array = buffer.byteArray();
        long from = buffer.addressOffset() + offset + HEAD;
        long[] intoKeys = keys;
        long[] intoQuantities = quantities;
        long inverse = grid.inverse();
        int shift = grid.shift();
        long end = grid.greatest() - 1;
        int begin = size;
        long flaw = 0;
        long most = 0;
        for (int i = 0; i < count; i++) {
            long price = UnsafeApi.getLongUnaligned(array, from, false);
            long quantity = UnsafeApi.getLongUnaligned(array, from + Long.BYTES, false);
            from += stride;
            // The sign of one of them is set where TickGrid.index would say INVALID, or the quantity is negative.
            long below = Long.rotateRight(price * inverse, shift) - 1;
            flaw |= below | end - below | quantity;
            intoKeys[begin + i] = below + 1 ^ flip;
            intoQuantities[begin + i] = quantity;
            most = Math.max(most, quantity);
        }
        greatest = most;
        if (flaw < 0) {
            takeSome(grid, buffer, offset + HEAD, count, stride);
            return false;
        }
        size = begin + count;
        quantityBits |= most;
        return true;
    }

    private void takeSome(TickGrid grid, DirectBuffer buffer, int offset, int count, int stride) {
        for (int i = 0; i < count; i++) {
            int at = offset + i * stride;
            take(
                    grid,
                    buffer.getLong(at, ByteOrder.LITTLE_ENDIAN),
                    buffer.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
        }
    }

    /** Moves the levels away so that others, as many as said, can be put before them. */
    void makeRoom(int before) {
        reserve(size + before);
        System.arraycopy(keys, 0, keys, before, size);
        System.arraycopy(quantities, 0, quantities, before, size);
        size += before;
    }

    /** Where a group ends. */
    static int end(DirectBuffer buffer, int offset) {
        int count = buffer.getShort(offset + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return offset + HEAD + count * (buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }

    private void reserve(int wanted) {
        if (wanted > keys.length) {
            int capacity = Math.max(wanted, keys.length * 2);
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
    }
}
