package ebb.engine.paper;

import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/** Requests on their way to the exchange (PAPER-1): each arrives {@code paper.latency} later, in the order made. */
final class Requests implements TimerHandler, Digested, Snapshotted {
    private static final int NEW = 0;
    private static final int CANCEL = 1;
    private static final int REPLACE = 2;
    private static final int QUERY = 3;
    private static final long EXPIRY = 1L << 32;
    // More cannot be under way: a snapshot that says so is damaged.
    private static final int MOST = 1 << 24;

    private final Timers timers;
    private final long latencyNs;
    private final Arrivals exchange;
    private int[] kind = new int[0];
    private long[] clOrd = new long[0];
    private long[] next = new long[0];
    private long[] price = new long[0];
    private long[] qty = new long[0];
    private long[] stop = new long[0];
    private int[] free = new int[0];
    private int freeCount;
    private long digest;

    Requests(Timers timers, long latencyNs, Arrivals exchange) {
        this.timers = timers;
        this.latencyNs = latencyNs;
        this.exchange = exchange;
    }

    void enter(PaperOrder o) {
        send(NEW, o.slot, Order.NO_ID, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT);
    }

    void cancel(long id) {
        send(CANCEL, id, Order.NO_ID, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT);
    }

    void replace(long id, long nextId, long newPrice, long newQty, long newStop) {
        send(REPLACE, id, nextId, newPrice, newQty, newStop);
    }

    void query(long id) {
        send(QUERY, id, Order.NO_ID, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT);
    }

    /** Tag of the timer that ends an order's life. */
    long expiry(int slot) {
        return EXPIRY | slot;
    }

    private void send(int what, long id, long nextId, long newPrice, long newQty, long newStop) {
        if (freeCount == 0) {
            grow();
        }
        int at = free[--freeCount];
        kind[at] = what;
        clOrd[at] = id;
        next[at] = nextId;
        price[at] = newPrice;
        qty[at] = newQty;
        stop[at] = newStop;
        digest += entry(at);
        timers.schedule(timers.nowNs() + latencyNs, this, at);
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        if ((tag & EXPIRY) != 0) {
            exchange.expire((int) tag);
            return;
        }
        int at = (int) tag;
        digest -= entry(at);
        free[freeCount++] = at;
        switch (kind[at]) {
            case NEW:
                exchange.arriveNew((int) clOrd[at]);
                break;
            case CANCEL:
                exchange.arriveCancel(clOrd[at]);
                break;
            case REPLACE:
                exchange.arriveReplace(clOrd[at], next[at], price[at], qty[at], stop[at]);
                break;
            default:
                exchange.arriveQuery(clOrd[at]);
                break;
        }
    }

    private long entry(int at) {
        long h = Digest.mix(kind[at], clOrd[at], next[at]);
        return Digest.mix(Digest.mix(h, price[at], qty[at]), stop[at]);
    }

    private void grow() {
        int old = kind.length;
        int size = Math.max(64, old * 2);
        allot(size);
        for (int i = size - 1; i >= old; i--) {
            free[freeCount++] = i;
        }
    }

    private void allot(int size) {
        kind = Arrays.copyOf(kind, size);
        clOrd = Arrays.copyOf(clOrd, size);
        next = Arrays.copyOf(next, size);
        price = Arrays.copyOf(price, size);
        qty = Arrays.copyOf(qty, size);
        stop = Arrays.copyOf(stop, size);
        free = Arrays.copyOf(free, size);
    }

    /** Slots keep their numbers, free ones their order; the ends of orders' lives are timers of this part too. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("paper requests");
        out.putInt(kind.length);
        out.putInts(free, freeCount);
        boolean[] isFree = FreeSlots.of(free, freeCount);
        for (int i = 0; i < kind.length; i++) {
            if (!isFree[i]) {
                out.putInt(kind[i]);
                out.putLong(clOrd[i]);
                out.putLong(next[i]);
                out.putLong(price[i]);
                out.putLong(qty[i]);
                out.putLong(stop[i]);
            }
        }
        timers.writeHandlesOf(this, out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("paper requests");
        int size = in.readCount(MOST);
        allot(size);
        freeCount = in.readInts(free);
        digest = 0;
        boolean[] isFree = FreeSlots.of(free, freeCount);
        for (int i = 0; i < size; i++) {
            if (!isFree[i]) {
                kind[i] = in.readCount(QUERY);
                clOrd[i] = in.readLong();
                next[i] = in.readLong();
                price[i] = in.readLong();
                qty[i] = in.readLong();
                stop[i] = in.readLong();
                digest += entry(i);
            }
        }
        timers.claimFrom(this, in);
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        boolean[] isFree = FreeSlots.of(free, freeCount);
        long sum = 0;
        for (int i = 0; i < kind.length; i++) {
            sum += isFree[i] ? 0 : entry(i);
        }
        return sum;
    }
}
