package ebb.desk.ledger;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.LabelDecoder;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.codecs.sbe.RunTextKind;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.TagDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.EngineSetup;
import ebb.engine.order.OrderFault;
import ebb.engine.risk.Limit;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.SetupLife;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Writes the ledger of a run as its messages go through an engine. Reports come inbound from a venue, outbound from the
 * simulated exchange, in the same templates with the instrument at the same place of the head.
 */
public final class LedgerReader {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final String BASE = "NS-REJ-4";
    private static final SetupLife.State[] SETUP = SetupLife.State.values();
    private static final OrderFault[] FAULTS = OrderFault.values();

    private final Ledger ledger = new Ledger();
    private final OrderTrail orders = new OrderTrail(ledger.openSteps);
    private final Map<Long, Decision> bySignal = new HashMap<>();
    private final Map<Long, String> whys = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final ReasonsDecoder more = new ReasonsDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final OrderAckDecoder ack = new OrderAckDecoder();
    private final OrderRejectDecoder reject = new OrderRejectDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final StateChangeDecoder change = new StateChangeDecoder();
    private final RiskEventDecoder risk = new RiskEventDecoder();
    private final TradeRecordDecoder record = new TradeRecordDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final LabelDecoder label = new LabelDecoder();
    private final VenueDefinitionDecoder venue = new VenueDefinitionDecoder();
    private final RunTextDecoder runText = new RunTextDecoder();
    private final ByteArrayOutputStream rulesText = new ByteArrayOutputStream();
    private Rules rules = Rules.load();
    private List<String> strategies = List.of();
    private Engine engine;
    private long hour = Long.MIN_VALUE;

    /** Nothing read yet. */
    public LedgerReader() {}

    /**
     * The engine whose messages are read.
     *
     * @param to fresh
     */
    public void bind(Engine to) {
        engine = to;
    }

    Engine engine() {
        return engine;
    }

    /**
     * Notes configuration and strategies on the way to the engine.
     *
     * @param configurator reads the configuration text
     * @return does the same
     */
    public Configurator noting(Configurator configurator) {
        return text -> {
            EngineSetup setup = configurator.configure(text);
            ledger.configuration = text;
            strategies = setup.strategies().stream().map(Strategy::name).toList();
            return setup;
        };
    }

    /** What was read so far; it grows with what is read on. */
    public Ledger ledger() {
        return ledger;
    }

    private long atNs() {
        return engine.nowNs() == Long.MIN_VALUE ? 0 : engine.nowNs();
    }

    /**
     * The engine emitted a message.
     *
     * @param templateId SBE template
     * @param buffer holds the message header at offset
     * @param offset where it begins
     */
    public void onOutbound(int templateId, DirectBuffer buffer, int offset) {
        know(OutHead.instrument(buffer, offset));
        read(templateId, buffer, offset, OutHead.cause(buffer, offset));
    }

    /**
     * A message was applied.
     *
     * @param templateId SBE template
     * @param buffer holds the message header at offset
     * @param offset where it begins
     */
    public void onApplied(int templateId, DirectBuffer buffer, int offset) {
        know(InHead.instrument(buffer, offset));
        switch (templateId) {
            case RunTextDecoder.TEMPLATE_ID -> onText(buffer, offset);
            case VenueDefinitionDecoder.TEMPLATE_ID -> {
                venue.wrapAndApplyHeader(buffer, offset, header);
                ledger.venues.put(InHead.venue(buffer, offset), venue.name());
            }
            case LabelDecoder.TEMPLATE_ID -> {
                label.wrapAndApplyHeader(buffer, offset, header);
                ledger.labels.add(
                        new Ledger.Label(atNs(), label.ref(), label.verdict(), label.operator(), label.note()));
            }
            default -> read(templateId, buffer, offset, InHead.seq(buffer, offset));
        }
        mark(templateId);
    }

    /** What stands before the first message of a market is the run's header. */
    private void mark(int templateId) {
        if (templateId <= RunTextDecoder.TEMPLATE_ID || !engine.isConfigured()) {
            return;
        }
        long now = engine.nowNs();
        ledger.firstNs = ledger.firstNs == Long.MIN_VALUE ? now : ledger.firstNs;
        ledger.lastNs = now;
        if (Math.floorDiv(now, HOUR_NS) != hour) {
            hour = Math.floorDiv(now, HOUR_NS);
            ledger.marks.add(new Ledger.Mark(now, engine.account().equity()));
        }
    }

    /**
     * The end: the last mark.
     *
     * @return the ledger
     */
    public Ledger conclude() {
        if (engine != null && engine.isConfigured() && ledger.firstNs != Long.MIN_VALUE) {
            ledger.marks.add(new Ledger.Mark(engine.nowNs(), engine.account().equity()));
        }
        return ledger;
    }

    private void know(int instrument) {
        Market market = instrument < 0 || ledger.instruments.containsKey(instrument) ? null : engine.market(instrument);
        if (market != null) {
            ledger.instruments.put(instrument, market.instrument());
        }
    }

    private void onText(DirectBuffer buffer, int offset) {
        runText.wrapAndApplyHeader(buffer, offset, header);
        if (runText.kind() != RunTextKind.RULES) {
            return;
        }
        boolean isLast = runText.chunk() == runText.chunks() - 1;
        byte[] chunk = new byte[runText.dataLength()];
        runText.getData(chunk, 0, chunk.length);
        rulesText.writeBytes(chunk);
        if (isLast) {
            rules = Rules.of(rulesText.toString(StandardCharsets.UTF_8));
        }
    }

    private void read(int templateId, DirectBuffer buffer, int offset, long sequence) {
        switch (templateId) {
            case SignalDecoder.TEMPLATE_ID -> onSignal(buffer, offset, sequence);
            case ReasonsDecoder.TEMPLATE_ID -> onReasons(buffer, offset);
            case NewOrderDecoder.TEMPLATE_ID ->
                orders.sent(newOrder.wrapAndApplyHeader(buffer, offset, header), atNs(), sequence);
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                orders.replaced(replace.wrapAndApplyHeader(buffer, offset, header), atNs(), sequence);
            case OrderAckDecoder.TEMPLATE_ID ->
                orders.acked(ack.wrapAndApplyHeader(buffer, offset, header), atNs(), sequence);
            case OrderRejectDecoder.TEMPLATE_ID -> {
                reject.wrapAndApplyHeader(buffer, offset, header);
                whys.put(reject.clOrd(), reject.why().name());
            }
            case OrderClosedDecoder.TEMPLATE_ID -> {
                closed.wrapAndApplyHeader(buffer, offset, header);
                whys.put(closed.clOrd(), closed.why().name());
            }
            case FillDecoder.TEMPLATE_ID ->
                orders.filled(fill.wrapAndApplyHeader(buffer, offset, header), atNs(), sequence);
            case StateChangeDecoder.TEMPLATE_ID -> onChange(buffer, offset, sequence);
            case RiskEventDecoder.TEMPLATE_ID -> onRisk(buffer, offset, sequence);
            case TradeRecordDecoder.TEMPLATE_ID -> onTrade(buffer, offset, sequence);
            case AlertDecoder.TEMPLATE_ID -> onAlert(buffer, offset);
            default -> {
                // Says nothing about a decision.
            }
        }
    }

    private void onSignal(DirectBuffer buffer, int offset, long sequence) {
        signal.wrapAndApplyHeader(buffer, offset, header);
        Decision.Head head = new Decision.Head(
                signal.signal(),
                sequence,
                atNs(),
                OutHead.instrument(buffer, offset),
                strategy(OutHead.strategy(buffer, offset)),
                signal.level());
        Decision.Idea idea = new Decision.Idea(
                signal.entry(),
                signal.stop(),
                signal.qty(),
                signal.risk(),
                signal.liqPrice(),
                signal.leverage() == SignalDecoder.leverageNullValue() ? 0 : signal.leverage(),
                signal.expires());
        Decision.Judgement judgement = new Decision.Judgement(
                signal.kind(), signal.status(), signal.direction(), signal.tier(), signal.score(), signal.scoreRaw());
        List<Decision.Aim> aims = new ArrayList<>();
        for (SignalDecoder.TargetsDecoder each : signal.targets()) {
            aims.add(new Decision.Aim(each.price(), each.qty(), each.r(), each.kind()));
        }
        ArrayList<Asked> asked = new ArrayList<>();
        for (SignalDecoder.ReasonsDecoder each : signal.reasons()) {
            asked.add(new Asked(
                    rules.name(each.rule()),
                    each.verdict(),
                    each.validity(),
                    each.value(),
                    each.threshold(),
                    each.points()));
        }
        Decision decision = new Decision(head, judgement, idea, List.copyOf(aims), asked, means());
        ledger.decisions.add(decision);
        bySignal.put(head.id(), decision);
    }

    private Decision.Means means() {
        return new Decision.Means(
                engine.account().sizingEquity(),
                engine.account().dayStart(),
                engine.account().realisedLoss(),
                engine.openRisk());
    }

    private String strategy(int index) {
        return index >= 0 && index < strategies.size() ? strategies.get(index) : "strategy " + index;
    }

    private void onReasons(DirectBuffer buffer, int offset) {
        more.wrapAndApplyHeader(buffer, offset, header);
        Decision owner = bySignal.get(more.owner());
        if (owner == null) {
            return;
        }
        for (ReasonsDecoder.EntriesDecoder each : more.entries()) {
            owner.asked()
                    .add(new Asked(
                            rules.name(each.rule()),
                            each.verdict(),
                            each.validity(),
                            each.value(),
                            each.threshold(),
                            each.points()));
        }
    }

    private void onChange(DirectBuffer buffer, int offset, long sequence) {
        change.wrapAndApplyHeader(buffer, offset, header);
        if (change.machine() == Machine.ORDER) {
            String why = whys.getOrDefault(change.subject(), "");
            orders.state(change.subject(), OrdState.of(change.to()), why, atNs(), sequence);
        } else if (change.machine() == Machine.SIGNAL) {
            ledger.turns.add(new Ledger.Turn(
                    atNs(),
                    sequence,
                    change.subject(),
                    SignalStatus.get(change.from()),
                    SignalStatus.get(change.to()),
                    rules.name(change.cause())));
        } else if (change.machine() == Machine.SETUP && change.from() < SETUP.length && change.to() < SETUP.length) {
            ledger.moves.add(new Ledger.Move(
                    atNs(), sequence, OutHead.instrument(buffer, offset), SETUP[change.from()], SETUP[change.to()]));
        }
    }

    private void onRisk(DirectBuffer buffer, int offset, long sequence) {
        risk.wrapAndApplyHeader(buffer, offset, header);
        int instrument = OutHead.instrument(buffer, offset);
        if (risk.kind() == RiskKind.LIMIT) {
            ledger.denied.add(new Ledger.Denied(atNs(), limit(risk.limitCode()), instrument));
        } else if (risk.kind() == RiskKind.INVARIANT || risk.kind() == RiskKind.ARITHMETIC) {
            boolean isFault = risk.value() >= 0 && risk.value() < FAULTS.length;
            String name =
                    isFault ? FAULTS[(int) risk.value()].name() : risk.kind().name();
            ledger.breaches.add(new Ledger.Breach(atNs(), sequence, name, instrument));
        }
    }

    /** Limits have codes of their own, by their place in the enumeration. */
    private static String limit(int code) {
        for (Limit each : Limit.values()) {
            if (each.code() == code) {
                return each.key();
            }
        }
        return "limit " + code;
    }

    private void onTrade(DirectBuffer buffer, int offset, long sequence) {
        record.wrapAndApplyHeader(buffer, offset, header);
        Decision decision = bySignal.get(record.signal());
        boolean isShort = record.qty() < 0;
        OptionalDouble slip = OptionalDouble.empty();
        if (decision != null && !Nulls.isNull(decision.idea().entry())) {
            long wanted = decision.idea().entry();
            double worse = isShort ? wanted - record.entry() : record.entry() - wanted;
            slip = OptionalDouble.of(worse / wanted);
        }
        RoundTrip.Care care = orders.care(record.signal(), record.why(), slip, record.opened(), atNs());
        ledger.trips.add(new RoundTrip(
                new RoundTrip.Origin(
                        record.position(),
                        record.signal(),
                        sequence,
                        OutHead.instrument(buffer, offset),
                        strategy(OutHead.strategy(buffer, offset)),
                        record.track()),
                new RoundTrip.Span(record.opened(), record.closed()),
                new RoundTrip.Prices(record.entry(), record.exit(), record.qty()),
                new RoundTrip.Result(
                        record.pnl(),
                        record.fees(),
                        record.funding(),
                        record.initialRisk(),
                        record.r(),
                        record.mae(),
                        record.mfe()),
                care,
                tags(record.tags()),
                ledger.openSteps.computeIfAbsent(record.signal(), key -> new ArrayList<>())));
    }

    private static List<String> tags(TagDecoder tags) {
        String text = tags.toString();
        String inner = text.substring(1, text.length() - 1);
        return inner.isEmpty()
                ? List.of()
                : Stream.of(inner.toUpperCase(Locale.ROOT).split(",")).sorted().toList();
    }

    private void onAlert(DirectBuffer buffer, int offset) {
        alert.wrapAndApplyHeader(buffer, offset, header);
        ledger.alerts.add(new Ledger.Told(
                atNs(),
                alert.severity(),
                rules.name(alert.code()),
                OutHead.instrument(buffer, offset),
                alert.repeat()));
    }
}
