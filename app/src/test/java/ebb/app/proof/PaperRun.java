package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.live.LiveSession;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.engine.Engine;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.runtime.EngineClock;
import ebb.runtime.LiveSettings;
import ebb.testing.PumpStory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A paper session whose market is told by the test; also as a process of its own, to be killed. */
final class PaperRun implements AutoCloseable {
    static final long PRICE = 133_900;
    static final double DECISION = 51;

    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long ASK_MS = 5_000;

    final LiveSession session;
    final PumpStory story;

    private PaperRun(LiveSession session, PumpStory story) {
        this.session = session;
        this.story = story;
    }

    static EbbConfig config(String topology, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "engine.topology=" + topology,
                "ns.con.w=35/25/0/0/5",
                "ns.use.cap=false",
                "ns.uni.min-age=0s",
                "ns.uni.min-volume=0",
                "ns.use.support=false",
                "ns.use.micro=false",
                "ns.use.funding=false",
                "ns.base.targets=\"100%,150%,200%\"",
                "ns.tgt.min-r=0",
                // The story is hours ahead of the process's own pulse.
                "time.max-back=365d",
                "journal.block=2MiB"));
        all.addAll(List.of(more));
        return ConfigLoader.load(Mode.BACKTEST, List.of(), "ns-v21", all);
    }

    /** Boots; its clock begins where the story stands. */
    static PaperRun boot(Path directory, EbbConfig config, PumpStory before, int pauseS, boolean isFresh)
            throws IOException {
        long from = before == null ? PumpStory.START_NS - 1_000_000_000L : before.nowNs() + pauseS * 1_000_000_000L;
        // It stands, so that the story's time is the only one.
        EngineClock clock = EngineClock.accelerated(from, 1);
        clock.ceiling(from);
        LiveSettings settings = config.process(Mode.PAPER, Nulls.ID);
        LiveSession session = new LiveSession(directory, settings, clock, directory.resolve("ebb.sock"), isFresh);
        session.engine().takeSnapshots(3_600_000_000_000L);
        PumpStory story = before == null
                ? new PumpStory(session.engine().ingress())
                : before.on(session.engine().ingress());
        story.rest(before == null ? 0 : pauseS);
        PaperRun run = new PaperRun(session, story);
        // A state that was taken up is configured before the process's own first words are through, and until they are,
        // what
        // rests there looks as it did when the run before ended.
        run.await(
                "its boot", engine -> engine.isConfigured() && engine.trading().isReconciled());
        return run;
    }

    <T> T ask(Function<Engine, T> what) {
        return session.engine().ask(() -> what.apply(session.engine().engine()), ASK_MS);
    }

    long number(ToLongFunction<Engine> what) {
        return ask(what::applyAsLong);
    }

    void await(String what, Predicate<Engine> holds) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!Boolean.TRUE.equals(ask(holds::test))) {
            assertTrue(
                    System.nanoTime() < end && session.engine().failure() == null,
                    () -> what + " " + session.engine().failure());
            LockSupport.parkNanos(1_000_000L);
        }
    }

    /** Short, behind its stop. */
    PaperRun enter() {
        story.open();
        story.playTo(DECISION);
        story.pass(3, PRICE);
        await("a position behind its stop", PaperRun::isProtected);
        return this;
    }

    static boolean isProtected(Engine engine) {
        return engine.orders().positions().openCount() == 1 && stop(engine) != null;
    }

    /** The stop that the exchange holds, or null. */
    static Order stop(Engine engine) {
        for (Order each = engine.orders().first();
                each != null;
                each = engine.orders().after(each)) {
            if (each.role() == Role.STOP && each.state() == OrdState.ACKED) {
                return each;
            }
        }
        return null;
    }

    static Position position(Engine engine) {
        return engine.orders().positions().at(0);
    }

    /** Ends in order; says whether it was flat. */
    boolean stop() {
        boolean isFlat = session.windDown(2);
        close();
        return isFlat;
    }

    @Override
    public void close() {
        session.close();
        assertEquals(null, session.engine().failure());
    }

    /** Enters, says so, and waits to be killed: directory, topology. */
    public static void main(String[] arguments) throws IOException {
        PaperRun run = boot(Path.of(arguments[0]), config(arguments[1]), null, 0, false)
                .enter();
        System.out.println("at " + run.story.nowNs());
        System.out.flush();
        while (true) {
            LockSupport.parkNanos(1_000_000_000L);
        }
    }
}
