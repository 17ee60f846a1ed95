package ebb.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ahead of a run's writers: reserves the next block of each file, makes the pages present that will be written
 * next, watches the free space and the writers' progress. A thread of its own; the writers never wait for it. It wakes every
 * twenty milliseconds, more often while a writer needs it: each time it takes some 10 µs from one of those who spin.
 *
 * <p>Where an order waits for the disk, the pages ahead are settled there too, so that a sync only overwrites.
 */
final class Forerunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Forerunner.class);

    private static final long CALM_PAUSE_NS = 20_000_000L;
    private static final long PAUSE_NS = 2_000_000L;
    private static final long SHORT_PAUSE_NS = 100_000L;
    /** A writer may take so much of what is kept ahead of it between two looks. */
    private static final int SHARE = 8;

    /** Made present in a look when there is no hurry: 0.1 ms of a core that others spin on. */
    private static final long STEP = 64L << 10;

    private static final long LEAST_GOAL = 4 * STEP;
    /** For how many times 2 ms of its present pace a writer's goal lasts. */
    private static final long GOAL_PACES = 64;
    /** Settled at a time: each time costs a commit of the file system, which a sync of the writer's may meet. */
    private static final long SETTLED = 1L << 20;

    /** Of disk, in a look: 0.1 ms of the file system's. */
    private static final long RESERVED = 1L << 20;

    private static final long SPACE_EVERY_NS = 250_000_000L;
    private static final long PAGE = 4096;

    /** What is known of one writer between two looks. */
    private static final class Follower {
        private final StreamWriter writer;
        private final QueueFile queue;
        private final boolean isSettled;
        private WrittenFile.Mapping warming;
        private long settledTo;
        private long end;
        private long seenNs;
        // Bytes it wrote since the look before, and would write in 2 ms at that pace.
        private long written;
        private long pace;
        private boolean isInBulk;
        private long progress;
        private long sinceNs;

        private Follower(StreamWriter writer, QueueFile queue, boolean isSettled) {
            this.writer = writer;
            this.queue = queue;
            this.isSettled = isSettled;
        }
    }

    private final Run run;
    private final JournalSettings settings;
    // Bytes in 2 ms.
    private final long share;
    private final Settler settler;
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
    // Asked for once: to find it the library reads and parses the system's whole list of mounts.
    private FileStore store;

    Forerunner(Run run, JournalSettings settings) {
        this.run = run;
        this.settings = settings;
        this.share = settings.aheadBytes() / SHARE;
        this.isWarming = settings.warm();
        this.settler = settings.durability() == Durability.SYNC_BEFORE_EGRESS ? new Settler() : null;
        this.nextSpaceNs = System.nanoTime();
        this.thread = new Thread(this, "ebb-journal-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(StreamWriter writer, QueueFile queue) {
        Follower[] more = Arrays.copyOf(followers, followers.length + 1);
        boolean isSettled = isSettled(writer);
        more[followers.length] = new Follower(writer, queue, isSettled);
        followers = more;
        if (isSettled) {
            settler.follow(writer, queue);
        }
    }

    /** Orders wait for the disk to have this writer's records. */
    private boolean isSettled(StreamWriter writer) {
        return settler != null && writer.stream() == JournalStream.IN;
    }

    synchronized void remove(StreamWriter writer) {
        if (isSettled(writer)) {
            settler.leave();
        }
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

    /** Lets the next look be now. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** A batch is out: its successor may be prepared. */
    void rest() {
        if (settler != null) {
            settler.wake();
        }
    }

    /** How often a sync was prepared, 0 where none is waited for. */
    long prepared() {
        return settler == null ? 0 : settler.prepared();
    }

    void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
        if (settler != null) {
            settler.stop();
        }
    }

    @Override
    public void run() {
        while (!isStopped) {
            LockSupport.parkNanos(look(System.nanoTime()));
        }
    }

    /** One look at each writer; answers how long the fastest of them lets the next one wait, ns. */
    private synchronized long look(long nowNs) {
        long stall = 0;
        long pause = CALM_PAUSE_NS;
        for (Follower follower : followers) {
            reserve(follower);
            if (isWarming) {
                follow(follower, nowNs);
                judge(follower);
                pause = Math.min(pause, pause(follower));
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
        return pause;
    }

    /** A writer's share is 500 MB/s with the default of {@code journal.ahead}: no market's, but that of a load. */
    private void judge(Follower follower) {
        boolean isInBulk = follower.pace > (follower.isInBulk ? share / 4 : share);
        if (isInBulk != follower.isInBulk) {
            follower.isInBulk = isInBulk;
            follower.queue.inBulk(isInBulk);
        }
    }

    private long pause(Follower follower) {
        if (follower.pace > share) {
            return SHORT_PAUSE_NS;
        }
        return follower.pace > share * PAUSE_NS / CALM_PAUSE_NS ? PAUSE_NS : CALM_PAUSE_NS;
    }

    /**
     * A piece a look: the file system allocates a whole block in 7 ms, which the thread that shares the core would lose at
     * once. Only where the writer is about to need it all of it is asked for.
     */
    private void reserve(Follower follower) {
        WrittenFile file = follower.queue.current();
        long reserved = file.reservedTo();
        long to = follower.queue.ahead(file);
        if (to > reserved) {
            boolean isUrgent = reserved - file.end() < settings.blockBytes();
            reserve(file, isUrgent ? to : Math.min(to, reserved + RESERVED));
        }
    }

    private void reserve(WrittenFile file, long to) {
        if (file.reserve(to) == Posix.Answer.REFUSED && disk != DiskState.FULL) {
            disk = DiskState.FULL;
            LOG.error(
                    "No space for the next block of {}: {} bytes are left in the one in use. Free space, then restart.",
                    file.path(),
                    file.reservedTo() - file.end());
        }
    }

    private static void follow(Follower follower, long nowNs) {
        long end = follower.queue.current().end();
        double paces = (nowNs - follower.seenNs) / (double) PAUSE_NS;
        follower.written = Math.max(0, end - follower.end);
        follower.pace = (long) (follower.written / paces);
        follower.end = end;
        follower.seenNs = nowNs;
    }

    /**
     * Step by step up to {@code journal.ahead}: where threads spin on every core, this one takes the time of one of them.
     * Only a writer that comes near the end of what is present gets what it will need in the next pauses at once.
     */
    private void warm(Follower follower) {
        long ahead = settings.aheadBytes();
        long goal = Math.min(ahead, Math.max(LEAST_GOAL, GOAL_PACES * follower.pace));
        long quota = STEP + follower.written;
        boolean isHurried = false;
        // A writer that rests keeps itself supplied; settled pages are nobody else's.
        long enough = follower.isSettled ? ahead : ahead - ahead / 4;
        boolean isBegun = false;
        for (long done = 0; done < ahead && isWarming; done += STEP) {
            WrittenFile file = follower.queue.current();
            // The end first, the mapping second: the writer moves them in the other order, so an end that lies in the
            // mapping belongs to it.
            long end = file.end();
            WrittenFile.Mapping mapping = file.mapping();
            if (mapping == null || end < mapping.start() || end >= mapping.limit()) {
                return;
            }
            long page = end & -PAGE;
            if (mapping != follower.warming) {
                follower.warming = mapping;
                follower.settledTo = page;
            }
            long from = Math.max(page, mapping.presentTo());
            isHurried |= from - page < goal / 4;
            boolean isDue = isHurried ? from - page < goal : done < quota && (isBegun || from - page < enough);
            long to = Math.min(Math.min(mapping.limit(), page + ahead), from + STEP);
            if (!isDue || to <= from || to - from < STEP && to != mapping.limit()) {
                return;
            }
            isBegun = true;
            warm(follower, from, to);
        }
    }

    private void warm(Follower follower, long from, long to) {
        WrittenFile.Mapping mapping = follower.warming;
        if (mapping.populate(from, to - from) == Posix.Answer.UNKNOWN) {
            isWarming = false;
            LOG.info("This kernel does not make pages present ahead (Linux 5.14 does); the first write to each pays.");
            return;
        }
        // What the writer has overtaken it has put on the disk itself, or will.
        follower.settledTo = Math.min(from, Math.max(follower.settledTo, follower.end & -PAGE));
        boolean isEnough = to - follower.settledTo >= SETTLED || to == mapping.limit();
        if (follower.isSettled && isEnough) {
            settler.settle(mapping.at(follower.settledTo), to - follower.settledTo);
            follower.settledTo = to;
        }
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
            if (store == null) {
                store = Files.getFileStore(run.path());
            }
            long free = store.getUsableSpace();
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
