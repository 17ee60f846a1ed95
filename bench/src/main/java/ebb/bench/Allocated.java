package ebb.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** Bytes that one thread allocates between two instants. */
final class Allocated {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread;
    private long begin;
    private long end;

    /**
     * Of a thread that lives.
     *
     * @param prefix its name's beginning; null for the caller
     */
    Allocated(String prefix) {
        thread = prefix == null ? Thread.currentThread().getId() : find(prefix);
    }

    private long find(String prefix) {
        for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (each != null && each.getThreadName().startsWith(prefix)) {
                return each.getThreadId();
            }
        }
        throw new IllegalStateException("no thread " + prefix);
    }

    void begin() {
        begin = threads.getThreadAllocatedBytes(thread);
    }

    void end() {
        end = threads.getThreadAllocatedBytes(thread);
    }

    /** Bytes between the two. */
    long bytes() {
        return end - begin;
    }

    /** Bytes an operation of so many. */
    double each(int operations) {
        return (double) (end - begin) / operations;
    }
}
