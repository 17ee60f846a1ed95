package ebb.config;

import ebb.codecs.Rules;
import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keys of the strategies, and the strategies themselves. */
final class StrategyKeys {
    private static final String NULLSPECTRE = "nullspectre";

    static final Key<List<String>> WANTED = Key.of("engine.strategies", Listing.any(Word.of(NULLSPECTRE)), "none");

    static final Key<Long> NS_WINDOW = Key.of("ns.rej.top-window", Measure.duration("1s", "60d"), "72h");
    static final Key<Long> NS_MIN_RUN = share("ns.rej.min-run", "30%", "0%", "10000%");
    static final Key<BigDecimal> NS_MIN_PATTERN = points("ns.first.min-pattern", "50");
    static final Key<BigDecimal> NS_MIN_DIVERGENCE = points("ns.first.min-divergence", "10");
    static final Key<Long> NS_SPREAD = share("ns.bok.spread", "50bp", "0%", "100%");
    static final Key<Long> NS_STOP_BASE = share("ns.stp.base", "0.5%", "0%", "20%");
    static final Key<BigDecimal> NS_STOP_ATR = Key.of("ns.stp.atr", Decimal.within("0", "100", 6), "1.5");
    static final Key<BigDecimal> NS_STOP_MULT = Key.of("ns.stp.mult", Decimal.within("0.000001", "100", 6), "1.2");
    static final Key<Long> NS_STOP_MAX = share("ns.stp.max", "20%", "0.01%", "20%");
    static final Key<BigDecimal> NS_TARGET = Key.of("ns.first.target", Decimal.count(1, 100), "2");
    static final Key<Long> NS_RISK = share("ns.first.risk", "1%", "0.01%", "12%");
    static final Key<BigDecimal> NS_KAPPA = Key.of("ns.risk.kappa", Decimal.within("0", "10", 6), "0.15");
    static final Key<Long> NS_MARGIN = share("ns.first.margin", "14%", "0.01%", "100%");
    static final Key<BigDecimal> NS_LEVERAGE = Key.of("ns.first.leverage", Decimal.count(1, 200), "3");
    static final Key<Long> NS_TIMEOUT = Key.of("ns.ent.timeout", Measure.duration("1ms", "1d"), "30s");
    static final Key<BigDecimal> NS_TICKS = Key.of("ns.ent.ticks", Decimal.count(0, 1_000), "2");

    static final List<Key<?>> ALL = List.of(
            WANTED,
            NS_WINDOW,
            NS_MIN_RUN,
            NS_MIN_PATTERN,
            NS_MIN_DIVERGENCE,
            NS_SPREAD,
            NS_STOP_BASE,
            NS_STOP_ATR,
            NS_STOP_MULT,
            NS_STOP_MAX,
            NS_TARGET,
            NS_RISK,
            NS_KAPPA,
            NS_MARGIN,
            NS_LEVERAGE,
            NS_TIMEOUT,
            NS_TICKS);

    private StrategyKeys() {}

    private static Key<Long> share(String name, String standard, String least, String most) {
        return Key.of(name, Measure.share(least, most), standard);
    }

    private static Key<BigDecimal> points(String name, String standard) {
        return Key.of(name, Decimal.within("0", "100", 6), standard);
    }

    /** Frames that the wanted strategies follow, ns. */
    static List<Long> framesNs(Values values) {
        List<Long> frames = new ArrayList<>();
        if (values.of(WANTED).contains(NULLSPECTRE)) {
            frames.add(nullspectre(values).frameNs());
        }
        return frames;
    }

    /** The wanted strategies, new, in the order of the configuration. */
    static List<Strategy> make(Values values) {
        List<Strategy> made = new ArrayList<>();
        for (String name : values.of(WANTED)) {
            if (name.equals(NULLSPECTRE)) {
                made.add(new NullSpectre(nullspectre(values), values.number(EngineKeys.DIV_FULL), Rules.load()));
            }
        }
        return List.copyOf(made);
    }

    static NullSpectreSettings nullspectre(Values values) {
        long frameNs = values.of(EngineKeys.REJ_FRAME);
        long windowNs = values.of(NS_WINDOW);
        if (windowNs % frameNs != 0) {
            throw new IllegalArgumentException("ns.rej.top-window must be a multiple of rej.frame");
        }
        return new NullSpectreSettings(
                frameNs,
                Math.toIntExact(windowNs / frameNs),
                values.count(EngineKeys.REJ_MIN),
                values.of(NS_MIN_RUN),
                values.micro(NS_MIN_PATTERN),
                values.micro(NS_MIN_DIVERGENCE),
                values.of(NS_SPREAD),
                values.of(NS_STOP_BASE),
                values.number(NS_STOP_ATR),
                values.number(NS_STOP_MULT),
                values.of(NS_STOP_MAX),
                values.count(NS_TARGET),
                values.of(NS_RISK),
                values.micro(NS_KAPPA),
                values.of(NS_MARGIN),
                values.count(NS_LEVERAGE),
                values.of(NS_TIMEOUT),
                values.count(NS_TICKS));
    }
}
