package ebb.desk.ledger;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.engine.order.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Follows every order from its sending to its end, and by signal how long a position stood without a stop (NS-PRT-1). */
final class OrderTrail {
    private static final long NONE = Long.MIN_VALUE;

    private final Map<Long, Note> byOrder = new HashMap<>();
    private final Map<Long, Guard> bySignal = new HashMap<>();
    private final Map<Long, List<Step>> steps;

    /** One order. */
    private static final class Note {
        private final long signal;
        private final Role role;
        private final boolean isBuy;
        private long qty;
        private long price;
        private long trigger;
        private long filled;
        private boolean isWhole;
        private boolean isStanding;

        private Note(NewOrderDecoder order) {
            signal = order.signal();
            role = order.role();
            isBuy = order.side() == Side.BUY;
            qty = order.qty();
            price = order.price();
            trigger = order.stop();
        }

        private long shown() {
            return price != Nulls.LONG ? price : trigger;
        }
    }

    /** What guards the position of one signal. */
    private static final class Guard {
        private int standing;
        private boolean isOpen;
        private long openedNs = NONE;
        private long nakedFromNs = NONE;
        private long longestNs;
        private long firstAckNs = NONE;
        private int targets;
        private double stopSlip;
        private double stopQty;

        private void look(long atNs) {
            boolean isNaked = isOpen && standing == 0;
            if (isNaked && nakedFromNs == NONE) {
                nakedFromNs = atNs;
            } else if (!isNaked && nakedFromNs != NONE) {
                longestNs = Math.max(longestNs, atNs - nakedFromNs);
                nakedFromNs = NONE;
            }
        }
    }

    /**
     * Follows nothing yet.
     *
     * @param steps where they are told, by signal
     */
    OrderTrail(Map<Long, List<Step>> steps) {
        this.steps = steps;
    }

    private void tell(Note note, long atNs, long sequence, Step.What what, long price, long qty, String why) {
        steps.computeIfAbsent(note.signal, key -> new ArrayList<>())
                .add(new Step(atNs, sequence, what, note.role, price, qty, why));
    }

    private Guard guard(long signal) {
        return bySignal.computeIfAbsent(signal, key -> new Guard());
    }

    void sent(NewOrderDecoder order, long atNs, long sequence) {
        Note note = new Note(order);
        byOrder.put(order.clOrd(), note);
        tell(note, atNs, sequence, Step.What.SENT, note.shown(), note.qty, "");
    }

    /** A replaced order keeps its role and what was filled of it. */
    void replaced(ReplaceOrderDecoder replace, long atNs, long sequence) {
        Note note = byOrder.get(replace.replaces());
        if (note == null) {
            return;
        }
        byOrder.put(replace.clOrd(), note);
        note.qty = replace.qty() == Nulls.LONG ? note.qty : replace.qty();
        note.price = replace.price() == Nulls.LONG ? note.price : replace.price();
        note.trigger = replace.stop() == Nulls.LONG ? note.trigger : replace.stop();
        tell(note, atNs, sequence, Step.What.MOVED, note.shown(), note.qty, "");
    }

    void acked(OrderAckDecoder ack, long atNs, long sequence) {
        Note note = byOrder.get(ack.clOrd());
        if (note == null || ack.ack() == AckKind.TRIGGERED) {
            return;
        }
        boolean isNew = !note.isStanding;
        if (isNew && note.role == Role.STOP) {
            Guard guard = guard(note.signal);
            guard.standing++;
            guard.firstAckNs = guard.firstAckNs == NONE ? atNs : guard.firstAckNs;
            guard.look(atNs);
        }
        note.isStanding = true;
        if (isNew) {
            tell(note, atNs, sequence, Step.What.ACKED, note.shown(), note.qty, "");
        }
    }

    /** A state that is an end: what was refused, cancelled, or ran out. */
    void state(long clOrd, OrdState to, String why, long atNs, long sequence) {
        Note note = byOrder.get(clOrd);
        if (note == null || !Order.isTerminal(to)) {
            return;
        }
        if (note.isStanding && note.role == Role.STOP) {
            Guard guard = guard(note.signal);
            guard.standing--;
            guard.look(atNs);
        }
        note.isStanding = false;
        if (to == OrdState.REJECTED || to == OrdState.DENIED) {
            tell(note, atNs, sequence, Step.What.REJECTED, note.shown(), note.qty, why);
        } else if (to != OrdState.FILLED) {
            tell(note, atNs, sequence, Step.What.ENDED, note.shown(), note.qty - note.filled, why);
        }
    }

    void filled(FillDecoder fill, long atNs, long sequence) {
        Note note = byOrder.get(fill.clOrd());
        if (note == null) {
            return;
        }
        note.filled += fill.qty();
        Guard guard = guard(note.signal);
        if (note.role == Role.ENTRY && !guard.isOpen) {
            guard.isOpen = true;
            guard.openedNs = atNs;
            guard.look(atNs);
        } else if (note.role == Role.TARGET && !note.isWhole && note.filled >= note.qty) {
            note.isWhole = true;
            guard.targets++;
        } else if (note.role == Role.STOP && note.trigger != Nulls.LONG && note.trigger > 0) {
            double worse = note.isBuy ? fill.price() - note.trigger : note.trigger - fill.price();
            guard.stopSlip += worse / note.trigger * fill.qty();
            guard.stopQty += fill.qty();
        }
        tell(note, atNs, sequence, Step.What.FILLED, fill.price(), fill.qty(), "");
    }

    /** The position of a signal is flat: what its care was. */
    RoundTrip.Care care(long signal, ebb.codecs.sbe.ExitWhy why, OptionalDouble entrySlip, long openedNs, long atNs) {
        Guard guard = guard(signal);
        guard.isOpen = false;
        guard.look(atNs);
        return new RoundTrip.Care(
                why,
                guard.targets,
                entrySlip,
                guard.stopQty == 0 ? OptionalDouble.empty() : OptionalDouble.of(guard.stopSlip / guard.stopQty),
                guard.firstAckNs == NONE ? -1 : Math.max(0, guard.firstAckNs - openedNs),
                guard.longestNs);
    }

    /** The longest time that an open position of a signal has stood without an acknowledged stop by now, ns. */
    long nakedNs(long signal, long nowNs) {
        Guard guard = bySignal.get(signal);
        if (guard == null) {
            return 0;
        }
        return Math.max(guard.longestNs, guard.nakedFromNs == NONE ? 0 : nowNs - guard.nakedFromNs);
    }
}
