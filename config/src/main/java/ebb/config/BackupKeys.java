package ebb.config;

import ebb.config.kind.Decimal;
import ebb.config.kind.Maybe;
import ebb.config.kind.Word;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keys of daily backups (NS-ALR-2). What they say is outside of the engine and different on each machine, so none is part of the
 * canonical text: whether and where a run was backed up does not change it.
 */
final class BackupKeys {
    static final Key<Optional<String>> DIR =
            Key.of("backup.dir", Maybe.of(HouseKeys.path()), "none").as(Key.Role.PLACE);
    static final Key<String> AT =
            Key.of("backup.at", Word.timeOfDay(), "00:20Z").as(Key.Role.PLACE);
    static final Key<BigDecimal> KEEP =
            Key.of("backup.keep", Decimal.count(1, 3_650), "7").as(Key.Role.PLACE);

    static final List<Key<?>> ALL = List.of(DIR, AT, KEEP);

    private BackupKeys() {}

    /** Empty where none are made. */
    static Optional<BackupSettings> read(Values values) {
        return values.of(DIR).map(dir -> new BackupSettings(Path.of(dir), values.timeOfDayNs(AT), values.count(KEEP)));
    }
}
