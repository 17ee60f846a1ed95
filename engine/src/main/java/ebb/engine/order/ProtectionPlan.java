package ebb.engine.order;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.Timers;

/** What protects one position: its stop, its targets, and the exit once it is to be closed. */
final class ProtectionPlan {
    final Position position;
    long tradeId = Order.NO_ID;
    /** The entry whose fill it protects. */
    long parent = Order.NO_ID;

    long stop = Instrument.ABSENT;
    Trigger trigger = Trigger.MARK;
    final TargetLadder targets = new TargetLadder();
    Order stopOrder;
    Order exitOrder;
    boolean exiting;
    boolean naked;
    boolean spent;
    ExitWhy why = ExitWhy.NULL_VAL;
    int retryTimer = Timers.NONE;
    int nakedTimer = Timers.NONE;
    int exitTimer = Timers.NONE;
    long mix;

    ProtectionPlan(Position position) {
        this.position = position;
    }

    /** Begins a new trade; the orders of the one before were let go. */
    void begin() {
        tradeId = position.id();
        parent = Order.NO_ID;
        stop = Instrument.ABSENT;
        trigger = Trigger.MARK;
        targets.clear();
        exiting = false;
        naked = false;
        spent = false;
        why = ExitWhy.NULL_VAL;
    }

    /** True if the venue holds a stop for all that is open. */
    boolean isCovered() {
        Order s = stopOrder;
        return s != null && (s.isWorking() || s.triggered && s.isLive()) && s.qty - s.cum >= position.qty();
    }

    void writeTo(SnapshotWriter out) {
        out.putLong(tradeId);
        out.putLong(parent);
        out.putLong(stop);
        out.putEnum(trigger);
        targets.writeTo(out);
        Orders.writeReference(stopOrder, out);
        Orders.writeReference(exitOrder, out);
        out.putBoolean(exiting);
        out.putBoolean(naked);
        out.putBoolean(spent);
        out.putEnum(why);
        out.putInt(retryTimer);
        out.putInt(nakedTimer);
        out.putInt(exitTimer);
    }

    void readFrom(SnapshotReader in, Orders orders) {
        tradeId = in.readLong();
        parent = in.readLong();
        stop = in.readLong();
        trigger = in.readEnum(Trigger.values());
        targets.readFrom(in, orders);
        stopOrder = orders.readReference(in);
        exitOrder = orders.readReference(in);
        exiting = in.readBoolean();
        naked = in.readBoolean();
        spent = in.readBoolean();
        why = in.readEnum(ExitWhy.values());
        retryTimer = in.readInt();
        nakedTimer = in.readInt();
        exitTimer = in.readInt();
        mix = entry();
    }

    long entry() {
        long h = Digest.mix(position.index, tradeId, stop);
        h = Digest.mix(h, targets.mix(), parent);
        h = Digest.mix(h, root(stopOrder), root(exitOrder));
        int bits = (exiting ? 2 : 0) | (naked ? 4 : 0);
        bits |= (retryTimer == Timers.NONE ? 0 : 8) | (nakedTimer == Timers.NONE ? 0 : 16);
        bits |= (exitTimer == Timers.NONE ? 0 : 32) | (spent ? 64 : 0);
        return Digest.mix(h, bits, why.value() | trigger.value() << 8);
    }

    private static long root(Order order) {
        return order == null ? Order.NO_ID : order.root;
    }
}
