package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Measure;
import ebb.config.kind.Rate;
import ebb.config.kind.Word;
import ebb.engine.RefusalSettings;
import ebb.engine.flow.VpinMode;
import ebb.engine.indicator.AtrSettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of the analytics (core §18), in the order of that table. */
final class EngineKeys {
    private static final String YEAR = "366d";

    static final Key<Long> MAX_SKEW = time("time.max-skew", "2s");
    static final Key<Long> MAX_JUMP = time("time.max-jump", "60s");
    static final Key<Long> MAX_BACK = time("time.max-back", "1s");
    static final Key<String> DAY_START = Key.of("time.day-start", Word.timeOfDay(), "00:00Z");

    static final Key<BigDecimal> DUP_RING = count("evt.dup-ring", "1024", 2, 65_536);
    static final Key<Long> GAP_FILL = time("evt.gap-fill", "5s");
    static final Key<Rate> REFUSE_LIMIT =
            Key.of("evt.refuse-limit", Rate.upTo(RefusalSettings.MAX_LIMIT, "1ms", YEAR), "10/60s");
    static final Key<Long> REPLAY = time("evt.replay", "5s");

    static final Key<List<BigDecimal>> MAX_LEVELS =
            Key.of("book.max-levels", Listing.orOneForAll(Decimal.count(1, 1_000_000), 2), "1500,50");
    static final Key<String> MIN_LEVELS = Key.of(
            "book.min-levels", Word.like("auto|[1-9][0-9]{0,5}", "auto (half the limit) or 1 to 999999"), "auto");
    static final Key<BigDecimal> BLIND_LEVELS = count("book.blind-levels", "5", 0, 100_000);
    static final Key<BigDecimal> SIGHTED_LEVELS = count("book.sighted-levels", "20", 0, 100_000);
    static final Key<String> SNAPSHOT_COMPLETE = Key.of("replay.snapshot-complete", Word.flag(), "false");
    static final Key<BigDecimal> POOL_LEVELS = count("book.pool-levels", "65536", 1, 16_777_216);
    static final Key<Long> BOOK_STALE = time("book.stale", "10s");
    static final Key<Long> BOOK_SILENT = time("book.silent", "10s");
    static final Key<BigDecimal> SILENT_TRADES = count("book.silent-trades", "5", 1, 1_000_000);
    static final Key<Long> CROSS_GRACE = time("book.cross-grace", "1s");
    static final Key<Long> RESYNC_MIN = time("book.resync-min", "1s");
    static final Key<Long> RESYNC_MAX = time("book.resync-max", "30s");
    static final Key<BigDecimal> RESYNC_ALERT = count("book.resync-alert", "5", 1, 1_000_000);
    static final Key<Long> EMPTY_ALERT = time("book.empty-alert", "10s");

    static final Key<String> GROUP = Key.of("trd.group", Word.of("same-stamp", "none"), "same-stamp");
    static final Key<Long> GROUP_FLUSH = Key.of("trd.group-flush", Measure.duration("1ms", YEAR), "50ms");
    static final Key<Long> INFER_MAX = share("trd.infer-max", "20%", "0%", "100%");

    static final Key<BigDecimal> CVD_SLOTS = count("cvd.slots", "3601", 2, 86_401);
    static final Key<BigDecimal> CVD_FLIP = decimal("cvd.flip", "0.05", "0.000001", "1");
    static final Key<BigDecimal> DIV_TOL = decimal("div.tol", "0", "0", "1");
    static final Key<BigDecimal> DIV_FULL = decimal("div.full", "0.10", "0.000001", "1");
    static final Key<String> DIV_TTL =
            Key.of("div.ttl", Word.like("(0|[1-9][0-9]{0,3}) bars", "a number of bars like 8 bars"), "8 bars");

    static final Key<String> VPIN_MODE = Key.of("vpin.mode", Word.of(VpinMode.values()), "aggressor");
    static final Key<BigDecimal> VPIN_N = count("vpin.n", "50", 1, 1_000);
    static final Key<BigDecimal> VPIN_PER_DAY = count("vpin.per-day", "50", 1, 1_000_000);
    static final Key<BigDecimal> VPIN_ADV_DAYS = count("vpin.adv-days", "30", 1, 366);
    // In the venue's units, to 18 places; no value that is zero.
    private static final String QUANTITY = "(?=[0-9.]*[1-9])[0-9]{1,16}(\\.[0-9]{1,18})?";
    static final Key<String> VPIN_BUCKET =
            Key.of("vpin.bucket", Word.like("auto|" + QUANTITY, "auto or a quantity above 0"), "auto");
    static final Key<String> VPIN_MIN_BUCKET =
            Key.of("vpin.min-bucket", Word.like("1 lot|" + QUANTITY, "1 lot or a quantity above 0"), "1 lot");
    static final Key<BigDecimal> VPIN_SIGMA_BARS = count("vpin.sigma-bars", "1440", 2, 100_000);
    static final Key<BigDecimal> VPIN_CDF = count("vpin.cdf", "2500", 2, 1_000_000);
    static final Key<BigDecimal> VPIN_TOXIC = decimal("vpin.toxic", "0.90", "0", "1");
    static final Key<BigDecimal> VPIN_SIGMA_MIN = count("vpin.sigma-min", "60", 2, 100_000);
    static final Key<BigDecimal> VPIN_CDF_MIN = count("vpin.cdf-min", "250", 1, 1_000_000);

    static final Key<Long> BAR_BASE = Key.of("bar.base", Measure.duration("1s", "1d"), "1m");
    static final Key<String> BAR_SOURCE = Key.of("bar.source", Word.of("trades", "venue"), "trades");
    static final Key<List<Long>> BAR_FRAMES =
            Key.of("bar.frames", Listing.any(Measure.duration("1s", "1d")), "1m,5m,15m,1h,4h,1d");
    static final Key<Long> BAR_GRACE = time("bar.grace", "500ms");
    static final Key<List<BigDecimal>> BAR_RING =
            Key.of("bar.ring", Listing.orOneForAll(Decimal.count(2, 1_000_000), 2), "3000,5000");
    static final Key<Long> BAR_LATE = share("bar.late", "1%", "0%", "100%");
    static final Key<List<Long>> BAR_DIFFER = Key.of("bar.differ", Listing.of(Measure.share("0%", "100%"), 2), "1%,5%");

    static final Key<BigDecimal> ATR_N = count("atr.n", "14", 1, 1_000);
    static final Key<String> ATR_SEED = Key.of("atr.seed", Word.of(AtrSettings.Seed.values()), "wilder");
    static final Key<BigDecimal> ATR_SETTLE = count("atr.settle", "28", 1, 10_000);
    static final Key<Long> ATR_MAX_EMPTY = share("atr.max-empty", "25%", "0%", "100%");
    static final Key<BigDecimal> VOLR_N = count("volr.n", "20", 1, 1_000);
    static final Key<BigDecimal> SWING_K = count("swing.k", "2", 1, 14);
    static final Key<BigDecimal> SWING_LOOK = count("swing.look", "16", 1, 1_000);
    static final Key<BigDecimal> SWING_MIN_ATR = multiple("swing.min-atr", "1.0");

    static final Key<Long> REJ_FRAME = Key.of("rej.frame", Measure.duration("1s", "1d"), "15m");
    static final Key<BigDecimal> REJ_MIN = count("rej.min", "3", 1, 8);
    static final Key<BigDecimal> REJ_BIRTH = multiple("rej.birth-atr", "4");
    static final Key<BigDecimal> REJ_LEVELS = count("rej.levels", "4", 1, 64);
    static final Key<BigDecimal> REJ_BELOW_ATR = multiple("rej.below-atr", "1.0");
    static final Key<BigDecimal> REJ_BELOW_BP = decimal("rej.below-bp", "50", "0", "10000");
    static final Key<BigDecimal> REJ_ABOVE_ATR = multiple("rej.above-atr", "0.25");
    static final Key<BigDecimal> REJ_ABOVE_BP = decimal("rej.above-bp", "30", "0", "10000");
    static final Key<BigDecimal> REJ_CONFIRM = multiple("rej.confirm-atr", "0.5");
    static final Key<BigDecimal> REJ_RETREAT = multiple("rej.retreat-atr", "2.0");
    static final Key<BigDecimal> REJ_PUSH = multiple("rej.push-atr", "1.5");
    static final Key<BigDecimal> REJ_GAP = count("rej.gap", "2", 0, 1_000);
    static final Key<BigDecimal> REJ_MAX_BARS = count("rej.max-bars", "8", 0, 1_000);
    static final Key<Long> REJ_WINDOW = Key.of("rej.window", Measure.duration("1s", YEAR), "48h");
    static final Key<String> REJ_COUNT_FIRST = Key.of("rej.count-first", Word.flag(), "true");
    static final Key<Long> REJ_DEAD = Key.of("rej.dead", Measure.duration("1s", YEAR), "24h");
    static final Key<String> REJ_ALLOW_PARTIAL = Key.of("rej.allow-partial", Word.flag(), "false");

    static final Key<BigDecimal> MICRO_TRADES = count("micro.trades", "100", 1, 10_000);
    static final Key<Long> MICRO_MAX_AGE = Key.of("micro.max-age", Measure.duration("1ms", YEAR), "30min");
    static final Key<BigDecimal> MICRO_CONFIRM = decimal("micro.confirm", "70", "0", "100");
    static final Key<List<BigDecimal>> MICRO_W = Key.of("micro.w", Listing.of(Decimal.count(0, 100), 3), "30/40/30");
    static final Key<BigDecimal> MICRO_RATIO = decimal("micro.ratio", "1.5", "0.000001", "1000");
    static final Key<String> MICRO_LARGE =
            Key.of("micro.large", Word.like("[1-9][0-9]{0,3}x", "a multiple like 2x"), "2x");
    static final Key<BigDecimal> MICRO_COUNT = count("micro.count", "3", 1, 1_000);
    static final Key<Long> MARK_STALE = time("mark.stale", "5s");

    static final List<Key<?>> ALL = List.of(
            MAX_SKEW,
            MAX_JUMP,
            MAX_BACK,
            DAY_START,
            DUP_RING,
            GAP_FILL,
            REFUSE_LIMIT,
            REPLAY,
            MAX_LEVELS,
            MIN_LEVELS,
            BLIND_LEVELS,
            SIGHTED_LEVELS,
            SNAPSHOT_COMPLETE,
            POOL_LEVELS,
            BOOK_STALE,
            BOOK_SILENT,
            SILENT_TRADES,
            CROSS_GRACE,
            RESYNC_MIN,
            RESYNC_MAX,
            RESYNC_ALERT,
            EMPTY_ALERT,
            GROUP,
            GROUP_FLUSH,
            INFER_MAX,
            CVD_SLOTS,
            CVD_FLIP,
            DIV_TOL,
            DIV_FULL,
            DIV_TTL,
            VPIN_MODE,
            VPIN_N,
            VPIN_PER_DAY,
            VPIN_ADV_DAYS,
            VPIN_BUCKET,
            VPIN_MIN_BUCKET,
            VPIN_SIGMA_BARS,
            VPIN_CDF,
            VPIN_TOXIC,
            VPIN_SIGMA_MIN,
            VPIN_CDF_MIN,
            BAR_BASE,
            BAR_SOURCE,
            BAR_FRAMES,
            BAR_GRACE,
            BAR_RING,
            BAR_LATE,
            BAR_DIFFER,
            ATR_N,
            ATR_SEED,
            ATR_SETTLE,
            ATR_MAX_EMPTY,
            VOLR_N,
            SWING_K,
            SWING_LOOK,
            SWING_MIN_ATR,
            REJ_FRAME,
            REJ_MIN,
            REJ_BIRTH,
            REJ_LEVELS,
            REJ_BELOW_ATR,
            REJ_BELOW_BP,
            REJ_ABOVE_ATR,
            REJ_ABOVE_BP,
            REJ_CONFIRM,
            REJ_RETREAT,
            REJ_PUSH,
            REJ_GAP,
            REJ_MAX_BARS,
            REJ_WINDOW,
            REJ_COUNT_FIRST,
            REJ_DEAD,
            REJ_ALLOW_PARTIAL,
            MICRO_TRADES,
            MICRO_MAX_AGE,
            MICRO_CONFIRM,
            MICRO_W,
            MICRO_RATIO,
            MICRO_LARGE,
            MICRO_COUNT,
            MARK_STALE);

    private EngineKeys() {}

    private static Key<Long> time(String name, String standard) {
        return Key.of(name, Measure.duration("0s", YEAR), standard);
    }

    private static Key<Long> share(String name, String standard, String least, String most) {
        return Key.of(name, Measure.share(least, most), standard);
    }

    private static Key<BigDecimal> count(String name, String standard, long least, long most) {
        return Key.of(name, Decimal.count(least, most), standard);
    }

    private static Key<BigDecimal> decimal(String name, String standard, String least, String most) {
        return Key.of(name, Decimal.within(least, most, 6), standard);
    }

    /** Multiples of the average true range: the unit is part of the key. */
    private static Key<BigDecimal> multiple(String name, String standard) {
        return decimal(name, standard, "0", "1000");
    }
}
