package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Measure;
import ebb.engine.bar.Frames;
import ebb.engine.strategy.nullspectre.UniverseSettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of NullSpectre's universe, {@code ns.uni.*} (nullspectre.md §1). */
final class UniverseKeys {
    static final Key<BigDecimal> CAPACITY = Key.of("ns.uni.max", Decimal.count(1, 1_024), "1024");
    static final Key<BigDecimal> WATCH = Key.of("ns.uni.watch", Decimal.count(1, 1_024), "50");
    static final Key<BigDecimal> LEAVE = Key.of("ns.uni.leave", Decimal.count(1, 1_024), "60");
    static final Key<BigDecimal> MIN_VOLUME =
            Key.of("ns.uni.min-volume", Decimal.within("0", "10000000000", 8), "250000");
    static final Key<Long> MIN_AGE = Key.of("ns.uni.min-age", Measure.duration("0s", "30d"), "7d");
    static final Key<BigDecimal> NEW_DAYS = Key.of("ns.uni.new-days", Decimal.count(0, 365), "30");
    static final Key<List<BigDecimal>> WEIGHTS =
            Key.of("ns.uni.weights", Listing.of(Decimal.count(0, 100), 3), "30/30/40");

    static final List<Key<?>> ALL = List.of(CAPACITY, WATCH, LEAVE, MIN_VOLUME, MIN_AGE, NEW_DAYS, WEIGHTS);

    private UniverseKeys() {}

    /** The settings of a configuration. */
    static UniverseSettings read(Values values) {
        List<BigDecimal> weights = values.of(WEIGHTS);
        return new UniverseSettings(
                values.count(CAPACITY),
                values.count(WATCH),
                values.count(LEAVE),
                new UniverseSettings.Weights(
                        weights.get(0).intValueExact(),
                        weights.get(1).intValueExact(),
                        weights.get(2).intValueExact(),
                        UniverseSettings.Weights.DEFAULT.newBonus()),
                new UniverseSettings.Filter(
                        values.money(MIN_VOLUME), values.of(MIN_AGE), values.count(NEW_DAYS) * Frames.DAY_NS));
    }
}
