package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.KillLevel;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.TickDecoder;
import ebb.codecs.sbe.TickEncoder;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.LiveRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process's pulse: ticks on an idle ring, a kill from one that stays full (TIME-4, RELIABILITY P9). */
class TickerTest {
    private static final long MS = 1_000_000L;
    private static final long PATIENCE_NS = 30_000 * MS;

    @TempDir
    Path directory;

    private final EngineClock clock = EngineClock.wall();
    private final KillGate gate = new KillGate();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private void take(DirectBuffer buffer, int offset, int length) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Slots.templateId(buffer, offset) == TickDecoder.TEMPLATE_ID) {
            seen.add("tick");
            return;
        }
        CommandDecoder command = new CommandDecoder();
        command.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        String lag = command.ref() == KillLevel.LAG ? " lag " : " ";
        seen.add(command.kind() + " " + command.level() + lag + command.operator() + ": " + command.text());
    }

    private EngineRing ring(long reduceNs, long haltNs) {
        return ring(reduceNs, haltNs, 20 * MS);
    }

    private EngineRing ring(long reduceNs, long haltNs, long liftNs) {
        RingSettings settings = new RingSettings(64, 8, reduceNs, haltNs, liftNs, Waiting.SLEEPING, Topology.COMPACT);
        return new EngineRing(settings, clock, 1, this::take, (t, s, b, o, l) -> seen.add("failed " + t));
    }

    /** The ticker of a ring, with a journal to watch. */
    private final class Pulse implements AutoCloseable {
        private final JournalDirectory journal = JournalDirectory.open(directory);
        private final LiveRun run = journal.newRun(JournalSettings.plain());
        private final Ticker ticker;

        Pulse(EngineRing ring) {
            ticker = new Ticker(ring, clock, new Commands(ring.ingress(), clock), gate, new JournalWatch(run), MS);
        }

        @Override
        public void close() {
            ticker.close();
            run.close();
            journal.close();
        }
    }

    private static void await(BooleanSupplier claim) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!claim.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited too long");
            Thread.onSpinWait();
        }
    }

    private static void fill(Ingress feed) {
        fill(feed, Traffic.FEED);
    }

    private static void fill(Ingress feed, Traffic traffic) {
        while (feed(feed, traffic)) {
            // Once more.
        }
    }

    private static boolean feed(Ingress feed, Traffic traffic) {
        if (!feed.tryClaim(traffic)) {
            return false;
        }
        Blocks.open(feed.buffer(), feed.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(feed.buffer(), feed.offset(), 5, -1, 255, InHead.WHOLE, 65_535);
        feed.commit(Slots.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
        return true;
    }

    @Test
    void shouldTickWhileNothingElseIsPublished() {
        hold.countDown();
        try (EngineRing ring = ring(50 * MS, 500 * MS)) {
            ring.start();
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> seen.size() >= 3);
            }
        }
        assertEquals(KillGate.OPEN, gate.level());
        assertTrue(seen.stream().allMatch("tick"::equals), seen::toString);
    }

    @Test
    void shouldLetTradingGoOnOnceTheRingHasHadRoomForAWhile() {
        try (EngineRing ring = ring(MS, 60_000 * MS)) {
            ring.start();
            fill(ring.ingress());
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> gate.level() == KillGate.REDUCE_ONLY);
                hold.countDown();
                await(() -> gate.level() == KillGate.OPEN);
            }
            await(() -> ring.free() == 64);
        }
        List<String> told = told();
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("KILL 1 lag ring: the ring stayed full: "), told::toString);
        assertTrue(told.get(1).endsWith(" lag ring: the ring has had room again for ring.full-lift"), told::toString);
        assertTrue(told.get(1).startsWith("RESUME "), told::toString);
    }

    /** A resume that the engine took before it was told of the lag opens the gate all the same: the lag must end too. */
    @Test
    void shouldTakeBackWhatItSaidThoughAResumeHasOpenedTheGate() {
        try (EngineRing ring = ring(MS, 60_000 * MS, 1_000 * MS)) {
            ring.start();
            Ingress feed = ring.ingress();
            fill(feed);
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> gate.level() == KillGate.REDUCE_ONLY);
                hold.countDown();
                // The first feed that is let in ends what held the gate.
                await(() -> feed(feed, Traffic.FEED));
                assertTrue(gate.open(gate.mark()));
                await(() -> told().stream().anyMatch(each -> each.startsWith("RESUME ")));
            }
        }
        assertEquals(KillGate.OPEN, gate.level());
        assertEquals(2, told().size(), told()::toString);
        assertTrue(told().get(0).startsWith("KILL 1 lag ring: "), told()::toString);
    }

    private List<String> told() {
        return seen.stream().filter(each -> !each.equals("tick")).toList();
    }

    @Test
    void shouldNotEndAPersonsKillWithTheLag() {
        gate.hold();
        gate.raise(KillGate.REDUCE_ONLY);
        hold.countDown();
        try (EngineRing ring = ring(MS, 60_000 * MS)) {
            ring.start();
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> !gate.isHeld());
            }
        }
        assertEquals(KillGate.REDUCE_ONLY, gate.level());
    }

    @Test
    void shouldReduceThenHaltWhenTheRingStaysFull() {
        try (EngineRing ring = ring(MS, 2_000 * MS)) {
            ring.start();
            Ingress feed = ring.ingress();
            fill(feed);
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> gate.level() == KillGate.REDUCE_ONLY);
                await(() -> gate.level() == KillGate.CANCEL_AND_HALT);
            }
            assertTrue(ring.refusedClaims() > 0);
            hold.countDown();
            await(() -> ring.free() == 64);
        }
        List<String> kills = told();
        assertEquals(2, kills.size(), () -> "commands have room where feeds have none: " + kills);
        assertTrue(kills.get(0).startsWith("KILL 1 lag ring: the ring stayed full: "), kills::toString);
        assertTrue(kills.get(1).startsWith("KILL 2 ring: the ring stayed full: "), kills::toString);
    }

    /** A gate that stays raised without a word in the journal would stop orders that the engine goes on sending. */
    @Test
    void shouldTellTheEngineOfItsKillOnceThereIsRoomThoughTheRingIsNotFullAnyMore() {
        try (EngineRing ring = ring(MS, 20 * MS)) {
            ring.start();
            Ingress feed = ring.ingress();
            fill(feed, Traffic.ORDER);
            fill(feed);
            try (Pulse pulse = new Pulse(ring)) {
                await(() -> gate.level() == KillGate.CANCEL_AND_HALT);
                hold.countDown();
                // The first feed that is let in ends what the kill was asked for.
                await(() -> feed(feed, Traffic.FEED));
                await(() -> !kills().isEmpty());
            }
        }
        assertEquals(KillGate.CANCEL_AND_HALT, gate.level());
        assertTrue(kills().get(0).startsWith("KILL 2 ring: the ring stayed full: "), kills()::toString);
        assertEquals(1, kills().size(), kills()::toString);
    }

    private List<String> kills() {
        return seen.stream().filter(each -> each.startsWith("KILL 2")).toList();
    }
}
