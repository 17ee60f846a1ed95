package ebb.runtime;

import ebb.codecs.EpochClock;
import ebb.engine.Engine;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotWriter;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots of a running engine into its run (DESIGN Recovery), on a thread of its own: the logic thread only copies
 * its state between two messages, the file is written and synced here. A snapshot that cannot be taken costs nothing but
 * time at the next boot, so it is logged and the session goes on.
 */
final class SnapshotTaker implements AutoCloseable {
    /** How many of a run are kept: the newest could be the one that is damaged. */
    static final int KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final long LOOK_NS = 100_000_000L;
    private static final long ANSWER_MS = 5_000;

    private final SnapshotFiles files;
    private final Engine engine;
    private final LogicStage logic;
    private final EpochClock clock;
    private final long everyNs;
    private final Thread thread;
    private long last;
    // Written by whoever closes, read by the thread; volatile order.
    private volatile boolean goesOn = true;

    /**
     * Starts taking.
     *
     * @param run where they go
     * @param engine whose state it is
     * @param logic the thread that owns the state
     * @param clock the session's
     * @param everyNs time between two, by the session's clock
     */
    SnapshotTaker(Run run, Engine engine, LogicStage logic, EpochClock clock, long everyNs) {
        this.files = new SnapshotFiles(run);
        this.engine = engine;
        this.logic = logic;
        this.clock = clock;
        this.everyNs = everyNs;
        thread = new Thread(this::run, "ebb-snapshots");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long due = clock.nanos() + everyNs;
        while (goesOn) {
            LockSupport.parkNanos(LOOK_NS);
            if (goesOn && clock.nanos() >= due) {
                due = clock.nanos() + everyNs;
                try {
                    Image image = logic.ask(this::image, ANSWER_MS);
                    if (image != null) {
                        write(image);
                    }
                } catch (IllegalStateException e) {
                    LOG.warn("no snapshot this time: {}", e.getCause() == null ? e : e.getCause());
                }
            }
        }
    }

    /** State as bytes. */
    private record Image(long sequence, SnapshotWriter bytes) {}

    /** On the thread that owns the state; null before there is anything to write. */
    private Image image() {
        if (!engine.isConfigured()) {
            return null;
        }
        SnapshotWriter bytes = new SnapshotWriter();
        engine.writeTo(bytes);
        return new Image(engine.lastSequence(), bytes);
    }

    private void write(Image image) {
        if (image.sequence() == last) {
            return;
        }
        try {
            files.write(
                    image.sequence(), image.bytes().buffer(), 0, image.bytes().length());
            files.keep(KEPT);
            last = image.sequence();
        } catch (IOException | JournalException e) {
            LOG.warn("the snapshot at sequence {} could not be written: {}", image.sequence(), e.toString());
        }
    }

    /** Takes the last one; after the consumers have stopped, when the state belongs to nobody. */
    void takeLast() {
        try {
            Image image = image();
            if (image != null) {
                write(image);
            }
        } catch (SnapshotException e) {
            LOG.warn("no snapshot at the end: {}", e.toString());
        }
    }

    @Override
    public void close() {
        goesOn = false;
        LockSupport.unpark(thread);
        try {
            thread.join(ANSWER_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
