package ebb.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ebb.bench.row.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StolenTest {
    private static final long PATIENCE_NS = 30_000_000_000L;

    @Test
    void shouldTellAShareOfTheCoresTime() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "this system has no /proc/stat");
        Stolen stolen = Stolen.begin();
        long deadline = System.nanoTime() + PATIENCE_NS;
        Row row = stolen.row();
        while (Double.isNaN(row.min())) {
            assertTrue(System.nanoTime() < deadline, "the system counts no time");
            row = stolen.row();
        }
        assertEquals(Stolen.FACT, row.testCase());
        assertTrue(row.min() >= 0 && row.min() <= 100, "a share: " + row.min());
    }
}
