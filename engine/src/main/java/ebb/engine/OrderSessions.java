package ebb.engine;

import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.engine.order.Order;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * The sessions that carry orders, by venue (NS-EXE-3): while one is lost nothing new is entered there and what rests is taken
 * to rest on; when it is back the stops are asked for before anything else, and entries wait until each of them has
 * answered. A position that is cut off for more than a minute is told to people: act by hand.
 */
final class OrderSessions implements TimerHandler, Digested, Snapshotted {
    /** An outage that people must hear of, ns. */
    static final long OUTAGE_NS = 60_000_000_000L;

    /** What the alert of the rule tells, beside a lost stream of books. */
    private static final long CUT_OFF = 1;

    private static final int VENUES = 256;
    private static final long UP = Long.MIN_VALUE;
    private static final long NANO_TO_MICRO = 1_000;

    private final Core core;
    private final Orders orders;
    // By venue: since when it is lost, or UP; whether stops are being asked for; the timer of the outage.
    private final long[] lostNs = new long[VENUES];
    private final boolean[] isVerifying = new boolean[VENUES];
    private final int[] timer = new int[VENUES];

    OrderSessions(Core core, Orders orders) {
        this.core = core;
        this.orders = orders;
        java.util.Arrays.fill(lostNs, UP);
        java.util.Arrays.fill(timer, Timers.NONE);
    }

    /** The private side of a venue said how it is; what neither ends nor begins a session changes nothing. */
    void onSession(int venue, Session state) {
        if (venue < 0 || venue >= VENUES - 1) {
            core.counters.add(Counters.Cause.BAD_FIELD);
            return;
        }
        switch (state) {
            case LIVE -> restored(venue);
            case DOWN, CONNECTING, STALE, RECONCILING, MAINTENANCE, REFUSED -> lost(venue);
            case GAP, RESYNCED, THROTTLED -> {
                // The session stands; reports that were lost are the reconciliation's.
            }
            default -> core.counters.add(Counters.Cause.BAD_FIELD);
        }
    }

    private void lost(int venue) {
        isVerifying[venue] = false;
        if (lostNs[venue] == UP) {
            lostNs[venue] = core.timers.nowNs();
            timer[venue] = core.timers.schedule(lostNs[venue] + OUTAGE_NS, this, venue);
        }
    }

    private void restored(int venue) {
        if (lostNs[venue] == UP) {
            return;
        }
        lostNs[venue] = UP;
        timer[venue] = core.timers.cancel(timer[venue]);
        isVerifying[venue] = true;
        verify(venue, true);
        verify(venue, false);
    }

    /** Another process goes on: no session of orders stands where anything rests or is held. */
    void restart() {
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            lostAt(core.venueOf(each.instrument()));
        }
        Positions positions = orders.positions();
        for (int i = 0; i < positions.count(); i++) {
            if (!positions.at(i).isFlat()) {
                lostAt(positions.at(i).instrument().venue());
            }
        }
    }

    private void lostAt(int venue) {
        if (venue >= 0 && venue < VENUES - 1) {
            lost(venue);
        }
    }

    /** The venues' view was compared with ours: their sessions stand, and what rests there is asked for. */
    void reconciled() {
        for (int venue = 0; venue < VENUES; venue++) {
            restored(venue);
        }
    }

    /** Asks for what rests: stops before the others. */
    private void verify(int venue, boolean stops) {
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (core.venueOf(each.instrument()) == venue && (each.role() == Role.STOP) == stops) {
                orders.verify(each);
            }
        }
    }

    /** Whether entries of an instrument may go out as far as its venue's session is concerned. */
    boolean isSound(int instrument) {
        int venue = core.venueOf(instrument);
        if (venue < 0 || venue >= VENUES) {
            return true;
        }
        if (isVerifying[venue]) {
            isVerifying[venue] = isStopUnanswered(venue);
        }
        return lostNs[venue] == UP && !isVerifying[venue];
    }

    private boolean isStopUnanswered(int venue) {
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (each.role() == Role.STOP
                    && each.state() == OrdState.UNKNOWN
                    && core.venueOf(each.instrument()) == venue) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onTimer(long deadlineNs, long venue) {
        timer[(int) venue] = Timers.NONE;
        Positions positions = orders.positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat() && each.instrument().venue() == venue) {
                core.alert(
                        Severity.CRITICAL,
                        core.rules.code("NS-EXE-3"),
                        CUT_OFF,
                        each.instrument().id(),
                        (deadlineNs - lostNs[(int) venue]) / NANO_TO_MICRO,
                        OUTAGE_NS / NANO_TO_MICRO,
                        Out.NO_INDEX);
            }
        }
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("order sessions");
        out.putLongs(lostNs, VENUES);
        for (int i = 0; i < VENUES; i++) {
            out.putBoolean(isVerifying[i]);
            out.putInt(timer[i]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("order sessions");
        in.readLongs(lostNs);
        for (int i = 0; i < VENUES; i++) {
            isVerifying[i] = in.readBoolean();
            timer[i] = in.readInt();
            core.timers.claim(timer[i], this);
        }
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < VENUES; i++) {
            // Whether stops are still unanswered is looked up when it is asked for; here it is as the orders have it.
            boolean waits = isVerifying[i] && isStopUnanswered(i);
            sum += lostNs[i] == UP && !waits ? 0 : Digest.mix(i, lostNs[i], waits ? 1 : 0);
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
