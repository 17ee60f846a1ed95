package ebb.engine.book;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * One side of the message in hand ({@link LevelStage}): keys and quantities in the order they came, and behind them a
 * group of the message that was not read.
 */
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

    /** Greatest quantity of the group that was applied or read, 0 if there was none. */
    long greatest;

    /** By level of the group: the quantity that it took the place of when it was applied. */
    final long[] olds = new long[BookCore.SURPLUS];

    /** Complements tick numbers of bids to keys. */
    final int flip;

    // The group: its levels' array, null for memory outside the heap, and the first one's place.
    private byte[] array;
    private long from;
    private int stride;
    private int count;
    // How many levels find a place; none behind a group that was not read.
    private int room = INITIAL;

    StagedSide(boolean isBid) {
        flip = isBid ? -1 : 0;
    }

    void clear() {
        size = 0;
        count = 0;
        room = keys.length;
        greatest = 0;
        quantityBits = 0;
    }

    /** Adds a level. */
    void add(long key, long quantity) {
        quantityBits |= quantity;
        place(key, quantity);
    }

    private void place(long key, long quantity) {
        if (size == room) {
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
     * The levels of an SBE group come next. They stay there until they are applied ({@link Levels#applyGroup}) or read.
     *
     * @param offset of the group's head
     * @throws IndexOutOfBoundsException if they reach beyond the buffer
     * @throws IllegalStateException if those of another one were not read
     */
    void group(DirectBuffer buffer, int offset) {
        if (count > 0) {
            throw behindGroup();
        }
        int levels = buffer.getShort(offset + COUNT, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        stride = Math.max(LEVEL, buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
        buffer.boundsCheck(offset + HEAD, levels * stride);
        array = buffer.byteArray();
        from = buffer.addressOffset() + offset + HEAD;
        count = levels;
        if (levels > 0) {
            room = size;
        }
    }

    private static IllegalStateException behindGroup() {
        return new IllegalStateException("a level behind a group of levels that was not read");
    }

    /** How many levels of a group were not read. */
    int count() {
        return count;
    }

    /** What holds the group; null for memory outside the heap. */
    byte[] array() {
        return array;
    }

    /** Where the group's first level is, in the array or in memory: price and then quantity, little-endian. */
    long from() {
        return from;
    }

    /** Bytes from one level of the group to the next. */
    int stride() {
        return stride;
    }

    /** Key of a level of the group; only of a price that is on the grid. */
    long keyInGroup(int i, TickGrid grid) {
        return grid.index(UnsafeApi.getLongUnaligned(array, from + (long) i * stride, false)) ^ flip;
    }

    /**
     * Reads the levels of the group. Nothing branches on a level.
     *
     * @return false if one was not added, as by {@link #take}
     */
    boolean readGroup(TickGrid grid) {
        int levels = count;
        count = 0;
        reserve(size + levels);
        byte[] group = array;
        long at = from;
        int step = stride;
        long[] intoKeys = keys;
        long[] intoQuantities = quantities;
        long inverse = grid.inverse();
        int shift = grid.shift();
        long end = grid.greatest() - 1;
        int begin = size;
        long flaw = 0;
        long most = 0;
        for (int i = 0; i < levels; i++) {
            long price = UnsafeApi.getLongUnaligned(group, at, false);
            long quantity = UnsafeApi.getLongUnaligned(group, at + Long.BYTES, false);
            at += step;
            // The sign of one of them is set where TickGrid.index would say INVALID, or the quantity is negative.
            long below = Long.rotateRight(price * inverse, shift) - 1;
            flaw |= below | end - below | quantity;
            intoKeys[begin + i] = below + 1 ^ flip;
            intoQuantities[begin + i] = quantity;
            most = Math.max(most, quantity);
        }
        greatest = most;
        if (flaw < 0) {
            takeSome(grid, levels);
            return false;
        }
        size = begin + levels;
        quantityBits |= most;
        return true;
    }

    private void takeSome(TickGrid grid, int levels) {
        for (int i = 0; i < levels; i++) {
            long at = from + (long) i * stride;
            take(
                    grid,
                    UnsafeApi.getLongUnaligned(array, at, false),
                    UnsafeApi.getLongUnaligned(array, at + Long.BYTES, false));
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
        if (count > 0) {
            throw behindGroup();
        }
        if (wanted > keys.length) {
            int capacity = Math.max(wanted, keys.length * 2);
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
        room = keys.length;
    }
}
