package ebb.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;

/** Puts a stream on the disk every so often, on a thread of its own, so that the writer never waits for the disk. */
final class GroupSync implements Runnable {
    private final StreamWriter writer;
    private final QueueFile queue;
    private final long everyNs;
    private final Thread thread;
    private volatile boolean isStopped;

    GroupSync(StreamWriter writer, QueueFile queue, long everyNs) {
        this.writer = writer;
        this.queue = queue;
        this.everyNs = everyNs;
        this.thread = new Thread(this, "ebb-journal-sync");
        thread.setDaemon(true);
        thread.start();
    }

    void stop() throws InterruptedException {
        isStopped = true;
        LockSupport.unpark(thread);
        thread.join();
    }

    @Override
    public void run() {
        long done = writer.syncedNumber();
        while (!isStopped) {
            long startNs = System.nanoTime();
            long number = writer.lastNumber();
            if (number > done && force()) {
                writer.synced(number);
                done = number;
            }
            LockSupport.parkNanos(everyNs - (System.nanoTime() - startNs));
        }
    }

    private boolean force() {
        try {
            // Files before this one were put on the disk when they were left, records after the number do no harm.
            queue.current().channel().force(false);
            return true;
        } catch (ClosedChannelException e) {
            // The day changed in between: the next round finds the new file.
            return false;
        } catch (IOException e) {
            writer.fail(e);
            return false;
        }
    }
}
