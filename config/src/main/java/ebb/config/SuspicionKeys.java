package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Measure;
import ebb.engine.flow.SpoofSettings;
import ebb.engine.flow.SuspicionSettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of what looks like manipulation, {@code pat.*} (PAT-4, PAT-5); {@code pat.spoof} of core.md §18 in its parts. */
final class SuspicionKeys {
    /** A basis point in micro-units. */
    private static final long BP_MICRO = 100;

    static final Key<BigDecimal> SPOOF_TIMES = Key.of("pat.spoof-times", Decimal.count(2, 1_000), "5");
    static final Key<BigDecimal> SPOOF_LEVELS = Key.of("pat.spoof-levels", Decimal.count(3, 100), "20");
    static final Key<Long> SPOOF_BAND = Key.of("pat.spoof-band", Measure.share("1bp", "100%"), "100bp");
    static final Key<Long> SPOOF_LIVED = Key.of("pat.spoof-lived", Measure.duration("1ms", "1h"), "500ms");
    static final Key<Long> SPOOF_CUT = Key.of("pat.spoof-cut", Measure.share("1%", "100%"), "80%");
    static final Key<Long> SPOOF_WITHIN = Key.of("pat.spoof-within", Measure.duration("1ms", "1h"), "3s");
    static final Key<Long> SPOOF_TRADED = Key.of("pat.spoof-traded", Measure.share("0.01%", "100%"), "10%");
    static final Key<BigDecimal> SPOOF_COUNT = Key.of("pat.spoof-count", Decimal.count(1, 100), "3");
    static final Key<Long> SPOOF_PER = Key.of("pat.spoof-per", Measure.duration("1s", "1d"), "10min");
    static final Key<Long> SPOOF_SAMPLE = Key.of("pat.spoof-sample", Measure.duration("1ms", "10s"), "100ms");
    static final Key<BigDecimal> WASH = Key.of("pat.wash", Decimal.count(2, 10_000), "10");

    static final List<Key<?>> ALL = List.of(
            SPOOF_TIMES,
            SPOOF_LEVELS,
            SPOOF_BAND,
            SPOOF_LIVED,
            SPOOF_CUT,
            SPOOF_WITHIN,
            SPOOF_TRADED,
            SPOOF_COUNT,
            SPOOF_PER,
            SPOOF_SAMPLE,
            WASH);

    private SuspicionKeys() {}

    /** PAT-4's and PAT-5's figures. */
    static SuspicionSettings read(Values values) {
        return new SuspicionSettings(
                new SpoofSettings(
                        values.count(SPOOF_TIMES),
                        values.count(SPOOF_LEVELS),
                        (int) (values.of(SPOOF_BAND) / BP_MICRO),
                        values.of(SPOOF_LIVED),
                        values.of(SPOOF_CUT),
                        values.of(SPOOF_WITHIN),
                        values.of(SPOOF_TRADED),
                        values.count(SPOOF_COUNT),
                        values.of(SPOOF_PER),
                        values.of(SPOOF_SAMPLE)),
                values.count(WASH));
    }
}
