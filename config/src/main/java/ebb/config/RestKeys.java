package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.strategy.nullspectre.CorrelationSettings;
import ebb.engine.strategy.nullspectre.Discipline;
import ebb.engine.strategy.nullspectre.EdgeSettings;
import ebb.engine.strategy.nullspectre.KellySettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of what makes NullSpectre smaller or lets it rest: correlated shorts (NS-RSK-8), an edge that is gone (NS-RSK-9). */
final class RestKeys {
    static final Key<BigDecimal> CORR = Key.of("ns.risk.corr", Decimal.within("-1", "1", 6), "0.9");
    static final Key<BigDecimal> CORR_DAYS = Key.of("ns.risk.corr-days", Decimal.count(2, 365), "30");
    static final Key<BigDecimal> CORR_WEIGHT = Key.of("ns.risk.corr-weight", Decimal.within("1", "100", 6), "1.5");
    static final Key<BigDecimal> EDGE_N = Key.of("ns.risk.edge-n", Decimal.count(1, 10_000), "50");
    static final Key<Long> EDGE_WIN = Key.of("ns.risk.edge-win", Measure.share("0%", "100%"), "35%");
    static final Key<BigDecimal> EDGE_PAYOFF = Key.of("ns.risk.edge-payoff", Decimal.within("0", "1000", 6), "1.5");

    static final Key<String> ON_SIX =
            NullSpectreKeys.word("ns.risk.on-six", Word.of(Discipline.OnStreak.values()), "pause");

    static final List<Key<?>> ALL = List.of(CORR, CORR_DAYS, CORR_WEIGHT, EDGE_N, EDGE_WIN, EDGE_PAYOFF, ON_SIX);

    private RestKeys() {}

    /** NS-RSK-8's figures. */
    static CorrelationSettings correlation(Values values) {
        return new CorrelationSettings(values.count(CORR_DAYS), values.micro(CORR), values.micro(CORR_WEIGHT));
    }

    /** NS-CON-4, NS-RSK-4, NS-RSK-9: when the strategy rests. */
    static Discipline discipline(Values values) {
        return new Discipline(
                values.of(NullSpectreKeys.COOL_LOSS),
                values.of(NullSpectreKeys.COOL),
                values.count(NullSpectreKeys.STREAK),
                onStreak(values),
                values.micro(NullSpectreKeys.EVEN),
                values.count(NullSpectreKeys.TRADES),
                edge(values));
    }

    /** NS-C12: from where on sizes are cut once more. */
    static int cutAgain(Values values) {
        boolean reduces = onStreak(values) == Discipline.OnStreak.REDUCE;
        return reduces
                ? Math.max(values.count(NullSpectreKeys.STREAK), values.count(NullSpectreKeys.CUT_AFTER))
                : KellySettings.NEVER;
    }

    private static Discipline.OnStreak onStreak(Values values) {
        return values.constant(ON_SIX, Discipline.OnStreak.class);
    }

    /** NS-RSK-9's figures. */
    static EdgeSettings edge(Values values) {
        return new EdgeSettings(values.count(EDGE_N), values.of(EDGE_WIN), values.micro(EDGE_PAYOFF));
    }
}
