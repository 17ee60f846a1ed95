package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.engine.Engine;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveEngineTest {
    private static final int KILLS = Integer.getInteger("ebb.gate-kills", 200);

    private static final int WINDOW = 200_000;
    private static final int WINDOWS = 6;
    private static final int MOST_WINDOWS = 60;

    @TempDir
    Path directory;

    private static LiveSettings settings(Topology topology) {
        RingSettings ring = new RingSettings(
                4_096, 64, 5_000_000_000L, 9_000_000_000L, RingSettings.FULL_LIFT_NS, Waiting.SLEEPING, topology);
        return new LiveSettings(
                Mode.PAPER, ring, JournalSettings.plain(), 10_000_000L, "test", "busy = true", Nulls.ID);
    }

    /** Kills at random moments: nothing that could open or add passes the gate after its store, nothing is decided. */
    @Test
    void shouldLetNoEntryPassAfterAKillAtAnyMoment() throws Exception {
        SplittableRandom random = new SplittableRandom(42);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("kills"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                Topology topology = kill % 2 == 0 ? Topology.COMPACT : Topology.SPREAD;
                Run run = killAt(journal, topology, random.nextInt(1, 4_000));
                assertNoEntryAfterKill(run, kill);
            }
        }
    }

    private Run killAt(JournalDirectory journal, Topology topology, int step) throws Exception {
        AtomicLong entriesAfterStore = new AtomicLong();
        long[] killedAt = {Long.MAX_VALUE};
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        NewOrderDecoder order = new NewOrderDecoder();
        EngineClock clock = EngineClock.accelerated(1_700_000_000_000_000_000L, 500);
        LiveEngine[] engine = new LiveEngine[1];
        engine[0] = new LiveEngine(
                journal,
                settings(topology),
                clock,
                text -> BusyMarket.setup(),
                (templateId, buffer, offset, length) -> {
                    if (templateId == NewOrderDecoder.TEMPLATE_ID
                            && engine[0].gate().level() > 0) {
                        order.wrapAndApplyHeader(buffer, offset, header);
                        if (order.role() == Role.ENTRY && System.nanoTime() > killedAt[0] + 1_000_000_000L) {
                            entriesAfterStore.incrementAndGet();
                        }
                    }
                },
                (templateId, buffer, offset, length) -> {});
        engine[0].start(clock.nanos());
        engine[0].commands().reconciled();
        BusyMarket market = new BusyMarket(engine[0].ingress());
        market.open(clock.nanos());
        for (int i = 0; i < step; i++) {
            feed(market, clock);
        }
        engine[0].kill(2, "test", "at random");
        killedAt[0] = System.nanoTime();
        long passed = engine[0].gated().passed();
        for (int i = 0; i < 500; i++) {
            feed(market, clock);
        }
        assertTrue(engine[0].stop(), "drained");
        assertNull(engine[0].failure(), () -> String.valueOf(engine[0].failure()));
        assertEquals(0, entriesAfterStore.get(), "entries past the gate; passed before " + passed);
        return engine[0].run();
    }

    private static void feed(BusyMarket market, EngineClock clock) {
        while (!market.step(clock.nanos())) {
            Thread.onSpinWait();
        }
    }

    private static void assertNoEntryAfterKill(Run run, int kill) {
        CommandDecoder command = new CommandDecoder();
        NewOrderDecoder order = new NewOrderDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long killSequence = Long.MAX_VALUE;
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                if (Slots.templateId(in.buffer(), in.offset()) == CommandDecoder.TEMPLATE_ID) {
                    command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
                    killSequence = Math.min(killSequence, in.number());
                }
            }
        }
        assertTrue(killSequence < Long.MAX_VALUE, "the kill is in the journal");
        try (StreamReader out = run.reader(JournalStream.OUT)) {
            while (out.next()) {
                if (Slots.templateId(out.buffer(), out.offset()) == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(out.buffer(), out.offset(), header);
                    boolean after = OutHead.cause(out.buffer(), out.offset()) >= killSequence;
                    assertFalse(after && order.role() == Role.ENTRY, "entry after kill " + kill);
                }
            }
        }
    }

    @Test
    void shouldProveABusySessionInBothTopologies() throws Exception {
        for (Topology topology : Topology.values()) {
            try (JournalDirectory journal = JournalDirectory.open(directory.resolve("busy-" + topology))) {
                EngineClock clock = EngineClock.accelerated(1_700_000_000_000_000_000L, 500);
                AtomicLong orders = new AtomicLong();
                LiveEngine engine = new LiveEngine(
                        journal,
                        settings(topology),
                        clock,
                        text -> BusyMarket.setup(),
                        (templateId, buffer, offset, length) -> orders.incrementAndGet(),
                        (templateId, buffer, offset, length) -> {});
                engine.start(clock.nanos());
                engine.commands().reconciled();
                BusyMarket market = new BusyMarket(engine.ingress());
                market.open(clock.nanos());
                for (int i = 0; i < 60_000; i++) {
                    feed(market, clock);
                }
                Long open = engine.ask(() -> engine.engine().lastSequence(), 5_000);
                assertTrue(open != null && open > 0);
                assertTrue(engine.stop());
                assertNull(engine.failure(), () -> String.valueOf(engine.failure()));
                assertTrue(orders.get() > 20, () -> "orders " + orders.get());
                assertEquals(engine.engine().stateHashAnew(), engine.engine().stateHashNow());
                ReplayResult proof = new Replay(
                                engine.run(), egress -> new Engine(egress, text -> BusyMarket.setup())::onMessage)
                        .prove();
                assertTrue(proof.isProof(), proof::toString);
            }
        }
    }

    /** Law 5 behind the ring: the consumer thread that appends, applies and emits allocates nothing. */
    @Test
    void shouldAllocateNothingOnTheConsumerThread() throws Exception {
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("alloc"))) {
            EngineClock clock = EngineClock.accelerated(1_700_000_000_000_000_000L, 500);
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            LiveSettings base = settings(Topology.COMPACT);
            LiveSettings big = new LiveSettings(
                    base.mode(),
                    base.ring(),
                    JournalSettings.plain().withBlockBytes(1L << 30),
                    base.tickNs(),
                    base.profile(),
                    base.configuration(),
                    base.seed());
            LiveEngine engine = new LiveEngine(
                    journal, big, clock, text -> BusyMarket.setup(), (t, b, o, l) -> {}, (t, b, o, l) -> {});
            engine.start(clock.nanos());
            engine.commands().reconciled();
            BusyMarket market = new BusyMarket(engine.ingress());
            market.open(clock.nanos());
            long thread = engine.ask(() -> Thread.currentThread().getId(), 5_000);
            for (int i = 0; i < 400_000; i++) {
                feed(market, clock);
            }
            long least = Long.MAX_VALUE;
            long most = 0;
            // As long as the compiler still swaps code, what it had kept off the heap is put there at each swap.
            for (int window = 0; window < MOST_WINDOWS && (window < WINDOWS || least > 0); window++) {
                settle(engine);
                long before = threads.getThreadAllocatedBytes(thread);
                for (int i = 0; i < WINDOW; i++) {
                    feed(market, clock);
                }
                settle(engine);
                long bytes = threads.getThreadAllocatedBytes(thread) - before;
                least = Math.min(least, bytes);
                most = Math.max(most, bytes);
            }
            // The control: a question makes this very thread allocate, and is seen.
            long before = threads.getThreadAllocatedBytes(thread);
            CountDownLatch asked = new CountDownLatch(1);
            engine.ask(
                    () -> {
                        asked.countDown();
                        return new byte[10_000];
                    },
                    5_000);
            assertTrue(asked.await(5, TimeUnit.SECONDS));
            long control = threads.getThreadAllocatedBytes(thread) - before;
            assertTrue(engine.stop());
            assertTrue(control >= 10_000, "control saw " + control);
            assertEquals(0, least, "most " + most);
            // Never a byte per message.
            assertTrue(most < WINDOW, "most " + most);
        }
    }

    /** Waits until everything published is applied. */
    private static void settle(LiveEngine engine) {
        long published = engine.ring().published();
        while (engine.applied() < published) {
            Thread.onSpinWait();
        }
    }
}
