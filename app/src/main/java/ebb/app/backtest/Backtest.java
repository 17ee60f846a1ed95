package ebb.app.backtest;

import ebb.app.live.Latch;
import ebb.app.live.Tally;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.runtime.Commands;
import ebb.runtime.OutboundListener;
import ebb.runtime.RunStart;
import ebb.runtime.StraightLoop;
import java.nio.file.Path;

/**
 * One backtest: an engine on the straight loop with a journal, so that replay and state work on what it leaves. Nothing
 * in it depends on when or where it runs.
 */
public final class Backtest implements AutoCloseable {
    private final JournalDirectory directory;
    private final LiveRun run;
    private final StraightLoop loop;
    private final Engine engine;
    private final Tally tally = new Tally();
    private final Commands commands;
    private final Ingress ingress;
    private final EbbConfig config;
    private final long seed;
    private boolean started;

    /**
     * Opens a backtest.
     *
     * @param out journal directory
     * @param config what the engine runs with
     * @param seed of a synthetic market, or {@code Nulls.ID}
     * @param requests told of what the engine emits, so that a source can answer it
     */
    public Backtest(Path out, EbbConfig config, long seed, OutboundListener requests) {
        this.config = config;
        this.seed = seed;
        directory = JournalDirectory.open(out);
        long first = directory.nextNumber(JournalStream.IN);
        run = directory.newRun(JournalSettings.plain());
        loop = new StraightLoop(run, first, (templateId, buffer, offset, length) -> {
            tally.onOutbound(templateId, buffer, offset, length);
            requests.onOutbound(templateId, buffer, offset, length);
        });
        engine = new Engine(loop.egress(), new SetupReader());
        loop.engine(engine::onMessage);
        commands = new Commands(loop, this::timeNs);
        ingress = new StartingIngress(loop, this::start);
    }

    private long timeNs() {
        return engine.nowNs();
    }

    /** Where a source publishes; its first message starts the run. */
    public Ingress ingress() {
        return ingress;
    }

    /** The run's first records carry the time of the first event. */
    private void start(long startNs) {
        new RunStart(loop, startNs)
                .write(new RunStart.Facts(
                        run.run().number(),
                        run.epoch(),
                        Mode.BACKTEST,
                        Durability.PAGE_CACHE,
                        startNs,
                        seed,
                        config.profile(),
                        config.canonical()));
        commands.reconciled();
        started = true;
    }

    /** The engine, between two messages. */
    public Engine engine() {
        return engine;
    }

    /** What was emitted. */
    public Tally tally() {
        return tally;
    }

    /** The run being written. */
    public Run run() {
        return run.run();
    }

    /** Whether no position is left. */
    public boolean isFlat() {
        return engine.isConfigured() && engine.orders().positions().openCount() == 0;
    }

    /** Ends the run: the last state hash, the last record. */
    public void finish() {
        if (started) {
            commands.kill(2, Latch.PROCESS, "end of run");
            started = false;
        }
    }

    @Override
    public void close() {
        finish();
        loop.close();
        run.close();
        directory.close();
    }

    /** A run without a seed. */
    public static long noSeed() {
        return Nulls.ID;
    }
}
