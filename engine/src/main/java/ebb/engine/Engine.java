package ebb.engine;

import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.KillLevel;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.XxHash64;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.codecs.sbe.RunTextKind;
import ebb.codecs.sbe.Severity;
import ebb.engine.order.Orders;
import ebb.engine.risk.Account;
import ebb.engine.risk.TradingState;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Strategy;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The deterministic state machine (DESIGN, laws 1 to 9): takes inbound messages one by one, keeps all state, emits
 * outbound messages. Within one message: engine time moves and due timers fire (TIME-3), the message is applied, the
 * simulated exchange reacts, strategies are called; after each sequence divisible by 1,024 the state's hash is emitted.
 *
 * <p>Until the run's configuration text has come it applies nothing else. A header that comes after it begins another run
 * from the state in hand (DESIGN Recovery). Reads no clock, file or environment.
 */
public final class Engine implements Snapshotted {
    /** Messages between two state hashes (law 4). */
    public static final long HASH_EVERY = 1_024;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int TIMERS = 4_096;
    private static final long NO_STATE = -1;

    private final Out out;
    private final Core core;
    private final Configurator configurator;
    private final FirstRecords first = new FirstRecords();
    private final TimerHandler dayRoll = (deadlineNs, tag) -> onDayRoll(deadlineNs);
    private Parts parts;
    private String configuration;
    private int epoch;
    private boolean isStampedByOneClock;
    private long lastSequence;
    private long messages;
    private long inboundHash;
    private long stateHash;

    /**
     * Creates an engine without state.
     *
     * @param egress where it emits
     * @param configurator reads the run's configuration text
     */
    public Engine(Egress egress, Configurator configurator) {
        Timers timers = new Timers(TIMERS);
        this.out = new Out(egress, timers);
        this.core = new Core(out, timers);
        this.configurator = configurator;
    }

    /**
     * Applies one inbound message.
     *
     * @param buffer holds the SBE message header at offset
     * @param offset where it begins
     * @param length bytes, headers included
     */
    public void onMessage(DirectBuffer buffer, int offset, int length) {
        int templateId = Slots.templateId(buffer, offset);
        long before = lastSequence;
        lastSequence = InHead.seq(buffer, offset);
        messages++;
        out.cause(lastSequence);
        core.counters.add(Counters.Cause.MESSAGES);
        if (templateId != RunHeaderDecoder.TEMPLATE_ID) {
            // The header names the machine; what is compared between machines leaves it out.
            inboundHash = XxHash64.hash(inboundHash, XxHash64.hash(buffer, offset, length));
        }
        boolean hashNow = false;
        if (parts == null) {
            advance(InHead.ingress(buffer, offset));
            beforeConfiguration(templateId, buffer, offset);
        } else if (templateId == RunHeaderDecoder.TEMPLATE_ID) {
            goOn(before, buffer, offset);
        } else if (templateId == RunTextDecoder.TEMPLATE_ID) {
            advance(InHead.ingress(buffer, offset));
            first.text(buffer, offset);
            first.checkText(core.rules.text(), configuration);
        } else {
            advance(InHead.ingress(buffer, offset));
            parts.books.alive(InHead.conn(buffer, offset));
            hashNow = parts.dispatch.apply(templateId, buffer, offset);
        }
        if (hashNow || lastSequence % HASH_EVERY == 0) {
            emitHash();
        }
    }

    /** TIME-1, TIME-3, TIME-5: engine time never falls; due timers fire first, each at its own deadline. */
    private void advance(long ingressNs) {
        long before = core.timers.nowNs();
        boolean hasTime = before != Long.MIN_VALUE;
        if (hasTime && ingressNs < before) {
            core.counters.add(Counters.Cause.CLOCK_BACKWARD);
            judgeStepBack(before - ingressNs);
        }
        if (hasTime
                && parts != null
                && ingressNs - before > core.settings.time().maxJumpNs()) {
            core.counters.add(Counters.Cause.CLOCK_JUMP);
            core.alert(
                    Severity.WARN,
                    core.rules.code("TIME-5"),
                    Out.NO_INSTRUMENT,
                    (ingressNs - before) / 1_000,
                    core.settings.time().maxJumpNs() / 1_000,
                    Out.NO_INDEX);
        }
        core.timers.fireUntil(ingressNs);
    }

    /**
     * TIME-1: where all adapters stamp with one clock, a long step back can only be a fault, and while engine time stands
     * no timer fires: trading halts. The files of a backtest, and a demonstration's clock, are in their own time.
     */
    private void judgeStepBack(long byNs) {
        if (parts == null
                || !isStampedByOneClock
                || byNs <= core.settings.time().maxBackNs()) {
            return;
        }
        if (parts.execution.trading().killLevel() < KillLevel.CANCEL_AND_HALT.level()) {
            core.alert(
                    Severity.CRITICAL,
                    core.rules.code("TIME-1"),
                    Out.NO_INSTRUMENT,
                    byNs / 1_000,
                    core.settings.time().maxBackNs() / 1_000,
                    Out.NO_INDEX);
            parts.execution.kill(KillLevel.CANCEL_AND_HALT.level());
        }
    }

    private void beforeConfiguration(int templateId, DirectBuffer buffer, int offset) {
        if (templateId == RunHeaderDecoder.TEMPLATE_ID) {
            readHeader(first.header(buffer, offset));
            first.checkBegin(NO_STATE, 0);
        } else if (templateId == RunTextDecoder.TEMPLATE_ID) {
            RunTextKind kind = first.text(buffer, offset).kind();
            String text = first.completed();
            if (text != null && kind == RunTextKind.RULES) {
                core.rules = Rules.of(text);
            } else if (text != null) {
                configure(text);
            }
        } else {
            core.counters.add(Counters.Cause.UNCONFIGURED);
        }
    }

    private void readHeader(RunHeaderDecoder header) {
        epoch = (int) header.epoch();
        isStampedByOneClock = FirstRecords.isStampedByOneClock(header.mode());
    }

    /** Another run begins from this very state: what was seen ends at its old time, then time passes until the new one. */
    private void goOn(long last, DirectBuffer buffer, int offset) {
        RunHeaderDecoder header = first.header(buffer, offset);
        first.checkBegin(last, core.configHash);
        readHeader(header);
        parts.restart.end();
        long ingressNs = InHead.ingress(buffer, offset);
        if (ingressNs < core.timers.nowNs()) {
            advance(ingressNs);
        } else {
            // However long nobody ran, that is no jump of a clock.
            core.timers.fireUntil(ingressNs);
        }
        parts.restart.begin(epoch);
    }

    private void configure(String text) {
        build(text);
        long now = core.timers.nowNs();
        long start = core.settings.time().dayStartNs();
        core.timers.schedule((Math.floorDiv(now - start, DAY_NS) + 1) * DAY_NS + start, dayRoll, 0);
    }

    private void build(String text) {
        EngineSetup setup = configurator.configure(text);
        configuration = text;
        core.settings = setup.settings();
        core.configHash = XxHash64.hash(text);
        core.alerts = new Alerts(core, core.settings.alerts(), isStampedByOneClock);
        parts = new Parts(core, setup, epoch);
        core.timers.jumpsBeyond(core.settings.time().maxJumpNs());
    }

    /** TIME-6: session CVD, ADV and daily limits begin anew; what is recursive or positional goes on. */
    private void onDayRoll(long deadlineNs) {
        for (int id = 0; id < core.limit(); id++) {
            Market market = core.market(id);
            if (market != null) {
                market.tape().onDayRoll(deadlineNs);
                market.bars().onDayRoll();
            }
        }
        parts.execution.onDayRoll();
        parts.capReport.onDayRoll();
        core.timers.schedule(core.timers.next(deadlineNs + DAY_NS, DAY_NS), dayRoll, 0);
    }

    private void emitHash() {
        stateHash = StateFold.of(core, parts, true);
        core.telemetry.stateHash(lastSequence, stateHash, messages, TelemetryWriter.PART_STATE);
        core.telemetry.stateHash(lastSequence, inboundHash, messages, TelemetryWriter.PART_INBOUND);
    }

    /**
     * Writes the engine down between two messages: header, configuration, definitions, state. Slow, and allocates.
     *
     * @throws IllegalStateException before the configuration has come: there is nothing to write yet
     * @throws SnapshotException if the digests that moved with the state differ from those computed anew: a bug, and no
     *     state to begin from
     */
    @Override
    public void writeTo(SnapshotWriter to) {
        if (parts == null) {
            throw new IllegalStateException("a snapshot before the configuration has nothing to say");
        }
        long hash = StateFold.of(core, parts, true);
        checkHash(hash, "moved with the state to ");
        SnapshotWriter body = new SnapshotWriter();
        body.mark("run");
        body.putText(core.rules.text());
        body.putText(configuration);
        body.putInt(epoch);
        body.putBoolean(isStampedByOneClock);
        body.putLong(messages);
        body.putLong(inboundHash);
        core.instruments.writeTo(body);
        core.writeTo(body);
        parts.writeTo(body);
        core.timers.writeHandlesOf(dayRoll, body);
        SnapshotHeader.write(lastSequence, core.timers.nowNs(), hash, body, to);
    }

    /**
     * Comes up in the state of a snapshot, without any earlier message: what follows its sequence is to be applied next.
     * Emits nothing. An engine that failed to read one is not to be used.
     *
     * @throws IllegalStateException if this engine has been configured already
     * @throws SnapshotException if it is damaged, of another build, or its state does not have its hash
     */
    @Override
    public void readFrom(SnapshotReader from) {
        if (parts != null) {
            throw new IllegalStateException("a snapshot is for an engine that has seen nothing");
        }
        SnapshotHeader head = SnapshotHeader.read(from);
        SnapshotReader in = head.body(from);
        from.finish();
        // Parts are made at that time; the timers they register go when those of the snapshot come.
        core.timers.fireUntil(head.timeNs());
        in.mark("run");
        core.rules = Rules.of(in.readText());
        String text = in.readText();
        epoch = in.readInt();
        isStampedByOneClock = in.readBoolean();
        messages = in.readLong();
        inboundHash = in.readLong();
        lastSequence = head.sequence();
        build(text);
        core.instruments.readFrom(in);
        parts.dispatch.openAll();
        core.readFrom(in);
        parts.readFrom(in);
        core.timers.claimFrom(dayRoll, in);
        in.finish();
        core.timers.checkClaimed();
        checkHash(head.stateHash(), "has, by the snapshot at sequence " + lastSequence + ", ");
    }

    private void checkHash(long expected, String why) {
        long anew = StateFold.of(core, parts, false);
        if (anew != expected) {
            throw new SnapshotException("the state's hash " + why + Long.toHexString(expected)
                    + ", computed anew it is " + Long.toHexString(anew));
        }
    }

    // What tools read between messages.

    /** The state's hash now, from digests that moved with the state. */
    public long stateHashNow() {
        return StateFold.of(core, parts, true);
    }

    /** The state's hash now, computed anew from the state; differs from {@link #stateHashNow} only by a bug. */
    public long stateHashAnew() {
        return StateFold.of(core, parts, false);
    }

    /** Sequence of the newest message. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Engine time, ns since epoch. */
    public long nowNs() {
        return core.timers.nowNs();
    }

    /** Outbound messages emitted. */
    public long emitted() {
        return out.emitted();
    }

    /** What was refused or noticed, by cause. */
    public Counters counters() {
        return core.counters;
    }

    /** One above the greatest instrument id that has analytics. */
    public int instruments() {
        return core.limit();
    }

    /** The analytics of an instrument, or null. */
    public Market market(int instrument) {
        return core.market(instrument);
    }

    /** Whether the configuration has come; before that there are no orders and no risk. */
    public boolean isConfigured() {
        return parts != null;
    }

    /** The strategy of a name, or null; only once configured, to look at between messages. */
    public Strategy strategy(String name) {
        int index = strategies().indexOf(name);
        return index < 0 ? null : parts.strategies.at(index);
    }

    /** All orders and positions; only once configured. */
    public Orders orders() {
        return parts.execution.orders();
    }

    /** Whether trading goes on; only once configured. */
    public TradingState trading() {
        return parts.execution.trading();
    }

    /** Names of the strategies in the order of their indices; only once configured. */
    public List<String> strategies() {
        return parts.strategyNames();
    }

    /** Level of a kill of one strategy alone (NS-LIV-5), 0 for none; only once configured. */
    public int strategyKill(int index) {
        return parts.execution.kills().level(index);
    }

    /** Equity and breakers; only once configured. */
    public Account account() {
        return parts.execution.account();
    }

    /** What all open positions and entries would lose at their stops, money 1e-8 (NS-RSK-4); only once configured. */
    public long openRisk() {
        return parts.execution.openRisk();
    }

    /** The configuration's text, or null before it has come. */
    public String configuration() {
        return configuration;
    }

    /** The table of rules as the run says it. */
    public String rules() {
        return core.rules.text();
    }

    /** Figures of all parts; only once configured. */
    public EngineSettings settings() {
        return core.settings;
    }
}
