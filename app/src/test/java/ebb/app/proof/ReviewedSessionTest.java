package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.control.Answers;
import ebb.app.control.Operations;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.JournalDirectory;
import ebb.journal.Run;
import ebb.runtime.EngineClock;
import ebb.runtime.LiveEngine;
import ebb.runtime.LiveSettings;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import ebb.testing.PumpStory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that is paused by a loss, reviewed, and whose strategy is killed alone; its journal gives the same bytes again. */
class ReviewedSessionTest {
    private static final long PRICE = 133_900;
    /** Beyond the stop of the short. */
    private static final long BEYOND = 160_000;

    private static final long PATIENCE_NS = 60_000_000_000L;

    @TempDir
    Path directory;

    private static EbbConfig config() {
        return ConfigLoader.load(
                Mode.BACKTEST,
                List.of(),
                "ns-v21",
                List.of(
                        "risk.losing-run=1",
                        "ns.con.w=35/25/0/0/5",
                        "ns.use.cap=false",
                        "ns.uni.min-age=0s",
                        "ns.uni.min-volume=0",
                        "ns.use.support=false",
                        "ns.use.micro=false",
                        "ns.use.funding=false",
                        "ns.base.targets=\"100%,150%,200%\"",
                        "ns.tgt.min-r=0",
                        "journal.block=2MiB"));
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(1_000_000L);
        }
    }

    @Test
    void shouldReplayAReviewAndAKillOfOneStrategy() {
        Run run;
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("journal"))) {
            EbbConfig config = config();
            EngineClock clock = EngineClock.accelerated(PumpStory.START_NS - 60_000_000_000L, 1);
            Answers answers = new Answers();
            LiveSettings settings = config.process(Mode.BACKTEST, Nulls.ID);
            try (LiveEngine engine = new LiveEngine(
                    journal, settings, clock, new SetupReader(), (templateId, buffer, offset, length) -> {}, answers)) {
                engine.start(clock.nanos());
                engine.commands().reconciled();
                operate(engine, new Operations(engine, Map::of, answers), new PumpStory(engine.ingress()));
                assertTrue(engine.stop());
                assertNull(engine.failure(), () -> String.valueOf(engine.failure()));
                run = engine.run();
            }
        }
        ReplayResult proof = new Replay(run, egress -> new Engine(egress, new SetupReader())::onMessage).prove();
        assertTrue(proof.isProof(), proof::toString);
    }

    private static void operate(LiveEngine engine, Operations operations, PumpStory story) {
        story.open();
        story.playTo(51);
        story.pass(5, PRICE);
        await("a position", () -> open(engine) == 1);
        story.pass(5, BEYOND);
        await("the stop", () -> open(engine) == 0);
        assertEquals(1, losses(engine), "nothing is entered by the house's count of losses");

        assertTrue(operations.answer("reviewed").contains("error"));
        String reviewed = operations.answer("reviewed anna one stop, as planned");
        assertTrue(reviewed.contains("\"done\":\"reviewed\"") && reviewed.contains("\"command\""), reviewed);
        assertEquals(0, losses(engine), "the pause is over when the engine has answered");

        assertTrue(operations.answer("strategy nobody kill 2 anna").contains("it has nullspectre"));
        assertTrue(operations.answer("strategy nullspectre kill 4 anna").contains("1 to 3"));
        assertTrue(operations.answer("strategy nullspectre rest anna").contains("error"));
        assertTrue(operations.answer("strategy nullspectre resume anna").contains("NOT_KILLED"));
        String killed = operations.answer("strategy nullspectre kill 2 anna odd fills");
        assertTrue(killed.contains("nullspectre killed, level 2"), killed);
        assertEquals(2, engine.ask(() -> engine.engine().strategyKill(0), 5_000));
        assertEquals(0, engine.gate().level(), "no gate is raised");
        assertTrue(operations.answer("strategy nullspectre resume anna").contains("NOT_ARMED"));
        assertTrue(operations.answer("strategy nullspectre arm anna").contains("armed"));
        assertTrue(
                operations.answer("strategy nullspectre resume anna found it").contains("nullspectre resumed"));
        assertEquals(0, engine.ask(() -> engine.engine().strategyKill(0), 5_000));
    }

    private static int open(LiveEngine engine) {
        return engine.ask(() -> engine.engine().orders().positions().openCount(), 5_000);
    }

    private static int losses(LiveEngine engine) {
        return engine.ask(() -> engine.engine().account().losingRun(), 5_000);
    }
}
