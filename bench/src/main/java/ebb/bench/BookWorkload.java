package ebb.bench;

import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookSide;
import ebb.engine.book.BookVerdict;

/**
 * PERF workload 3: level changes into a book, with everything the engine does around them: grid check, sequence rule,
 * digest, horizon, crossed check, liveness timers. Changes are gathered into messages as in the engine: one ends when
 * its 56 levels are full, when another book is meant, or when a best price is asked for.
 *
 * <p>Books that one thread makes share what an engine's books share ({@link BookDesk}), so that hundreds of them take
 * the memory of hundreds of books and not of hundreds of engines. They are for that thread, or for another one that has
 * them all.
 */
public final class BookWorkload {
    /** No price: the side is empty. */
    public static final long NO_PRICE = BookSide.NO_PRICE;

    private final BookDesk desk;
    private final BookBuilder builder;
    private long sequence = BookDesk.FIRST_SEQUENCE;

    BookWorkload(BookDesk desk, BookBuilder builder) {
        this.desk = desk;
        this.builder = builder;
    }

    /**
     * Sets a level.
     *
     * @param side 0 bid, 1 ask
     * @param price mantissa, a multiple of the tick
     * @param quantity mantissa, 0 deletes
     * @throws IllegalStateException if the message before was refused, as one with a price off the grid or a negative
     *     quantity is
     */
    public void level(int side, long price, long quantity) {
        desk.take(this);
        if (side == 0) {
            builder.bid(price, quantity);
        } else {
            builder.ask(price, quantity);
        }
    }

    /**
     * Applies a message as the engine does, from where it lies.
     *
     * @param messages hold it
     * @param at of its levels, as the two SBE groups of a book delta have them, bids before asks: the bytes of a level,
     *     16, and the number of levels, 16 bits each, then price and quantity of each, 64 bits each, all little-endian;
     *     prices and quantities as in {@link #level}
     * @throws IllegalStateException if it was refused
     * @throws IndexOutOfBoundsException if it reaches beyond the array
     */
    public void message(byte[] messages, int at) {
        desk.turnTo(this);
        builder.levels(desk.view(messages), at);
        desk.end();
    }

    /** Best price of a side, all changes applied; {@link #NO_PRICE} if it is empty. */
    public long best(int side) {
        desk.end();
        return side == 0 ? builder.book().bestBid() : builder.book().bestAsk();
    }

    /** Levels of a side, all changes applied. */
    public int count(int side) {
        desk.end();
        return side == 0 ? builder.book().bids().count() : builder.book().asks().count();
    }

    /** Whether the book follows its stream and may be traded on. */
    public boolean isLive() {
        desk.end();
        return builder.isLive();
    }

    void begin() {
        long previous = sequence;
        sequence = previous + 1;
        builder.beginDelta(BookDesk.CONN, BookDesk.WHOLE, previous + 1, previous + 1, previous, false);
    }

    void end() {
        BookVerdict verdict = builder.endDelta();
        if (verdict != BookVerdict.ACCEPT) {
            throw new IllegalStateException("book " + builder.instrument() + ": " + verdict);
        }
    }
}
