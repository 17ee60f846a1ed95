package ebb.config;

import ebb.adapters.context.CapFeedSettings;
import ebb.adapters.net.NetSettings;
import ebb.codecs.XxHash64;
import ebb.codecs.sbe.Mode;
import ebb.engine.EngineSettings;
import ebb.engine.EngineSetup;
import ebb.engine.bar.Frames;
import ebb.engine.strategy.Strategy;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.journal.JournalSettings;
import ebb.runtime.LiveSettings;
import ebb.runtime.RingSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that holds: every key with its value, and the records made of them. Equal values make equal
 * configurations; where they came from does not matter, nor do places and secrets.
 */
public final class EbbConfig {
    private final Values values;
    private final String canonical;
    private final EngineSettings engine;
    private final RingSettings ring;
    private final JournalSettings journal;
    private final NetSettings net;
    private final List<VenueSettings> venues;

    private EbbConfig(Values values, Records records) {
        this.values = values;
        this.canonical = values.canonical();
        this.engine = records.engine();
        this.ring = records.ring();
        this.journal = records.journal();
        this.net = records.net();
        this.venues = records.venues();
    }

    /** Makes the records; null where errors were found, now or before. */
    static EbbConfig of(Values values, List<ConfigError> errors) {
        Records records = Records.of(values, errors);
        return records == null ? null : new EbbConfig(values, records);
    }

    /** Mode the configuration was read for. */
    public Mode mode() {
        return values.constant(HouseKeys.MODE, Mode.class);
    }

    /** Name of the profile it rests on. */
    public String profile() {
        return values.of(HouseKeys.PROFILE);
    }

    /** Figures of the engine's parts. */
    public EngineSettings engine() {
        return engine;
    }

    /** The configured strategies, new at each call: they hold state. */
    public List<Strategy> strategies() {
        return StrategyKeys.make(values);
    }

    /** Names of the configured strategies, in the order in which they are called. */
    public List<String> strategyNames() {
        return values.of(StrategyKeys.WANTED);
    }

    /** NullSpectre's figures, whether or not it is configured. */
    public NullSpectreSettings nullspectre() {
        return NullSpectreKeys.read(values);
    }

    /** What the engine is handed, with new strategies at each call. */
    public EngineSetup setup() {
        return new EngineSetup(engine, strategies());
    }

    /** The ring and who works on it. */
    public RingSettings ring() {
        return ring;
    }

    /** How the journal is written. */
    public JournalSettings journal() {
        return journal;
    }

    /** {@code journal.dir}. */
    public Path journalDir() {
        return Path.of(values.of(HouseKeys.JOURNAL_DIR));
    }

    /** {@code control.socket}; without one {@code ebb.sock} in the journal's directory. */
    public Path controlSocket() {
        return values.of(HouseKeys.CONTROL_SOCKET)
                .map(Path::of)
                .orElseGet(() -> journalDir().resolve("ebb.sock"));
    }

    /** The network layer. */
    public NetSettings net() {
        return net;
    }

    /** The venues of {@code engine.venues}, in its order. */
    public List<VenueSettings> venues() {
        return venues;
    }

    /**
     * Whom to ask for market caps (NS-CAP-3).
     *
     * @param environment where the key may be kept
     * @return empty if nobody is to be asked
     * @throws ConfigException if the file of coins is wrong or ambiguous, or the key cannot be had
     */
    public Optional<CapFeedSettings> marketCaps(Map<String, String> environment) {
        List<ConfigError> errors = new ArrayList<>();
        Optional<CapFeedSettings> caps = ContextKeys.feed(values, environment, errors);
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return caps;
    }

    /**
     * Whether NullSpectre is to trade by market caps that nobody is asked for (NS-CAP-2): then every coin is UNKNOWN.
     *
     * @return true if no setup can pass
     */
    public boolean lacksMarketCaps() {
        return StrategyKeys.wantsMarketCaps(values) && !ContextKeys.asks(values);
    }

    /** {@code time.tick}, real time between looks of the ticker, ns. */
    public long tickNs() {
        return values.of(HouseKeys.TICK);
    }

    /** {@code journal.snapshot-every}, ns by the session's clock; absent where none are taken. */
    public Optional<Long> snapshotEveryNs() {
        return values.of(HouseKeys.SNAPSHOT_EVERY);
    }

    /** {@code ns.rev.at}: when the day is reviewed (NS-REV-1), ns after 00:00 UTC. */
    public long reviewAtNs() {
        return values.timeOfDayNs(WatchKeys.REVIEW_AT);
    }

    /** {@code backup.*}: daily backups (NS-ALR-2); absent where none are made. */
    public Optional<BackupSettings> backup() {
        return BackupKeys.read(values);
    }

    /**
     * Where files of the configuration lie that belong to a journal and are not in it.
     *
     * @return the file of coins and the cache of market caps, where they are in use; they need not exist
     */
    public List<Path> filesBeside() {
        return ContextKeys.files(values);
    }

    /** {@code replay.snapshot-complete}: whether a recording's only snapshot is taken as whole (TIME-8). */
    public boolean isSnapshotComplete() {
        return values.isTrue(EngineKeys.SNAPSHOT_COMPLETE);
    }

    /** The local market of the demo. */
    public DemoSettings demo() {
        return new DemoSettings(
                values.of(HouseKeys.DEMO_SEED).longValueExact(),
                values.of(HouseKeys.DEMO_SPEED).longValueExact(),
                values.of(HouseKeys.DEMO_HOURS)
                        .multiply(BigDecimal.valueOf(Frames.HOUR_NS))
                        .longValueExact(),
                values.isTrue(HouseKeys.DEMO_FAULTS));
    }

    /**
     * What a process with a ring needs besides the engine's own configuration.
     *
     * @param mode how it runs
     * @param seed of a synthetic market, or {@code Nulls.ID}
     */
    public LiveSettings process(Mode mode, long seed) {
        return new LiveSettings(mode, ring(), journal(), tickNs(), profile(), canonical(), seed);
    }

    /**
     * The text that goes into the run header: sorted, one {@code key = value} a line, with resolved defaults, without
     * places and secrets. Reading it gives an equal configuration on any machine.
     */
    public String canonical() {
        return canonical;
    }

    /** XxHash64 of {@link #canonical}. */
    public long hash() {
        return XxHash64.hash(canonical);
    }

    /** Every key in effect with its origin, sorted, for {@code config show}. */
    public List<Setting> settings() {
        return values.settings();
    }

    /** Where a key's value was written. */
    Origin origin(String key) {
        return values.origin(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EbbConfig that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical;
    }
}
