package ebb.journal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Makes room that was merely reserved a part of its file before records come there, by bringing its empty pages to the
 * disk. Otherwise the first sync of each page does that, on the thread that waits to let an order go: the file system
 * commits a transaction of its own for it. A thread of its own, since a disk that hangs must not hang who watches for it.
 */
final class Settler implements Runnable {
    /** Mapped pages. */
    private record Pages(long address, long length) {}

    private final BlockingQueue<Pages> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    Settler() {
        this.thread = new Thread(this, "ebb-journal-settle");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for pages that are present and hold nothing yet, or only what may go to the disk at any time. */
    void settle(long address, long length) {
        waiting.add(new Pages(address, length));
    }

    void stop() {
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Pages pages = waiting.take();
                Posix.settle(pages.address, pages.length);
            }
        } catch (InterruptedException e) {
            // The run ends: nothing will be written there.
            Thread.currentThread().interrupt();
        }
    }
}
