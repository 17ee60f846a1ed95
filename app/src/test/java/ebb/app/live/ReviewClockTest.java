package ebb.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.Run;
import ebb.research.review.DailyReview;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewClockTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = DailyReview.DAY_NS;

    @TempDir
    Path directory;

    @Test
    void shouldBeDueAtTheNextTimeOfDay() {
        assertEquals(5 * DAY + 5 * MINUTE, ReviewClock.next(5 * DAY, 5 * MINUTE));
        assertEquals(6 * DAY + 5 * MINUTE, ReviewClock.next(5 * DAY + 5 * MINUTE, 5 * MINUTE), "not twice");
        assertEquals(6 * DAY + 5 * MINUTE, ReviewClock.next(5 * DAY + 6 * MINUTE, 5 * MINUTE));
        assertEquals(5 * DAY, ReviewClock.next(5 * DAY - 1, 0));
    }

    /** A run that holds nothing cannot be reviewed: that is told, with what to try, and the clock goes on. */
    @Test
    void shouldTellWhyADayCouldNotBeReviewedAndGoOn() throws Exception {
        EbbConfig config = ConfigLoader.load(Mode.PAPER, List.of(), "paper", List.of());
        AtomicLong now = new AtomicLong(5 * DAY + 5 * MINUTE - 1);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (JournalDirectory journal = JournalDirectory.open(directory)) {
            Run run = journal.newRun(JournalSettings.plain()).run();
            try (ReviewClock clock = new ReviewClock(run, directory, config, () -> now.getAndAdd(DAY / 2), told::add)) {
                for (int i = 0; i < 2; i++) {
                    String said = told.poll(20, TimeUnit.SECONDS);
                    assertTrue(said != null && said.contains("could not be reviewed"), "told " + said);
                    assertTrue(said.endsWith("try ebb review " + directory), said);
                }
            }
        }
    }
}
