package ebb.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import ebb.codecs.sbe.Mode;
import ebb.engine.Configurator;
import ebb.engine.EngineSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the canonical text of a run again: the same settings on any machine, for it holds every default and no word that
 * depends on where it is read.
 */
public final class SetupReader implements Configurator {
    @Override
    public EngineSetup configure(String text) {
        return read(text).setup();
    }

    /**
     * The whole configuration of a canonical text.
     *
     * @param text as {@link EbbConfig#canonical} wrote it
     * @return an equal configuration
     * @throws ConfigException if the text is none of ours
     */
    public static EbbConfig read(String text) {
        List<ConfigError> errors = new ArrayList<>();
        Reading reading = new Reading(errors);
        try {
            reading.take(ConfigFactory.parseString(
                            text, ConfigLoader.options(new ArrayList<>()).setOriginDescription("run header"))
                    .resolve(ConfigResolveOptions.noSystem()));
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(List.of(
                    new ConfigError(new Origin("run header", 0), "", "", "cannot be read: " + e.getMessage(), "")));
        }
        reading.demand();
        // Nothing is left to this machine: demand() has seen to it.
        EbbConfig config = EbbConfig.of(reading.values(new Key.Machine(Mode.LIVE, 1)), errors);
        if (config == null) {
            throw new ConfigException(errors);
        }
        return config;
    }
}
