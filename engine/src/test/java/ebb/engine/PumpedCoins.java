package ebb.engine;

import ebb.codecs.Rules;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.SignalDecoder;
import ebb.engine.bar.BarFeed;
import ebb.engine.paper.PaperSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.MicroUse;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.SizeSettings;
import ebb.engine.strategy.nullspectre.TargetSettings;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import ebb.testing.PumpPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Coins in minute candles that are pumped by 40 %, fail three times and fall, through the whole engine with NullSpectre
 * (NS-CON-7): for tests of what stands between a good setup and a trade.
 */
final class PumpedCoins {
    static final long MINUTE = 60_000_000_000L;
    static final long DAY = 1_440 * MINUTE;

    /** Minutes of the whole story. */
    static final int LENGTH = PumpPath.QUARTERS * 15;

    /** Does nothing but hold an outlet, through which a test looks at what strategies see. */
    static class Looker implements Strategy {
        Outlet outlet;

        @Override
        public String name() {
            return "looker";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.mark("looker");
        }

        @Override
        public void readFrom(SnapshotReader in) {
            in.mark("looker");
        }

        @Override
        public long digest() {
            return 0;
        }

        @Override
        public long digestAnew() {
            return 0;
        }
    }

    final Inbox inbox;
    private final Looker looker;
    private final Rules rules = Rules.load();

    /** A run whose strategy has these settings; it begins one minute after a day's start. */
    PumpedCoins(NullSpectreSettings settings) {
        this(candles(), settings);
    }

    /** The same on an engine of other settings. */
    PumpedCoins(EngineSettings engine, NullSpectreSettings settings) {
        this(engine, settings, new Looker());
    }

    /** The same with a strategy of the test's beside NullSpectre. */
    PumpedCoins(EngineSettings engine, NullSpectreSettings settings, Looker looker) {
        this.looker = looker;
        inbox = new Inbox(engine, new NullSpectre(settings, rules), looker);
        inbox.now = (Inbox.T0 / DAY + 1) * DAY;
        inbox.start();
    }

    void define(int coins) {
        for (int id = 0; id < coins; id++) {
            inbox.define(id, "COIN" + id, SeqModel.NONE);
        }
        inbox.reconciled();
    }

    static EngineSettings candles() {
        EngineSettings usual = Inbox.settings();
        MarketSettings markets = usual.markets();
        return new EngineSettings(
                usual.time(),
                usual.refusals(),
                usual.books(),
                new MarketSettings(
                        markets.flow(),
                        markets.bars().withFeed(BarFeed.VENUE),
                        markets.atr(),
                        markets.divergence(),
                        markets.rejections(),
                        markets.rejectionFrame(),
                        markets.volumeBars(),
                        markets.markStaleNs()),
                usual.orders(),
                usual.risk(),
                PaperSettings.candles(),
                usual.caps(),
                true);
    }

    /** What is looked at where there are only candles. */
    static NullSpectreSettings.Evidence evidence(boolean usesCap) {
        return evidence(usesCap, ConvictionSettings.Weights.BARE);
    }

    /** What is looked at where these parts weigh. */
    static NullSpectreSettings.Evidence evidence(boolean usesCap, ConvictionSettings.Weights weights) {
        NullSpectreSettings.Evidence e = NullSpectreSettings.DEFAULT.evidence();
        ConvictionSettings c = e.conviction();
        return new NullSpectreSettings.Evidence(
                usesCap,
                e.pump(),
                e.pattern(),
                e.usesQuality(),
                e.cvd(),
                e.micro(),
                e.funding(),
                e.book(),
                new ConvictionSettings(weights, c.maxMicro(), c.highMicro(), c.mediumMicro(), false));
    }

    /** One target for all of it, as far as the fall goes; sizes within the run's own risk settings. */
    static NullSpectreSettings.Trade trade() {
        NullSpectreSettings.Trade t = NullSpectreSettings.DEFAULT.trade();
        SizeSettings z = t.size();
        SizeSettings size = new SizeSettings(
                z.kappaMicro(),
                z.marginMicro(),
                z.leverages(),
                z.liquidationBuffer(),
                z.budgetMicro(),
                new SizeSettings.House(RiskSettings.LEVERAGE, 1_000_000_000_000L));
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
        // An entry on candles fills at the next minute's open: it has to live so long.
        EntrySettings n = t.entry();
        EntrySettings entry =
                new EntrySettings(n.style(), n.ticks(), 10 * MINUTE, n.reprices(), n.chaseAtr(), 30 * MINUTE);
        return new NullSpectreSettings.Trade(entry, t.stop(), targets, t.profile(), t.kelly(), size, t.correlation());
    }

    static NullSpectreSettings settings(boolean usesCap) {
        return settings(evidence(usesCap));
    }

    /** Settings under which parts weigh so much against each other, and microstructure is used so. */
    static NullSpectreSettings settings(ConvictionSettings.Weights weights, MicroUse micro) {
        NullSpectreSettings.Evidence e = evidence(false);
        ConvictionSettings c = e.conviction();
        return settings(new NullSpectreSettings.Evidence(
                e.usesCap(),
                e.pump(),
                e.pattern(),
                e.usesQuality(),
                e.cvd(),
                micro,
                e.funding(),
                e.book(),
                new ConvictionSettings(weights, c.maxMicro(), c.highMicro(), c.mediumMicro(), false)));
    }

    private static NullSpectreSettings settings(NullSpectreSettings.Evidence evidence) {
        NullSpectreSettings d = NullSpectreSettings.DEFAULT;
        return new NullSpectreSettings(
                d.frameNs(),
                d.minRejections(),
                d.universe().with(UniverseSettings.Filter.NONE),
                evidence,
                trade(),
                d.management(),
                d.discipline());
    }

    /** Plays minutes of the story, counted from 0, each coin as many minutes behind the one before it. */
    void play(int coins, int lag, int from, int to) {
        for (int minute = from; minute < to; minute++) {
            inbox.now += MINUTE;
            for (int id = 0; id < coins; id++) {
                candle(id, minute - id * lag);
            }
        }
    }

    /** A coin's minute of the story, counted from 0. */
    void candle(int id, int minute) {
        long open = price(minute);
        long close = price(minute + 1);
        // A seesaw of a tenth of a percent makes ranges; the tops of the pushes stay where the path has them.
        long wick = 20 + Math.floorMod(minute * 37L, 60L);
        inbox.candle(id, open, Math.max(open, close) + 10, Math.min(open, close) - wick, close, 1_000);
    }

    private static long price(int minute) {
        return priceAt(Math.max(0, Math.min(LENGTH, minute)) / 15.0);
    }

    /** The price so many quarter hours after the start, 1e-4. */
    static long priceAt(double quarter) {
        return Math.round(PumpPath.at(quarter) * 10_000);
    }

    /** A rule that a signal asked. */
    record Asked(String rule, String verdict, String validity, long value, long threshold) {}

    /** A signal with what it asked, those reasons included that follow behind it. */
    record Told(long id, int instrument, long ns, String status, List<Asked> asked) {
        Asked of(String rule) {
            return asked.stream()
                    .filter(each -> each.rule().equals(rule))
                    .findFirst()
                    .orElse(null);
        }

        /** The first rule that denied, or none. */
        String denial() {
            return asked.stream()
                    .filter(each ->
                            each.verdict().equals("FAIL") || each.verdict().equals("UNKNOWN"))
                    .map(Asked::rule)
                    .findFirst()
                    .orElse("none");
        }
    }

    List<Told> signals() {
        return new SignalText(rules).of(inbox.emitted);
    }

    List<Told> signals(int instrument) {
        return signals().stream()
                .filter(each -> each.instrument() == instrument)
                .toList();
    }

    /** What a strategy beside it has. */
    Outlet outlet() {
        return looker.outlet;
    }

    /** How many signals were emitted so far. */
    int count() {
        return inbox.emitted(SignalDecoder.TEMPLATE_ID).size();
    }

    static List<String> statuses(List<Told> signals) {
        List<String> list = new ArrayList<>();
        signals.forEach(each -> list.add(each.status()));
        return list;
    }
}
