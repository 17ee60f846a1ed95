package ebb.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT as a request: whoever runs hears of it, ends in order, and the process ends with the exit code that he
 * gives instead of the signal's. A second signal, or a minute, ends it in any case.
 */
final class CleanStop implements AutoCloseable {
    private static final long WAIT_S = 60;
    private static final int NONE = -1;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final String late;
    // Written by the main thread before it counts down, read by the hook behind that.
    private int code = NONE;

    /**
     * Listens from now on.
     *
     * @param late told when a minute was not enough
     */
    CleanStop(String late) {
        this.late = late;
        hook = new Thread(this::signalled, "ebb-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether a signal came. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /**
     * Notes how it ended; the last thing that is done.
     *
     * @param exitCode of the command
     * @return the same
     */
    int ended(int exitCode) {
        code = exitCode;
        return exitCode;
    }

    private void signalled() {
        asked.countDown();
        try {
            boolean isOver = ended.await(WAIT_S, TimeUnit.SECONDS);
            if (isOver && code == NONE) {
                return; // It failed, and whoever called says why; the exit code is the signal's.
            }
            if (isOver) {
                System.out.flush();
                System.err.flush();
                // An exit that was begun by a signal ends with the signal's code, unless it is cut short here.
                Runtime.getRuntime().halt(code);
            }
            System.err.println("ebb: " + late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!isAsked()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                return;
            } catch (IllegalStateException leaving) {
                // A signal came just now: the hook runs and is let go below.
            }
        }
        ended.countDown();
    }
}
