package ebb.runtime;

import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.journal.DiskState;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalFault;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine behind its ring, with its journal, its pulse and its kill gate: the composition that demo, paper and live
 * share. Adapters are wired to {@link #ingress} and told of outbound messages by the listeners.
 */
public final class LiveEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEngine.class);
    private static final long DRAIN_MS = 30_000;

    private final LiveRun run;
    private final EngineRing ring;
    private final EngineClock clock;
    private final KillGate gate = new KillGate();
    private final GatedEgress gated;
    private final JournalStage journal;
    private final LogicStage logic;
    private final EgressStage egress;
    private final Engine engine;
    private final Commands commands;
    private final LiveSettings settings;
    // Written once by the failing consumer, read by the process; volatile order.
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Ticker ticker;
    private SnapshotTaker snapshots;
    private long beganFrom = Nulls.ID;
    private boolean isStopped;
    private boolean isDrained;

    /**
     * Builds the process's engine; {@link #start} makes it run.
     *
     * @param directory the locked journal directory
     * @param settings ring, journal, configuration text
     * @param clock the process's one clock
     * @param configurator reads the configuration text
     * @param gateway takes orders that pass the gate
     * @param feeds take requests
     */
    public LiveEngine(
            JournalDirectory directory,
            LiveSettings settings,
            EngineClock clock,
            Configurator configurator,
            OutboundListener gateway,
            OutboundListener feeds) {
        this.settings = settings;
        this.clock = clock;
        long first = directory.nextNumber(JournalStream.IN);
        run = directory.newRun(settings.journal());
        Latencies latencies = new Latencies(settings.ring().slots(), clock.steady());
        Suppressions suppressions = new Suppressions(clock);
        gated = new GatedEgress(gate, gateway, feeds, suppressions);
        egress = new EgressStage(run, latencies, gated, OutboundBuffer.CAPACITY);
        engine = new Engine(egress.outbound(), configurator);
        journal = new JournalStage(run, first, latencies);
        logic = new LogicStage(engine::onMessage, latencies);
        ring = new EngineRing(
                settings.ring(), clock, first, new Pipeline(journal, logic, egress, latencies), this::onFatal);
        commands = new Commands(ring.ingress(), clock);
        suppressions.through(ring.ingress());
    }

    /**
     * Lets the run begin in the state that an earlier one ended in: writes it down as the run's {@code start}, where a
     * replay finds it, and takes it up. Before {@link #start}, once.
     *
     * @param state one that {@link Recovered#hasState has a state}, of the same configuration
     * @throws ebb.journal.JournalException if it cannot be written
     */
    public void goOnFrom(Recovered state) {
        SnapshotWriter bytes = state.written();
        SnapshotFiles.writeStart(run.run(), bytes.buffer(), 0, bytes.length());
        engine.readFrom(new SnapshotReader(bytes.buffer(), 0, bytes.length()));
        beganFrom = engine.lastSequence();
    }

    /**
     * Starts the consumers and writes the run's first records.
     *
     * @param runStartedNs the time they carry
     * @throws ebb.journal.JournalException when a stream of the journal cannot be begun
     */
    public void start(long runStartedNs) {
        ring.start();
        if (failure.get() instanceof RuntimeException cause) {
            throw cause;
        }
        new RunStart(ring.ingress(), runStartedNs)
                .write(
                        new RunStart.Facts(
                                run.run().number(),
                                run.epoch(),
                                settings.mode(),
                                durability(),
                                runStartedNs,
                                settings.seed(),
                                settings.profile(),
                                settings.configuration()),
                        beganFrom);
        ticker = new Ticker(ring, clock, commands, gate, new JournalWatch(run), settings.tickNs());
    }

    /**
     * From now on takes snapshots into the run, and a last one when it is stopped in order; once, after {@link #start}.
     *
     * @param everyNs time between two by the session's clock, above 0
     */
    public void takeSnapshots(long everyNs) {
        snapshots = new SnapshotTaker(run.run(), engine, logic, clock, everyNs);
    }

    private ebb.codecs.sbe.Durability durability() {
        return ebb.codecs.sbe.Durability.get(
                (short) settings.journal().durability().ordinal());
    }

    /** A way in for one more producer thread. */
    public Ingress ingress() {
        return ring.ingress();
    }

    /** The process's commands. */
    public Commands commands() {
        return commands;
    }

    /** The gate that egress reads. */
    public KillGate gate() {
        return gate;
    }

    /** What passed the gate and what it stopped. */
    public GatedEgress gated() {
        return gated;
    }

    /** The run being written. */
    public Run run() {
        return run.run();
    }

    /** The ring, for status. */
    public EngineRing ring() {
        return ring;
    }

    /** Sequence of the newest journaled message. */
    public long journaled() {
        return journal.journaled();
    }

    /** How often the journal has begun a block or a page of an index so far, see {@link LiveRun#openings}. */
    public long journalOpenings() {
        return run.openings();
    }

    /** Bytes of stream {@code in}. */
    public long journalBytes() {
        return journal.bytes();
    }

    /** Sequence of the newest applied message. */
    public long applied() {
        return logic.applied();
    }

    /** Outbound messages written. */
    public long sent() {
        return egress.sent();
    }

    /**
     * The engine itself. Its state belongs to the logic thread: another thread may read it only after {@link #stop}.
     */
    public Engine engine() {
        return engine;
    }

    /**
     * Asks something of the engine's state while it runs; computed on the logic thread between two messages.
     *
     * @param what computes the answer; must not change anything
     * @param timeoutMs how long to wait
     * @return the answer, or null when none came in time
     */
    public <T> T ask(Callable<T> what, long timeoutMs) {
        return logic.ask(what, timeoutMs);
    }

    /**
     * As {@link #ask}, once all that was published before this call is applied: what came of a command is in the answer.
     *
     * @param what computes the answer; must not change anything
     * @param timeoutMs how long to wait
     * @return the answer, or null when none came in time
     */
    public <T> T askAfterAll(Callable<T> what, long timeoutMs) {
        return logic.ask(what, ring.published(), timeoutMs);
    }

    /** Why the engine stopped by itself, or null. */
    public Throwable failure() {
        return failure.get();
    }

    /**
     * Why the process must end by itself: a consumer failed, or the journal's disk takes no further block. What is
     * reserved of a full disk still takes the records of an orderly stop.
     *
     * @return a sentence for the operator with what to do, or null
     */
    public String distress() {
        Throwable cause = failure();
        if (cause != null) {
            return cause instanceof JournalFault ? cause.getMessage() : "The engine failed: " + cause;
        }
        return run.disk() == DiskState.FULL
                ? "The journal's disk is full: " + run.run().path() + ". Free space, then restart."
                : null;
    }

    /**
     * Kills: the gate first, then the sequenced command (DESIGN Kill).
     *
     * @param level 1 to 4
     * @param operator who
     * @param text why
     * @return whether the ring took the command; the gate is raised in any case
     */
    public boolean kill(int level, String operator, String text) {
        gate.raise(level);
        boolean sequenced = commands.kill(level, operator, text);
        // A resume that was under way may have opened the gate between the two.
        gate.raise(level);
        return sequenced;
    }

    private void onFatal(Throwable cause, long sequence, DirectBuffer buffer, int offset, int length) {
        gate.raise(KillGate.SEVER);
        failure.compareAndSet(null, cause);
        LOG.error("engine stopped at sequence {}: nothing more leaves this process", sequence, cause);
        FatalDump.write(run.run().path(), cause, sequence, buffer, offset, length);
    }

    /**
     * Waits until everything published is handled, and ends the run.
     *
     * @return whether all was handled
     */
    public boolean stop() {
        if (isStopped) {
            return isDrained;
        }
        isStopped = true;
        if (ticker != null) {
            ticker.close();
        }
        if (snapshots != null) {
            snapshots.close();
        }
        isDrained = ring.drainAndStop(DRAIN_MS);
        if (snapshots != null && isDrained && failure.get() == null) {
            snapshots.takeLast();
        }
        run.close();
        return isDrained;
    }

    @Override
    public void close() {
        stop();
    }
}
