package ebb.desk;

import ebb.codecs.InHead;
import ebb.codecs.MessageText;
import ebb.codecs.Nulls;
import ebb.codecs.StreamReason;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.codecs.sbe.RunTextKind;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.TradeDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import ebb.desk.ledger.LedgerReader;
import ebb.engine.Configurator;
import ebb.engine.Counters;
import ebb.engine.Engine;
import ebb.engine.EngineSetup;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Strategy;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.runtime.JournalWalk;
import ebb.runtime.RunBeginning;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Walks a run's journal through a fresh engine and collects what the report shows. Inbound messages count and set the
 * clock; analytics are sampled as bars close; what the engine makes again goes to {@link DecisionReader}.
 */
final class Collector implements JournalWalk.Visitor {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SLOWEST = 3;

    private final ReportData data;
    private final DecisionReader decisions;
    private final LedgerReader ledger = new LedgerReader();
    private final MessageText names = new MessageText();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunHeaderDecoder runHeader = new RunHeaderDecoder();
    private final RunTextDecoder runText = new RunTextDecoder();
    private final SessionStateDecoder session = new SessionStateDecoder();
    private final VenueDefinitionDecoder venue = new VenueDefinitionDecoder();
    private final Map<RunTextKind, ByteArrayOutputStream> texts = new EnumMap<>(RunTextKind.class);
    private final long[] inbound = new long[1 << 16];
    private final long[] outbound = new long[1 << 16];
    private Engine engine;
    private long sampledSecond = Long.MIN_VALUE;

    private Collector(ReportData data) {
        this.data = data;
        data.ledger = ledger.ledger();
        this.decisions = new DecisionReader(data, this::market);
    }

    /**
     * Reads a run.
     *
     * @param run which
     * @param configurator reads the configuration text of the run, as it did when the run was made
     * @return what it tells; a damaged journal as far as it can be read, with the damage named
     */
    static ReportData collect(Run run, Configurator configurator) {
        ReportData data = new ReportData(LatencyTable.of(run, SLOWEST));
        Collector collector = new Collector(data);
        try {
            data.inStream = JournalWalk.walk(
                    run,
                    egress -> {
                        collector.engine = RunBeginning.engine(
                                run, egress, collector.ledger.noting(text -> collector.named(configurator, text)));
                        collector.ledger.bind(collector.engine);
                        return collector.engine::onMessage;
                    },
                    collector);
        } catch (JournalException e) {
            data.damage = e.getMessage();
        }
        collector.conclude();
        return data;
    }

    private EngineSetup named(Configurator configurator, String text) {
        EngineSetup setup = configurator.configure(text);
        decisions.strategies(setup.strategies().stream().map(Strategy::name).toList());
        return setup;
    }

    private Market market(int instrument) {
        return engine.market(instrument);
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        data.outbound++;
        outbound[templateId]++;
        decisions.read(templateId, buffer, offset, atNs());
        ledger.onOutbound(templateId, buffer, offset);
    }

    @Override
    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
        data.inbound++;
        inbound[templateId]++;
        data.lastSequence = InHead.seq(buffer, offset);
        if (data.inbound == 1) {
            data.firstSequence = data.lastSequence;
        }
        if (templateId == RunHeaderDecoder.TEMPLATE_ID) {
            readHeader(buffer, offset);
        } else if (templateId == RunTextDecoder.TEMPLATE_ID) {
            readText(buffer, offset);
        } else if (templateId == SessionStateDecoder.TEMPLATE_ID) {
            readSession(buffer, offset);
        } else if (templateId == VenueDefinitionDecoder.TEMPLATE_ID) {
            venue.wrapAndApplyHeader(buffer, offset, header);
            data.venues.put(InHead.venue(buffer, offset), venue.name());
        } else {
            decisions.read(templateId, buffer, offset, atNs());
        }
        ledger.onApplied(templateId, buffer, offset);
        count(templateId, InHead.instrument(buffer, offset));
        sample(InHead.instrument(buffer, offset));
        return true;
    }

    private long atNs() {
        return engine.nowNs() == Long.MIN_VALUE ? 0 : engine.nowNs();
    }

    private void count(int templateId, int instrument) {
        InstrumentData of = data.instrument(instrument);
        if (of != null) {
            of.messages++;
            of.prints += templateId == TradeDecoder.TEMPLATE_ID ? 1 : 0;
            boolean isLive = templateId == TradeDecoder.TEMPLATE_ID || templateId == BookSnapshotDecoder.TEMPLATE_ID;
            if (isLive && of.watchedNs == Long.MIN_VALUE) {
                of.watchedNs = atNs();
            }
        }
    }

    /** Bars close by a message of their own instrument or by time; both are looked at, the latter once a second. */
    private void sample(int instrument) {
        if (!engine.isConfigured()) {
            return;
        }
        long now = engine.nowNs();
        if (data.firstNs == Long.MIN_VALUE) {
            data.firstNs = now;
            data.startEquity = engine.account().equity();
            data.equity.add(now, data.startEquity);
        }
        long second = Math.floorDiv(now, SECOND_NS);
        if (second == sampledSecond) {
            sampleOne(instrument, false);
            return;
        }
        sampledSecond = second;
        for (int id = 0; id < engine.instruments(); id++) {
            sampleOne(id, false);
        }
        data.equity.add(now, engine.account().equity());
    }

    private void sampleOne(int id, boolean everything) {
        Market market = engine.market(id);
        if (market != null) {
            data.instruments
                    .computeIfAbsent(id, key -> new InstrumentData(market.instrument()))
                    .sample(market, everything);
        }
    }

    private void readHeader(DirectBuffer buffer, int offset) {
        runHeader.wrapAndApplyHeader(buffer, offset, header);
        String mode = runHeader.mode().name();
        String durability = runHeader.durability().name();
        long seed = runHeader.seed();
        long configHash = runHeader.configHash();
        long runId = runHeader.runId();
        long epoch = runHeader.epoch();
        long started = runHeader.started();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("Build", runHeader.build());
        machine.put("Jar SHA-256", runHeader.jarSha256());
        machine.put("JVM", runHeader.jvm());
        machine.put("System", runHeader.os());
        machine.put("Profile", runHeader.profile());
        data.header = new ReportData.Header(runId, epoch, mode, durability, started, seed, configHash, machine);
    }

    private void readText(DirectBuffer buffer, int offset) {
        runText.wrapAndApplyHeader(buffer, offset, header);
        RunTextKind kind = runText.kind();
        byte[] chunk = new byte[runText.dataLength()];
        boolean isLast = runText.chunk() == runText.chunks() - 1;
        runText.getData(chunk, 0, chunk.length);
        ByteArrayOutputStream all = texts.computeIfAbsent(kind, key -> new ByteArrayOutputStream());
        all.writeBytes(chunk);
        if (!isLast) {
            return;
        }
        String text = all.toString(StandardCharsets.UTF_8);
        if (kind == RunTextKind.CONFIG) {
            data.configuration = text;
        } else if (kind == RunTextKind.RULES || kind == RunTextKind.CODES) {
            decisions.codes(text);
        }
    }

    private void readSession(DirectBuffer buffer, int offset) {
        session.wrapAndApplyHeader(buffer, offset, header);
        boolean isFeed = InHead.instrument(buffer, offset) != Nulls.INSTRUMENT;
        String stream = isFeed ? " " + StreamReason.stream(session.reason()).name() : "";
        data.faults.count(
                (isFeed ? "feed" : "session") + stream + " " + session.state().name());
    }

    private void conclude() {
        if (engine == null) {
            return;
        }
        ledger.conclude();
        data.lastNs = atNs();
        data.firstNs = data.firstNs == Long.MIN_VALUE ? data.lastNs : data.firstNs;
        for (int id = 0; id < engine.instruments(); id++) {
            if (engine.market(id) != null) {
                sampleOne(id, true);
                data.instrument(id).conclude(engine.market(id));
            }
        }
        if (engine.isConfigured()) {
            data.endEquity = engine.account().equity();
            data.equity.add(data.lastNs, data.endEquity);
            openPositions(engine.orders().positions());
            data.trading = engine.trading().state().name();
        }
        data.faults.conclude(data.lastNs);
        for (Counters.Cause cause : Counters.Cause.values()) {
            data.engineCounters.put(cause.name(), engine.counters().count(cause));
        }
        names(inbound, data.inboundByName);
        names(outbound, data.outboundByName);
    }

    private void openPositions(Positions positions) {
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat()) {
                data.openPositions.add(new ReportData.OpenPosition(
                        each.instrument().id(), each.signedQty(), each.entry(), each.unrealised()));
            }
        }
    }

    private void names(long[] counts, Map<String, Long> into) {
        for (int templateId = 0; templateId < counts.length; templateId++) {
            if (counts[templateId] > 0) {
                into.put(names.name(templateId), counts[templateId]);
            }
        }
    }
}
