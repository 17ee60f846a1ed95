package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.time.Timers;

/** One book, its clock and what it said; levels are given as {@code "b100x5 a103x2"}. */
final class BookFixture {
    static final int SOCKET = 1;
    static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;
    static final long ABSENT = BookBuilder.ABSENT;
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long START = 1_700_000_000_000_000_000L;

    final Timers timers = new Timers(8);
    final Recorder recorder = new Recorder();
    final Books books;
    final BookBuilder book;

    BookFixture(SeqModel model) {
        this(model, BookSettings.defaults(), BookSettings.UNBOUNDED);
    }

    BookFixture(SeqModel model, BookSettings settings, int maxLevels) {
        timers.fireUntil(START);
        books = new Books(settings, timers, recorder);
        book = books.open(7, model, 1, maxLevels);
    }

    /** A LIVE book at 100 with two levels a side, what led there not recorded. */
    static BookFixture live(SeqModel model) {
        BookFixture f = new BookFixture(model);
        f.book.session(SOCKET, true);
        f.books.alive(SOCKET);
        f.snapshot(100, "b99x1 b98x2 a101x1 a102x2");
        f.recorder.lines.clear();
        return f;
    }

    /** Defaults but for the levels of BOOK-8 and the pool. */
    static BookSettings bounded(int min, int blind, int sighted, int pool) {
        BookSettings d = BookSettings.defaults();
        return new BookSettings(
                d.maxLevelsA(),
                d.maxLevelsB(),
                min,
                blind,
                sighted,
                pool,
                d.staleNs(),
                d.silentNs(),
                d.silentTrades(),
                d.crossGraceNs(),
                d.resyncMinNs(),
                d.resyncMaxNs(),
                d.resyncAlert(),
                d.emptyAlertNs());
    }

    BookFixture at(long msFromStart) {
        timers.fireUntil(START + msFromStart * MS);
        return this;
    }

    BookVerdict range(long first, long last, String levels) {
        return delta(WHOLE, first, last, BookBuilder.ABSENT, levels);
    }

    BookVerdict step(long last, String levels) {
        return delta(WHOLE, BookBuilder.ABSENT, last, BookBuilder.ABSENT, levels);
    }

    BookVerdict prev(long previous, long last, String levels) {
        return delta(WHOLE, ABSENT, last, previous, levels);
    }

    BookVerdict reset(long previous, long last, String levels) {
        books.alive(SOCKET);
        book.beginDelta(SOCKET, WHOLE, last, last, previous, true);
        levels(book, levels);
        return book.endDelta();
    }

    BookVerdict delta(int flags, long first, long last, long previous, String levels) {
        books.alive(SOCKET);
        book.beginDelta(SOCKET, flags, first, last, previous, false);
        levels(book, levels);
        return book.endDelta();
    }

    BookVerdict snapshot(long last, String levels) {
        return snapshot(WHOLE, last, 0, levels);
    }

    BookVerdict snapshot(int flags, long last, int limit, String levels) {
        book.beginSnapshot(BookBuilder.NO_CONNECTION, flags, last, limit, limit);
        levels(book, levels);
        return book.endSnapshot();
    }

    /** Hands levels over as the engine does: as the groups of a message. */
    static void levels(BookBuilder book, String levels) {
        LevelGroups groups = new LevelGroups();
        for (String level : levels.isBlank() ? new String[0] : levels.trim().split(" ")) {
            String[] parts = level.substring(1).split("x");
            long price = Long.parseLong(parts[0]);
            long quantity = Long.parseLong(parts[1]);
            if (level.charAt(0) == 'b') {
                groups.bid(price, quantity);
            } else {
                groups.ask(price, quantity);
            }
        }
        groups.into(book);
    }

    /** {@code LIVE 102 101/103}: status, sequence, touch. */
    String state() {
        String why = book.reason() == StaleWhy.NULL_VAL ? "" : "(" + book.reason() + ")";
        return book.status() + why + " " + text(book.lastSequence()) + " "
                + text(book.book().bestBid()) + "/" + text(book.book().bestAsk());
    }

    /** All levels, best first, as they were given. */
    static String side(BookSide side) {
        StringBuilder text = new StringBuilder();
        for (long price = side.bestPrice(); price != BookSide.NO_PRICE; price = side.nextPrice(price)) {
            text.append(text.length() == 0 ? "" : " ").append(price).append('x').append(side.quantity(price));
        }
        return text.toString();
    }

    private static String text(long value) {
        return value == Long.MIN_VALUE ? "-" : Long.toString(value);
    }
}
