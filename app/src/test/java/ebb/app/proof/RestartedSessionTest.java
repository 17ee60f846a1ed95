package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.command.ExitCode;
import ebb.app.live.LiveSession;
import ebb.codecs.sbe.Trading;
import ebb.config.EbbConfig;
import ebb.engine.Engine;
import ebb.engine.order.Position;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import ebb.testing.PumpStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A paper session that is ended, in order or by {@code kill -9}, with a position open, and started again: all that it had is
 * there, the market closes the position, and every run replays (NS-RSK-7, RELIABILITY P1 and P2).
 */
class RestartedSessionTest {
    private static final int PAUSE_S = 1_800;
    private static final double HUNDREDTH = 0.05;

    @TempDir
    Path dir;

    private Path journal() {
        return dir.resolve("journal");
    }

    /** What a restart must not lose. */
    private record Held(long id, long qty, long entry, long stop, long stopId, long equity) {
        static Held of(Engine engine) {
            Position p = PaperRun.position(engine);
            return new Held(
                    p.id(),
                    p.qty(),
                    p.entry(),
                    p.stop(),
                    PaperRun.stop(engine).clOrd(),
                    engine.account().wallet());
        }
    }

    private static void assertReplays(Path run) {
        Command replayed = Command.run("replay", run.toString());
        assertEquals(ExitCode.OK, replayed.code(), replayed.text());
        Command verified = Command.run("journal", "verify", run.toString());
        assertEquals(ExitCode.OK, verified.code(), verified.text());
    }

    /** The market goes through the stop: the trade is closed, and its R is that of the price it got. */
    private static void loseByTheStop(PaperRun run, Held held) {
        run.story.announce();
        run.story.pass(2, PaperRun.PRICE);
        run.await("the stop, asked for again", PaperRun::isProtected);
        assertEquals(held.stopId(), run.ask(PaperRun::stop).clOrd(), "the one that rested");
        long beyond = held.stop() + 1_000 - held.stop() % 10;
        run.story.pass(3, beyond);
        run.await("flat", engine -> engine.orders().positions().openCount() == 0);
        double r = run.number(engine -> PaperRun.position(engine).rMicro()) / 1e6;
        double expected = (double) (held.entry() - beyond) / (held.stop() - held.entry());
        assertEquals(expected, r, Math.abs(expected) * HUNDREDTH, "of the fill, and fees");
        assertEquals(1, run.number(engine -> engine.account().losingRun()));
    }

    @Test
    void shouldGoOnAfterAnOrderlyStopAndRememberTheLossInAThirdRun() throws Exception {
        EbbConfig config = PaperRun.config("spread");
        PaperRun first = PaperRun.boot(journal(), config, null, 0, false).enter();
        assertEquals("", first.session.began());
        Held held = first.ask(Held::of);
        assertFalse(first.stop(), "a position is open");

        PaperRun second = PaperRun.boot(journal(), config, first.story, PAUSE_S, false);
        assertTrue(second.session.began().startsWith("goes on from run 1, "), second.session.began());
        assertTrue(second.session.began().contains("open: PUMP_USDT -"), second.session.began());
        second.await("reconciled", engine -> engine.trading().state() == Trading.NORMAL);
        second.story.announce();
        second.story.pass(2, PaperRun.PRICE);
        second.await("the stop", PaperRun::isProtected);
        assertEquals(held, second.ask(Held::of));
        assertEquals(PumpStory.COIN, second.session.instrument(ebb.adapters.venue.Venue.MEXC, "PUMP_USDT"));
        loseByTheStop(second, held);
        long wallet = second.number(engine -> engine.account().wallet());
        assertTrue(wallet < held.equity());
        assertTrue(second.stop(), "flat");

        PaperRun third = PaperRun.boot(journal(), config, second.story, PAUSE_S, false);
        assertTrue(third.session.began().contains("no open position; closed trades: 1"), third.session.began());
        assertEquals(1, third.number(engine -> engine.account().losingRun()));
        assertEquals(wallet, third.number(engine -> engine.account().wallet()));
        assertEquals(1, third.number(engine -> engine.orders().positions().trades()));
        assertTrue(third.stop());
        for (Run run : Run.of(journal())) {
            assertReplays(run.path());
        }
        assertTold();
    }

    /** What the other commands say of the second run, in which a position of the first was closed. */
    private void assertTold() throws IOException {
        String second = journal().resolve("runs/2").toString();
        Command exported = Command.run("journal", "export", second, "--type", "fill", "--csv");
        assertEquals(ExitCode.OK, exported.code(), exported.text());
        assertEquals(2, exported.text().strip().lines().count(), exported.text());
        Command state = Command.run("journal", "state", second, "--json");
        assertEquals(ExitCode.OK, state.code(), state.text());
        Command reported = Command.run("report", second, "--out", dir.toString());
        assertEquals(ExitCode.OK, reported.code(), reported.text());
        Command reviewed = Command.run("review", second);
        assertEquals(ExitCode.OK, reviewed.code(), reviewed.text());
        List<String> trades = Files.readAllLines(dir.resolve("trades.csv"));
        assertEquals(2, trades.size(), trades::toString);
        assertTrue(trades.get(1).contains("PUMP_USDT"), trades::toString);
        assertTrue(Files.size(dir.resolve("report.html")) > 10_000);
    }

    @Test
    void shouldGoOnAfterAKillInBothTopologies() throws Exception {
        for (String topology : new String[] {"compact", "spread"}) {
            Path at = dir.resolve(topology);
            long nowNs;
            try (EbbProcess process = new EbbProcess().main(PaperRun.class).start(dir, at.toString(), topology)) {
                process.await("a position", () -> process.output().contains("at "));
                nowNs = Long.parseLong(process.output().strip().substring("at ".length()));
                process.kill();
            }
            PumpStory story = new PumpStory(null);
            story.rest((int) ((nowNs - PumpStory.START_NS) / 1_000_000_000L));
            PaperRun second = PaperRun.boot(at, PaperRun.config(topology), story, PAUSE_S, false);
            assertTrue(second.session.began().contains("open: PUMP_USDT -"), second.session.began());
            second.story.announce();
            second.story.pass(2, PaperRun.PRICE);
            second.await("the stop", PaperRun::isProtected);
            loseByTheStop(second, second.ask(Held::of));
            assertTrue(second.stop());
            assertReplays(at.resolve("runs/1"));
            assertReplays(at.resolve("runs/2"));
        }
    }

    @Test
    void shouldNotLeavePositionsBehindUnaskedAndBeginFlatWhenAsked() throws Exception {
        EbbConfig config = PaperRun.config("compact");
        EbbConfig other = PaperRun.config("compact", "ns.risk.streak=5");
        PaperRun first = PaperRun.boot(journal(), config, null, 0, false).enter();
        assertFalse(first.stop());
        LiveSession.LeftBehind refused = assertThrows(
                LiveSession.LeftBehind.class, () -> PaperRun.boot(journal(), other, first.story, PAUSE_S, false));
        assertTrue(refused.getMessage().contains("open: PUMP_USDT -"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--fresh"), refused.getMessage());
        assertEquals(1, Run.of(journal()).size(), "nothing was begun");

        PaperRun fresh = PaperRun.boot(journal(), other, first.story, PAUSE_S, true);
        assertEquals("begins flat, as asked", fresh.session.began());
        assertEquals(0, fresh.number(engine -> engine.orders().positions().openCount()));
        assertTrue(fresh.stop());
        PaperRun third = PaperRun.boot(journal(), config, fresh.story, PAUSE_S, false);
        assertTrue(
                third.session.began().contains("the configuration is another. Left behind in run 2"),
                third.session.began());
        assertTrue(third.stop());
        assertReplays(journal().resolve("runs/3"));
    }

    @Test
    void shouldBeginFlatAndHaltedWhereNoStateCanBeReliedOn() throws Exception {
        EbbConfig config = PaperRun.config("compact");
        PaperRun first = PaperRun.boot(journal(), config, null, 0, false).enter();
        assertFalse(first.stop());
        PaperRun second = PaperRun.boot(journal(), config, first.story, PAUSE_S, false);
        assertFalse(second.stop());
        Run last = Run.at(journal());
        for (long each : new SnapshotFiles(last).sequences()) {
            Files.delete(new SnapshotFiles(last).file(each));
        }
        byte[] start = Files.readAllBytes(last.start());
        start[start.length / 2] ^= 1;
        Files.write(last.start(), start);
        // The run before has it still.
        PaperRun third = PaperRun.boot(journal(), config, second.story, PAUSE_S, false);
        assertTrue(third.session.began().startsWith("goes on from run 2"), third.session.began());
        assertFalse(third.stop());

        Run end = Run.at(journal());
        for (long each : new SnapshotFiles(end).sequences()) {
            Files.delete(new SnapshotFiles(end).file(each));
        }
        Files.delete(end.start());
        Files.move(journal().resolve("runs/1"), dir.resolve("away"));
        PaperRun fourth = PaperRun.boot(journal(), config, third.story, PAUSE_S, false);
        assertTrue(fourth.session.began().startsWith("begins flat and HALTED"), fourth.session.began());
        assertEquals(2, fourth.session.latched());
        fourth.await("halted", engine -> engine.trading().killLevel() == 2);
        assertEquals(Trading.HALTED, fourth.ask(engine -> engine.trading().state()));
        assertEquals(0, fourth.number(engine -> engine.orders().positions().openCount()));
        fourth.stop();
    }
}
