package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.AlertSettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of what people are told: alerts, {@code ns.alr.*} (NS-ALR-1), and the daily review, {@code ns.rev.*} (NS-REV-1). */
final class WatchKeys {
    static final Key<Long> REPEAT = Key.of("ns.alr.repeat", Measure.duration("1s", "1d"), "5min");
    static final Key<Long> CRITICAL = Key.of("ns.alr.critical", Measure.duration("1s", "1d"), "1min");
    static final Key<BigDecimal> STREAK = Key.of("ns.alr.streak", Decimal.count(1, 1_000), "3");
    static final Key<String> REVIEW_AT = Key.of("ns.rev.at", Word.timeOfDay(), "00:05Z");

    static final List<Key<?>> ALL = List.of(REPEAT, CRITICAL, STREAK, REVIEW_AT);

    private WatchKeys() {}

    /** NS-ALR-1's figures. */
    static AlertSettings alerts(Values values) {
        return new AlertSettings(
                values.of(REPEAT), values.of(CRITICAL), values.count(STREAK), values.micro(NullSpectreKeys.EVEN));
    }
}
