package ebb.desk;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Rules;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.VenueDefinitionEncoder;
import ebb.engine.Engine;
import ebb.engine.EngineSettings;
import ebb.engine.EngineSetup;
import ebb.engine.RefusalSettings;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.VpinSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.SizeSettings;
import ebb.engine.strategy.nullspectre.TargetSettings;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.StreamWriter;
import ebb.runtime.LatencyRecord;
import ebb.runtime.RunStart;
import ebb.runtime.StraightLoop;
import ebb.testing.MarketMessages;
import ebb.testing.PumpPath;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal made by the real engine on the straight loop from a market written here: a coin that is pumped by 40 %,
 * fails three times and falls, and one that does nothing.
 */
final class SyntheticRun implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final long T0 = 1_700_006_400_000_000_000L;
    static final long SEED = 20_231_115L;

    private final JournalDirectory journal;
    private final LiveRun run;
    private final StraightLoop loop;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MarketMessages market;
    private long now = T0;
    private long updates;

    SyntheticRun(Path directory) {
        journal = JournalDirectory.open(directory);
        run = journal.newRun(JournalSettings.plain());
        loop = new StraightLoop(run, 1, (templateId, buffer, offset, length) -> {});
        Engine engine = new Engine(loop.egress(), SyntheticRun::setup);
        loop.engine(engine::onMessage);
        market = new MarketMessages(loop, () -> now);
    }

    static EngineSetup setup(String configuration) {
        FlowSettings flow = new FlowSettings(
                FlowSettings.DEFAULTS.tape(),
                FlowSettings.DEFAULTS.cvd(),
                VpinSettings.DEFAULTS.withBucket(2_000),
                FlowSettings.DEFAULTS.micro());
        MarketSettings markets = new MarketSettings(
                flow,
                BarSettings.of(Frames.defaults()),
                AtrSettings.DEFAULT,
                DivergenceSettings.DEFAULT,
                RejectionSettings.DEFAULT,
                2,
                20,
                MarketSettings.MARK_STALE_NS);
        EngineSettings settings = new EngineSettings(
                TimeSettings.DEFAULTS,
                RefusalSettings.DEFAULTS,
                BookSettings.defaults(),
                markets,
                OrderSettings.defaults(),
                RiskSettings.strict(1_000_000_000_000L, 2_000_000_000_000L),
                PaperSettings.defaults(),
                CapSettings.DEFAULTS,
                true);
        return new EngineSetup(settings, List.of(new NullSpectre(withoutFundingAndMicro(), Rules.load())));
    }

    /** This market has no funding, no market cap and too few takers for a micro score: the rest of the evidence decides. */
    private static NullSpectreSettings withoutFundingAndMicro() {
        NullSpectreSettings d = NullSpectreSettings.DEFAULT;
        NullSpectreSettings.Evidence e = d.evidence();
        ConvictionSettings c = e.conviction();
        NullSpectreSettings.Evidence evidence = new NullSpectreSettings.Evidence(
                false,
                e.pump(),
                e.pattern(),
                e.usesQuality(),
                e.cvd(),
                e.micro(),
                e.funding(),
                e.book(),
                new ConvictionSettings(
                        new ConvictionSettings.Weights(35, 25, 0, 0, 5),
                        c.maxMicro(),
                        c.highMicro(),
                        c.mediumMicro(),
                        true));
        NullSpectreSettings.Trade t = d.trade();
        SizeSettings z = t.size();
        // What the run's own risk settings allow.
        SizeSettings size = new SizeSettings(
                z.kappaMicro(),
                z.marginMicro(),
                z.leverages(),
                z.liquidationBuffer(),
                z.budgetMicro(),
                new SizeSettings.House(RiskSettings.LEVERAGE, 1_000_000_000_000L));
        // One target for all of it, as far as the fall goes.
        TargetSettings g = t.targets();
        TargetSettings targets = new TargetSettings(
                new TargetSettings.Three(TargetSettings.WHOLE, 0, 0),
                g.minDistanceMicro(),
                g.minFirstR(),
                g.frontMicro(),
                g.minRewardMicro(),
                g.multiples(),
                new TargetSettings.Three(189_000, 300_000, 400_000),
                false);
        NullSpectreSettings.Trade trade = new NullSpectreSettings.Trade(
                t.entry(), t.stop(), targets, t.profile(), t.kelly(), size, t.correlation());
        // Sixteen hours old, and nobody says what is traded in a day.
        UniverseSettings universe = d.universe().with(UniverseSettings.Filter.NONE);
        return new NullSpectreSettings(
                d.frameNs(), d.minRejections(), universe, evidence, trade, d.management(), d.discipline());
    }

    Run run() {
        return run.run();
    }

    void start(String configuration) {
        new RunStart(loop, now)
                .write(new RunStart.Facts(
                        1, 7, Mode.BACKTEST, Durability.PAGE_CACHE, now, SEED, "demo", configuration));
        venue("mexc");
        reconciled();
    }

    /** The whole story: definitions, quiet hours, pump, three failed pushes, fall; with a gap on the way. */
    void play(String quietSymbol, int printsPerStep) {
        market.define(0, "PUMP_USDT");
        market.define(1, quietSymbol);
        for (int id = 0; id < 2; id++) {
            session(id, Stream.BOOK, Session.LIVE);
            session(id, Stream.TRADES, Session.LIVE);
            snapshot(id, 100_000);
            market.mark(id, 100_000);
        }
        long steps = PumpPath.QUARTERS * 15 * 20;
        for (long step = 0; step < steps; step++) {
            now += 3 * SECOND;
            step(step, printsPerStep);
        }
    }

    private void step(long step, int prints) {
        double quarter = step / 300.0;
        long price = Math.round(PumpPath.at(quarter) * 1_000 + random.nextInt(-12, 13)) * 10;
        if (step == 4_000) {
            session(0, Stream.BOOK, Session.GAP);
        } else if (step == 4_010) {
            session(0, Stream.BOOK, Session.LIVE);
        }
        if (step < 4_000 || step > 4_010) {
            snapshot(0, price);
        }
        for (int i = 0; i < prints; i++) {
            // Takers buy the pump and sell the pushes after it: that is the divergence.
            double buying = quarter < 41 ? 0.62 : 0.38;
            market.print(0, price, 1 + random.nextInt(40), random.nextDouble() < buying ? Side.BUY : Side.SELL);
        }
        market.mark(0, price);
        if (step % 10 == 0) {
            snapshot(1, 100_000);
            market.print(1, 100_000 + 10 * random.nextInt(3), 1, Side.BUY);
            market.mark(1, 100_000);
        }
    }

    /** Measured latencies, as the egress thread writes them; every tenth message came from no socket. */
    void latencies(int count) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[LatencyRecord.BYTES]);
        try (StreamWriter lat = run.writer(JournalStream.LAT, 1)) {
            for (int i = 0; i < count; i++) {
                boolean hasSocket = i % 10 != 9;
                long at = T0 + i * SECOND;
                put(record, LatencyRecord.SEQUENCE, i + 1);
                put(record, LatencyRecord.READ, hasSocket ? at : 0);
                put(record, LatencyRecord.IN_HAND, hasSocket ? at + 200 : 0);
                put(record, LatencyRecord.PUBLISHED, at + 1_000);
                at += 2_000 + random.nextInt(3_000);
                put(record, LatencyRecord.JOURNAL_BEGUN, at);
                put(record, LatencyRecord.JOURNAL_ENDED, at + 500);
                put(record, LatencyRecord.LOGIC_BEGUN, at + 600);
                at += 6_000 + random.nextInt(6_000) + (i == 700 ? 900_000 : 0);
                put(record, LatencyRecord.LOGIC_ENDED, at);
                put(record, LatencyRecord.SENT, at + 9_000 + random.nextInt(20_000));
                lat.append(record, 0, LatencyRecord.BYTES);
            }
        }
    }

    private static void put(UnsafeBuffer record, int word, long value) {
        record.putLong(word * Long.BYTES, value, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private void venue(String name) {
        VenueDefinitionEncoder encoder = new VenueDefinitionEncoder();
        encoder.wrap(open(VenueDefinitionEncoder.TEMPLATE_ID, VenueDefinitionEncoder.BLOCK_LENGTH, -1, 0), 8);
        encoder.environment(Env.SIM).heartbeatMs(1_000).staleMs(5_000).maxOpenOrders(Nulls.U32);
        encoder.capability().clear();
        encoder.name(name);
        loop.commit(encoder.limit());
    }

    private void session(int id, Stream stream, Session state) {
        market.session(id, Scope.FEED, stream, state);
    }

    private void snapshot(int id, long mid) {
        market.book(id, ++updates, mid);
    }

    private void reconciled() {
        ReconcileMarkEncoder encoder = new ReconcileMarkEncoder();
        encoder.wrap(open(ReconcileMarkEncoder.TEMPLATE_ID, ReconcileMarkEncoder.BLOCK_LENGTH, -1, 255), 8);
        encoder.requestId(Nulls.ID)
                .phase(RecPhase.END)
                .orders(0)
                .fills(0)
                .positions(0)
                .balances(0)
                .code(0);
        loop.commit(encoder.limit());
    }

    private MutableDirectBuffer open(int templateId, int blockLength, int instrument, int venue) {
        loop.tryClaim(Traffic.FEED);
        MutableDirectBuffer slot = loop.buffer();
        Blocks.open(slot, 0, blockLength, templateId);
        InHead.route(slot, 0, now, instrument, venue, InHead.WHOLE, 1);
        return slot;
    }

    @Override
    public void close() {
        loop.close();
        run.close();
        journal.close();
    }
}
