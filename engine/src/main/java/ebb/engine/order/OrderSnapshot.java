package ebb.engine.order;

import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/** One order's share of a snapshot; where it is linked is the table's to say. */
final class OrderSnapshot {
    private static final Side[] SIDES = Side.values();
    private static final OrdType[] TYPES = OrdType.values();
    private static final Tif[] TIFS = Tif.values();
    private static final Trigger[] TRIGGERS = Trigger.values();
    private static final Role[] ROLES = Role.values();
    private static final ExitWhy[] EXITS = ExitWhy.values();
    private static final OrdState[] STATES = OrdState.values();
    private static final CloseWhy[] CLOSES = CloseWhy.values();
    private static final RejectWhy[] REJECTS = RejectWhy.values();

    private OrderSnapshot() {}

    static void write(Order o, SnapshotWriter out) {
        out.putLongs(o.chain, o.chained);
        out.putLong(o.clOrd);
        out.putLong(o.root);
        out.putLong(o.orderId);
        out.putInt(o.instrument);
        out.putInt(o.strategy);
        out.putLong(o.signal);
        out.putLong(o.position);
        out.putLong(o.parent);
        out.putEnum(o.side);
        out.putEnum(o.type);
        out.putEnum(o.tif);
        out.putEnum(o.trigger);
        out.putEnum(o.role);
        out.putEnum(o.exitWhy);
        out.putLong(o.price);
        out.putLong(o.qty);
        out.putLong(o.stop);
        out.putLong(o.expiresNs);
        out.putInt(o.leverage);
        out.putBoolean(o.reduceOnly);
        out.putLong(o.planStop);
        out.putEnum(o.planTrigger);
        out.putLongs(o.planTarget, o.planTargets);
        out.putLongs(o.planShareMicro, o.planTargets);
        out.putBoolean(o.planWatchesLast);
        writeFacts(o, out);
    }

    private static void writeFacts(Order o, SnapshotWriter out) {
        out.putEnum(o.state);
        out.putLong(o.cum);
        out.putLong(o.venueCum);
        out.putLong(o.estimated);
        out.putBoolean(o.acked);
        out.putBoolean(o.closed);
        out.putBoolean(o.rejected);
        out.putBoolean(o.unknown);
        out.putBoolean(o.suppressed);
        out.putBoolean(o.denied);
        out.putBoolean(o.triggered);
        out.putBoolean(o.resent);
        out.putBoolean(o.gaveUp);
        out.putEnum(o.closeWhy);
        out.putEnum(o.rejectWhy);
        out.putBoolean(o.waits);
        out.putInt(o.refusals);
        out.putBoolean(o.doubted);
        out.putBoolean(o.recalled);
        out.putBoolean(o.cancelPending);
        out.putLong(o.pendingClOrd);
        out.putLong(o.pendingPrice);
        out.putLong(o.pendingQty);
        out.putLong(o.pendingStop);
        out.putLong(o.sentNs);
        out.putInt(o.queries);
        out.putLong(o.absentNs);
        out.putInt(o.timer);
    }

    static void read(Order o, SnapshotReader in) {
        o.chained = in.readLongs(o.chain);
        o.clOrd = in.readLong();
        o.root = in.readLong();
        o.orderId = in.readLong();
        o.instrument = in.readInt();
        o.strategy = in.readInt();
        o.signal = in.readLong();
        o.position = in.readLong();
        o.parent = in.readLong();
        o.side = in.readEnum(SIDES);
        o.type = in.readEnum(TYPES);
        o.tif = in.readEnum(TIFS);
        o.trigger = in.readEnum(TRIGGERS);
        o.role = in.readEnum(ROLES);
        o.exitWhy = in.readEnum(EXITS);
        o.price = in.readLong();
        o.qty = in.readLong();
        o.stop = in.readLong();
        o.expiresNs = in.readLong();
        o.leverage = in.readInt();
        o.reduceOnly = in.readBoolean();
        o.planStop = in.readLong();
        o.planTrigger = in.readEnum(TRIGGERS);
        o.planTargets = in.readLongs(o.planTarget);
        in.readLongs(o.planShareMicro);
        o.planWatchesLast = in.readBoolean();
        readFacts(o, in);
    }

    private static void readFacts(Order o, SnapshotReader in) {
        o.state = in.readEnum(STATES);
        o.cum = in.readLong();
        o.venueCum = in.readLong();
        o.estimated = in.readLong();
        o.acked = in.readBoolean();
        o.closed = in.readBoolean();
        o.rejected = in.readBoolean();
        o.unknown = in.readBoolean();
        o.suppressed = in.readBoolean();
        o.denied = in.readBoolean();
        o.triggered = in.readBoolean();
        o.resent = in.readBoolean();
        o.gaveUp = in.readBoolean();
        o.closeWhy = in.readEnum(CLOSES);
        o.rejectWhy = in.readEnum(REJECTS);
        o.waits = in.readBoolean();
        o.refusals = in.readInt();
        o.doubted = in.readBoolean();
        o.recalled = in.readBoolean();
        o.cancelPending = in.readBoolean();
        o.pendingClOrd = in.readLong();
        o.pendingPrice = in.readLong();
        o.pendingQty = in.readLong();
        o.pendingStop = in.readLong();
        o.sentNs = in.readLong();
        o.queries = in.readInt();
        o.absentNs = in.readLong();
        o.timer = in.readInt();
    }
}
