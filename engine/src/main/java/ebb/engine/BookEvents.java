package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.book.BookAlert;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookListener;
import ebb.engine.book.BookStatus;

/** Emits what happens to books: each change of status with cause and sequence, wishes for snapshots, alerts (BOOK-1). */
final class BookEvents implements BookListener {
    private final Core core;

    BookEvents(Core core) {
        this.core = core;
    }

    @Override
    public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {
        if (status != BookStatus.LIVE && core.market(book.instrument()) != null) {
            core.market(book.instrument()).onBookLost();
        }
        core.decisions.riskEvent(
                RiskKind.BOOK,
                status == BookStatus.LIVE ? RiskVerdict.PASS : RiskVerdict.DENY,
                core.rules.code("BOOK-1"),
                reason == null || reason == StaleWhy.NULL_VAL ? Nulls.LONG : reason.value(),
                Nulls.LONG,
                lastSequence,
                Out.NO_INDEX,
                status.ordinal(),
                Nulls.ID,
                book.instrument(),
                core.venueOf(book.instrument()),
                Out.NO_INDEX);
    }

    @Override
    public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {
        core.requests.bookResync(
                book.instrument(), core.venueOf(book.instrument()), lastSequence, reason, attempt, isLive);
    }

    @Override
    public void onAlert(BookBuilder book, BookAlert alert) {
        core.alert(
                Severity.WARN,
                core.rules.code(rule(alert)),
                book.instrument(),
                Long.MIN_VALUE,
                Long.MIN_VALUE,
                Out.NO_INDEX);
    }

    private static String rule(BookAlert alert) {
        return switch (alert) {
            case EMPTY_SIDE -> "BOOK-12";
            case RESYNC_FAILING -> "BOOK-7";
            case MISMATCH -> "BOOK-8";
        };
    }
}
