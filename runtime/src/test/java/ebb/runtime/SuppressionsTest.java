package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SuppressWhy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The engine hears of each order that the gate stopped, once and in order, however full the ring is. */
class SuppressionsTest {
    private static final long SEED = Long.getLong("ebb.seed", 11);

    private final List<String> told = new ArrayList<>();
    private final Room room = new Room();
    private final Suppressions suppressions = new Suppressions(() -> 5);

    SuppressionsTest() {
        suppressions.through(room);
    }

    /** A ring with room for so many more. */
    private final class Room implements Ingress {
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
        private final EgressSuppressedDecoder decoder = new EgressSuppressedDecoder();
        private int left;

        @Override
        public boolean tryClaim(Traffic traffic) {
            assertEquals(Traffic.COMMAND, traffic);
            return left > 0;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return slot;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int length) {
            left--;
            decoder.wrapAndApplyHeader(slot, 0, new MessageHeaderDecoder());
            told.add(decoder.clOrd() + " " + decoder.out() + " " + decoder.why());
        }

        @Override
        public long capacityLeft() {
            return left;
        }
    }

    @Test
    void shouldKeepWhatFindsNoRoomAndTellItFirst() {
        suppressions.onSuppressed(7, 70, SuppressWhy.KILL);
        suppressions.onSuppressed(8, 80, SuppressWhy.RATE);
        assertEquals(2, suppressions.kept());
        room.left = 2;
        suppressions.onSuppressed(9, 90, SuppressWhy.KILL);
        assertEquals(List.of("7 70 KILL", "8 80 RATE"), told);
        room.left = 5;
        suppressions.catchUp();
        assertEquals(List.of("7 70 KILL", "8 80 RATE", "9 90 KILL"), told);
        assertEquals(0, suppressions.kept());
    }

    @Test
    void shouldTellEachOnceAndInOrderWhateverTheRoom() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 20_000; n++) {
            suppressions.onSuppressed(n, 2L * n, SuppressWhy.KILL);
            expected.add(n + " " + 2 * n + " KILL");
            if (random.nextInt(100) == 0) {
                room.left = random.nextInt(200);
            }
            if (random.nextInt(10) == 0) {
                suppressions.catchUp();
            }
        }
        room.left = Integer.MAX_VALUE;
        suppressions.catchUp();
        assertEquals(expected, told, "seed " + SEED);
    }
}
