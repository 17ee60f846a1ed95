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
import ebb.engine.order.Position;
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

/** A session in which a person confirms, tightens, labels and closes; its journal gives the same bytes again (NS-LIV-3). */
class ConfirmedSessionTest {
    private static final long PRICE = 133_900;
    private static final long PATIENCE_NS = 60_000_000_000L;

    @TempDir
    Path directory;

    private static EbbConfig config() {
        return ConfigLoader.load(
                Mode.BACKTEST,
                List.of(),
                "ns-v21",
                List.of(
                        "ns.live.mode=confirm",
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
    void shouldReplayWhatAPersonDecided() {
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
        await("a proposal", () -> operations.answer("pending").contains("\"signal\":1"));
        assertTrue(operations.answer("pending").contains("PUMP_USDT"));

        assertTrue(operations.answer("confirm 2 anna").contains("UNKNOWN_SIGNAL"));
        assertTrue(operations.answer("confirm nothing anna").contains("error"));
        String done = operations.answer("confirm 1 anna looks right");
        assertTrue(done.contains("\"done\""), done);
        assertEquals("{\"pending\":[]}", operations.answer("pending"));
        assertTrue(operations.answer("decline 1 anna").contains("NOT_PROPOSED"));
        assertTrue(operations.answer("label 1 agree anna as by the book").contains("labelled"));
        assertTrue(operations.answer("label 1 perhaps anna").contains("error"));

        story.pass(5, PRICE);
        Position position =
                engine.ask(() -> engine.engine().orders().positions().at(0), 5_000);
        assertTrue(position.qty() > 0);
        long stop = position.stop();
        String id = String.valueOf(position.id());
        assertTrue(operations.answer("tighten " + id + " 99 anna").contains("NOT_TIGHTER"));
        assertTrue(operations.answer("tighten " + id + " 1.23456789 anna").contains("no price"));
        assertTrue(operations.answer("tighten 77 13.6 anna").contains("UNKNOWN_POSITION"));
        String tighter = java.math.BigDecimal.valueOf(stop - 100, 4).toPlainString();
        assertTrue(operations.answer("tighten " + id + " " + tighter + " anna").contains("done"));
        assertTrue(operations.answer("beat 1").contains("\"sequenced\":true"));
        story.pass(2, PRICE);
        assertTrue(operations.answer("close " + id + " anna enough").contains("done"));
        story.pass(5, PRICE);
        await(
                "flat",
                () -> engine.ask(() -> engine.engine().orders().positions().openCount(), 5_000) == 0);
        assertTrue(operations.answer("close " + id + " anna").contains("UNKNOWN_POSITION"));
    }
}
