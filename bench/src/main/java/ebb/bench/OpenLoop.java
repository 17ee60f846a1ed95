package ebb.bench;

import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Sends at times fixed beforehand, whether or not the last answer has come, and takes the latency of an answer from the
 * time its frame was <em>due</em>: what piles up behind a stall is counted (coordinated omission). Answers come in the
 * order of the frames. One thread calls {@link #turn} until it {@link #isDone}.
 */
final class OpenLoop {
    private static final int OUTSTANDING = 1 << 16;
    /** So many at most while warming up: code that is not compiled yet is not run over. */
    private static final int OUTSTANDING_COLD = 256;

    private static final long HIGHEST_NS = 60_000_000_000L;
    /** When nothing is outstanding and the next frame is due this soon, the thread waits for it on the spot. */
    private static final long CLOSE_NS = 5_000;

    private final Wire wire;
    private final long intervalNs;
    private final int leastWarmUp;
    private final BooleanSupplier isWarm;
    private final int counted;
    private final Runnable whenWarm;
    private final long[] due = new long[OUTSTANDING];
    private final Histogram times = new Histogram(HIGHEST_NS, 3);
    private long nextDue;
    private int sent;
    private int answered;
    // Frames before the first that counts, and all; known once it is warm.
    private int warmUp = Integer.MAX_VALUE;
    private int total = Integer.MAX_VALUE;
    private boolean isPrepared;

    /**
     * A schedule.
     *
     * @param wire what sends
     * @param intervalNs between two frames
     * @param warmUp frames that are not counted, at least
     * @param isWarm whether more of them are not needed
     * @param counted frames that are
     * @param whenWarm called once between the two
     */
    OpenLoop(Wire wire, long intervalNs, int warmUp, BooleanSupplier isWarm, int counted, Runnable whenWarm) {
        this.wire = wire;
        this.intervalNs = intervalNs;
        this.leastWarmUp = warmUp;
        this.isWarm = isWarm;
        this.counted = counted;
        this.whenWarm = whenWarm;
    }

    /** Sends if a frame is due, and looks once for answers. */
    void turn() {
        if (total == Integer.MAX_VALUE && sent >= leastWarmUp && isWarm.getAsBoolean()) {
            warmUp = sent;
            total = sent + counted;
            // What counts has a schedule of its own: a look at the compilers takes longer than a frame.
            nextDue = System.nanoTime();
            whenWarm.run();
        }
        if (sent < total) {
            sendIfDue();
        }
        int came = wire.poll();
        if (came > 0) {
            answers(came, System.nanoTime());
        }
    }

    private void sendIfDue() {
        if (total == Integer.MAX_VALUE && sent - answered >= OUTSTANDING_COLD) {
            return;
        }
        if (!isPrepared) {
            wire.prepare();
            isPrepared = true;
        }
        long now = System.nanoTime();
        if (sent == 0) {
            nextDue = now;
        }
        if (sent == answered) {
            while (now < nextDue && nextDue - now < CLOSE_NS) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
        }
        if (now >= nextDue) {
            if (sent - answered == OUTSTANDING) {
                throw new IllegalStateException("no answer for " + OUTSTANDING + " frames");
            }
            due[sent & OUTSTANDING - 1] = nextDue;
            sent++;
            nextDue += intervalNs;
            isPrepared = false;
            wire.send();
        }
    }

    private void answers(int came, long now) {
        for (int i = 0; i < came; i++) {
            if (answered >= warmUp) {
                times.recordValue(now - due[answered & OUTSTANDING - 1]);
            }
            answered++;
        }
        if (answered > sent) {
            throw new IllegalStateException(answered + " answers to " + sent + " frames");
        }
    }

    /** Frames sent so far. */
    int sent() {
        return sent;
    }

    /** Whether every frame was sent and answered. */
    boolean isDone() {
        return answered == total;
    }

    /** Latencies of the counted frames, ns from due to answered. */
    Histogram times() {
        return times;
    }
}
