package ebb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ahead of a run's writers: reserves the next block of each file, makes the pages present that will be written
 * next, watches the free space and the writers' progress. A thread of its own, waking every two milliseconds; the
 * writers never wait for it.
 */
final class Forerunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Forerunner.class);

    private static final long PAUSE_NS = 2_000_000L;
    private static final long SPACE_EVERY_NS = 250_000_000L;
    private static final long PAGE = 4096;

    /** What is known of one writer between two looks. */
    private static final class Follower {
        private final StreamWriter writer;
        private final QueueFile queue;
        private WrittenFile.Mapping warming;
        private long warmTo;
        private long progress;
        private long sinceNs;

        private Follower(StreamWriter writer, QueueFile queue) {
            this.writer = writer;
            this.queue = queue;
        }
    }

    private final Run run;
    private final JournalSettings settings;
    private final Thread thread;

    // Guarded by this object's lock: held for one look, so that a writer that closes knows nobody works on its file.
    private Follower[] followers = {};
    private boolean isWarming;

    // Written by this thread, read by any.
    private volatile DiskState disk = DiskState.OK;
    private volatile long stallNs;
    private volatile long longestStallNs;
    private volatile boolean isStopped;
    private long nextSpaceNs;

    Forerunner(Run run, JournalSettings settings) {
        this.run = run;
        this.settings = settings;
        this.isWarming = settings.warm();
        this.nextSpaceNs = System.nanoTime();
        this.thread = new Thread(this, "ebb-journal-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(StreamWriter writer, QueueFile queue) {
        Follower[] more = Arrays.copyOf(followers, followers.length + 1);
        more[followers.length] = new Follower(writer, queue);
        followers = more;
    }

    synchronized void remove(StreamWriter writer) {
        followers = Arrays.stream(followers)
                .filter(follower -> follower.writer != writer)
                .toArray(Follower[]::new);
    }

    DiskState disk() {
        return disk;
    }

    long stallNs() {
        return stallNs;
    }

    long longestStallNs() {
        return longestStallNs;
    }

    void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!isStopped) {
            look(System.nanoTime());
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private synchronized void look(long nowNs) {
        long stall = 0;
        for (Follower follower : followers) {
            reserve(follower);
            if (isWarming) {
                warm(follower);
            }
            stall = Math.max(stall, stall(follower, nowNs));
        }
        stallNs = stall;
        longestStallNs = Math.max(longestStallNs, stall);
        if (nowNs - nextSpaceNs >= 0) {
            nextSpaceNs = nowNs + SPACE_EVERY_NS;
            watchSpace();
        }
    }

    private void reserve(Follower follower) {
        WrittenFile file = follower.queue.current();
        long to = follower.queue.ahead(file);
        if (to > file.reservedTo() && file.reserve(to) == Posix.Answer.REFUSED && disk != DiskState.FULL) {
            disk = DiskState.FULL;
            LOG.error(
                    "No space for the next block of {}: {} bytes are left in the one in use. Free space, then restart.",
                    file.path(),
                    file.reservedTo() - file.end());
        }
    }

    private void warm(Follower follower) {
        WrittenFile file = follower.queue.current();
        // The end first, the mapping second: the writer moves them in the other order, so an end that lies in the
        // mapping belongs to it.
        long end = file.end();
        WrittenFile.Mapping mapping = file.mapping();
        if (mapping == null || end < mapping.start() || end >= mapping.limit()) {
            return;
        }
        if (mapping != follower.warming) {
            follower.warming = mapping;
            follower.warmTo = 0;
        }
        long from = Math.max(follower.warmTo, end & -PAGE);
        long ahead = settings.aheadBytes();
        long to = Math.min(mapping.limit(), (end & -PAGE) + ahead);
        if (to - from < ahead / 4 && to != mapping.limit() || to <= from) {
            return;
        }
        if (Posix.populate(mapping.address() + (from - mapping.start()), to - from) == Posix.Answer.UNKNOWN) {
            isWarming = false;
            LOG.info("This kernel does not make pages present ahead (Linux 5.14 does); the first write to each pays.");
        }
        follower.warmTo = to;
    }

    /** How long the append under way has been under way, as far as two looks can tell; 0 when none is. */
    private static long stall(Follower follower, long nowNs) {
        long progress = follower.writer.progress();
        if (progress != follower.progress) {
            follower.progress = progress;
            follower.sinceNs = nowNs;
        }
        boolean isUnderWay = (progress & 1) == 1;
        return isUnderWay ? nowNs - follower.sinceNs : 0;
    }

    private void watchSpace() {
        if (disk == DiskState.FULL) {
            return;
        }
        try {
            long free = Files.getFileStore(run.path()).getUsableSpace();
            DiskState now = free < settings.freeMinBytes() ? DiskState.LOW : DiskState.OK;
            if (now != disk) {
                disk = now;
                LOG.warn(
                        "The journal's disk has {} bytes free, the limit is {}: {}",
                        free,
                        settings.freeMinBytes(),
                        now);
            }
        } catch (IOException e) {
            disk = DiskState.LOW;
            LOG.warn("The free space of {} cannot be read: {}", run.path(), e.toString());
        }
    }
}
