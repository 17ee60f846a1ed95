package ebb.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Trading;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.journal.JournalDirectory;
import ebb.runtime.EngineClock;
import ebb.runtime.KillGate;
import ebb.runtime.LiveEngine;
import ebb.runtime.LiveSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill and resume of a running engine that has much in front of it. */
final class OperationsTest {
    private static final int BACKLOG = 50;
    private static final long PATIENCE_NS = 30_000_000_000L;

    @TempDir
    Path directory;

    /** What a test does to an engine that runs. */
    private interface Story {
        void play(LiveEngine engine, Operations operations) throws Exception;
    }

    private void run(String topology, Story story) throws Exception {
        EbbConfig config = ConfigLoader.load(
                Mode.BACKTEST, List.of(), "ns-v21", List.of("engine.topology=" + topology, "journal.block=2MiB"));
        EngineClock clock = EngineClock.wall();
        Answers answers = new Answers();
        LiveSettings settings = config.process(Mode.BACKTEST, Nulls.ID);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve(topology));
                LiveEngine engine = new LiveEngine(
                        journal, settings, clock, new SetupReader(), (id, buffer, offset, length) -> {}, answers)) {
            engine.start(clock.nanos());
            engine.commands().reconciled();
            assertEquals(
                    Trading.NORMAL,
                    engine.askAfterAll(() -> engine.engine().trading().state(), 10_000));
            story.play(engine, new Operations(engine, Map::of, answers));
            assertTrue(engine.stop());
            assertNull(engine.failure());
        }
    }

    /** Holds the logic thread until the latch opens. */
    private static void hold(LiveEngine engine, CountDownLatch latch) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        engine.ask(
                () -> {
                    held.countDown();
                    return latch.await(30, TimeUnit.SECONDS);
                },
                300);
        assertTrue(held.await(30, TimeUnit.SECONDS));
    }

    /** Publishes a backlog, asks behind it while the logic is held, and lets go. */
    private static String behindABacklog(LiveEngine engine, Operations operations, String request) throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        hold(engine, latch);
        for (int i = 0; i < BACKLOG; i++) {
            assertTrue(engine.commands().tick());
        }
        long published = engine.ring().published();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> operations.answer(request));
        long end = System.nanoTime() + PATIENCE_NS;
        while (engine.ring().published() == published) {
            assertTrue(System.nanoTime() < end, "nothing was published");
            Thread.onSpinWait();
        }
        latch.countDown();
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void shouldAnswerAResumeOnlyWhenTheEngineHasAppliedIt() throws Exception {
        for (String topology : List.of("compact", "spread")) {
            run(topology, (engine, operations) -> {
                operations.answer("kill 1 anna odd");
                assertEquals(KillGate.REDUCE_ONLY, engine.gate().level());
                assertEquals(1, operations.killed());
                String early = behindABacklog(engine, operations, "resume anna too early");
                assertTrue(early.contains("still killed: arm first"), early);
                assertTrue(operations.answer("arm anna all well").contains("armed"));
                String resumed = behindABacklog(engine, operations, "resume anna all well");
                assertTrue(resumed.contains("\"done\":\"resumed\""), resumed);
                assertEquals(KillGate.OPEN, engine.gate().level());
                assertEquals(0, operations.killed());
                assertEquals(
                        Trading.NORMAL,
                        engine.ask(() -> engine.engine().trading().state(), 10_000));
            });
        }
    }

    /** The engine takes the kill after the resume: the gate must not be opened by the answer to the resume. */
    @Test
    void shouldNotOpenAGateThatWasRaisedWhileAResumeWaited() throws Exception {
        run("compact", (engine, operations) -> {
            operations.answer("kill 1 anna odd");
            operations.answer("arm anna all well");
            CountDownLatch latch = new CountDownLatch(1);
            hold(engine, latch);
            long published = engine.ring().published();
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> operations.answer("resume anna all well"));
            long end = System.nanoTime() + PATIENCE_NS;
            while (engine.ring().published() == published) {
                assertTrue(System.nanoTime() < end, "nothing was published");
                Thread.onSpinWait();
            }
            assertTrue(operations.kill(1, "bob", "odd again"));
            latch.countDown();
            String resumed = answer.get(30, TimeUnit.SECONDS);
            assertTrue(resumed.contains("error"), resumed);
            assertEquals(KillGate.REDUCE_ONLY, engine.gate().level());
            assertEquals(1, operations.killed());
            assertEquals(1, engine.askAfterAll(() -> engine.engine().trading().killLevel(), 10_000));
        });
    }

    @Test
    void shouldSayThatTheEngineDoesNotAnswerAndLeaveTheGate() throws Exception {
        run("compact", (engine, operations) -> {
            operations.answer("kill 1 anna odd");
            operations.answer("arm anna all well");
            CountDownLatch latch = new CountDownLatch(1);
            hold(engine, latch);
            String resumed = operations.answer("resume anna all well");
            assertTrue(resumed.contains("no answer within 2 s; the gate stays as it is"), resumed);
            assertEquals(KillGate.REDUCE_ONLY, engine.gate().level());
            latch.countDown();
            assertEquals(0, engine.askAfterAll(() -> engine.engine().trading().killLevel(), 10_000));
            String again = operations.answer("resume anna all well");
            assertTrue(again.contains("\"done\":\"resumed\""), again);
            assertEquals(KillGate.OPEN, engine.gate().level());
        });
    }

    @Test
    void shouldAnswerEachOfManyWhoAskAtOnce() throws Exception {
        run("compact", (engine, operations) -> {
            List<CompletableFuture<String>> asked = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> operations.answer("scan")))
                    .toList();
            for (CompletableFuture<String> each : asked) {
                String told = each.get(30, TimeUnit.SECONDS);
                assertTrue(!told.contains("does not answer"), told);
            }
        });
    }
}
