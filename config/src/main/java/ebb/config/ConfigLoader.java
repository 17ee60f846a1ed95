package ebb.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import ebb.codecs.sbe.Mode;
import ebb.config.kind.Similar;
import ebb.config.text.Dropped;
import ebb.config.text.Includes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a configuration: defaults, under a profile, under files (the later wins), under {@code --set}s. Environment and
 * system properties are no source.
 */
public final class ConfigLoader {
    private final Key.Machine machine;
    private final Map<String, String> environment;
    private final List<ConfigError> errors = new ArrayList<>();

    private ConfigLoader(Mode mode, int cores, Map<String, String> environment) {
        this.machine = new Key.Machine(mode, cores);
        this.environment = environment;
    }

    /**
     * Reads a configuration for this machine.
     *
     * @param mode of the run
     * @param files HOCON, the later wins
     * @param profile name of a profile that ships; null for {@code demo} in the demo, else {@code strict}
     * @param sets {@code key=value}, the last wins
     * @return what they say
     * @throws ConfigException with all that is wrong
     */
    public static EbbConfig load(Mode mode, List<Path> files, String profile, List<String> sets) {
        int cores = Runtime.getRuntime().availableProcessors();
        return load(mode, files, profile, sets, cores, System.getenv());
    }

    /**
     * Reads a configuration for some machine.
     *
     * @param mode of the run
     * @param files HOCON, the later wins
     * @param profile as in {@link #load(Mode, List, String, List)}
     * @param sets {@code key=value}, the last wins
     * @param cores processors that {@code auto} is resolved for
     * @param environment where references {@code env:NAME} must exist
     * @return what they say
     * @throws ConfigException with all that is wrong
     */
    public static EbbConfig load(
            Mode mode,
            List<Path> files,
            String profile,
            List<String> sets,
            int cores,
            Map<String, String> environment) {
        return new ConfigLoader(mode, cores, environment).read(files, profile, sets);
    }

    private EbbConfig read(List<Path> files, String wanted, List<String> sets) {
        String profile = wanted != null ? wanted : machine.mode() == Mode.DEMO ? Profiles.DEMO : Profiles.STRICT;
        Config merged = profile(profile);
        for (Path file : files) {
            merged = file(file).withFallback(merged);
        }
        for (String set : sets) {
            merged = set(merged, set);
        }
        Reading reading = new Reading(errors);
        reading.take(resolved(merged));
        told(reading);
        reading.tell(HouseKeys.PROFILE, profile, new Origin("--profile", 0));
        EbbConfig config = EbbConfig.of(reading.values(machine), errors);
        if (config != null) {
            secrets(config);
        }
        throwIfAny();
        return config;
    }

    private Config profile(String name) {
        String text = Profiles.text(name);
        if (text == null) {
            errors.add(new ConfigError(
                    new Origin("--profile", 0),
                    "",
                    "",
                    "there is no profile " + name + Similar.hint(name, Profiles.NAMES),
                    String.join(", ", Profiles.NAMES)));
            return ConfigFactory.empty();
        }
        if (machine.mode() == Mode.LIVE && !name.equals(Profiles.STRICT)) {
            // Its limits would stand in for those that live must be given.
            errors.add(new ConfigError(
                    new Origin("--profile", 0),
                    "",
                    "",
                    "profile " + name + " is made for play money",
                    Profiles.STRICT));
        }
        return ConfigFactory.parseString(text, options(new ArrayList<>()).setOriginDescription("profile " + name));
    }

    private Config file(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new com.typesafe.config.ConfigException.Generic("there is no such file");
            }
            // An include beside a relative file is not found.
            List<Path> read = new ArrayList<>(List.of(file.toAbsolutePath()));
            Config parsed = ConfigFactory.parseFile(file.toFile().getAbsoluteFile(), options(read));
            for (Path each : read) {
                scan(each);
            }
            return parsed;
        } catch (com.typesafe.config.ConfigException e) {
            broken(new Origin(file.toString(), 0), e);
            return ConfigFactory.empty();
        }
    }

    /** What the library drops without a word. */
    private void scan(Path file) {
        try {
            String text = Files.readString(file);
            for (Dropped each : Dropped.in(text, Schema::isGroup, path -> Schema.key(path) != null)) {
                Origin origin = new Origin(file.toString(), each.line());
                errors.add(new ConfigError(origin, each.path(), "", each.problem(), Schema.allowed(each.path())));
            }
        } catch (IOException e) {
            errors.add(new ConfigError(new Origin(file.toString(), 0), "", "", "cannot be read: " + e, ""));
        }
    }

    /**
     * How every text is read.
     *
     * @param included takes the files that it includes
     */
    static ConfigParseOptions options(List<Path> included) {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
                .setIncluder(new Includes(included));
    }

    private Config set(Config under, String set) {
        int equals = set.indexOf('=');
        String key = equals < 0 ? set.strip() : set.substring(0, equals).strip();
        if (equals < 0 || key.isEmpty()) {
            errors.add(new ConfigError(Origin.SET, "", "", "\"" + set + "\" has no =", "key=value"));
            return under;
        }
        if (Schema.key(key) == null) {
            String problem = Schema.isGroup(key)
                    ? "is a group of keys, not a value"
                    : "is no key of the configuration" + Schema.hint(key);
            errors.add(new ConfigError(Origin.SET, key, "", problem, Schema.allowed(key)));
            return under;
        }
        return under.withValue(key, value(key, set.substring(equals + 1).strip()));
    }

    /** A value of the command line: a list or a quoted text in HOCON, else taken as it stands. */
    private ConfigValue value(String key, String text) {
        if (text.startsWith("[") || text.startsWith("\"")) {
            try {
                Config parsed = ConfigFactory.parseString("v = " + text, options(new ArrayList<>()));
                return parsed.getValue("v").withOrigin(ConfigOriginFactory.newSimple(Origin.SET.place()));
            } catch (com.typesafe.config.ConfigException e) {
                errors.add(new ConfigError(Origin.SET, key, text, "cannot be read", "HOCON after the ="));
            }
        }
        return ConfigValueFactory.fromAnyRef(text, Origin.SET.place());
    }

    private Config resolved(Config merged) {
        try {
            return merged.resolve(ConfigResolveOptions.noSystem());
        } catch (com.typesafe.config.ConfigException e) {
            broken(new Origin("configuration", 0), e);
            return ConfigFactory.empty();
        }
    }

    /** What the command line tells may not be told again. */
    private void told(Reading reading) {
        for (Key<String> key : List.of(HouseKeys.MODE, HouseKeys.PROFILE)) {
            if (reading.text(key.name()) != null) {
                errors.add(new ConfigError(
                        reading.origin(key.name()),
                        key.name(),
                        reading.text(key.name()),
                        "is told by the command, not by the configuration",
                        "the verb, --profile"));
            }
        }
    }

    private void secrets(EbbConfig config) {
        for (VenueSettings venue : config.venues()) {
            secret("venues." + venue.name() + ".api-key", venue.apiKey().orElse(null), config);
            secret("venues." + venue.name() + ".secret", venue.secret().orElse(null), config);
        }
        if (machine.mode() == Mode.PAPER || machine.mode() == Mode.LIVE) {
            try {
                config.marketCaps(environment);
            } catch (ConfigException e) {
                errors.addAll(e.errors());
            }
        }
    }

    private void secret(String key, Secret secret, EbbConfig config) {
        String problem = secret == null ? "" : secret.problem(environment);
        if (!problem.isEmpty()) {
            errors.add(new ConfigError(
                    config.origin(key), key, secret.reference(), "cannot be used: " + problem, Secret.KIND.allowed()));
        }
    }

    private void broken(Origin where, com.typesafe.config.ConfigException e) {
        Origin at = e.origin() == null ? where : Origin.of(e.origin());
        String message = e.getMessage();
        String said = e.origin() == null ? "" : e.origin().description() + ": ";
        errors.add(new ConfigError(
                at,
                "",
                "",
                "cannot be read: " + (message.startsWith(said) ? message.substring(said.length()) : message),
                ""));
    }

    private void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }
}
