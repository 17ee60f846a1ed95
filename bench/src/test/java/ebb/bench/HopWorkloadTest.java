package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.floor.CacheLine;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopWorkloadTest {
    @ParameterizedTest
    @ValueSource(strings = {"sleeping", "yielding", "blocking", "busy-spin"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldBringEachNumberOverTheRing(String waiting) {
        try (HopWorkload hop = Workloads.hop(waiting)) {
            for (long n = 1; n <= 100; n++) {
                assertTrue(hop.send(n));
                while (hop.poll() != n) {
                    Thread.onSpinWait();
                }
            }
            assertEquals(100, hop.poll());
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldBringEachNumberOverTheLine() {
        try (CacheLine line = new CacheLine()) {
            for (long n = 1; n <= 100; n++) {
                line.send(n);
                while (line.poll() != n) {
                    Thread.yield();
                }
            }
            assertEquals(100, line.poll());
        }
    }
}
