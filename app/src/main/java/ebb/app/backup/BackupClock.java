package ebb.app.backup;

import ebb.config.BackupSettings;
import ebb.journal.JournalException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Backs a session's journal up each day at {@code backup.at} (NS-ALR-2), on a thread of its own of least priority that only
 * reads what the session writes. A backup that fails is told, counted, and tried again after an hour; trading never waits for one.
 */
public final class BackupClock implements AutoCloseable {
    static final long RETRY_NS = 3_600_000_000_000L;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long LEAVE_MS = 5_000;

    private final BackupSettings settings;
    private final Backup.Order order;
    private final LongSupplier clock;
    private final Consumer<String> news;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    // Written by the backup's thread, read by whoever asks for the status; volatile order, one writer.
    private volatile long done;
    private volatile long failed;
    private volatile String last;
    private volatile String failure;

    /**
     * Starts waiting for the next backup.
     *
     * @param settings when, where to, how many
     * @param order what
     * @param clock ns since the epoch
     * @param news told of each backup, and why one failed
     */
    public BackupClock(BackupSettings settings, Backup.Order order, LongSupplier clock, Consumer<String> news) {
        this.settings = settings;
        this.order = order;
        this.clock = clock;
        this.news = news;
        thread = new Thread(this::work, "ebb-backup");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /**
     * When the next backup is due.
     *
     * @param nowNs ns since the epoch
     * @param atNs time of day, ns after 00:00 UTC
     * @param hasFailed whether the last one came to nothing
     * @return the first instant after now at that time of day, or an hour from now where that is sooner and one is owed
     */
    static long next(long nowNs, long atNs, boolean hasFailed) {
        long daily = (Math.floorDiv(nowNs - atNs, DAY_NS) + 1) * DAY_NS + atNs;
        return hasFailed ? Math.min(daily, nowNs + RETRY_NS) : daily;
    }

    private void work() {
        try {
            long due = next(clock.getAsLong(), settings.atNs(), false);
            while (!stop.await(Math.max(0, due - clock.getAsLong()), TimeUnit.NANOSECONDS)) {
                long now = clock.getAsLong();
                if (now >= due) {
                    due = next(now, settings.atNs(), !make(now));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was made. */
    private boolean make(long nowNs) {
        Instant at = Instant.ofEpochSecond(Math.floorDiv(nowNs, 1_000_000_000L));
        try {
            Backup.Done made = Backup.make(order, at, () -> stop.getCount() == 0);
            last = made.path().toString();
            failure = made.findings().isEmpty() ? null : String.join("; ", made.findings());
            done = done + 1;
            news.accept("backed up to " + made.path() + ", " + made.bytes() + " bytes, read back"
                    + (failure == null ? "" : "; " + failure));
            return true;
        } catch (RuntimeException | InternalError e) {
            // Whatever it is: the session trades on, and the next backup is tried.
            if (stop.getCount() == 0) {
                return true;
            }
            failure = e instanceof JournalException ? e.getMessage() : e.toString();
            failed = failed + 1;
            news.accept("NO BACKUP (NS-ALR-2), " + failed + " failed in this session; tried again within the hour: "
                    + failure);
            return false;
        }
    }

    /**
     * What became of the backups of this session.
     *
     * @return {@code done}, {@code failed}, {@code last} (path, or null), {@code failure} (of the last one, or null)
     */
    public Map<String, Object> status() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("done", done);
        tree.put("failed", failed);
        tree.put("last", last);
        tree.put("failure", failure);
        return tree;
    }

    /** One that is under way ends, and what it has is removed. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(LEAVE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
