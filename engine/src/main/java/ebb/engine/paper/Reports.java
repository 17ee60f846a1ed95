package ebb.engine.paper;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.FillReport;
import ebb.engine.order.Order;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/** Answers on their way back: each applies {@code paper.latency} after it was made, in the order made (PAPER-1). */
final class Reports implements TimerHandler, Digested, Snapshotted {
    private static final class Report implements Snapshotted {
        private static final int ACK = 0;
        private static final int REJECT = 1;
        private static final int CLOSED = 2;
        private static final int CANCEL_REJECT = 3;
        private static final int FILL = 4;

        private int kind;
        private long clOrd;
        private long orderId;
        private long price;
        private long qty;
        private long cum;
        private AckKind ack;
        private RejectWhy why;
        private RetryClass again;
        private CloseWhy closeWhy;
        private boolean known;
        private int instrument;
        private long execId;
        private long fee;
        private Side side;
        private Liquidity liquidity;
        private int flags;

        private long entry() {
            long h = Digest.mix(kind, clOrd, orderId);
            h = Digest.mix(h, price, qty);
            h = Digest.mix(h, cum, execId);
            h = Digest.mix(h, fee, flags);
            int bits = ack.value() | why.value() << 8 | closeWhy.value() << 16 | (known ? 1 << 24 : 0);
            bits |= again.value() << 25;
            return Digest.mix(h, bits, instrument | (long) side.value() << 32 | (long) liquidity.value() << 40);
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            out.putInt(kind);
            out.putLong(clOrd);
            out.putLong(orderId);
            out.putLong(price);
            out.putLong(qty);
            out.putLong(cum);
            out.putEnum(ack);
            out.putEnum(why);
            out.putEnum(again);
            out.putEnum(closeWhy);
            out.putBoolean(known);
            out.putInt(instrument);
            out.putLong(execId);
            out.putLong(fee);
            out.putEnum(side);
            out.putEnum(liquidity);
            out.putInt(flags);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            kind = in.readCount(FILL);
            clOrd = in.readLong();
            orderId = in.readLong();
            price = in.readLong();
            qty = in.readLong();
            cum = in.readLong();
            ack = in.readEnum(AckKind.values());
            why = in.readEnum(RejectWhy.values());
            again = in.readEnum(RetryClass.values());
            closeWhy = in.readEnum(CloseWhy.values());
            known = in.readBoolean();
            instrument = in.readInt();
            execId = in.readLong();
            fee = in.readLong();
            side = in.readEnum(Side.values());
            liquidity = in.readEnum(Liquidity.values());
            flags = in.readInt();
        }
    }

    // More cannot be under way: a snapshot that says so is damaged.
    private static final int MOST = 1 << 24;

    private final Timers timers;
    private final long latencyNs;
    private final Executions out;
    private final FillReport fill = new FillReport();
    private Report[] reports = new Report[0];
    private int[] free = new int[0];
    private int freeCount;
    private long digest;

    Reports(Timers timers, long latencyNs, Executions out) {
        this.timers = timers;
        this.latencyNs = latencyNs;
        this.out = out;
    }

    void ack(PaperOrder o, AckKind kind) {
        Report r = claim(Report.ACK, o.clOrd, o.orderId);
        r.price = o.price;
        r.qty = o.qty;
        r.cum = o.cum;
        r.ack = kind;
        send(r);
    }

    void reject(long clOrd, RejectWhy why) {
        reject(clOrd, why, RetryClass.NEVER);
    }

    void reject(long clOrd, RejectWhy why, RetryClass again) {
        Report r = claim(Report.REJECT, clOrd, Instrument.ABSENT);
        r.why = why;
        r.again = again;
        send(r);
    }

    void closed(PaperOrder o, CloseWhy why) {
        Report r = claim(Report.CLOSED, o.clOrd, o.orderId);
        r.cum = o.cum;
        r.closeWhy = why;
        send(r);
    }

    void cancelReject(long clOrd, RejectWhy why, boolean known) {
        Report r = claim(Report.CANCEL_REJECT, clOrd, Instrument.ABSENT);
        r.why = why;
        r.known = known;
        send(r);
    }

    /** An execution; the order is null if the exchange closed a position on its own. */
    void fill(PaperMarket m, PaperOrder o, Side side, long execId, long price, long qty, long fee, boolean maker) {
        Report r = claim(Report.FILL, o == null ? Order.NO_ID : o.clOrd, o == null ? Instrument.ABSENT : o.orderId);
        r.instrument = m.instrument.id();
        r.execId = execId;
        r.side = side;
        r.price = price;
        r.qty = qty;
        r.fee = fee;
        r.cum = o == null ? Instrument.ABSENT : o.cum;
        r.liquidity = maker ? Liquidity.MAKER : Liquidity.TAKER;
        r.flags = o == null ? FillReport.LIQUIDATION : 0;
        send(r);
    }

    private Report claim(int kind, long clOrd, long orderId) {
        if (freeCount == 0) {
            grow();
        }
        Report r = reports[free[freeCount - 1]];
        r.kind = kind;
        r.clOrd = clOrd;
        r.orderId = orderId;
        r.price = Instrument.ABSENT;
        r.qty = Instrument.ABSENT;
        r.cum = Instrument.ABSENT;
        r.ack = AckKind.NULL_VAL;
        r.why = RejectWhy.NULL_VAL;
        r.again = RetryClass.NEVER;
        r.closeWhy = CloseWhy.NULL_VAL;
        r.known = false;
        r.instrument = -1;
        r.execId = Instrument.ABSENT;
        r.fee = 0;
        r.side = Side.NULL_VAL;
        r.liquidity = Liquidity.NULL_VAL;
        r.flags = 0;
        return r;
    }

    private void send(Report r) {
        freeCount--;
        int at = free[freeCount];
        digest += r.entry();
        timers.schedule(timers.nowNs() + latencyNs, this, at);
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        int at = (int) tag;
        Report r = reports[at];
        digest -= r.entry();
        // The slot is given back only after the answer was applied: applying may make another.
        switch (r.kind) {
            case Report.ACK:
                out.ack(r.clOrd, r.orderId, r.price, r.qty, r.cum, r.ack);
                break;
            case Report.REJECT:
                out.reject(r.clOrd, r.why, r.again);
                break;
            case Report.CLOSED:
                out.closed(r.clOrd, r.orderId, r.cum, r.closeWhy);
                break;
            case Report.CANCEL_REJECT:
                out.cancelReject(r.clOrd, r.why, r.known);
                break;
            default:
                deal(r);
                break;
        }
        r.kind = -1;
        free[freeCount++] = at;
    }

    private void deal(Report r) {
        fill.clear()
                .of(r.instrument, r.clOrd, r.orderId)
                .trade(r.execId, r.side, r.price, r.qty)
                .cost(r.fee, r.liquidity, r.cum, r.flags);
        out.fill(fill);
    }

    private void grow() {
        int old = reports.length;
        int size = Math.max(64, old * 2);
        reports = Arrays.copyOf(reports, size);
        free = Arrays.copyOf(free, size);
        for (int i = size - 1; i >= old; i--) {
            reports[i] = new Report();
            reports[i].kind = -1;
            free[freeCount++] = i;
        }
    }

    /** Slots keep their numbers, free ones their order: what is sent next gets the same slot. */
    @Override
    public void writeTo(SnapshotWriter to) {
        to.mark("paper reports");
        to.putInt(reports.length);
        to.putInts(free, freeCount);
        boolean[] isFree = FreeSlots.of(free, freeCount);
        for (int i = 0; i < reports.length; i++) {
            if (!isFree[i]) {
                reports[i].writeTo(to);
            }
        }
        timers.writeHandlesOf(this, to);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("paper reports");
        int size = in.readCount(MOST);
        reports = new Report[size];
        free = new int[size];
        freeCount = in.readInts(free);
        digest = 0;
        boolean[] isFree = FreeSlots.of(free, freeCount);
        for (int i = 0; i < size; i++) {
            reports[i] = new Report();
            reports[i].kind = -1;
            if (!isFree[i]) {
                reports[i].readFrom(in);
                digest += reports[i].entry();
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
        for (int i = 0; i < reports.length; i++) {
            sum += isFree[i] ? 0 : reports[i].entry();
        }
        return sum;
    }
}
