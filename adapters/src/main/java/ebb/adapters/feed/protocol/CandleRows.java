package ebb.adapters.feed.protocol;

import java.util.Arrays;

/** Candles of one answer after the other, until they are published. Event loop only. */
public final class CandleRows {
    /** Cells of a row: open time in ns. */
    public static final int START = 0;

    static final int OPEN = 1;
    static final int HIGH = 2;
    static final int LOW = 3;
    static final int CLOSE = 4;
    static final int VOLUME = 5;
    static final int QUOTE = 6;
    static final int BUY = 7;
    static final int COUNT = 8;

    private static final int WIDTH = 9;

    private long[] cells = new long[64 * WIDTH];
    private int size;

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** Rows held. */
    public int size() {
        return size;
    }

    /** A new row behind the last, to be set cell by cell. */
    public int add() {
        if ((size + 1) * WIDTH > cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        return size++;
    }

    /** Sets a cell. */
    public void set(int row, int cell, long value) {
        cells[row * WIDTH + cell] = value;
    }

    /** A cell. */
    public long get(int row, int cell) {
        return cells[row * WIDTH + cell];
    }

    /** Puts a row in the place of another. */
    public void move(int from, int to) {
        System.arraycopy(cells, from * WIDTH, cells, to * WIDTH, WIDTH);
    }

    /**
     * The rows before one, in order, and those from it on, in order, as one row of all; of two that begin at once the former.
     *
     * @param from the first of the second part
     * @return new rows
     */
    public CandleRows merged(int from) {
        CandleRows all = new CandleRows();
        int a = 0;
        int b = from;
        while (a < from || b < size) {
            boolean isFirst = b == size || a < from && get(a, START) <= get(b, START);
            boolean isDouble = isFirst && b < size && get(a, START) == get(b, START);
            int source = isFirst ? a++ : b++;
            b += isDouble ? 1 : 0;
            System.arraycopy(cells, source * WIDTH, all.cells, all.add() * WIDTH, WIDTH);
        }
        return all;
    }

    /** Forgets the rows from this one on. */
    public void truncate(int rows) {
        size = rows;
    }
}
