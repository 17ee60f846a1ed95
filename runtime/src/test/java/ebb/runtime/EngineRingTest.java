package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.MetricEncoder;
import ebb.codecs.sbe.TickEncoder;
import ebb.journal.Durability;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineRingTest {
    private static final int MESSAGES = 20_000;

    private static final int PRODUCERS = 3;
    private static final int EACH = 5_000;

    private static final long FULL_HALT_NS = 3_600_000_000_000L;

    @TempDir
    Path directory;

    /** Stands in for the engine: emits a metric for each third message, with what it saw. */
    private static final class Counting implements EventSink {
        private final Egress egress;
        private final MetricEncoder metric = new MetricEncoder();
        private long out;
        private long sum;

        Counting(Egress egress) {
            this.egress = egress;
        }

        @Override
        public void onMessage(DirectBuffer buffer, int offset, int length) {
            long sequence = InHead.seq(buffer, offset);
            sum = sum * 31 + sequence + InHead.ingress(buffer, offset);
            if (sequence % 3 != 0) {
                return;
            }
            egress.claim(Slots.SLOT_BYTES);
            Blocks.open(egress.buffer(), egress.offset(), MetricEncoder.BLOCK_LENGTH, MetricEncoder.TEMPLATE_ID);
            OutHead.stamp(egress.buffer(), egress.offset(), sequence, sequence, out++, 0);
            OutHead.route(egress.buffer(), egress.offset(), -1, 255, 255, OutHead.WHOLE);
            metric.wrap(egress.buffer(), egress.offset() + Slots.HEADER_BYTES);
            metric.metric(7).value(sum).n(1);
            egress.commit(metric.limit() - egress.offset());
        }
    }

    private static RingSettings settings(Topology topology, int slots) {
        // An hour between the two levels: no pause of a busy machine is as long.
        return new RingSettings(
                slots, 8, 1_000_000L, FULL_HALT_NS, RingSettings.FULL_LIFT_NS, Waiting.SLEEPING, topology);
    }

    private static void publishTick(Ingress ingress, long time) {
        Blocks.open(ingress.buffer(), ingress.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(ingress.buffer(), ingress.offset(), time, -1, 255, InHead.WHOLE, 65_535);
        ingress.commit(Slots.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
    }

    private Run runThrough(Topology topology, String name, AtomicReference<Throwable> failure) throws Exception {
        // A clock that stands still, so that both topologies stamp the same publish times.
        AtomicLong heard = new AtomicLong();
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve(name));
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            Latencies latencies = new Latencies(1_024, () -> 5);
            EgressStage egress = new EgressStage(run, latencies, (id, b, o, l) -> heard.incrementAndGet(), 1 << 20);
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies),
                    new LogicStage(new Counting(egress.outbound()), latencies),
                    egress,
                    latencies);
            try (EngineRing ring = new EngineRing(
                    settings(topology, 1_024), () -> 5, 1, pipeline, (t, s, b, o, l) -> failure.set(t))) {
                ring.start();
                Ingress ingress = ring.ingress();
                for (int i = 1; i <= MESSAGES; i++) {
                    while (!ingress.tryClaim(Traffic.FEED)) {
                        Thread.onSpinWait();
                    }
                    publishTick(ingress, i);
                }
                assertTrue(ring.drainAndStop(20_000), "drained in time");
            }
            assertNull(failure.get(), () -> String.valueOf(failure.get()));
            assertEquals(MESSAGES / 3, egress.sent());
            assertEquals(MESSAGES / 3, heard.get());
            return run.run();
        }
    }

    private static byte[] bytes(Run run, JournalStream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (StreamReader reader = run.reader(stream)) {
            while (reader.next()) {
                byte[] record = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), record);
                all.writeBytes(record);
            }
            assertTrue(reader.conclude().isWhole(), reader.conclude().summary());
        }
        return all.toByteArray();
    }

    @Test
    void shouldWriteTheSameBytesInBothTopologies() throws Exception {
        Run compact = runThrough(Topology.COMPACT, "compact", new AtomicReference<>());
        Run spread = runThrough(Topology.SPREAD, "spread", new AtomicReference<>());
        assertArrayEquals(bytes(compact, JournalStream.IN), bytes(spread, JournalStream.IN));
        assertArrayEquals(bytes(compact, JournalStream.OUT), bytes(spread, JournalStream.OUT));
    }

    @Test
    void shouldProveAJournalAndNameTheFirstDifference() throws Exception {
        Run run = runThrough(Topology.SPREAD, "proof", new AtomicReference<>());
        ReplayResult proof = new Replay(run, Counting::new).prove();
        assertTrue(proof.isProof(), proof::toString);
        assertEquals(MESSAGES, proof.messages());
        assertEquals(MESSAGES / 3, proof.outbound());

        ReplayResult other = new Replay(run, egress -> {
                    Counting engine = new Counting(egress);
                    engine.sum = 1;
                    return engine;
                })
                .prove();
        assertFalse(other.isProof());
        assertEquals(3, other.difference().sequence());
        assertEquals("Metric", other.difference().actual());
        assertTrue(other.difference().fields().get(0).startsWith("value: journaled "), other::toString);
    }

    /** Nothing leaves before its cause is on the disk, whatever the topology; a batch is one sync. */
    @Test
    void shouldSyncBeforeEgressWhenAskedTo() throws Exception {
        assertEquals(List.of(20, 0L), syncedAndEarly(Topology.SPREAD));
        assertEquals(List.of(20, 0L), syncedAndEarly(Topology.COMPACT));
    }

    /** Orders let out of 60 messages, and how many of them before their cause was synced. */
    private List<Number> syncedAndEarly(Topology topology) throws Exception {
        AtomicLong early = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch allPublished = new CountDownLatch(1);
        long sent;
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("sync-" + topology));
                LiveRun run = journal.newRun(
                        JournalSettings.guarded(Durability.SYNC_BEFORE_EGRESS).withFreeMinBytes(1))) {
            Latencies latencies = new Latencies(128, () -> 5);
            OutboundListener gateway = (id, buffer, offset, length) -> {
                if (OutHead.cause(buffer, offset)
                        > run.run().manifest(JournalStream.IN).synced()) {
                    early.incrementAndGet();
                }
            };
            EgressStage egress = new EgressStage(run, latencies, gateway, 1 << 16);
            Counting engine = new Counting(egress.outbound());
            // The first message waits for the others, so that these make one batch.
            EventSink patient = (buffer, offset, length) -> {
                await(allPublished);
                engine.onMessage(buffer, offset, length);
            };
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies), new LogicStage(patient, latencies), egress, latencies);
            try (EngineRing ring =
                    new EngineRing(settings(topology, 128), () -> 5, 1, pipeline, (t, s, b, o, l) -> failure.set(t))) {
                ring.start();
                Ingress ingress = ring.ingress();
                for (int i = 1; i <= 60; i++) {
                    assertTrue(ingress.tryClaim(Traffic.ORDER));
                    publishTick(ingress, i);
                }
                allPublished.countDown();
                assertTrue(ring.drainAndStop(20_000));
            }
            sent = egress.sent();
        }
        assertNull(failure.get(), () -> String.valueOf(failure.get()));
        return List.of((int) sent, early.get());
    }

    /** Messages carry the session's clock, which stands; what is measured does not. */
    @Test
    void shouldMeasureStagesInRealTimeWhileTheMessagesClockStands() throws Exception {
        AtomicLong steady = new AtomicLong(1_000);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("measured"));
                LiveRun run = journal.newRun(JournalSettings.plain())) {
            Latencies latencies = new Latencies(64, steady::incrementAndGet);
            EgressStage egress = new EgressStage(run, latencies, (id, b, o, l) -> {}, 1 << 16);
            Pipeline pipeline = new Pipeline(
                    new JournalStage(run, 1, latencies),
                    new LogicStage(new Counting(egress.outbound()), latencies),
                    egress,
                    latencies);
            try (EngineRing ring =
                    new EngineRing(settings(Topology.COMPACT, 64), () -> 5, 1, pipeline, (t, s, b, o, l) -> {})) {
                Ingress ingress = ring.ingress();
                // Published before the consumer runs: the readings come in a known order. One frame of two messages.
                ingress.received(900);
                for (int i = 1; i <= 3; i++) {
                    if (i == 3) {
                        ingress.received(0);
                    }
                    assertTrue(ingress.tryClaim(Traffic.FEED));
                    publishTick(ingress, i);
                }
                ring.start();
                assertTrue(ring.drainAndStop(20_000));
            }
            // The first by sampling, the third since it caused something; the second took three readings meanwhile. The
            // logic
            // begins where the append ended.
            assertEquals(
                    List.of(
                            List.of(1L, 900L, 1_001L, 1_002L, 1_005L, 1_006L, 1_006L, 1_007L, 1_008L),
                            List.of(3L, 0L, 0L, 1_004L, 1_012L, 1_013L, 1_013L, 1_014L, 1_015L)),
                    latencies(run.run()));
            try (StreamReader in = run.run().reader(JournalStream.IN)) {
                while (in.next()) {
                    assertEquals(5, InHead.publish(in.buffer(), in.offset()));
                }
            }
        }
    }

    private static List<List<Long>> latencies(Run run) {
        List<List<Long>> records = new ArrayList<>();
        try (StreamReader lat = run.reader(JournalStream.LAT)) {
            while (lat.next()) {
                assertEquals(LatencyRecord.BYTES, lat.length());
                List<Long> words = new ArrayList<>();
                for (int i = 0; i < LatencyRecord.WORDS; i++) {
                    words.add(lat.buffer().getLong(lat.offset() + i * Long.BYTES));
                }
                records.add(words);
            }
        }
        return records;
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
