package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.runtime.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is allocated from the decrypted buffer to the masked order (DESIGN law 5); {@code -Debb.long=true} for ten million. */
class AllocationRigTest {
    private static final long MESSAGES = Boolean.getBoolean("ebb.long") ? 10_000_000 : 1_000_000;
    /** What a mapped block of each stream and a page of its index may cost a window. */
    private static final long RARE = 32_768;
    /** One window in so many may have what the one before it, or the runtime itself, began. */
    private static final int STRAY = 20;

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldAllocateNothingWithAMessage(Topology topology) {
        List<AllocationRig.Allocation> found = AllocationRig.run(topology, MESSAGES);
        assertEquals(topology == Topology.COMPACT ? 2 : 4, found.size());
        for (AllocationRig.Allocation each : found) {
            assertEquals(0, each.least(), each.thread() + " allocates in every window");
            assertTrue(each.most() <= RARE, () -> each.thread() + " allocated " + each.most() + " B in a window");
            assertTrue(
                    each.unexplained() <= each.windows().length / STRAY,
                    () -> each.thread() + " allocated in " + each.unexplained()
                            + " windows in which the journal began neither a block nor a page");
        }
    }

    /** What the test above looks for is seen: an object of 16 bytes and more with each call. */
    @Test
    void shouldSeeWhatAThreadAllocates() {
        Allocated allocated = new Allocated(null);
        byte[][] kept = new byte[1_000][];
        allocated.begin();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[16];
        }
        allocated.end();
        assertTrue(allocated.bytes() >= 32 * kept.length, () -> "only " + allocated.bytes());
    }
}
