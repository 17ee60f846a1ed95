package ebb.app.command;

import ebb.app.demo.Demo;
import ebb.app.demo.DemoResult;
import ebb.app.live.LiveSession;
import ebb.app.state.Json;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebb demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "A whole session on this machine: a local venue over real WebSockets, the real adapters, ring, engine,"
                        + " paper orders, journal; then the replay proof and a report to look at. No network.",
        footer = {
            "",
            "Examples:",
            "  ebb demo",
            "  ebb demo --out demo-out --seed 7 --json",
            "",
            "SIGTERM and Ctrl-C end it in order: positions stay under their stops, proof and report are made of what there is.",
            "Exits 0 when flat, 7 when killed and flat, 8 when a position is open, 6 when the replay differs."
        })
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ConfigCommand.Sources sources;

    @Option(names = "--out", description = "journal and report (default: ${DEFAULT-VALUE})", defaultValue = "demo-out")
    private Path out;

    @Option(names = "--seed", description = "of the market (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(names = "--speed", description = "market seconds in a real second (default: the profile's demo.speed)")
    private Integer speed;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        List<String> more = new ArrayList<>();
        more.add("demo.seed=" + seed);
        if (speed != null) {
            more.add("demo.speed=" + speed);
        }
        boolean shows = !json && System.console() != null;
        EbbConfig config = sources.load(Mode.DEMO, "demo", more);
        try (CleanStop stop = new CleanStop("the session did not end within a minute; its journal is whole: ebb report "
                + out + " makes the report")) {
            return stop.ended(run(config, shows, stop));
        } catch (LiveSession.VenueUnreachable e) {
            throw new Failure(ExitCode.VENUE, e.getMessage());
        } catch (IOException e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private int run(EbbConfig config, boolean shows, CleanStop stop) throws IOException, InterruptedException {
        DemoResult result = new Demo(config, out, shows ? System.err::print : text -> {}, stop::isAsked).run();
        result.problems().forEach(each -> System.err.println("ebb: " + each));
        if (json) {
            System.out.println(Json.line(result.tree()));
        } else {
            result.lines().forEach(System.out::println);
        }
        return result.exitCode();
    }
}
