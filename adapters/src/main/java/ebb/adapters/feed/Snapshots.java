package ebb.adapters.feed;

import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.RestReply;
import java.util.ArrayList;
import java.util.List;

/**
 * Books the engine asked for (BOOK-7): one at a time from this venue, those of STALE books before those of LIVE ones. A
 * book asked for again while it waits or is on its way is fetched once and answers the newest request. Event loop only.
 */
final class Snapshots {
    private final Rest rest;
    private final VenueProtocol protocol;
    private final Books books;
    private final List<Entry> entries = new ArrayList<>();

    private Entry inFlight;
    private boolean isWaiting;
    private long asked;

    /** What the snapshots need of the feed. */
    interface Books {
        /** The connection that carries an instrument's deltas, or {@link Subscription#DOWN}. */
        int conn(int slot);

        /**
         * Hands a book to the decoder.
         *
         * @return 0 if it was decoded, else the code of the venue's refusal, or -1 for garbage
         */
        long decode(int slot, int conn, long requestId, RestReply reply);

        /** No snapshot waits or is on its way. */
        void onIdle();
    }

    private static final class Entry {
        final int slot;
        final String symbol;
        long requestId;
        long order;
        int sentConn;
        boolean isWanted;
        boolean isLive;

        Entry(int slot, String symbol) {
            this.slot = slot;
            this.symbol = symbol;
        }
    }

    Snapshots(Rest rest, VenueProtocol protocol, Books books) {
        this.rest = rest;
        this.protocol = protocol;
        this.books = books;
    }

    /** Makes an instrument known; slots come in order. */
    void define(int slot, String symbol) {
        if (slot == entries.size()) {
            entries.add(new Entry(slot, symbol));
        }
    }

    /**
     * Asks for a book.
     *
     * @param slot of the instrument
     * @param requestId goes into the answer
     * @param isLive whether the book is LIVE and only wants to see deeper (BOOK-8)
     */
    void ask(int slot, long requestId, boolean isLive) {
        Entry entry = entries.get(slot);
        entry.requestId = requestId;
        entry.isLive = isLive;
        if (!entry.isWanted) {
            entry.isWanted = true;
            entry.order = ++asked;
        }
        pump();
    }

    /** The stream of deltas is down: its book is of no use. The engine asks again when it is live (BOOK-7). */
    void drop(int slot) {
        entries.get(slot).isWanted = false;
    }

    /** Whether one waits or is on its way. */
    boolean isBusy() {
        return inFlight != null || next() != null;
    }

    private void pump() {
        if (inFlight != null || isWaiting) {
            return;
        }
        Entry next = next();
        if (next == null) {
            books.onIdle();
            return;
        }
        inFlight = next;
        next.sentConn = books.conn(next.slot);
        rest.send(protocol.book(next.symbol), this::onReply);
    }

    private Entry next() {
        Entry best = null;
        for (Entry each : entries) {
            if (each.isWanted && each != inFlight && (best == null || isBefore(each, best))) {
                best = each;
            }
        }
        return best;
    }

    private static boolean isBefore(Entry a, Entry b) {
        return a.isLive == b.isLive ? a.order < b.order : b.isLive;
    }

    private void onReply(RestReply reply) {
        Entry entry = inFlight;
        inFlight = null;
        if (!reply.isOk()) {
            retry(rest.snapshotFailed(reply, 0));
            return;
        }
        int conn = books.conn(entry.slot);
        // A book from before the stream began anew may be older than all of it: fetch another, if it is still wanted.
        if (entry.isWanted && conn == entry.sentConn && conn != Subscription.DOWN) {
            long code = books.decode(entry.slot, conn, entry.requestId, reply);
            if (code != 0) {
                retry(rest.snapshotFailed(reply, code));
                return;
            }
            entry.isWanted = false;
            rest.snapshotServed();
        }
        pump();
    }

    private void retry(long waitNs) {
        isWaiting = true;
        rest.later(
                () -> {
                    isWaiting = false;
                    pump();
                },
                waitNs);
    }
}
