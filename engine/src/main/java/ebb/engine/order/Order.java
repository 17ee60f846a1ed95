package ebb.engine.order;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.engine.instrument.Instrument;

/**
 * One order. Its facts (acknowledged, filled, closed, rejected, unanswered) are kept apart and the state is a function
 * of them, so that reports in another order or twice give the same order (RELIABILITY §4, confluence). Cancels and
 * changes under way are overlays: filled quantity moves on underneath. Slots are reused: whoever keeps a reference
 * across messages compares {@link #root}.
 */
public final class Order extends OrderTerms {
    /** No id. */
    public static final long NO_ID = Nulls.ID;

    /** How many ids of one order are remembered: the current one and those it had before changes. */
    static final int CHAIN = 16;

    final int slot;
    final long[] chain = new long[CHAIN];
    int chained;
    Order previous;
    Order next;

    long clOrd;
    long root;
    long orderId;
    OrdState state;
    long cum;
    long venueCum;
    long estimated;
    boolean acked;
    boolean closed;
    boolean rejected;
    boolean unknown;
    boolean suppressed;
    boolean denied;
    boolean triggered;
    boolean resent;
    boolean gaveUp;
    CloseWhy closeWhy;
    RejectWhy rejectWhy;
    /** Refused for now, and to be sent again; not at the venue until then, unless a report proves otherwise. */
    boolean waits;
    /** How often in a row it, or its change, was refused for now (NS-EXE-2). */
    int refusals;
    /** The venue could not say whether it took it; sent again once it is known to be absent (NS-EXE-1). */
    boolean doubted;
    /** Ended here while it waited: a report that the venue has it after all asks for its cancel. */
    boolean recalled;

    boolean cancelPending;
    long pendingClOrd;
    long pendingPrice;
    long pendingQty;
    long pendingStop;
    long sentNs;
    int queries;
    long absentNs;
    int timer;

    Order(int slot) {
        this.slot = slot;
    }

    void clear(long id) {
        clOrd = id;
        root = id;
        chained = 0;
        orderId = Instrument.ABSENT;
        clearTerms();
        clearFacts();
    }

    private void clearFacts() {
        state = OrdState.NEW;
        cum = 0;
        venueCum = 0;
        estimated = 0;
        acked = false;
        closed = false;
        rejected = false;
        unknown = false;
        suppressed = false;
        denied = false;
        triggered = false;
        resent = false;
        gaveUp = false;
        closeWhy = CloseWhy.NULL_VAL;
        rejectWhy = RejectWhy.NULL_VAL;
        waits = false;
        refusals = 0;
        doubted = false;
        recalled = false;
        cancelPending = false;
        pendingClOrd = NO_ID;
        pendingPrice = Instrument.ABSENT;
        pendingQty = Instrument.ABSENT;
        pendingStop = Instrument.ABSENT;
        sentNs = 0;
        queries = 0;
        absentNs = Instrument.ABSENT;
        timer = -1;
    }

    /** The state its facts amount to. */
    OrdState derived() {
        if (denied) {
            return OrdState.DENIED;
        }
        if (qty > 0 && cum >= qty) {
            return OrdState.FILLED;
        }
        if (closed && cum >= venueCum) {
            return closeWhy == CloseWhy.EXPIRED ? OrdState.EXPIRED : OrdState.CANCELED;
        }
        if (rejected && !(resent && acked)) { // of two copies one may be refused and the other stand
            return OrdState.REJECTED;
        }
        if (suppressed && !acked && cum == 0) {
            return OrdState.SUPPRESSED;
        }
        if (unknown) {
            return OrdState.UNKNOWN;
        }
        if (cum > 0) {
            return OrdState.PARTIAL;
        }
        return acked ? OrdState.ACKED : OrdState.SENT;
    }

    /** True for an end; only a late report leads out of it. */
    public static boolean isTerminal(OrdState state) {
        switch (state) {
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case SUPPRESSED:
            case DENIED:
                return true;
            default:
                return false;
        }
    }

    /** True for those that {@link Orders#first} and {@link Orders#after} lead through: live ones and drafts. */
    public boolean isListed() {
        return next != null;
    }

    /** Its place among all, from 0 to below {@link OrderChanges#capacity}; another order's later. */
    public int slot() {
        return slot;
    }

    /** Our id now; changes with each replacement. */
    public long clOrd() {
        return clOrd;
    }

    /** Our id at the start; stays. */
    public long root() {
        return root;
    }

    /** The venue's id or ABSENT. */
    public long orderId() {
        return orderId;
    }

    /** State. */
    public OrdState state() {
        return state;
    }

    /** Filled quantity. */
    public long cum() {
        return cum;
    }

    /** What can still fill: 0 once ended. */
    public long leaves() {
        if (isTerminal(state)) {
            return 0;
        }
        long open = closed ? venueCum : qty;
        return Math.max(0, open - cum);
    }

    /** What may be at the venue, worst case: the greater of old and new while a change is under way. */
    public long worstLeaves() {
        if (isTerminal(state)) {
            return 0;
        }
        long most = pendingQty == Instrument.ABSENT ? qty : Math.max(qty, pendingQty);
        return closed ? leaves() : Math.max(0, most - cum);
    }

    /** True from SENT to its end. */
    public boolean isLive() {
        return state != OrdState.NEW && !isTerminal(state);
    }

    /** True if the venue has it for sure. */
    public boolean isWorking() {
        return state == OrdState.ACKED || state == OrdState.PARTIAL;
    }

    /** True if a cancel is under way. */
    public boolean isCancelPending() {
        return cancelPending;
    }

    /** True if a change is under way. */
    public boolean isReplacePending() {
        return pendingClOrd != NO_ID;
    }

    /** True if its stop was triggered. */
    public boolean isTriggered() {
        return triggered;
    }

    /** True if it, or its change, was refused for now and is to be sent again (NS-EXE-2). */
    public boolean isWaiting() {
        return waits;
    }

    /** How often in a row it, or its change, was refused for now (NS-EXE-2). */
    public int refusals() {
        return refusals;
    }

    /** Id of the change under way or {@link #NO_ID}. */
    public long pendingClOrd() {
        return pendingClOrd;
    }

    /** Price of the change under way or ABSENT (as it is). */
    public long pendingPrice() {
        return pendingPrice;
    }

    /** Whole quantity, filled included, of the change under way, or ABSENT (as it is). */
    public long pendingQty() {
        return pendingQty;
    }

    /** Stop of the change under way or ABSENT (as it is). */
    public long pendingStop() {
        return pendingStop;
    }

    /** Why it was rejected; NULL_VAL if it was not. */
    public RejectWhy rejectWhy() {
        return rejectWhy;
    }

    /** Why it ended without a fill; NULL_VAL if it did not. */
    public CloseWhy closeWhy() {
        return closeWhy;
    }

    /** When it was sent, engine time. */
    public long sentNs() {
        return sentNs;
    }
}
