package ebb.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Does beforehand what the next sync of an order's cause would otherwise wait for, on the thread that waits to let the order
 * go. A thread of its own, since a disk that hangs must not hang who watches for it.
 *
 * <p>Room that was merely reserved is made a part of its file by bringing its empty pages to the disk; else the first sync of
 * each page does that. And when a batch is out and the writer rests, the page it will write next is made writable again,
 * which the sync before took back: that fault would also give the file a new time, which a file system without a journal of
 * its own writes to the disk with the next sync, one write more before the order.
 */
final class Settler implements Runnable {
    /** Mapped pages. */
    private record Pages(long address, long length) {}

    /** The writer whose next sync is prepared. */
    private record Followed(StreamWriter writer, QueueFile queue) {}

    private static final long PAGE = 4096;
    /** A writer that has not appended for so long rests: 200 µs, about the time of two syncs. */
    private static final long REST_NS = 200_000L;

    private final Queue<Pages> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    // Written by whoever begins and ends the writer, read by this thread; volatile order.
    private volatile Followed followed;
    // Written by this thread and by whoever wakes it; volatile order.
    private volatile boolean isAsleep;
    private volatile boolean isStopped;
    // Written by this thread, read by any; volatile order.
    private volatile long prepared;
    private long preparedAt;

    Settler() {
        this.thread = new Thread(this, "ebb-journal-settle");
        thread.setDaemon(true);
        thread.start();
    }

    /** Prepares the syncs of this writer from now on. */
    void follow(StreamWriter writer, QueueFile queue) {
        followed = new Followed(writer, queue);
    }

    /** The writer ends: its pages are left alone. */
    void leave() {
        followed = null;
    }

    /** Asks for pages that are present and hold nothing yet, or only what may go to the disk at any time. */
    void settle(long address, long length) {
        waiting.add(new Pages(address, length));
        wake();
    }

    /** What the writer appended is out: one look at a field, unless this thread sleeps. */
    void wake() {
        if (isAsleep) {
            isAsleep = false;
            LockSupport.unpark(thread);
        }
    }

    void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!isStopped) {
            Pages pages = waiting.poll();
            if (pages != null) {
                Posix.settle(pages.address, pages.length);
                continue;
            }
            Followed now = followed;
            if (now != null && isDue(now)) {
                prepareOnceItRests(now);
            } else {
                sleep(now);
            }
        }
    }

    private boolean isDue(Followed now) {
        return now.writer.progress() != preparedAt;
    }

    private void sleep(Followed now) {
        isAsleep = true;
        if (waiting.isEmpty() && (now == null || !isDue(now)) && !isStopped) {
            LockSupport.park(this);
        }
        isAsleep = false;
    }

    private void prepareOnceItRests(Followed now) {
        long progress = now.writer.progress();
        LockSupport.parkNanos(REST_NS);
        if (progress != now.writer.progress()) {
            return;
        }
        preparedAt = progress;
        WrittenFile file = now.queue.current();
        // The end first, the mapping second, see the forerunner.
        long page = file.end() & -PAGE;
        WrittenFile.Mapping mapping = file.mapping();
        if (mapping != null && page - PAGE >= mapping.start() && page + 2 * PAGE <= mapping.limit()) {
            long address = mapping.at(page);
            Posix.populate(address, 2 * PAGE);
            // The page before holds what was synced: with it only the file's new time goes to the disk.
            Posix.settle(address - PAGE, PAGE);
            prepared++;
        }
    }

    /** How often a writer that rested was prepared for its next sync. */
    long prepared() {
        return prepared;
    }
}
