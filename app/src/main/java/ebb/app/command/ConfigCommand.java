package ebb.app.command;

import ebb.adapters.context.CapFeedSettings;
import ebb.adapters.venue.Venue;
import ebb.app.state.Json;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.Setting;
import ebb.config.VenueSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebb config …}: reads a configuration as the engine would. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Reads a configuration as the engine would: check, show.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
public final class ConfigCommand {
    /** Options of every command that takes a configuration. */
    static final class Sources {
        @Option(names = "--config", description = "HOCON file; may be given more than once, the later wins")
        private List<Path> files = new ArrayList<>();

        @Option(names = "--profile", description = "a profile that ships: strict, demo, paper, ns-v21, …")
        private String profile;

        @Option(names = "--set", description = "key=value; wins over files and profile")
        private List<String> sets = new ArrayList<>();

        EbbConfig load(Mode mode, String defaultProfile, List<String> more) {
            List<String> all = new ArrayList<>(more);
            all.addAll(sets);
            return ConfigLoader.load(mode, files, profile == null ? defaultProfile : profile, all);
        }
    }

    /** {@code ebb config check}. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Says what is wrong, with file and line.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private Sources sources;

        @Option(names = "--mode", description = "demo, paper, live, backtest (default: paper)", defaultValue = "PAPER")
        private Mode mode;

        @Override
        public Integer call() {
            EbbConfig config = sources.load(mode, null, List.of());
            System.out.println("configuration is sound, hash " + ebb.app.state.StateJson.hex(config.hash()));
            if (mode == Mode.PAPER || mode == Mode.LIVE) {
                config.marketCaps(System.getenv()).ifPresent(caps -> unmapped(config, caps));
                if (config.lacksMarketCaps()) {
                    System.out.println(
                            "market caps: ns.use.cap is on and context.caps.provider asks nobody: every coin stays"
                                    + " UNKNOWN and nullspectre takes no setup");
                }
            }
            return ExitCode.OK;
        }
    }

    /** NS-CAP-3: what has no line in the file of coins stays UNKNOWN, and nothing is guessed; so it is said. */
    private static void unmapped(EbbConfig config, CapFeedSettings caps) {
        for (VenueSettings venue : config.venues()) {
            List<String> without = caps.map().unmapped(caps.provider(), Venue.of(venue.name()), venue.symbols());
            if (!without.isEmpty()) {
                System.out.println("market caps: " + without.size() + " of "
                        + venue.symbols().size() + " instruments of " + venue.name() + " have no coin of "
                        + caps.provider().text() + " and stay UNKNOWN: " + String.join(", ", without));
            }
        }
    }

    /** {@code ebb config show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints every key with its value and origin.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Sources sources;

        @Option(
                names = "--mode",
                description = "demo, paper, live, backtest (default: backtest)",
                defaultValue = "BACKTEST")
        private Mode mode;

        @Option(names = "--json", description = "one object a line on stdout")
        private boolean json;

        @Override
        public Integer call() {
            for (Setting each : sources.load(mode, null, List.of()).settings()) {
                if (json) {
                    Map<String, Object> tree = new LinkedHashMap<>();
                    tree.put("key", each.key());
                    tree.put("value", each.value());
                    tree.put("origin", each.origin().toString());
                    System.out.println(Json.line(tree));
                } else {
                    System.out.printf("%-32s %-24s %s%n", each.key(), each.value(), each.origin());
                }
            }
            return ExitCode.OK;
        }
    }
}
