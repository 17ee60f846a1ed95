package ebb.research.trade;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.TagDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.journal.JournalException;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** Reads the closed trades of a run from its stream {@code out}, each with its signal, targets and stops. */
public final class Trades {
    private final Rules rules = Rules.load();
    private final int baseRule;
    private final int microRule;
    private final int bookRule;
    private final IntFunction<String> symbols;
    private final Map<Long, SignalNote> signals = new TreeMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final OrderNotes orders = new OrderNotes();
    private final List<ClosedTrade> closed = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final ReasonsDecoder more = new ReasonsDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final TradeRecordDecoder record = new TradeRecordDecoder();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int issued;
    private int declined;

    private Trades(IntFunction<String> symbols) {
        this.baseRule = rules.code("NS-REJ-4");
        this.microRule = rules.code("NS-MIC-2");
        this.bookRule = rules.code("NS-BOK-2");
        this.symbols = symbols;
    }

    /** Where and when a signal was decided. */
    private record Seen(long id, int instrument, int venue, long atNs) {}

    /**
     * What a run decided.
     *
     * @param closed its trades in the order of their closing
     * @param decided entry signals that had a price, acted on or refused, in the order of their decision
     * @param issued entry signals that were acted on
     * @param declined entry signals that a gate refused
     * @param refusals how many of those each rule refused, more than one rule where several did; by name
     */
    public record Found(
            List<ClosedTrade> closed, List<Decided> decided, int issued, int declined, Map<String, Integer> refusals) {}

    /**
     * Reads a run that has ended.
     *
     * @param run which
     * @param symbols name of an instrument's number
     * @return its trades
     * @throws JournalException if the stream is damaged
     */
    public static Found read(Run run, IntFunction<String> symbols) {
        Trades trades = new Trades(symbols);
        try (StreamReader out = run.reader(JournalStream.OUT)) {
            while (out.next()) {
                trades.take(Slots.templateId(out.buffer(), out.offset()), out.buffer(), out.offset());
            }
            if (out.damage() != null) {
                throw new JournalException(JournalException.Kind.DAMAGED, out.damage());
            }
        }
        return new Found(List.copyOf(trades.closed), trades.decided(), trades.issued, trades.declined, trades.refusals);
    }

    private List<Decided> decided() {
        List<Decided> decided = new ArrayList<>();
        for (Seen each : seen) {
            SignalNote note = signals.get(each.id());
            Decided made = note.decided(symbols.apply(each.instrument()), each.venue(), each.id(), each.atNs());
            if (made != null) {
                decided.add(made);
            }
        }
        return List.copyOf(decided);
    }

    private void take(int templateId, DirectBuffer buffer, int offset) {
        switch (templateId) {
            case SignalDecoder.TEMPLATE_ID -> onSignal(buffer, offset);
            case ReasonsDecoder.TEMPLATE_ID -> onReasons(buffer, offset);
            case NewOrderDecoder.TEMPLATE_ID -> orders.add(newOrder.wrapAndApplyHeader(buffer, offset, header));
            case ReplaceOrderDecoder.TEMPLATE_ID -> orders.replace(replace.wrapAndApplyHeader(buffer, offset, header));
            case FillDecoder.TEMPLATE_ID -> orders.fill(fill.wrapAndApplyHeader(buffer, offset, header));
            case TradeRecordDecoder.TEMPLATE_ID -> onTrade(buffer, offset);
            default -> {
                // Says nothing about a trade.
            }
        }
    }

    private void onSignal(DirectBuffer buffer, int offset) {
        signal.wrapAndApplyHeader(buffer, offset, header);
        long id = signal.signal();
        SignalNote note = new SignalNote(signal);
        if (signal.kind() == SignalKind.ENTRY || signal.kind() == SignalKind.SKIPPED) {
            issued += note.isDeclined() ? 0 : 1;
            declined += note.isDeclined() ? 1 : 0;
            seen.add(new Seen(
                    id,
                    OutHead.instrument(buffer, offset),
                    OutHead.venue(buffer, offset),
                    OutHead.time(buffer, offset)));
        }
        for (SignalDecoder.ReasonsDecoder reason : signal.reasons()) {
            note(note, reason.rule(), reason.value(), reason.validity());
            refused(note, reason.rule(), reason.verdict());
        }
        signals.put(id, note);
    }

    private void onReasons(DirectBuffer buffer, int offset) {
        more.wrapAndApplyHeader(buffer, offset, header);
        SignalNote owner = signals.get(more.owner());
        if (owner != null) {
            for (ReasonsDecoder.EntriesDecoder reason : more.entries()) {
                note(owner, reason.rule(), reason.value(), reason.validity());
                refused(owner, reason.rule(), reason.verdict());
            }
        }
    }

    /** A gate that fails or that nobody could answer refuses (law 9); a signal that was issued has none of those. */
    private void refused(SignalNote note, int rule, Verdict verdict) {
        if (verdict == Verdict.FAIL || verdict == Verdict.UNKNOWN) {
            note.refused(rules.name(rule));
            refusals.merge(rules.name(rule), 1, Integer::sum);
        }
    }

    private void note(SignalNote note, int rule, long value, Validity validity) {
        if (rule == baseRule && validity == Validity.VALID) {
            note.base(value);
        } else if (rule == microRule) {
            note.micro(value, validity);
        } else if (rule == bookRule) {
            note.book(value, validity);
        }
    }

    private void onTrade(DirectBuffer buffer, int offset) {
        record.wrapAndApplyHeader(buffer, offset, header);
        long id = record.signal();
        SignalNote note = signals.get(id);
        boolean isShort = record.qty() < 0;
        int filled = orders.filledTargets(id);
        ExitWhy why = record.why();
        ClosedTrade.Execution execution = note == null
                ? new ClosedTrade.Execution(why, 0, 0, false, OptionalDouble.empty(), orders.stopSlip(id))
                : new ClosedTrade.Execution(
                        why,
                        note.targets(),
                        note.hits(filled, record.mfe()),
                        note.isFixed(),
                        note.slip(record.entry(), isShort),
                        orders.stopSlip(id),
                        note.walk());
        closed.add(new ClosedTrade(
                new ClosedTrade.Origin(
                        symbols.apply(OutHead.instrument(buffer, offset)),
                        OutHead.venue(buffer, offset),
                        record.position(),
                        id,
                        isShort),
                new ClosedTrade.Span(record.opened(), record.closed()),
                new ClosedTrade.Result(
                        record.pnl(),
                        record.fees(),
                        record.funding(),
                        record.initialRisk(),
                        record.r(),
                        record.mae(),
                        record.mfe()),
                evidence(note),
                execution,
                tags(record.tags())));
    }

    /** A position that recovery adopted has no signal. */
    private static ClosedTrade.Evidence evidence(SignalNote note) {
        OptionalDouble none = OptionalDouble.empty();
        return note == null ? new ClosedTrade.Evidence(none, none, none, "NONE") : note.evidence();
    }

    private static Set<String> tags(TagDecoder tags) {
        Set<String> names = new TreeSet<>();
        addIf(names, tags.bTC_UP(), "BTC_UP");
        addIf(names, tags.bTC_DOWN(), "BTC_DOWN");
        addIf(names, tags.bTC_FLAT(), "BTC_FLAT");
        addIf(names, tags.cAP_HIGH(), "CAP_HIGH");
        addIf(names, tags.cAP_MEDIUM(), "CAP_MEDIUM");
        addIf(names, tags.nEW(), "NEW");
        addIf(names, tags.gAP(), "GAP");
        addIf(names, tags.sUPPRESSED(), "SUPPRESSED");
        return names;
    }

    private static void addIf(Set<String> names, boolean holds, String name) {
        if (holds) {
            names.add(name);
        }
    }
}
