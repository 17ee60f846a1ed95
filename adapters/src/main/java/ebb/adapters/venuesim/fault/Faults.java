package ebb.adapters.venuesim.fault;

import ebb.adapters.venuesim.fault.FaultKind.Where;
import ebb.adapters.venuesim.market.SimVenue;
import java.util.ArrayList;
import java.util.List;

/** The faults of a script that have not struck yet, and those that have. One thread; {@link #struck} any thread. */
public final class Faults {
    private final List<Fault> waiting;
    /** Written by the venue's thread, read by any; guarded by itself. */
    private final List<Fault> struck = new ArrayList<>();

    /** None has struck. */
    public Faults(FaultScript script) {
        waiting = new ArrayList<>(script.faults());
    }

    /**
     * The first fault that is due at a place, if any; it has struck thereby.
     *
     * @param where in a book stream or an answer
     * @param venue of the place
     * @param symbol of the place, null if it has none
     * @param isBook whether a book is at stake; else STALE does not strike
     * @param marketMs ms since the market's start
     * @param realMs ms since the server's start
     * @return null if none is
     */
    public Fault take(Where where, SimVenue venue, String symbol, boolean isBook, long marketMs, long realMs) {
        if (waiting.isEmpty()) {
            return null;
        }
        for (int i = 0; i < waiting.size(); i++) {
            Fault each = waiting.get(i);
            boolean isHere = each.kind().where() == where
                    && (isBook || each.kind() != FaultKind.STALE)
                    && (each.venue() == null || each.venue() == venue)
                    && (each.symbol() == null || each.symbol().equals(symbol));
            if (isHere && isDue(each, marketMs, realMs)) {
                return strike(i);
            }
        }
        return null;
    }

    /**
     * The first fault of a connection that is due, if any; it has struck thereby.
     *
     * @param standing tells which connections stand
     * @return null if none is, or none that is due meets a connection
     */
    public Fault takeOfConnection(Standing standing, long marketMs, long realMs) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault each = waiting.get(i);
            if (each.kind().where() == Where.CONNECTION
                    && isDue(each, marketMs, realMs)
                    && standing.stands(each.venue(), each.connection())) {
                return strike(i);
            }
        }
        return null;
    }

    /** Which connections stand. */
    @FunctionalInterface
    public interface Standing {
        /**
         * Whether one stands.
         *
         * @param venue null for any
         * @param connection number at its venue, 0 for any
         */
        boolean stands(SimVenue venue, int connection);
    }

    /** Faults that have struck, in that order; a copy. Any thread. */
    public List<Fault> struck() {
        synchronized (struck) {
            return List.copyOf(struck);
        }
    }

    private static boolean isDue(Fault fault, long marketMs, long realMs) {
        return (fault.isRealTime() ? realMs : marketMs) >= fault.dueMs();
    }

    private Fault strike(int i) {
        Fault fault = waiting.remove(i);
        synchronized (struck) {
            struck.add(fault);
        }
        return fault;
    }
}
