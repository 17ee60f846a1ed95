package ebb.engine.order;

import ebb.engine.state.Digest;

/** One order's share of the state hash. */
final class OrderDigest {
    private OrderDigest() {}

    static long of(Order o) {
        long h = Digest.mix(o.clOrd, o.root, o.orderId);
        h = Digest.mix(h, o.instrument, o.strategy);
        h = Digest.mix(h, o.signal, o.position);
        h = Digest.mix(
                h, o.side.value() | o.type.value() << 8 | o.tif.value() << 16, o.trigger.value() | o.role.value() << 8);
        h = Digest.mix(h, o.price, o.qty);
        h = Digest.mix(h, o.stop, o.expiresNs);
        h = Digest.mix(h, o.planStop, targets(o));
        h = Digest.mix(h, o.cum, o.venueCum);
        h = Digest.mix(h, o.estimated, o.leverage);
        h = Digest.mix(h, facts(o), o.state.value());
        h = Digest.mix(h, o.pendingClOrd, o.pendingPrice);
        h = Digest.mix(h, o.pendingQty, o.pendingStop);
        h = Digest.mix(h, o.parent);
        int whys =
                o.exitWhy.value() | o.closeWhy.value() << 8 | o.rejectWhy.value() << 16 | o.planTrigger.value() << 24;
        return Digest.mix(h, Digest.mix(o.queries, whys), o.absentNs) + refusals(o);
    }

    /** Nothing for an order that was never refused for now: most are not. */
    private static long refusals(Order o) {
        int bits = bit(o.waits, 0) | bit(o.doubted, 1) | bit(o.recalled, 2);
        return bits == 0 && o.refusals == 0 ? 0 : Digest.mix(o.root, o.refusals, bits);
    }

    private static long targets(Order o) {
        long h = Digest.mix(o.planTargets, o.planWatchesLast ? 1 : 0);
        for (int i = 0; i < o.planTargets; i++) {
            h = Digest.mix(h, o.planTarget[i], o.planShareMicro[i]);
        }
        return h;
    }

    private static long facts(Order o) {
        int bits = bit(o.acked, 0) | bit(o.closed, 1) | bit(o.rejected, 2) | bit(o.unknown, 3) | bit(o.suppressed, 4);
        bits |= bit(o.denied, 5) | bit(o.triggered, 6) | bit(o.resent, 7) | bit(o.gaveUp, 8) | bit(o.cancelPending, 9);
        return bits | bit(o.reduceOnly, 10);
    }

    private static int bit(boolean set, int at) {
        return set ? 1 << at : 0;
    }
}
