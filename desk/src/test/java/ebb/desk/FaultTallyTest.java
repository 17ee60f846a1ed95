package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTallyTest {
    @Test
    void shouldTellAnOutageFromItsFirstReasonUntilTheBookIsLiveAgain() {
        FaultTally tally = new FaultTally();
        tally.onBook(3, 10, "STALE", "NO_SNAPSHOT");
        tally.onBook(3, 20, "LIVE", "");
        tally.onBook(3, 30, "CROSSED", "");
        tally.onBook(3, 35, "STALE", "CROSS_TIMEOUT");
        tally.onBook(3, 36, "STALE", "PARTIAL");
        tally.onBook(3, 50, "LIVE", "");
        tally.onBook(3, 60, "STALE", "GAP");
        tally.conclude(99);
        assertEquals(
                List.of(
                        new FaultTally.Outage(3, 10, 20, "STALE", "NO_SNAPSHOT", true, true),
                        new FaultTally.Outage(3, 30, 50, "CROSSED", "", false, true),
                        new FaultTally.Outage(3, 60, 99, "STALE", "GAP", false, false)),
                tally.outages);
        // What a book starts with is no fault; what becomes of an outage is counted each time.
        assertEquals(
                List.of(0L, 1L, 1L, 1L, 1L),
                List.of(
                        tally.of("book STALE NO_SNAPSHOT"),
                        tally.of("book CROSSED"),
                        tally.of("book STALE CROSS_TIMEOUT"),
                        tally.of("book STALE PARTIAL"),
                        tally.of("book STALE GAP")));
    }
}
