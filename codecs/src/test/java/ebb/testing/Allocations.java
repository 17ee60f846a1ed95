package ebb.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts what the calling thread allocates, exactly (TECH §6): warm-up, then windows of many operations. The JIT may
 * spend some hundred bytes in one window, more on JDK 25 and on a busy machine, so a path is free of allocation when the
 * least window is exactly 0 and none exceeds 4 KB: less than one small object every 400 operations.
 */
public final class Allocations {
    /** Operations before anything is counted. */
    public static final int WARM_UP = 30_000;

    /** Operations of one window. */
    public static final int WINDOW = 100_000;

    private static final int WINDOWS = 5;
    private static final long NOISE_BYTES = 4096;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /** One operation of the path under test. */
    public interface Step {
        /**
         * Runs the operation once.
         *
         * @param i counts the operations, from 0
         */
        void run(int i);
    }

    /**
     * Fails unless the path allocates nothing.
     *
     * @param step the path; what it computes must be asserted by the caller, lest it be optimised away
     */
    public static void assertNone(Step step) {
        long[] windows = measure(step);
        for (long bytes : windows) {
            if (bytes > NOISE_BYTES) {
                throw new AssertionError(bytes + " bytes in a window of " + WINDOW + " operations");
            }
        }
        if (least(windows) != 0) {
            throw new AssertionError("never 0 bytes in a window; the least is " + least(windows));
        }
    }

    /**
     * The least a window allocated: for negative controls.
     *
     * @param step the path
     * @return bytes a window of {@link #WINDOW} operations
     */
    public static long leastWindow(Step step) {
        return least(measure(step));
    }

    private static long[] measure(Step step) {
        long thread = Thread.currentThread().getId();
        int i = 0;
        for (; i < WARM_UP; i++) {
            step.run(i);
        }
        long[] windows = new long[WINDOWS];
        for (int w = 0; w < WINDOWS; w++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int end = i + WINDOW; i < end; i++) {
                step.run(i);
            }
            windows[w] = THREADS.getThreadAllocatedBytes(thread) - before;
        }
        return windows;
    }

    private static long least(long[] windows) {
        long least = windows[0];
        for (long bytes : windows) {
            least = Math.min(least, bytes);
        }
        return least;
    }
}
