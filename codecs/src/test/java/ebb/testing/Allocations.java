package ebb.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts what the calling thread allocates, exactly (TECH §6): warm-up, then windows of many operations. The JIT may
 * spend some hundred bytes in one window, more on JDK 25 and on a busy machine, so a path is free of allocation when, of
 * five windows in a row, the least is exactly 0 and none exceeds 4 KB: less than one small object every 400 operations.
 */
public final class Allocations {
    /** Operations before anything is counted. */
    public static final int WARM_UP = 30_000;

    /** Operations of one window. */
    public static final int WINDOW = 100_000;

    private static final int WINDOWS = 5;
    private static final int MAX_WINDOWS = 40;
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
        int i = warmUp(step);
        long least = Long.MAX_VALUE;
        long worst = 0;
        // A busy machine compiles late, and what its compiler spends is not the path's: windows must be quiet in a row.
        for (int window = 0, quiet = 0; quiet < WINDOWS; window++, i += WINDOW) {
            long bytes = window(step, i);
            least = Math.min(least, bytes);
            worst = Math.max(worst, bytes);
            quiet = bytes > NOISE_BYTES ? 0 : quiet + 1;
            if (window == MAX_WINDOWS) {
                throw new AssertionError("never " + WINDOWS + " windows of " + WINDOW
                        + " operations in a row without garbage; up to " + worst + " bytes in one");
            }
        }
        if (least != 0) {
            throw new AssertionError("never 0 bytes in a window; the least is " + least);
        }
    }

    /**
     * The least a window allocated: for negative controls.
     *
     * @param step the path
     * @return bytes a window of {@link #WINDOW} operations
     */
    public static long leastWindow(Step step) {
        int i = warmUp(step);
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++, i += WINDOW) {
            least = Math.min(least, window(step, i));
        }
        return least;
    }

    private static int warmUp(Step step) {
        for (int i = 0; i < WARM_UP; i++) {
            step.run(i);
        }
        return WARM_UP;
    }

    private static long window(Step step, int from) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = from; i < from + WINDOW; i++) {
            step.run(i);
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
