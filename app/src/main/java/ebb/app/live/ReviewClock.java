package ebb.app.live;

import ebb.app.state.Reviews;
import ebb.config.ConfigException;
import ebb.config.EbbConfig;
import ebb.journal.JournalException;
import ebb.journal.Run;
import ebb.research.review.DailyReview;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reviews each day of a session at {@code ns.rev.at} (NS-REV-1), on a thread of its own of least priority that reads the
 * journal as any tool does. A review that fails is told and tried again the next day; trading never waits for one.
 */
public final class ReviewClock implements AutoCloseable {
    private final Run run;
    private final Path directory;
    private final EbbConfig config;
    private final LongSupplier clock;
    private final Consumer<String> news;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Starts waiting for the next review.
     *
     * @param run being written
     * @param directory of the journal
     * @param config of the session
     * @param clock ns since the epoch
     * @param news told of each review, and why one failed
     */
    public ReviewClock(Run run, Path directory, EbbConfig config, LongSupplier clock, Consumer<String> news) {
        this.run = run;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.news = news;
        thread = new Thread(this::work, "ebb-review");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /**
     * When the next review is due.
     *
     * @param nowNs ns since the epoch
     * @param atNs time of day, ns after 00:00 UTC
     * @return the first instant after now at that time of day
     */
    static long next(long nowNs, long atNs) {
        return (Math.floorDiv(nowNs - atNs, DailyReview.DAY_NS) + 1) * DailyReview.DAY_NS + atNs;
    }

    private void work() {
        try {
            long due = next(clock.getAsLong(), config.reviewAtNs());
            while (!stop.await(Math.max(0, due - clock.getAsLong()), TimeUnit.NANOSECONDS)) {
                if (clock.getAsLong() >= due) {
                    news.accept(review(run, directory, config, due));
                    due = next(due, config.reviewAtNs());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reviews the last day that had ended by an instant.
     *
     * @param run which
     * @param directory where to
     * @param config says where a day begins
     * @param atNs the instant
     * @return a sentence on what came of it
     */
    static String review(Run run, Path directory, EbbConfig config, long atNs) {
        long from = Reviews.dayOf(config, atNs) - DailyReview.DAY_NS;
        try {
            return "the day is reviewed: " + Reviews.write(Reviews.of(Reviews.ledger(run), from), directory);
        } catch (JournalException | ConfigException | UncheckedIOException e) {
            return "the day could not be reviewed: " + e.getMessage() + "; try ebb review " + directory;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
    }
}
