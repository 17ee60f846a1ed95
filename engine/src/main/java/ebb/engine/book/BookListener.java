package ebb.engine.book;

import ebb.codecs.sbe.StaleWhy;

/** Hears what books have to say; the engine writes it out. Called inside the message or timer that caused it. */
public interface BookListener {
    /**
     * A book's status or reason changed (BOOK-1).
     *
     * @param book the book, already in its new status
     * @param status the new status
     * @param reason why it is STALE; {@code NULL_VAL} otherwise
     * @param lastSequence the last applied sequence, {@link BookBuilder#ABSENT} if there is none
     */
    void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence);

    /**
     * A book wants a snapshot (BOOK-5, 7, 8); already paced.
     *
     * @param book the book
     * @param lastSequence the last applied sequence, {@link BookBuilder#ABSENT} if there is none
     * @param reason why; {@code HORIZON} when asked while it follows the stream
     * @param attempt 1 for the first request, counted up until one succeeds
     * @param isLive true if the book is in use meanwhile, so that STALE ones may be served first
     */
    void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive);

    /**
     * Something is wrong that does not show in the status.
     *
     * @param book the book
     * @param alert what
     */
    void onAlert(BookBuilder book, BookAlert alert);
}
