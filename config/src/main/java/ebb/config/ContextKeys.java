package ebb.config;

import ebb.adapters.context.ApiKey;
import ebb.adapters.context.CapFeedSettings;
import ebb.adapters.context.CapProvider;
import ebb.adapters.context.CoinMap;
import ebb.adapters.context.CoinMapException;
import ebb.config.kind.Decimal;
import ebb.config.kind.Maybe;
import ebb.config.kind.Measure;
import ebb.config.kind.Word;
import ebb.engine.context.CapSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of slow facts: who tells market caps, and what the universe makes of them (NS-CAP). */
final class ContextKeys {
    private static final long DAY_NS = 86_400_000_000_000L;

    static final Key<BigDecimal> CAP_HIGH = Key.of("ns.cap.high", usd(), "2700000");
    static final Key<BigDecimal> CAP_MAX = Key.of("ns.cap.max", usd(), "60000000");
    static final Key<Long> CAP_STALE = Key.of("ns.cap.stale", Measure.duration("1m", "60d"), "48h");
    static final Key<Long> CAP_LOOKBACK = Key.of("ns.cap.lookback", Measure.duration("1d", "60d"), "7d");

    private static final String NONE = "none";

    static final Key<String> PROVIDER = Key.of("context.caps.provider", providers(), NONE);
    static final Key<Optional<String>> BASE = Key.of(
            "context.caps.base",
            Maybe.of(Word.like("https?://[A-Za-z0-9.\\[\\]:-]+", "an address like https://host")),
            NONE);
    static final Key<Optional<Secret>> KEY =
            Key.of("context.caps.key", Maybe.of(Secret.KIND), NONE).as(Key.Role.SECRET);
    static final Key<Optional<String>> MAP =
            Key.of("context.caps.map", Maybe.of(HouseKeys.path()), NONE).as(Key.Role.PLACE);
    static final Key<Optional<String>> CACHE =
            Key.of("context.caps.cache", Maybe.of(HouseKeys.path()), NONE).as(Key.Role.PLACE);
    static final Key<Long> REFRESH = Key.of("context.caps.refresh", Measure.duration("1m", "1d"), "1h");
    static final Key<BigDecimal> RATE = Key.of("context.caps.rate", Decimal.count(2, 10_000), "30");

    static final List<Key<?>> ALL =
            List.of(CAP_HIGH, CAP_MAX, CAP_STALE, CAP_LOOKBACK, PROVIDER, BASE, KEY, MAP, CACHE, REFRESH, RATE);

    private ContextKeys() {}

    private static Decimal usd() {
        return Decimal.within("0.01", "1000000000000", 2);
    }

    private static Word providers() {
        List<String> words = new ArrayList<>(List.of(NONE));
        for (CapProvider each : CapProvider.values()) {
            words.add(each.text());
        }
        return Word.of(words.toArray(new String[0]));
    }

    /** Whether anybody is asked for market caps. */
    static boolean asks(Values values) {
        return !values.of(PROVIDER).equals(NONE);
    }

    /**
     * Whom to ask for market caps, with all that lies outside of the configuration: the key, and the file of coins.
     *
     * @param errors takes what is wrong; the result is empty then
     * @return empty also if nobody is to be asked
     */
    static Optional<CapFeedSettings> feed(Values values, Map<String, String> environment, List<ConfigError> errors) {
        Optional<CapProvider> asked = Arrays.stream(CapProvider.values())
                .filter(each -> each.text().equals(values.of(PROVIDER)))
                .findAny();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        int before = errors.size();
        CapProvider provider = asked.get();
        CoinMap map = map(values, errors);
        Optional<ApiKey> key = key(values, provider, environment, errors);
        if (errors.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new CapFeedSettings(
                provider,
                values.of(BASE).map(URI::create).orElse(provider.base()),
                key,
                map,
                Optional.of(cache(values)),
                new CapFeedSettings.Pace(
                        values.of(REFRESH),
                        values.count(RATE),
                        CapFeedSettings.Pace.DEFAULTS.batch(),
                        CapFeedSettings.Pace.DEFAULTS.retryMinNs(),
                        CapFeedSettings.Pace.DEFAULTS.retryMaxNs()),
                new CapFeedSettings.Keep(
                        caps(values).lookbackDays(),
                        new EngineReader(values).time().dayStartNs(),
                        Math.toIntExact(values.of(CAP_STALE) / 1_000_000_000L))));
    }

    /** Files of the market caps, where somebody is asked for them. */
    static List<Path> files(Values values) {
        List<Path> files = new ArrayList<>();
        if (asks(values)) {
            values.of(MAP).map(Path::of).ifPresent(files::add);
            files.add(cache(values));
        }
        return files;
    }

    /** Beside the runs, where nothing else says so. */
    private static Path cache(Values values) {
        return values.of(CACHE)
                .map(Path::of)
                .orElseGet(() -> Path.of(values.of(HouseKeys.JOURNAL_DIR)).resolve("context"));
    }

    private static CoinMap map(Values values, List<ConfigError> errors) {
        Optional<String> file = values.of(MAP);
        if (file.isEmpty()) {
            missing(MAP, values, errors);
            return CoinMap.EMPTY;
        }
        try {
            return CoinMap.read(Path.of(file.get()));
        } catch (CoinMapException e) {
            for (CoinMapException.Problem each : e.problems()) {
                errors.add(new ConfigError(new Origin(file.get(), each.line()), "", "", each.text(), ""));
            }
            return CoinMap.EMPTY;
        }
    }

    private static Optional<ApiKey> key(
            Values values, CapProvider provider, Map<String, String> environment, List<ConfigError> errors) {
        Optional<Secret> place = values.of(KEY);
        if (place.isEmpty()) {
            if (provider.needsKey()) {
                missing(KEY, values, errors);
            }
            return Optional.empty();
        }
        String problem = place.get().problem(environment);
        try {
            return Optional.of(new ApiKey(place.get().read(environment)));
        } catch (IllegalStateException | IllegalArgumentException e) {
            errors.add(new ConfigError(
                    values.origin(KEY.name()),
                    KEY.name(),
                    place.get().reference(),
                    "cannot be used: " + (problem.isEmpty() ? e.getMessage() : problem),
                    Secret.KIND.allowed()));
            return Optional.empty();
        }
    }

    private static void missing(Key<?> key, Values values, List<ConfigError> errors) {
        errors.add(new ConfigError(
                values.origin(PROVIDER.name()),
                key.name(),
                "",
                "is missing, and context.caps.provider asks " + values.of(PROVIDER) + " for market caps",
                key.kind().allowed()));
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
