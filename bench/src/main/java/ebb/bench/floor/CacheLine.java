package ebb.bench.floor;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Floor of PERF §4: two words on lines of their own and a thread that copies the one into the other. {@link #send} and
 * {@link #poll} belong to one thread.
 */
public final class CacheLine implements AutoCloseable {
    private static final int LINE = 128;
    private static final long END = -1;

    // Word 0: written by the sender, read by the echo; word 1 the other way; release and acquire.
    private final UnsafeBuffer words = new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * LINE, LINE));
    private final Thread echo = new Thread(this::run, "ebb-bench-echo");

    /** Starts the echo. */
    public CacheLine() {
        echo.setDaemon(true);
        echo.start();
    }

    private void run() {
        long last = 0;
        while (last != END) {
            long now = words.getLongAcquire(0);
            if (now != last) {
                last = now;
                words.putLongRelease(LINE, now);
            }
        }
    }

    /** Sends a number above 0. */
    public void send(long n) {
        words.putLongRelease(0, n);
    }

    /** The number echoed last. */
    public long poll() {
        return words.getLongAcquire(LINE);
    }

    @Override
    public void close() {
        words.putLongRelease(0, END);
    }
}
