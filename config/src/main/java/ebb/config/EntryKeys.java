package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.strategy.nullspectre.EntrySettings;
import java.math.BigDecimal;
import java.util.List;

/** Keys of how NullSpectre enters, {@code ns.ent.*} (NS-ENT-1, NS-ENT-2). */
final class EntryKeys {
    static final Key<String> STYLE = Key.of("ns.ent.style", Word.of(EntrySettings.Style.values()), "cross");
    static final Key<BigDecimal> TICKS = Key.of("ns.ent.ticks", Decimal.count(0, 1_000), "2");
    static final Key<Long> TIMEOUT = Key.of("ns.ent.timeout", Measure.duration("1ms", "60d"), "30s");
    static final Key<BigDecimal> REPRICE = Key.of("ns.ent.reprice", Decimal.count(0, 1_000), "3");
    static final Key<BigDecimal> CHASE = Key.of("ns.ent.chase", Decimal.within("0", "100", 6), "0.25");
    static final Key<Long> LIFE = Key.of("ns.ent.life", Measure.duration("1ms", "60d"), "5min");

    static final List<Key<?>> ALL = List.of(STYLE, TICKS, TIMEOUT, REPRICE, CHASE, LIFE);

    private EntryKeys() {}

    /** How a position is entered. */
    static EntrySettings read(Values values) {
        return new EntrySettings(
                values.constant(STYLE, EntrySettings.Style.class),
                values.count(TICKS),
                values.of(TIMEOUT),
                values.count(REPRICE),
                values.number(CHASE),
                values.of(LIFE));
    }
}
