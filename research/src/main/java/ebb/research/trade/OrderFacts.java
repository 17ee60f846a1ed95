package ebb.research.trade;

import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.OrderUnknownDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.engine.order.OrderFault;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * How a run's orders were answered (NS-VAL-12): orders from stream {@code out}, answers of the simulated exchange from there
 * too, those of a venue from stream {@code in}.
 *
 * @param orders sent
 * @param rejected of them
 * @param unknown of them, for some time without an answer
 * @param entries entry orders that have ended and were not rejected
 * @param entryFill filled of filled and cancelled, the mean over those, each by its own
 *     quantity (quantities of different coins have no sum); NaN of none
 * @param stopsHit stops that the exchange triggered
 * @param stopsFilled of those, filled at least in part
 * @param faultsNs when a quantity turned out wrong, and when an order had been UNKNOWN for a minute (NS-VAL-11), ns since the epoch
 */
public record OrderFacts(
        int orders,
        int rejected,
        int unknown,
        int entries,
        double entryFill,
        int stopsHit,
        int stopsFilled,
        List<Long> faultsNs) {
    /** An order that nobody can tell of for longer is a fault (NS-VAL-11), ns. */
    public static final long UNKNOWN_NS = 60_000_000_000L;

    /** Copies the list. */
    public OrderFacts {
        faultsNs = List.copyOf(faultsNs);
    }

    /** Without faults. */
    public OrderFacts(
            int orders, int rejected, int unknown, int entries, double entryFill, int stopsHit, int stopsFilled) {
        this(orders, rejected, unknown, entries, entryFill, stopsHit, stopsFilled, List.of());
    }

    /**
     * Reads a run that has ended.
     *
     * @param run which
     * @return its orders
     * @throws JournalException if a stream is damaged
     */
    public static OrderFacts read(Run run) {
        Reader reader = new Reader();
        for (JournalStream stream : new JournalStream[] {JournalStream.OUT, JournalStream.IN}) {
            if (!run.has(stream)) {
                continue;
            }
            try (StreamReader records = run.reader(stream)) {
                while (records.next()) {
                    reader.take(
                            Slots.templateId(records.buffer(), records.offset()), records.buffer(), records.offset());
                }
                if (records.damage() != null) {
                    throw new JournalException(JournalException.Kind.DAMAGED, records.damage());
                }
            }
        }
        return reader.facts();
    }

    private static final class Note {
        private final Role role;
        private long qty;
        private long filled;
        private boolean isEnded;
        private boolean isRejected;
        private boolean isUnknown;
        private boolean isHit;

        private Note(Role role, long qty) {
            this.role = role;
            this.qty = qty;
        }
    }

    private static final class Reader {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final NewOrderDecoder newOrder = new NewOrderDecoder();
        private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
        private final OrderAckDecoder ack = new OrderAckDecoder();
        private final OrderRejectDecoder reject = new OrderRejectDecoder();
        private final OrderClosedDecoder closed = new OrderClosedDecoder();
        private final OrderUnknownDecoder unknown = new OrderUnknownDecoder();
        private final FillDecoder fill = new FillDecoder();
        /** By any id that an order had. */
        private final Map<Long, Note> notes = new TreeMap<>();

        private final StateChangeDecoder change = new StateChangeDecoder();
        private final RiskEventDecoder risk = new RiskEventDecoder();
        private final List<Long> faults = new ArrayList<>();
        /** Since when each order is UNKNOWN that is. */
        private final Map<Long, Long> unknownNs = new TreeMap<>();

        private long nowNs;

        private void take(int templateId, DirectBuffer buffer, int offset) {
            switch (templateId) {
                case StateChangeDecoder.TEMPLATE_ID -> {
                    change.wrapAndApplyHeader(buffer, offset, header);
                    nowNs = OutHead.time(buffer, offset);
                    if (change.machine() == Machine.ORDER) {
                        step(change.subject(), change.to());
                    }
                }
                case RiskEventDecoder.TEMPLATE_ID -> {
                    risk.wrapAndApplyHeader(buffer, offset, header);
                    nowNs = OutHead.time(buffer, offset);
                    boolean isWrong = risk.value() == OrderFault.OVERFILL.ordinal()
                            || risk.value() == OrderFault.CONFLICTING_EXECUTION.ordinal();
                    if (risk.kind() == RiskKind.INVARIANT && isWrong) {
                        faults.add(nowNs);
                    }
                }
                case NewOrderDecoder.TEMPLATE_ID -> {
                    newOrder.wrapAndApplyHeader(buffer, offset, header);
                    notes.put(newOrder.clOrd(), new Note(newOrder.role(), newOrder.qty()));
                }
                case ReplaceOrderDecoder.TEMPLATE_ID -> {
                    replace.wrapAndApplyHeader(buffer, offset, header);
                    Note note = notes.get(replace.replaces());
                    if (note != null) {
                        notes.put(replace.clOrd(), note);
                        note.qty = replace.qty() == Nulls.LONG ? note.qty : replace.qty();
                    }
                }
                case OrderAckDecoder.TEMPLATE_ID -> {
                    ack.wrapAndApplyHeader(buffer, offset, header);
                    Note note = notes.get(ack.clOrd());
                    if (note != null) {
                        note.isHit |= ack.ack() == AckKind.TRIGGERED;
                        note.isRejected = false; // it was refused for now before (NS-EXE-2)
                    }
                }
                default -> end(templateId, buffer, offset);
            }
        }

        private void step(long id, int to) {
            Long since = unknownNs.remove(id);
            if (since != null && nowNs - since > UNKNOWN_NS) {
                faults.add(since + UNKNOWN_NS);
            }
            if (to == OrdState.UNKNOWN.value()) {
                unknownNs.put(id, since == null ? nowNs : since);
            }
        }

        private void end(int templateId, DirectBuffer buffer, int offset) {
            switch (templateId) {
                case OrderRejectDecoder.TEMPLATE_ID -> {
                    Note note = notes.get(
                            reject.wrapAndApplyHeader(buffer, offset, header).clOrd());
                    if (note != null) {
                        note.isRejected = true;
                    }
                }
                case OrderClosedDecoder.TEMPLATE_ID -> {
                    Note note = notes.get(
                            closed.wrapAndApplyHeader(buffer, offset, header).clOrd());
                    if (note != null) {
                        note.isEnded = true;
                    }
                }
                case OrderUnknownDecoder.TEMPLATE_ID -> {
                    Note note = notes.get(
                            unknown.wrapAndApplyHeader(buffer, offset, header).clOrd());
                    if (note != null) {
                        note.isUnknown = true;
                    }
                }
                case FillDecoder.TEMPLATE_ID -> {
                    fill.wrapAndApplyHeader(buffer, offset, header);
                    Note note = notes.get(fill.clOrd());
                    if (note != null) {
                        note.filled += fill.qty();
                        note.isEnded |= note.filled >= note.qty;
                        note.isHit |= note.role == Role.STOP;
                    }
                }
                default -> {
                    // Says nothing about an order.
                }
            }
        }

        private OrderFacts facts() {
            unknownNs.values().stream()
                    .filter(since -> nowNs - since > UNKNOWN_NS)
                    .forEach(since -> faults.add(since + UNKNOWN_NS));
            Set<Note> each = new LinkedHashSet<>(notes.values());
            int entries = 0;
            double filled = 0;
            for (Note note : each) {
                if (note.role == Role.ENTRY && note.isEnded && !note.isRejected && note.qty > 0) {
                    entries++;
                    filled += (double) note.filled / note.qty;
                }
            }
            return new OrderFacts(
                    each.size(),
                    count(each, note -> note.isRejected),
                    count(each, note -> note.isUnknown),
                    entries,
                    entries == 0 ? Double.NaN : filled / entries,
                    count(each, note -> note.role == Role.STOP && note.isHit),
                    count(each, note -> note.role == Role.STOP && note.isHit && note.filled > 0),
                    faults);
        }

        private static int count(Collection<Note> notes, java.util.function.Predicate<Note> has) {
            return (int) notes.stream().filter(has).count();
        }
    }
}
