package ebb.bench;

import ebb.codecs.sbe.StaleWhy;
import ebb.engine.book.BookAlert;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookListener;
import ebb.engine.book.BookStatus;

/** Of books that nobody listens to: status changes, requests and alerts go nowhere. */
final class SilentListener implements BookListener {
    @Override
    public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {}

    @Override
    public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {}

    @Override
    public void onAlert(BookBuilder book, BookAlert alert) {}
}
