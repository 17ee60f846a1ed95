package ebb.config;

import ebb.adapters.venue.Venue;
import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.pattern.VolumeProfileSettings;
import ebb.engine.strategy.nullspectre.BookSettings;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.CvdSettings;
import ebb.engine.strategy.nullspectre.EntrySettings;
import ebb.engine.strategy.nullspectre.FundingSettings;
import ebb.engine.strategy.nullspectre.KellySettings;
import ebb.engine.strategy.nullspectre.Management;
import ebb.engine.strategy.nullspectre.MicroUse;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.PatternSettings;
import ebb.engine.strategy.nullspectre.PerTier;
import ebb.engine.strategy.nullspectre.PumpSettings;
import ebb.engine.strategy.nullspectre.RunnerSettings;
import ebb.engine.strategy.nullspectre.SizeSettings;
import ebb.engine.strategy.nullspectre.StopSettings;
import ebb.engine.strategy.nullspectre.TargetSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keys of NullSpectre, {@code ns.*} (nullspectre.md §16), and of the volume profile it asks for, {@code vp.*}. */
final class NullSpectreKeys {
    /** Shares are read in micro-units, rates are 1e-9. */
    private static final long MICRO_TO_NANO = 1_000;

    private static final long SECOND_NS = 1_000_000_000L;

    /** A basis point in micro-units. */
    private static final long BP_MICRO = 100;

    private static final List<Key<?>> MADE = new ArrayList<>();

    static final Key<Long> WINDOW = time("ns.rej.top-window", "72h");
    static final Key<Long> MIN_RUN = share("ns.rej.min-run", "30%", "0%", "10000%");
    static final Key<List<BigDecimal>> QUALITY = numbers("ns.rej.q", "40/30/30", 3, "0", "100");
    static final Key<BigDecimal> FULL_VOLUME = number("ns.rej.vol", "1.2", "0.000001", "1000");
    static final Key<Long> TIGHT = time("ns.rej.tight", "2h");
    static final Key<BigDecimal> TIGHT_POINTS = points("ns.rej.tight-points", "30");
    static final Key<Long> WIDE = time("ns.rej.wide", "6h");
    static final Key<BigDecimal> WIDE_POINTS = points("ns.rej.wide-points", "-20");
    static final Key<BigDecimal> DESCENDING = points("ns.rej.desc", "40");
    static final Key<BigDecimal> ASCENDING = points("ns.rej.asc", "-30");
    static final Key<Long> EQUAL = share("ns.rej.eq", "10bp", "0%", "100%");
    static final Key<String> SCALE = word("ns.rej.scale", Word.of(PatternSettings.Scale.values()), "clamp");
    static final Key<String> CANDLE = word("ns.rej.candle", Word.of(PatternSettings.Candle.values()), "peak");

    static final Key<BigDecimal> CVD_DENY = number("ns.cvd.deny", "0.20", "0", "1");
    static final Key<String> ABSORPTION = word("ns.cvd.absorption", Word.flag(), "false");
    static final Key<String> CAPTURE = word("ns.mic.capture", Word.of(MicroUse.Capture.values()), "peak");
    static final Key<String> GATE = word("ns.mic.gate", Word.of(MicroUse.Gate.values()), "none");

    static final Key<Long> FUND_LOW = share("ns.fun.lo", "1bp", "-10%", "10%");
    static final Key<Long> FUND_HIGH = share("ns.fun.hi", "10bp", "-10%", "10%");
    static final Key<Long> FUND_DENY = share("ns.fun.deny", "-5bp", "-10%", "10%");
    static final Key<Long> FUND_CROWD = share("ns.fun.crowd", "95%", "0%", "100%");
    static final Key<BigDecimal> FUND_CROWD_POINTS = number("ns.fun.crowd-points", "60", "0", "100");
    static final Key<Long> FUND_FLIP = time("ns.fun.flip", "24h");

    static final Key<BigDecimal> BOOK_FULL = number("ns.bok.full", "0.5", "0.000001", "1");
    static final Key<Long> SPREAD = share("ns.bok.spread", "50bp", "0%", "100%");
    static final Key<Long> SLIP_OUT = share("ns.bok.slip-out", "100bp", "0%", "100%");
    static final Key<Long> SLIP_IN = share("ns.bok.slip-in", "50bp", "0%", "100%");
    static final Key<Long> SPOOF = time("ns.bok.spoof", "10min");
    static final Key<Long> WASH = time("ns.bok.wash", "1h");

    static final Key<List<BigDecimal>> WEIGHTS =
            made(Key.of("ns.con.w", Listing.of(Decimal.count(0, 100), 5), "35/25/20/15/5"));
    static final Key<BigDecimal> MAX = number("ns.con.max", "80", "0", "100");
    static final Key<BigDecimal> HIGH = number("ns.con.high", "60", "0", "100");
    static final Key<BigDecimal> MEDIUM = number("ns.con.medium", "50", "0", "100");
    static final Key<Long> COOL_LOSS = time("ns.con.cool-loss", "4h");
    static final Key<Long> COOL = time("ns.con.cool", "1h");

    static final Key<Long> STOP_BASE = share("ns.stp.base", "0.5%", "0%", "20%");
    static final Key<BigDecimal> STOP_ATR = number("ns.stp.atr", "1.5", "0", "100");
    /** Of MEXC, of Binance, of all others. */
    static final Key<List<BigDecimal>> STOP_MULT =
            made(Key.of("ns.stp.mult", Listing.orOneForAll(Decimal.within("0.000001", "100", 6), 3), "1.2/1.0/1.0"));

    static final Key<Long> STOP_MAX = share("ns.stp.max", "20%", "0.01%", "20%");

    static final Key<List<Long>> SPLIT = shares("ns.tgt.split", "33%,33%,34%", "0%", "100%");
    static final Key<Long> MIN_DIST = share("ns.tgt.min-dist", "1%", "0%", "50%");
    static final Key<BigDecimal> MIN_R1 = number("ns.tgt.min-r1", "1.0", "0", "100");
    static final Key<Long> FRONT = share("ns.tgt.front", "10bp", "0%", "10%");
    static final Key<BigDecimal> MIN_R = number("ns.tgt.min-r", "2.0", "0", "100");
    static final Key<List<BigDecimal>> FALLBACK =
            made(Key.of("ns.tgt.fallback", Listing.of(Decimal.count(1, 1_000), 3), "2,3,5"));
    static final Key<List<Long>> BASE_TARGETS = shares("ns.base.targets", "50%,100%,200%", "0.01%", "10000%");
    static final Key<BigDecimal> BASE_LEVERAGE = count("ns.base.lev", "10", 1, 1_000);
    static final Key<Long> BASE_RISK = share("ns.base.risk", "2%", "0.01%", "12%");

    static final Key<BigDecimal> FRACTION = number("ns.kelly.fraction", "0.25", "0.000001", "1");
    static final Key<BigDecimal> P0 = number("ns.kelly.p0", "0.42", "0", "1");
    static final Key<BigDecimal> B0 = number("ns.kelly.b0", "3", "0.000001", "1000");
    static final Key<BigDecimal> PRIOR = count("ns.kelly.prior", "20", 1, 10_000);
    static final Key<BigDecimal> TRADES = count("ns.kelly.window", "100", 1, 10_000);
    static final Key<Long> LEAST = share("ns.kelly.min", "0.25%", "0%", "12%");
    static final Key<BigDecimal> CUT_AFTER = count("ns.risk.cut-after", "3", 1, 1_000);
    static final Key<BigDecimal> CUT = number("ns.risk.cut", "0.5", "0", "1");
    static final Key<Long> CAP = share("ns.risk.cap", "12%", "0.01%", "12%");
    static final Key<List<Long>> TIER_CAPS = shares("ns.risk.tier", "12%,8%,4%", "0.01%", "12%");
    static final Key<BigDecimal> STREAK = count("ns.risk.streak", "6", 1, 1_000);
    static final Key<Long> DAILY = share("ns.risk.daily", "20%", "0.01%", "100%");
    static final Key<Long> MARGIN = share("ns.risk.symbol-margin", "15%", "0.01%", "100%");
    static final Key<List<BigDecimal>> LEVERAGES =
            made(Key.of("ns.risk.lev", Listing.of(Decimal.count(1, 1_000), 3), "100/50/20"));
    static final Key<BigDecimal> LIQ_BUFFER = number("ns.risk.liq-buffer", "1.25", "1", "100");
    static final Key<BigDecimal> KAPPA = number("ns.risk.kappa", "0.15", "0", "10");
    static final Key<BigDecimal> EVEN = number("ns.pos.even", "0.05", "0", "10");

    static final Key<String> BREAKEVEN = word("ns.prt.be", Word.flag(), "true");
    static final Key<String> TRAIL = word("ns.trail", Word.flag(), "false");
    static final Key<BigDecimal> TRAIL_ATR = number("ns.trail-atr", "2.5", "0", "100");
    static final Key<Long> TIME_STOP = time("ns.time-stop", "72h");
    static final Key<Long> TOUCH = share("ns.run.touch", "1%", "0%", "50%");
    static final Key<Long> SPACE = time("ns.run.space", "5min");
    static final Key<Long> LEAVE = time("ns.run.leave", "30s");
    static final Key<Long> BOUNCE = share("ns.run.bounce", "1%", "0%", "50%");
    static final Key<BigDecimal> BOUNCE_ATR = number("ns.run.bounce-atr", "0.5", "0", "100");
    static final Key<BigDecimal> RUN_VOLUME = number("ns.run.vol", "1.3", "0", "1000");
    static final Key<Long> RUN_CVD = time("ns.run.cvd", "5min");
    static final Key<BigDecimal> ALERT = count("ns.run.alert", "2", 1, 1_000);
    static final Key<BigDecimal> AUTO = count("ns.run.auto", "3", 2, 1_000);
    static final Key<String> REST = word("ns.run.rest", Word.flag(), "false");

    static final Key<String> USE_CAP = word("ns.use.cap", Word.flag(), "true");
    static final Key<Long> BACKTEST_SLIP = share("ns.bt.slip", "20bp", "0%", "50%");
    static final Key<String> USE_QUALITY = word("ns.use.quality", Word.flag(), "true");
    static final Key<String> USE_SUPPORT = word("ns.use.support", Word.flag(), "true");
    static final Key<String> USE_MICRO = word("ns.use.micro", Word.flag(), "true");
    static final Key<String> USE_ATR_STOP = word("ns.use.atr-stop", Word.flag(), "true");
    static final Key<String> USE_KELLY = word("ns.use.kelly", Word.flag(), "true");
    static final Key<String> USE_CVD = word("ns.use.cvd", Word.flag(), "true");
    static final Key<String> USE_FUNDING = word("ns.use.funding", Word.flag(), "true");
    static final Key<String> USE_BOOK = word("ns.use.book", Word.flag(), "true");

    static final Key<BigDecimal> VP_DAYS = count("vp.days", "30", 1, 365);
    static final Key<BigDecimal> VP_MIN_DAYS = count("vp.min-days", "7", 1, 365);
    static final Key<BigDecimal> VP_BUCKETS = count("vp.buckets", "100", 1, 1_000);
    static final Key<BigDecimal> VP_NODES = count("vp.nodes", "5", 1, 32);
    static final Key<BigDecimal> VP_SEP = count("vp.sep", "3", 1, 1_000);
    static final Key<String> VP_SPREAD = word("vp.spread", Word.of(VolumeProfileSettings.Spread.values()), "range");

    static final List<Key<?>> ALL = List.copyOf(MADE);

    private NullSpectreKeys() {}

    private static <T> Key<T> made(Key<T> key) {
        MADE.add(key);
        return key;
    }

    private static Key<Long> share(String name, String standard, String least, String most) {
        return made(Key.of(name, Measure.share(least, most), standard));
    }

    private static Key<List<Long>> shares(String name, String standard, String least, String most) {
        return made(Key.of(name, Listing.of(Measure.share(least, most), 3), standard));
    }

    private static Key<Long> time(String name, String standard) {
        return made(Key.of(name, Measure.duration("1ms", "60d"), standard));
    }

    private static Key<BigDecimal> number(String name, String standard, String least, String most) {
        return made(Key.of(name, Decimal.within(least, most, 6), standard));
    }

    private static Key<BigDecimal> points(String name, String standard) {
        return made(Key.of(name, Decimal.count(-100, 100), standard));
    }

    private static Key<BigDecimal> count(String name, String standard, long least, long most) {
        return made(Key.of(name, Decimal.count(least, most), standard));
    }

    private static Key<List<BigDecimal>> numbers(String name, String standard, int size, String least, String most) {
        return made(Key.of(name, Listing.of(Decimal.within(least, most, 6), size), standard));
    }

    static Key<String> word(String name, Word words, String standard) {
        return made(Key.of(name, words, standard));
    }

    /** The settings of a configuration. */
    static NullSpectreSettings read(Values values) {
        long frameNs = values.of(EngineKeys.REJ_FRAME);
        if (values.of(WINDOW) % frameNs != 0) {
            throw new IllegalArgumentException("ns.rej.top-window must be a multiple of rej.frame");
        }
        return new NullSpectreSettings(
                frameNs,
                values.count(EngineKeys.REJ_MIN),
                UniverseKeys.read(values),
                evidence(values),
                trade(values),
                management(values),
                RestKeys.discipline(values),
                OperatingKeys.read(values));
    }

    /** A window that the readings of the delta do not reach back to could never be answered (CVD-2). */
    private static void checkSlots(Values values) {
        long longest = Math.max(CvdSettings.DENY_WINDOW_NS, values.of(RUN_CVD));
        if (values.count(EngineKeys.CVD_SLOTS) <= longest / SECOND_NS) {
            throw new IllegalArgumentException("cvd.slots must be above " + longest / SECOND_NS
                    + ": NullSpectre asks for the delta of that many seconds (ns.cvd.deny, ns.run.cvd)");
        }
    }

    private static Management management(Values values) {
        checkSlots(values);
        RunnerSettings runner = new RunnerSettings(
                values.of(TOUCH),
                values.of(SPACE),
                values.of(LEAVE),
                values.of(BOUNCE),
                values.number(BOUNCE_ATR),
                values.micro(RUN_VOLUME),
                values.count(ALERT),
                values.count(AUTO));
        return new Management(
                values.isTrue(BREAKEVEN),
                values.isTrue(TRAIL),
                values.number(TRAIL_ATR),
                values.of(TIME_STOP),
                values.isTrue(REST),
                values.of(RUN_CVD),
                Math.toIntExact(values.micro(EngineKeys.CVD_FLIP)),
                runner);
    }

    private static NullSpectreSettings.Evidence evidence(Values values) {
        CvdSettings cvd = new CvdSettings(
                values.number(EngineKeys.DIV_FULL),
                values.number(EngineKeys.REJ_BELOW_ATR),
                values.number(EngineKeys.REJ_BELOW_BP),
                values.micro(CVD_DENY),
                values.isTrue(ABSORPTION));
        MicroUse micro = new MicroUse(
                values.constant(CAPTURE, MicroUse.Capture.class),
                values.constant(GATE, MicroUse.Gate.class),
                values.micro(EngineKeys.MICRO_CONFIRM));
        FundingSettings funding = new FundingSettings(
                values.of(FUND_LOW) * MICRO_TO_NANO,
                values.of(FUND_HIGH) * MICRO_TO_NANO,
                values.of(FUND_DENY) * MICRO_TO_NANO,
                values.of(FUND_CROWD),
                values.number(FUND_CROWD_POINTS),
                values.of(FUND_FLIP),
                FundingSettings.DEFAULT.flipBonus());
        BookSettings book = new BookSettings(
                values.number(BOOK_FULL),
                values.of(SPREAD),
                values.of(SLIP_OUT),
                values.of(SLIP_IN),
                values.of(SPOOF),
                values.of(WASH));
        return new NullSpectreSettings.Evidence(
                values.isTrue(USE_CAP),
                new PumpSettings(values.of(WINDOW), values.of(MIN_RUN)),
                pattern(values),
                values.isTrue(USE_QUALITY),
                cvd,
                micro,
                funding,
                book,
                conviction(values));
    }

    private static PatternSettings pattern(Values values) {
        List<BigDecimal> quality = values.of(QUALITY);
        return new PatternSettings(
                new PatternSettings.Quality(
                        quality.get(0).doubleValue(),
                        quality.get(1).doubleValue(),
                        quality.get(2).doubleValue(),
                        values.number(FULL_VOLUME)),
                new PatternSettings.Spacing(
                        values.of(TIGHT), values.count(TIGHT_POINTS), values.of(WIDE), values.count(WIDE_POINTS)),
                new PatternSettings.Acceleration(
                        values.count(DESCENDING), values.count(ASCENDING), (int) (values.of(EQUAL) / BP_MICRO)),
                values.constant(SCALE, PatternSettings.Scale.class),
                values.constant(CANDLE, PatternSettings.Candle.class));
    }

    private static ConvictionSettings conviction(Values values) {
        ConvictionSettings.Weights weights = new ConvictionSettings.Weights(
                weight(values, 0, null),
                weight(values, 1, USE_CVD),
                weight(values, 2, USE_MICRO),
                weight(values, 3, USE_FUNDING),
                weight(values, 4, USE_BOOK));
        return new ConvictionSettings(weights, values.micro(MAX), values.micro(HIGH), values.micro(MEDIUM), true);
    }

    /** A part that is not used weighs nothing; the others share what it had. */
    private static int weight(Values values, int part, Key<String> use) {
        boolean isUsed = use == null || values.isTrue(use);
        return isUsed ? values.of(WEIGHTS).get(part).intValueExact() : 0;
    }

    private static NullSpectreSettings.Trade trade(Values values) {
        EntrySettings entry = EntryKeys.read(values);
        StopSettings stop = new StopSettings(
                values.of(STOP_BASE),
                values.number(STOP_ATR),
                factors(values),
                values.of(STOP_MAX),
                values.isTrue(USE_ATR_STOP));
        VolumeProfileSettings profile = new VolumeProfileSettings(
                values.count(VP_DAYS),
                values.count(VP_MIN_DAYS),
                values.count(VP_BUCKETS),
                values.count(VP_NODES),
                values.count(VP_SEP),
                values.constant(VP_SPREAD, VolumeProfileSettings.Spread.class));
        return new NullSpectreSettings.Trade(
                entry, stop, targets(values), profile, kelly(values), size(values), RestKeys.correlation(values));
    }

    private static StopSettings.Factors factors(Values values) {
        List<BigDecimal> given = values.of(STOP_MULT);
        List<Double> byVenue = new ArrayList<>();
        for (Venue venue : Venue.values()) {
            int which = venue == Venue.MEXC ? 0 : venue.text().startsWith("binance") ? 1 : 2;
            byVenue.add(given.get(which).doubleValue());
        }
        return new StopSettings.Factors(byVenue, given.get(2).doubleValue());
    }

    private static TargetSettings targets(Values values) {
        List<BigDecimal> multiples = values.of(FALLBACK);
        List<Long> fixed = values.of(BASE_TARGETS);
        long leverage = values.count(BASE_LEVERAGE);
        return new TargetSettings(
                three(values.of(SPLIT)),
                values.of(MIN_DIST),
                values.number(MIN_R1),
                values.of(FRONT),
                values.micro(MIN_R),
                new TargetSettings.Three(
                        multiples.get(0).longValueExact(),
                        multiples.get(1).longValueExact(),
                        multiples.get(2).longValueExact()),
                new TargetSettings.Three(fixed.get(0) / leverage, fixed.get(1) / leverage, fixed.get(2) / leverage),
                values.isTrue(USE_SUPPORT));
    }

    private static TargetSettings.Three three(List<Long> list) {
        return new TargetSettings.Three(list.get(0), list.get(1), list.get(2));
    }

    private static KellySettings kelly(Values values) {
        List<Long> caps = values.of(TIER_CAPS);
        return new KellySettings(
                values.number(FRACTION),
                values.number(P0),
                values.number(B0),
                values.count(PRIOR),
                values.of(LEAST),
                values.count(CUT_AFTER),
                values.number(CUT),
                RestKeys.cutAgain(values),
                new PerTier(caps.get(0), caps.get(1), caps.get(2)),
                values.of(CAP),
                values.of(BASE_RISK),
                values.isTrue(USE_KELLY));
    }

    /** The house's own limits bound the size too, else its gate would deny what was sized without them. */
    private static SizeSettings size(Values values) {
        List<BigDecimal> leverages = values.of(LEVERAGES);
        return new SizeSettings(
                values.micro(KAPPA),
                Math.min(values.of(MARGIN), values.of(HouseKeys.SYMBOL_MARGIN)),
                new PerTier(
                        leverages.get(0).longValueExact(),
                        leverages.get(1).longValueExact(),
                        leverages.get(2).longValueExact()),
                values.number(LIQ_BUFFER),
                values.of(DAILY),
                new SizeSettings.House(values.count(HouseKeys.LEVERAGE), values.money(HouseKeys.ORDER_NOTIONAL)));
    }
}
