package ebb.runtime;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's own pulse, on a thread of its own: publishes a tick when nothing else was published (TIME-4), slews the
 * clock once a second (TIME-1), bounds trading while the ring stays full, and turns one that stays full for long, or a
 * journal that can hardly be written, into a kill (RELIABILITY P9, R4, R11).
 */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long SLEW_NS = 1_000_000_000L;
    private static final String FULL = "the ring stayed full: the machine is too slow for these streams; fewer symbols,"
            + " more ring.slots, or more cores";

    private static final String OVER = "the ring has had room again for ring.full-lift";

    private final EngineRing ring;
    private final EngineClock clock;
    private final Commands commands;
    private final KillGate gate;
    private final JournalWatch journal;
    private final long intervalNs;
    private final Thread thread;
    private long seen;
    private long slewedAt;
    private int raised = KillGate.OPEN;
    // A kill that the gate has and the engine has not: its command found the ring full to the last slot.
    private int owed = KillGate.OPEN;
    private String owedBy;
    private String owedFor;
    private boolean hasSaidLag;
    // Written by whoever closes, read by the ticker; volatile order.
    private volatile boolean goesOn = true;

    /**
     * Starts ticking.
     *
     * @param ring where to publish
     * @param clock slewed once a second
     * @param commands publishes
     * @param gate raised when the ring stays full or the journal can hardly be written
     * @param journal says whether it can
     * @param intervalNs real time between looks, at least 1 ms
     */
    Ticker(
            EngineRing ring,
            EngineClock clock,
            Commands commands,
            KillGate gate,
            JournalWatch journal,
            long intervalNs) {
        this.ring = ring;
        this.clock = clock;
        this.commands = commands;
        this.gate = gate;
        this.journal = journal;
        this.intervalNs = Math.max(1_000_000L, intervalNs);
        thread = new Thread(this::run, "ebb-ticker");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        slewedAt = System.nanoTime();
        while (goesOn) {
            LockSupport.parkNanos(intervalNs);
            look(System.nanoTime());
        }
    }

    private void look(long nanos) {
        long published = ring.published();
        if (published == seen) {
            commands.tick();
        }
        seen = ring.published();
        if (nanos - slewedAt >= SLEW_NS) {
            slewedAt = nanos;
            clock.slew();
        }
        int wanted = ring.fullness().wantedLevel(nanos);
        lag(wanted == KillGate.REDUCE_ONLY, ring.fullness().isOver(nanos, ring.free()));
        kill(wanted == KillGate.CANCEL_AND_HALT ? wanted : KillGate.OPEN, "ring", FULL);
        kill(journal.wantedLevel(), "journal", journal.reason());
    }

    /** The gate first on the way in, the command first on the way out: no order passes that the engine still denies. */
    private void lag(boolean begins, boolean isOver) {
        // A gate that a resume has opened is held anew. What was said is taken back in any case: whether that resume
        // came
        // before it or after, the engine alone knows.
        if (begins && !(hasSaidLag && gate.isHeld())) {
            if (!gate.isHeld()) {
                LOG.warn("trading only reduces for a while: {}", FULL);
            }
            gate.hold();
            hasSaidLag = commands.lags("ring", FULL) || hasSaidLag;
        } else if ((gate.isHeld() || hasSaidLag) && isOver && (!hasSaidLag || commands.caughtUp("ring", OVER))) {
            gate.letGo();
            hasSaidLag = false;
            LOG.info("trading goes on: {}", OVER);
        }
    }

    private void kill(int wanted, String operator, String why) {
        // A gate that a resume has opened counts again, and owes nothing.
        raised = Math.min(raised, gate.level());
        owed = owed > gate.level() ? KillGate.OPEN : owed;
        if (wanted > raised && wanted > owed) {
            if (gate.level() < wanted) {
                LOG.warn("kill of level {} by the process itself: {}", wanted, why);
            }
            gate.raise(wanted);
            owed = wanted;
            owedBy = operator;
            owedFor = why;
        }
        // Also when what asked for it has passed: the gate stays raised, and the engine has to know.
        if (owed > raised && commands.kill(owed, owedBy, owedFor)) {
            // A resume that was under way may have opened the gate since.
            gate.raise(owed);
            raised = owed;
            owed = KillGate.OPEN;
        }
    }

    @Override
    public void close() {
        goesOn = false;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
