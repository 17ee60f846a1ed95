package ebb.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * The process's own pulse, on a thread of its own: publishes a tick when nothing else was published (TIME-4), slews the
 * clock once a second (TIME-1) and turns a ring that stays full into a kill (RELIABILITY P9).
 */
public final class Ticker implements AutoCloseable {
    private static final long SLEW_NS = 1_000_000_000L;

    private final EngineRing ring;
    private final EngineClock clock;
    private final Commands commands;
    private final KillGate gate;
    private final long intervalNs;
    private final Thread thread;
    private long seen;
    private long slewedAt;
    private int raised = KillGate.OPEN;
    // Written by whoever closes, read by the ticker; volatile order.
    private volatile boolean goesOn = true;

    /**
     * Starts ticking.
     *
     * @param ring where to publish
     * @param clock slewed once a second
     * @param commands publishes
     * @param gate raised when the ring stays full
     * @param intervalNs real time between looks, at least 1 ms
     */
    public Ticker(EngineRing ring, EngineClock clock, Commands commands, KillGate gate, long intervalNs) {
        this.ring = ring;
        this.clock = clock;
        this.commands = commands;
        this.gate = gate;
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
        if (wanted > raised) {
            gate.raise(wanted);
            if (commands.kill(wanted, "ring", "the ring stayed full")) {
                raised = wanted;
            }
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
