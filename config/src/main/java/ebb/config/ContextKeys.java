package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Measure;
import ebb.engine.context.CapSettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of slow facts: what the universe makes of market caps (NS-CAP). */
final class ContextKeys {
    private static final long DAY_NS = 86_400_000_000_000L;

    static final Key<BigDecimal> CAP_HIGH = Key.of("ns.cap.high", usd(), "2700000");
    static final Key<BigDecimal> CAP_MAX = Key.of("ns.cap.max", usd(), "60000000");
    static final Key<Long> CAP_STALE = Key.of("ns.cap.stale", Measure.duration("1m", "60d"), "48h");
    static final Key<Long> CAP_LOOKBACK = Key.of("ns.cap.lookback", Measure.duration("1d", "60d"), "7d");

    static final List<Key<?>> ALL = List.of(CAP_HIGH, CAP_MAX, CAP_STALE, CAP_LOOKBACK);

    private ContextKeys() {}

    private static Decimal usd() {
        return Decimal.within("0.01", "1000000000000", 2);
    }

    /** NS-CAP's figures. */
    static CapSettings caps(Values values) {
        long lookbackNs = values.of(CAP_LOOKBACK);
        if (lookbackNs % DAY_NS != 0) {
            throw new IllegalArgumentException("ns.cap.lookback must be whole days");
        }
        return new CapSettings(
                values.micro(CAP_HIGH),
                values.micro(CAP_MAX),
                values.of(CAP_STALE),
                Math.toIntExact(lookbackNs / DAY_NS));
    }
}
