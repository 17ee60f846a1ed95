package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.time.Timers;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Books allocate nothing once warm: deltas, gaps, resyncs, horizons, read-outs and digests included. */
class BookAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;
    private static final int OPERATIONS = 100_000;
    private static final int WINDOWS = 5;

    private static Object escaped;

    /** Hears and forgets. */
    private static final class Silence implements BookListener {
        private long heard;

        @Override
        public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {
            heard++;
        }

        @Override
        public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {
            heard++;
        }

        @Override
        public void onAlert(BookBuilder book, BookAlert alert) {
            heard++;
        }
    }

    private static final class Feed {
        private final Timers timers = new Timers(64);
        private final Silence silence = new Silence();
        private final Books books = new Books(BookFixture.bounded(20, 5, 20, 5_000), timers, silence);
        private final BookBuilder book = books.open(1, SeqModel.STEP, 5, 60);
        private final SplittableRandom random = new SplittableRandom(11);
        private final BandDepth depth = new BandDepth(10);
        private final BookWalk walk = new BookWalk();
        private final boolean mustAllocate;
        private long id = 1;
        private long centre = 200_000;
        private double figures;

        Feed(boolean mustAllocate) {
            this.mustAllocate = mustAllocate;
            timers.fireUntil(1_700_000_000_000_000_000L);
            book.session(2, true);
            snapshot();
        }

        void run(int operations) {
            for (int i = 0; i < operations; i++) {
                timers.fireUntil(timers.nowNs() + 2_000_000);
                books.alive(2);
                id += random.nextInt(500) == 0 ? 2 : 1;
                delta();
                if (book.isResyncing() && random.nextInt(10) == 0) {
                    snapshot();
                }
                if (book.isLive() && book.book().hasBothSides()) {
                    read();
                }
                if (mustAllocate) {
                    escaped = new byte[16];
                }
            }
        }

        private void delta() {
            boolean isTorn = random.nextInt(10) == 0;
            book.beginDelta(2, isTorn ? BookBuilder.FIRST : WHOLE, -1, id, -1, false);
            levels(4);
            book.endDelta();
            if (isTorn) {
                book.beginDelta(2, BookBuilder.LAST, -1, id, -1, false);
                levels(4);
                book.endDelta();
            }
        }

        private void levels(int count) {
            centre += random.nextInt(3) - 1;
            for (int i = 0; i < count; i++) {
                boolean isFar = random.nextInt(20) == 0;
                long distance = 1 + random.nextInt(isFar ? 20_000 : 40);
                long quantity = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 1_000);
                if (random.nextBoolean()) {
                    book.bid((centre - distance) * 5, quantity);
                } else {
                    book.ask((centre + distance) * 5, quantity);
                }
            }
        }

        private void snapshot() {
            book.beginSnapshot(BookBuilder.NO_CONNECTION, WHOLE, id, 80, 80);
            for (int i = 1; i <= 80; i++) {
                book.bid((centre - i) * 5, i);
                book.ask((centre + i) * 5, i);
            }
            book.endSnapshot();
        }

        private void read() {
            depth.measureBalanced(book.book(), 100);
            figures += depth.imbalance();
            depth.measureTop(book.book(), 20);
            figures += depth.askBidRatio() + Touch.spreadBp(book.book()) + Touch.microprice(book.book());
            if (walk.walk(book.book(), true, 3_000)) {
                figures += walk.vwap() + walk.slippageToMidBp();
            }
            figures += books.digest() & 1;
        }
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        Feed feed = new Feed(false);
        feed.run(2 * OPERATIONS);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < WINDOWS; i++) {
            long bytes = allocatedBy(feed);
            least = Math.min(least, bytes);
            most = Math.max(most, bytes);
        }
        assertEquals(0, least, "bytes in the best window");
        assertTrue(most <= 1_024, "bytes in the worst window: " + most);
        BookBuilder book = feed.book;
        assertTrue(book.count(BookCount.APPLIED) > OPERATIONS, "deltas were applied");
        assertTrue(book.count(BookCount.GAP) > 100, "gaps were met");
        assertTrue(book.count(BookCount.SNAPSHOT) > 100, "snapshots were loaded");
        assertTrue(book.count(BookCount.CROSSED) > 10, "books crossed");
        assertTrue(feed.figures != 0 && feed.silence.heard > 1_000, "figures were read, status changes heard");
        assertEquals(feed.books.digestAnew(), feed.books.digest());
    }

    @Test
    void shouldNoticeAllocationsItsNegativeControl() {
        Feed feed = new Feed(true);
        feed.run(OPERATIONS / 5);
        assertTrue(allocatedBy(feed) >= 32L * OPERATIONS, "16 bytes and a header each");
        assertTrue(escaped != null);
    }

    private static long allocatedBy(Feed feed) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        feed.run(OPERATIONS);
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
