package ebb.research.trade;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Which targets of a signal were filled whole, and how far from their triggers its stops were filled. */
final class OrderNotes {
    private final Map<Long, Note> byOrder = new HashMap<>();
    private final Map<Long, BySignal> bySignal = new HashMap<>();

    private static final class Note {
        private final long signal;
        private final Role role;
        private final boolean isBuy;
        private long qty;
        private long trigger;
        private long filled;
        private boolean isWhole;

        private Note(NewOrderDecoder order) {
            signal = order.signal();
            role = order.role();
            isBuy = order.side() == ebb.codecs.sbe.Side.BUY;
            qty = order.qty();
            trigger = order.stop();
        }
    }

    private static final class BySignal {
        private int targets;
        private double slipQty;
        private double qty;
    }

    void add(NewOrderDecoder order) {
        byOrder.put(order.clOrd(), new Note(order));
    }

    /** A replaced order keeps its role and what was filled of it. */
    void replace(ReplaceOrderDecoder replace) {
        Note note = byOrder.get(replace.replaces());
        if (note != null) {
            byOrder.put(replace.clOrd(), note);
            note.qty = replace.qty() == Nulls.LONG ? note.qty : replace.qty();
            note.trigger = replace.stop() == Nulls.LONG ? note.trigger : replace.stop();
        }
    }

    void fill(FillDecoder fill) {
        Note note = byOrder.get(fill.clOrd());
        if (note == null) {
            return;
        }
        note.filled += fill.qty();
        BySignal of = bySignal.computeIfAbsent(note.signal, id -> new BySignal());
        if (note.role == Role.TARGET && !note.isWhole && note.filled >= note.qty) {
            note.isWhole = true;
            of.targets++;
        } else if (note.role == Role.STOP && note.trigger != Nulls.LONG && note.trigger > 0) {
            double worse = note.isBuy ? fill.price() - note.trigger : note.trigger - fill.price();
            of.slipQty += worse / note.trigger * fill.qty();
            of.qty += fill.qty();
        }
    }

    int filledTargets(long signal) {
        BySignal of = bySignal.get(signal);
        return of == null ? 0 : of.targets;
    }

    OptionalDouble stopSlip(long signal) {
        BySignal of = bySignal.get(signal);
        return of == null || of.qty == 0 ? OptionalDouble.empty() : OptionalDouble.of(of.slipQty / of.qty);
    }
}
