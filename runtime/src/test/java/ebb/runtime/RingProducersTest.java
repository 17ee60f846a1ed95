package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.TickEncoder;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ring alone: who may claim a slot, what several producers publish, and a handler that throws. */
class RingProducersTest extends RingRig {
    private static final int PRODUCERS = 3;
    private static final int EACH = 5_000;

    /** Of each producer the number that it is at; of the ring the sequence; what was wrong first. */
    private static final class Witness implements EventSink {
        private final long[] last = new long[PRODUCERS];
        private long sequence;
        private String wrong;

        @Override
        public void onMessage(DirectBuffer buffer, int offset, int length) {
            sequence++;
            int producer = InHead.instrument(buffer, offset);
            long number = InHead.ingress(buffer, offset);
            boolean isRight = InHead.seq(buffer, offset) == sequence
                    && ++last[producer] == number
                    && length == length(number)
                    && buffer.getByte(offset + length - 1) == (byte) number;
            if (!isRight && wrong == null) {
                wrong = "message " + sequence + " is of producer " + producer + ", number " + number + ", " + length
                        + " bytes";
            }
        }

        static int length(long number) {
            return 48 + (int) (number % (Slots.SLOT_BYTES - 47));
        }
    }

    private static void publish(Ingress ingress, int producer, long number) {
        while (!ingress.tryClaim(Traffic.FEED)) {
            Thread.yield();
        }
        int length = Witness.length(number);
        Blocks.open(ingress.buffer(), ingress.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(ingress.buffer(), ingress.offset(), number, producer, 255, InHead.WHOLE, 65_535);
        ingress.buffer().putByte(ingress.offset() + length - 1, (byte) number);
        ingress.commit(length);
    }

    private static RingSettings small(Waiting waiting) {
        return new RingSettings(64, 8, 1_000_000L, FULL_HALT_NS, RingSettings.FULL_LIFT_NS, waiting, Topology.COMPACT);
    }

    @Test
    void shouldRefuseFeedsBeforeCommandsWhenTheRingIsFull() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("full"));
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            Latencies latencies = new Latencies(64, () -> 5);
            EgressStage egress = new EgressStage(run, latencies, (id, b, o, l) -> {}, 1 << 16);
            EventSink stuck = (buffer, offset, length) -> await(hold);
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies), new LogicStage(stuck, latencies), egress, latencies);
            try (EngineRing ring =
                    new EngineRing(settings(Topology.SPREAD, 64), () -> 5, 1, pipeline, (t, s, b, o, l) -> {})) {
                ring.start();
                Ingress feed = ring.ingress();
                int taken = 0;
                while (feed.tryClaim(Traffic.FEED)) {
                    publishTick(feed, ++taken);
                }
                assertEquals(64 - 8, taken);
                assertEquals(1, ring.refusedClaims());
                Ingress commands = ring.ingress();
                for (int i = 0; i < 8; i++) {
                    assertTrue(commands.tryClaim(Traffic.COMMAND));
                    publishTick(commands, ++taken);
                }
                assertFalse(commands.tryClaim(Traffic.COMMAND));
                long now = System.nanoTime();
                assertEquals(KillGate.REDUCE_ONLY, ring.fullness().wantedLevel(now + 1_500_000L));
                assertEquals(KillGate.CANCEL_AND_HALT, ring.fullness().wantedLevel(now + 2 * FULL_HALT_NS));
                hold.countDown();
                assertTrue(ring.drainAndStop(20_000));
            }
        }
    }

    @Test
    void shouldStopAtTheFirstThrowingHandlerAndHandItTheMessage() throws Exception {
        AtomicReference<String> fatal = new AtomicReference<>();
        CountDownLatch failed = new CountDownLatch(1);
        AtomicLong applied = new AtomicLong();
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("fatal"));
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            Latencies latencies = new Latencies(64, () -> 5);
            EgressStage egress = new EgressStage(run, latencies, (id, b, o, l) -> {}, 1 << 16);
            EventSink broken = (buffer, offset, length) -> {
                if (applied.incrementAndGet() == 3) {
                    throw new IllegalStateException("broken invariant");
                }
            };
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies), new LogicStage(broken, latencies), egress, latencies);
            EngineRing ring = new EngineRing(
                    settings(Topology.COMPACT, 64), () -> 5, 1, pipeline, (t, sequence, b, o, length) -> {
                        fatal.set(t.getMessage() + " at " + sequence + ", " + length + " bytes");
                        failed.countDown();
                    });
            ring.start();
            Ingress ingress = ring.ingress();
            for (int i = 1; i <= 10; i++) {
                assertTrue(ingress.tryClaim(Traffic.FEED));
                publishTick(ingress, i);
            }
            assertTrue(failed.await(20, TimeUnit.SECONDS));
            assertEquals("broken invariant at 3, 40 bytes", fatal.get());
            ring.drainAndStop(200);
            assertEquals(3, applied.get());
        }
    }

    @Test
    void shouldNotLetAProducerClaimTwiceWithoutCommitting() throws Exception {
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("twice"));
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            Latencies latencies = new Latencies(64, () -> 5);
            EgressStage egress = new EgressStage(run, latencies, (id, b, o, l) -> {}, 1 << 16);
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies), new LogicStage((b, o, l) -> {}, latencies), egress, latencies);
            try (EngineRing ring =
                    new EngineRing(settings(Topology.COMPACT, 64), () -> 5, 1, pipeline, (t, s, b, o, l) -> {})) {
                Ingress ingress = ring.ingress();
                assertThrows(IllegalStateException.class, () -> ingress.commit(40));
                assertTrue(ingress.tryClaim(Traffic.FEED));
                assertThrows(IllegalStateException.class, () -> ingress.tryClaim(Traffic.FEED));
            }
        }
    }

    /** However consumers wait: whole messages, none left out, each producer's in its order. */
    @ParameterizedTest
    @EnumSource(Waiting.class)
    void shouldHandOnWhatSeveralProducersPublish(Waiting waiting) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Witness witness = new Witness();
        try (EngineRing ring = new EngineRing(small(waiting), () -> 5, 1, witness, (t, s, b, o, l) -> failure.set(t))) {
            ring.start();
            List<Thread> producers = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                int producer = i;
                Ingress ingress = ring.ingress();
                producers.add(new Thread(() -> {
                    for (int number = 1; number <= EACH; number++) {
                        publish(ingress, producer, number);
                    }
                }));
            }
            producers.forEach(Thread::start);
            for (Thread each : producers) {
                each.join();
            }
            assertTrue(ring.drainAndStop(20_000));
        }
        assertNull(failure.get(), () -> String.valueOf(failure.get()));
        assertNull(witness.wrong);
        assertEquals(PRODUCERS * EACH, witness.sequence);
    }

    /** A slot that is claimed first and published last holds up what came after it. */
    @ParameterizedTest
    @EnumSource(Waiting.class)
    void shouldWaitForTheSlotThatWasClaimedFirst(Waiting waiting) throws Exception {
        List<Integer> seen = new ArrayList<>();
        EventSink sink = (buffer, offset, length) -> seen.add(InHead.instrument(buffer, offset));
        try (EngineRing ring = new EngineRing(small(waiting), () -> 5, 1, sink, (t, s, b, o, l) -> {})) {
            ring.start();
            Ingress slow = ring.ingress();
            Ingress quick = ring.ingress();
            // Twice round the ring, so that each slot holds what an earlier round left.
            for (int i = 0; i < 128; i++) {
                while (!slow.tryClaim(Traffic.FEED)) {
                    Thread.yield();
                }
                publish(quick, 1, 1);
                Blocks.open(slow.buffer(), slow.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
                InHead.route(slow.buffer(), slow.offset(), 5, 0, 255, InHead.WHOLE, 65_535);
                slow.commit(Slots.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
            }
            assertTrue(ring.drainAndStop(20_000));
        }
        assertEquals(256, seen.size());
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(i % 2, seen.get(i), "message " + i);
        }
    }
}
