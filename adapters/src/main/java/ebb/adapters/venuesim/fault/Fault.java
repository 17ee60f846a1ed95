package ebb.adapters.venuesim.fault;

import ebb.adapters.venuesim.market.SimVenue;

/**
 * One fault: it strikes once, at the first occasion when it is due.
 *
 * @param kind what goes wrong
 * @param venue where, null for any
 * @param symbol of which instrument, null for any; of {@link FaultKind.Where#DEPTH} and REST books only
 * @param connection which of a venue's connections: 1 the one with the book, 2 the one with the tape where that has its
 *     own, 0 any; the oldest that stands; of {@link FaultKind.Where#CONNECTION} only
 * @param dueMs when it is due, ms after the start
 * @param isRealTime whether that is real time since the server's start, else market time since the market's
 * @param count how much of it, see the kind; at least 1
 */
public record Fault(
        FaultKind kind, SimVenue venue, String symbol, int connection, long dueMs, boolean isRealTime, int count) {
    /** Refuses what never strikes. */
    public Fault {
        if (dueMs < 0 || count < 1 || connection < 0) {
            throw new IllegalArgumentException("fault " + kind + " at " + dueMs + " ms, count " + count);
        }
    }

    /** A fault in an instrument's book stream, or in the answer with its book, by market time. */
    public static Fault of(FaultKind kind, SimVenue venue, String symbol, long dueMs, int count) {
        return new Fault(kind, venue, symbol, 0, dueMs, false, count);
    }

    /** A fault of a connection, by market time. */
    public static Fault of(FaultKind kind, SimVenue venue, int connection, long dueMs, int count) {
        return new Fault(kind, venue, null, connection, dueMs, false, count);
    }

    /** The same by real time. */
    public Fault inRealTime() {
        return new Fault(kind, venue, symbol, connection, dueMs, true, count);
    }

    @Override
    public String toString() {
        return kind + " " + (venue == null ? "any venue" : venue.id()) + (symbol == null ? "" : " " + symbol)
                + (connection == 0 ? "" : " connection " + connection) + " at " + dueMs + (isRealTime ? " real" : "")
                + " ms x" + count;
    }
}
