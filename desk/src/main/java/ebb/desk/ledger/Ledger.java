package ebb.desk.ledger;

import ebb.codecs.sbe.LabelVerdict;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.engine.Configurator;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.nullspectre.SetupLife;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;
import ebb.runtime.RunBeginning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What one run decided and what came of it, in the order in which it happened. */
public final class Ledger {
    /**
     * A move in the life of a setup (NS-SM-1).
     *
     * @param atNs engine time
     * @param sequence of the message that caused it
     * @param instrument dense id
     * @param from state before
     * @param to state after
     */
    public record Move(long atNs, long sequence, int instrument, SetupLife.State from, SetupLife.State to) {}

    /**
     * A signal that a person, a countdown or time decided on (NS-LIV-3, NS-LIV-4).
     *
     * @param atNs engine time
     * @param sequence of the message that caused it
     * @param signal its id
     * @param from status before
     * @param to status after
     * @param rule that decided
     */
    public record Turn(long atNs, long sequence, long signal, SignalStatus from, SignalStatus to, String rule) {}

    /**
     * An alert (NS-ALR-1).
     *
     * @param atNs engine time
     * @param severity how urgent
     * @param rule of what happened
     * @param instrument dense id, or −1
     * @param repeat how often it was told or raised before
     */
    public record Told(long atNs, Severity severity, String rule, int instrument, int repeat) {}

    /**
     * What a person thought of a signal (NS-REV-1).
     *
     * @param atNs engine time
     * @param signal its id
     * @param verdict what was said
     * @param operator who
     * @param note why
     */
    public record Label(long atNs, long signal, LabelVerdict verdict, String operator, String note) {}

    /**
     * Something that must not be (RELIABILITY §4).
     *
     * @param atNs engine time
     * @param sequence of the message that caused it
     * @param fault its name
     * @param instrument dense id, or −1
     */
    public record Breach(long atNs, long sequence, String fault, int instrument) {}

    /**
     * Equity at a time, unrealised profit in.
     *
     * @param atNs engine time
     * @param equity money, 1e-8
     */
    public record Mark(long atNs, long equity) {}

    /**
     * A limit of the risk gate that refused an order.
     *
     * @param atNs engine time
     * @param limit its name
     * @param instrument dense id, or −1
     */
    public record Denied(long atNs, String limit, int instrument) {}

    final List<Decision> decisions = new ArrayList<>();
    final List<RoundTrip> trips = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<Turn> turns = new ArrayList<>();
    final List<Told> alerts = new ArrayList<>();
    final List<Label> labels = new ArrayList<>();
    final List<Breach> breaches = new ArrayList<>();
    final List<Denied> denied = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    final Map<Integer, Instrument> instruments = new TreeMap<>();
    final Map<Integer, String> venues = new TreeMap<>();
    final Map<Long, List<Step>> openSteps = new LinkedHashMap<>();
    long firstNs = Long.MIN_VALUE;
    long lastNs = Long.MIN_VALUE;
    String configuration = "";

    Ledger() {}

    /**
     * Reads a run by walking its inputs through a fresh engine.
     *
     * @param run which; it may still be written to, what is whole by now is read
     * @param configurator reads the run's configuration text
     * @return what it tells
     * @throws JournalException if it is damaged
     */
    public static Ledger read(Run run, Configurator configurator) {
        LedgerReader reader = new LedgerReader();
        JournalWalk.walk(
                run,
                egress -> {
                    reader.bind(RunBeginning.engine(run, egress, reader.noting(configurator)));
                    return reader.engine()::onMessage;
                },
                new JournalWalk.Visitor() {
                    @Override
                    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
                        reader.onOutbound(templateId, buffer, offset);
                    }

                    @Override
                    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                        reader.onApplied(templateId, buffer, offset);
                        return true;
                    }
                });
        return reader.conclude();
    }

    /** Signals, traded or not. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** Closed trades, in the order of closing. */
    public List<RoundTrip> trips() {
        return trips;
    }

    /** Moves of setups. */
    public List<Move> moves() {
        return moves;
    }

    /** What became of signals that waited for a person. */
    public List<Turn> turns() {
        return turns;
    }

    /**
     * Status of a signal as it stood at a time.
     *
     * @param decision the signal
     * @param beforeNs engine time; what came at or after it is not known yet
     * @return as emitted, or what it was turned into
     */
    public SignalStatus status(Decision decision, long beforeNs) {
        SignalStatus status = decision.judgement().status();
        for (Turn each : turns) {
            if (each.signal() == decision.head().id() && each.atNs() < beforeNs) {
                status = each.to();
            }
        }
        return status;
    }

    /**
     * Whether a signal was acted on, or still may be.
     *
     * @param decision the signal
     * @param beforeNs engine time; what came at or after it is not known yet
     * @return false for what a rule, a person or time refused
     */
    public boolean isIssued(Decision decision, long beforeNs) {
        SignalStatus status = status(decision, beforeNs);
        return decision.judgement().kind() != SignalKind.SKIPPED
                && status != SignalStatus.DECLINED
                && status != SignalStatus.LAPSED
                && status != SignalStatus.CANCELLED;
    }

    /**
     * Whether a signal was acted on in the end.
     *
     * @param decision the signal
     * @return false for what a rule, a person or time refused
     */
    public boolean isIssued(Decision decision) {
        return isIssued(decision, Long.MAX_VALUE);
    }

    /** Alerts. */
    public List<Told> alerts() {
        return alerts;
    }

    /** What people thought of signals. */
    public List<Label> labels() {
        return labels;
    }

    /** Faults of orders and other invariants. */
    public List<Breach> breaches() {
        return breaches;
    }

    /** Orders that the risk gate refused. */
    public List<Denied> denied() {
        return denied;
    }

    /** Equity at the first message of each hour that has one, and at the end (NS-VAL-2). */
    public List<Mark> marks() {
        return marks;
    }

    /** Engine time at the first message of a market, or {@code Long.MIN_VALUE} without one. */
    public long firstNs() {
        return firstNs;
    }

    /** Engine time at the last message. */
    public long lastNs() {
        return lastNs;
    }

    /** The run's configuration text. */
    public String configuration() {
        return configuration;
    }

    /**
     * Steps of a signal's orders, whether or not its trade was closed.
     *
     * @param signal its id
     * @return in order of time; empty where it had no order
     */
    public List<Step> steps(long signal) {
        return openSteps.getOrDefault(signal, List.of());
    }

    /**
     * The trade of a signal.
     *
     * @param signal its id
     * @return null while there is none, or it is open
     */
    public RoundTrip trip(long signal) {
        return trips.stream()
                .filter(each -> each.origin().signal() == signal)
                .findFirst()
                .orElse(null);
    }

    /**
     * An instrument.
     *
     * @param id dense id
     * @return null for one that never had a market
     */
    public Instrument instrument(int id) {
        return instruments.get(id);
    }

    /**
     * Its symbol.
     *
     * @param id dense id
     * @return as the venue spells it, or its number
     */
    public String symbol(int id) {
        Instrument of = instruments.get(id);
        return of == null ? "instrument " + id : of.symbol();
    }

    /**
     * Its venue.
     *
     * @param id dense id
     * @return name, empty where it is not known
     */
    public String venue(int id) {
        Instrument of = instruments.get(id);
        return of == null ? "" : venues.getOrDefault(of.venue(), "venue " + of.venue());
    }
}
