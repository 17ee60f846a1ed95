package ebb.app.command;

import ebb.app.backup.Backup;
import ebb.app.backup.BackupClock;
import ebb.app.gate.Gate;
import ebb.app.live.FeedPlan;
import ebb.app.live.LiveSession;
import ebb.app.live.ReviewClock;
import ebb.app.state.LedgerFiles;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import ebb.desk.ReportFacts;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.runtime.EngineClock;
import ebb.runtime.KillGate;
import ebb.runtime.LiveSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebb paper}: live data, simulated exchange. */
@Command(
        name = "paper",
        mixinStandardHelpOptions = true,
        description = "Live market data, orders to the simulated exchange. Runs until SIGTERM, SIGINT or a kill.",
        footer = {
            "",
            "Example:",
            "  ebb paper --profile paper --set engine.venues=[mexc] --set venues.mexc.symbols=[PEPE_USDT]"
        })
public final class PaperCommand implements Callable<Integer> {
    private static final long LOOK_MS = 200;

    @Mixin
    private ConfigCommand.Sources sources;

    @Option(names = "--dir", description = "journal directory (default: journal.dir)")
    private Path directory;

    @Option(
            names = "--accept-gate",
            paramLabel = "NAME",
            description =
                    "the person who starts a live phase whose gate is not recorded as PASS; recorded and journaled")
    private String acceptedBy;

    @Option(
            names = "--fresh",
            description = "begin flat: leave behind the positions and the record of the run before (default: go on with"
                    + " them, where the configuration is the same)")
    private boolean fresh;

    @Option(names = "--for", description = "seconds to run, then stop in order (default: until told)")
    private Long seconds;

    @Override
    public Integer call() throws InterruptedException {
        EbbConfig config = sources.load(Mode.PAPER, "paper", List.of());
        Path at = directory == null ? config.journalDir() : directory;
        Optional<Gate> accepted = GatesCommand.check(config.profile(), at, acceptedBy);
        requireBackupsApart(config, at);
        EngineClock clock = EngineClock.wall();
        LiveSettings settings = config.process(Mode.PAPER, Nulls.ID);
        Path socket = directory == null ? config.controlSocket() : directory.resolve(Control.SOCKET);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> signalled(stop, stopped), "ebb-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Run ended;
            int code;
            try (LiveSession session = new LiveSession(at, settings, clock, socket, fresh)) {
                accepted.ifPresent(gate -> session.engine()
                        .commands()
                        .operate(Cmd.ACCEPT_GATE, gate.ordinal(), Nulls.LONG, acceptedBy, gate.text()));
                config.snapshotEveryNs().ifPresent(session.engine()::takeSnapshots);
                session.startFeeds(config.net(), FeedPlan.of(config, 1));
                System.err.println("ebb: paper trading into "
                        + session.engine().run().path() + "; stop with SIGTERM, ebb kill " + at + " halts it");
                Consumer<String> news = text -> System.err.println("ebb: " + text);
                try (ReviewClock reviews = new ReviewClock(session.engine().run(), at, config, clock::nanos, news);
                        BackupClock backups = backups(session, config, at, clock, news)) {
                    code = run(session, stop);
                }
                ended = session.engine().run();
            }
            report(ended, at);
            return code;
        } catch (LiveSession.LeftBehind e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        } catch (LiveSession.VenueUnreachable e) {
            throw new Failure(ExitCode.VENUE, e.getMessage());
        } catch (IOException e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    private static void requireBackupsApart(EbbConfig config, Path at) {
        try {
            if (config.backup().isPresent()
                    && Backup.isWithin(at, config.backup().get().target())) {
                throw new Failure(
                        ExitCode.CONFIGURATION,
                        "backup.dir " + config.backup().get().target() + " lies in the journal " + at
                                + "; name a folder elsewhere, best on another disk");
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.CONFIGURATION, "backup.dir cannot be looked at: " + e);
        }
    }

    /** NS-ALR-2; nothing where no backup is wanted. */
    private static BackupClock backups(
            LiveSession session, EbbConfig config, Path at, EngineClock clock, Consumer<String> news) {
        return config.backup()
                .map(settings -> {
                    Backup.Order order = new Backup.Order(
                            at,
                            config.filesBeside(),
                            settings.target(),
                            settings.keep(),
                            config.journal().freeMinBytes());
                    BackupClock backups = new BackupClock(settings, order, clock::nanos, news);
                    session.operations().tells("backup", backups::status);
                    return backups;
                })
                .orElse(null);
    }

    /** The run stands without it; ebb report makes it later, should the machine not wait so long. */
    private static void report(Run run, Path at) {
        try {
            ReportFacts facts = new ReportFacts("Ebb paper", "paper", Nulls.ID, 1, 0, Map.of(), null, List.of());
            LedgerFiles.write(run, facts, at);
            System.err.println("ebb: report, signals.csv and trades.csv are in " + at);
        } catch (UncheckedIOException | JournalException e) {
            System.err.println("ebb: the report could not be written: " + e.getMessage() + "; try ebb report " + at);
        }
    }

    /** SIGTERM is a clean stop: the hook waits until the session has ended in order. */
    private static void signalled(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(LiveSession session, CountDownLatch stop) throws InterruptedException {
        long deadline = seconds == null ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!stop.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
            boolean killed = session.operations().killed() >= KillGate.CANCEL_AND_HALT;
            if (killed || session.engine().distress() != null || System.nanoTime() >= deadline) {
                break;
            }
        }
        int level = session.operations().killed();
        boolean flat = session.windDown(level == KillGate.FLATTEN ? KillGate.FLATTEN : KillGate.CANCEL_AND_HALT);
        String distress = session.engine().distress();
        if (distress != null) {
            System.err.println("ebb: " + distress);
        }
        if (distress != null || level >= KillGate.CANCEL_AND_HALT) {
            return flat ? ExitCode.STOPPED_FLAT : ExitCode.NOT_FLAT;
        }
        return flat ? ExitCode.OK : ExitCode.NOT_FLAT;
    }
}
