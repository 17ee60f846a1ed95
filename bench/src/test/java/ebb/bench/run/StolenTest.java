package ebb.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ebb.bench.row.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StolenTest {
    private static final long PAUSE_NS = 10_000_000;
    private static final long PATIENCE_NS = 30_000_000_000L;

    @Test
    void shouldTellAShareOfTheCoresTimeAndItsWorstSecond() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "this system has no /proc/stat");
        try (Stolen stolen = Stolen.begin()) {
            long deadline = System.nanoTime() + PATIENCE_NS;
            List<Row> rows = stolen.rows();
            while (rows.stream().anyMatch(row -> Double.isNaN(row.min()))) {
                assertTrue(System.nanoTime() < deadline, "the system counts no time");
                LockSupport.parkNanos(PAUSE_NS);
                rows = stolen.rows();
            }
            assertEquals(
                    List.of(Stolen.FACT, Stolen.WORST),
                    rows.stream().map(Row::testCase).toList());
            for (Row row : rows) {
                assertTrue(row.min() >= 0 && row.min() <= 100, "a share: " + row.min());
            }
        }
    }
}
