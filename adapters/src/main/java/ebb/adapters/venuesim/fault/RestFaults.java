package ebb.adapters.venuesim.fault;

import ebb.adapters.venuesim.fault.FaultKind.Where;
import ebb.adapters.venuesim.market.SimVenue;
import java.util.EnumMap;
import java.util.Map;

/** What goes wrong with the answer to each request; a fault of several answers strikes the next ones, too. */
public final class RestFaults {
    private final Faults faults;
    private final Map<SimVenue, Running> running = new EnumMap<>(SimVenue.class);

    private static final class Running {
        private FaultKind kind;
        private int left;
    }

    /** By a script. */
    public RestFaults(Faults faults) {
        this.faults = faults;
        for (SimVenue each : SimVenue.values()) {
            running.put(each, new Running());
        }
    }

    /**
     * What happens to an answer.
     *
     * @param kind LIMITED, BANNED, TRUNCATED or STALE; null if nothing
     * @param lag how many updates a book is older than it should be
     */
    public record Verdict(FaultKind kind, int lag) {
        private static final Verdict FINE = new Verdict(null, 0);
    }

    /**
     * Judges the next request.
     *
     * @param symbol null if it names none
     * @param isBook whether it asks for a book
     * @param marketMs ms since the market's start
     * @param realMs ms since the server's start
     */
    public Verdict next(SimVenue venue, String symbol, boolean isBook, long marketMs, long realMs) {
        Running now = running.get(venue);
        if (now.left == 0) {
            Fault fault = faults.take(Where.REST, venue, symbol, isBook, marketMs, realMs);
            if (fault == null) {
                return Verdict.FINE;
            }
            if (fault.kind() == FaultKind.STALE) {
                return new Verdict(FaultKind.STALE, fault.count());
            }
            now.kind = fault.kind();
            now.left = fault.count();
        }
        now.left--;
        return new Verdict(now.kind, 0);
    }
}
