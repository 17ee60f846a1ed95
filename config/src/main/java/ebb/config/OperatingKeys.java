package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Listing;
import ebb.config.kind.Maybe;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.strategy.nullspectre.Operating;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Keys of NullSpectre's live phases, {@code ns.live.*} (NS-LIV, NS-CON-6). */
final class OperatingKeys {
    private static final long SECOND_NS = 1_000_000_000L;

    static final Key<String> MODE = Key.of("ns.live.mode", Word.of(Operating.Mode.values()), "auto");
    static final Key<Long> COUNT = Key.of("ns.live.count", Measure.duration("1s", "1h"), "5s");
    static final Key<Long> BEAT = Key.of("ns.live.beat", Measure.duration("100ms", "1h"), "3s");
    static final Key<BigDecimal> DRIFT = Key.of("ns.live.drift", Decimal.within("0", "100", 6), "0.25");
    static final Key<List<String>> TIERS =
            Key.of("ns.live.tiers", Listing.any(Word.of("max", "high", "medium")), "max,high,medium");

    /** In the currency that the capital is counted in (NS-LIV-1: GBP); one of it is {@code ns.live.rate} to settle in. */
    static final Key<Optional<BigDecimal>> CAPITAL = Key.of("ns.live.capital", Maybe.of(Decimal.money()), "none");

    static final Key<BigDecimal> RATE = Key.of("ns.live.rate", Decimal.within("0.000001", "1000000", 6), "1");

    static final List<Key<?>> ALL = List.of(MODE, COUNT, BEAT, DRIFT, TIERS, CAPITAL, RATE);

    private OperatingKeys() {}

    /** Who has the last word. */
    static Operating read(Values values) {
        long count = values.of(COUNT);
        if (count % SECOND_NS != 0) {
            throw new IllegalArgumentException("ns.live.count is told in whole seconds");
        }
        List<String> tiers = values.of(TIERS);
        return new Operating(
                values.constant(MODE, Operating.Mode.class),
                (int) (count / SECOND_NS),
                values.of(BEAT),
                values.number(DRIFT),
                new Operating.Tiers(tiers.contains("max"), tiers.contains("high"), tiers.contains("medium")));
    }

    /**
     * What a simulated account begins with: the phase's capital at its rate, where one is set.
     *
     * @param values of the configuration
     * @param otherwise money 1e-8, where none is
     * @return money 1e-8, rounded down
     */
    static long equity(Values values, long otherwise) {
        return values.of(CAPITAL)
                .map(capital -> capital.multiply(values.of(RATE))
                        .movePointRight(8)
                        .setScale(0, java.math.RoundingMode.FLOOR)
                        .longValueExact())
                .orElse(otherwise);
    }
}
