package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.MetricEncoder;
import ebb.journal.Durability;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class EngineRingTest extends RingRig {
    private static final int MESSAGES = 20_000;

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
}
