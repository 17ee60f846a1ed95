package ebb.app.demo;

import ebb.adapters.context.KnownCaps;
import ebb.adapters.feed.Feed;
import ebb.adapters.feed.FeedSettings;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.VenueSimServer;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimCoins;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.server.SimSettings;
import ebb.app.live.LiveSession;
import ebb.app.live.Tally;
import ebb.app.state.LedgerFiles;
import ebb.app.state.StateJson;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import ebb.config.SetupReader;
import ebb.desk.ReportFacts;
import ebb.desk.ledger.Ledger;
import ebb.journal.Run;
import ebb.runtime.EngineClock;
import ebb.runtime.KillGate;
import ebb.runtime.LiveSettings;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import ebb.runtime.RunBeginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The demo: a local venue over real WebSockets, the real adapters, ring, engine, paper orders, journal, a shutdown with
 * proof of flatness, the replay proof, and a report to look at.
 */
public final class Demo {
    /** Market time before the scenario begins in which feeds connect; it passes at real pace. */
    private static final long LEAD_NS = 60_000_000_000L;

    /** How far the session's clock may be ahead of the market's last frame. */
    private static final long AHEAD_NS = 1_000_000_000L;

    /** Pace at which the session ends. */
    private static final long WIND_DOWN_SPEED = 60;

    private static final long READY_MS = 20_000;
    /** The venues' limits count real seconds, of which each is half an hour of this market. */
    private static final int EASED = 10;

    private static final long STEP_NS = 50_000_000L;

    private final EbbConfig config;
    private final Path out;
    private final Consumer<String> progress;
    private final BooleanSupplier isStopped;

    /**
     * Prepares a demo.
     *
     * @param config demo configuration
     * @param out journal directory; the report goes there too
     * @param progress gets text for a terminal
     * @param isStopped asked often; once true the session ends in order
     */
    public Demo(EbbConfig config, Path out, Consumer<String> progress, BooleanSupplier isStopped) {
        this.config = config;
        this.out = out;
        this.progress = progress;
        this.isStopped = isStopped;
    }

    /**
     * Runs it.
     *
     * @return how it ended
     * @throws IOException if the control socket or the report cannot be written
     * @throws InterruptedException if interrupted
     */
    public DemoResult run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long seed = config.demo().seed();
        int speed = (int) config.demo().speed();
        EngineClock clock = EngineClock.accelerated(SyntheticMarket.DEMO_START_NS - LEAD_NS, 1);
        MarketFrames frames = new MarketFrames(
                new SyntheticMarket(seed, Scenario.demo(), SyntheticMarket.DEMO_START_NS),
                SyntheticMarket.DEMO_START_NS + config.demo().marketNs(),
                config.demo().hasFaults() ? FaultScript.demo() : FaultScript.none());
        LiveSettings settings = config.process(Mode.DEMO, seed);
        Ended ended;
        Run run;
        try (VenueSimServer venue = new VenueSimServer(
                        frames,
                        clock::unheld,
                        SimSettings.DEFAULTS.eased(EASED),
                        deliveredNs -> hold(clock, deliveredNs));
                LiveSession session = new LiveSession(out, settings, clock, out.resolve("ebb.sock"))) {
            config.snapshotEveryNs().ifPresent(session.engine()::takeSnapshots);
            session.startFeeds(config.net(), plan(venue, speed));
            awaitReady(session);
            awaitHistories(session);
            KnownCaps.tell(session.engine().ingress(), caps(session), clock.nanos());
            long half = config.ring().slots() / 2;
            venue.pacedBy(() -> session.engine().ring().free() > half);
            clock.pace(speed);
            ended = play(session, venue, clock);
            run = session.engine().run();
        }
        return finish(run, ended, begun);
    }

    /**
     * The session's clock never runs ahead of what the market has delivered. When the market is over the clock goes on
     * from there, slowly, or its books would be silent for an hour before anybody could flatten on them.
     */
    private void hold(EngineClock clock, long deliveredNs) {
        if (deliveredNs == Long.MAX_VALUE) {
            clock.pace(Math.min(config.demo().speed(), WIND_DOWN_SPEED));
            clock.ceiling(Long.MAX_VALUE);
        } else {
            clock.ceiling(deliveredNs + AHEAD_NS);
        }
    }

    /** What is left of a session once it is closed. */
    private record Ended(
            boolean flat,
            boolean killed,
            boolean stopped,
            String distress,
            int latched,
            Tally tally,
            long frames,
            long wallNs,
            Map<String, Map<String, Long>> counters) {}

    private static List<FeedSettings> plan(VenueSimServer venue, int speed) {
        List<FeedSettings> plan = new ArrayList<>();
        for (SimVenue each : SimVenue.values()) {
            List<String> symbols = new ArrayList<>();
            for (Scenario.Part part : Scenario.demo().parts()) {
                if (part.spec().venue() == each) {
                    symbols.add(part.spec().symbol());
                }
            }
            plan.add(FeedSettings.of(Venue.of(each.id()), symbols)
                    .at(Env.SIM, venue.rest(each), venue.sockets(each))
                    .with(FeedSettings.Pace.of(Venue.of(each.id())).eased(EASED))
                    .withClockSpeed(speed));
        }
        return plan;
    }

    /** What the coins of the market are worth; no provider is asked for a synthetic one. */
    private static Map<Integer, Long> caps(LiveSession session) {
        Map<Integer, Long> caps = new LinkedHashMap<>();
        for (Scenario.Part each : Scenario.demo().parts()) {
            Venue of = Venue.of(each.spec().venue().id());
            caps.put(session.instrument(of, each.spec().symbol()), SimCoins.capUsd(each.spec()));
        }
        return caps;
    }

    private void awaitReady(LiveSession session) {
        long deadline = System.nanoTime() + READY_MS * 1_000_000L;
        while (!session.feeds().areReady() && System.nanoTime() < deadline && !isStopped.getAsBoolean()) {
            LockSupport.parkNanos(STEP_NS / 10);
        }
    }

    /** The past is there before the market moves: at this speed it would come hours late. */
    private void awaitHistories(LiveSession session) {
        long deadline = System.nanoTime() + READY_MS * 1_000_000L;
        while (served(session) < Math.max(1, session.tally().count(Tally.Of.HISTORIES))
                && System.nanoTime() < deadline
                && !isStopped.getAsBoolean()) {
            LockSupport.parkNanos(STEP_NS / 10);
        }
    }

    private static long served(LiveSession session) {
        long served = 0;
        for (Feed each : session.feeds().all()) {
            served += each.status().requests().histories();
        }
        return served;
    }

    private Ended play(LiveSession session, VenueSimServer venue, EngineClock clock) {
        long begun = System.nanoTime();
        long from = SyntheticMarket.DEMO_START_NS;
        long length = config.demo().marketNs();
        while (!venue.isOver()
                && !isStopped.getAsBoolean()
                && session.engine().distress() == null
                && session.operations().killed() < KillGate.CANCEL_AND_HALT) {
            LockSupport.parkNanos(STEP_NS);
            long done = Math.max(0, Math.min(100, (clock.nanos() - from) * 100 / length));
            progress.accept("\r" + done + " % of the market's "
                    + length / 3_600_000_000_000L + " h, " + session.engine().applied() + " messages, "
                    + session.tally().count(Tally.Of.REJECTIONS) + " rejections, "
                    + session.tally().count(Tally.Of.SIGNALS) + " signals ");
        }
        progress.accept("\n");
        clock.pace(Math.min(config.demo().speed(), WIND_DOWN_SPEED));
        int level = session.operations().killed();
        boolean killed = level >= KillGate.CANCEL_AND_HALT;
        boolean stopped = isStopped.getAsBoolean();
        // Whoever asked to flatten gets it; any other stop leaves positions under their stops.
        boolean halts = level != KillGate.FLATTEN && (killed || stopped)
                || session.engine().distress() != null;
        boolean flat = session.windDown(halts ? KillGate.CANCEL_AND_HALT : KillGate.FLATTEN);
        String distress = session.engine().distress();
        Map<String, Map<String, Long>> counters = new LinkedHashMap<>();
        long frames = 0;
        for (Map.Entry<String, Object> each : session.feeds().status().entrySet()) {
            Map<String, Long> counts = new LinkedHashMap<>();
            ((Map<?, ?>) each.getValue()).forEach((key, value) -> {
                if (value instanceof Long count) {
                    counts.put(String.valueOf(key), count);
                }
            });
            frames += counts.getOrDefault("frames", 0L);
            counters.put(each.getKey(), counts);
        }
        return new Ended(
                flat,
                killed,
                stopped,
                distress,
                session.latched(),
                session.tally(),
                frames,
                System.nanoTime() - begun,
                counters);
    }

    private DemoResult finish(Run run, Ended ended, long begun) {
        progress.accept("proving by replay\n");
        ReplayResult proof =
                new Replay(run, egress -> RunBeginning.engine(run, egress, new SetupReader())::onMessage).prove();
        progress.accept("writing the report\n");
        Path report = out.resolve(LedgerFiles.REPORT);
        ReportFacts facts = new ReportFacts(
                "Ebb demo",
                "demo",
                config.demo().seed(),
                config.demo().speed(),
                ended.wallNs(),
                ended.counters(),
                proof,
                notes(ended));
        String unwritten = null;
        Ledger ledger = null;
        try {
            ledger = LedgerFiles.write(run, facts, out);
        } catch (UncheckedIOException e) {
            // The run and its proof stand without it.
            unwritten = "The report " + report + " could not be written: " + e.getMessage()
                    + ". Free space; the run itself is in " + run.path() + ".";
        }
        Map<String, Object> tree = tree(run, ended, proof, report, System.nanoTime() - begun);
        List<String> problems = new ArrayList<>();
        for (String each : new String[] {ended.distress(), unwritten}) {
            if (each != null) {
                problems.add(each);
            }
        }
        if (ledger != null) {
            LedgerFiles.into(tree, ledger);
        }
        tree.put("problems", problems);
        return new DemoResult(tree, lines(run, ended, proof, report), problems, exit(ended, proof));
    }

    private static List<String> notes(Ended ended) {
        List<String> notes = new ArrayList<>();
        if (ended.latched() > 0) {
            notes.add("The run booted HALTED: a kill of level " + ended.latched() + " was latched by the run before.");
        }
        if (ended.killed()) {
            notes.add("The run was killed by an operator; the kill is latched until ebb resume.");
        }
        if (ended.stopped()) {
            notes.add("The session was stopped by a signal before its market was over.");
        }
        if (ended.distress() != null) {
            notes.add("The run stopped by itself. " + ended.distress());
        }
        return notes;
    }

    private static int exit(Ended ended, ReplayResult proof) {
        if (!proof.isProof()) {
            return proof.damage() != null ? 5 : 6;
        }
        if (ended.killed() || ended.distress() != null) {
            return ended.flat() ? 7 : 8;
        }
        return ended.flat() ? 0 : 8;
    }

    private static Map<String, Object> tree(Run run, Ended ended, ReplayResult proof, Path report, long tookNs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("frames", ended.frames());
        tree.put("messages", proof.messages());
        tree.put("signals", ended.tally().count(Tally.Of.SIGNALS));
        tree.put("orders", ended.tally().count(Tally.Of.ORDERS));
        tree.put("fills", ended.tally().count(Tally.Of.FILLS));
        tree.put("gaps", ended.tally().count(Tally.Of.GAPS));
        tree.put("resyncs", ended.tally().count(Tally.Of.RESYNCS));
        tree.put("stopped", ended.stopped());
        tree.put("flat", ended.flat());
        tree.put("stateHash", StateJson.hex(ended.tally().stateHash()));
        tree.put("replayHash", StateJson.hex(proof.stateHash()));
        tree.put("proof", proof.isProof());
        tree.put("counts", ended.tally().tree());
        tree.put("feeds", ended.counters());
        tree.put("latched", ended.latched());
        tree.put("seconds", Math.round(tookNs / 1e7) / 100.0);
        tree.put("run", run.path().toString());
        tree.put("report", report.toString());
        return tree;
    }

    private static List<String> lines(Run run, Ended ended, ReplayResult proof, Path report) {
        List<String> lines = new ArrayList<>();
        lines.add(proof.messages() + " messages from " + ended.frames() + " frames; "
                + ended.tally().count(Tally.Of.REJECTIONS) + " rejections, "
                + ended.tally().count(Tally.Of.SIGNALS) + " signals, "
                + ended.tally().count(Tally.Of.ORDERS) + " orders, "
                + ended.tally().count(Tally.Of.FILLS) + " fills");
        lines.add("survived: " + ended.tally().count(Tally.Of.GAPS) + " gaps, "
                + ended.tally().count(Tally.Of.RESYNCS) + " resyncs, "
                + ended.tally().count(Tally.Of.CROSSED) + " crossed books, "
                + ended.tally().count(Tally.Of.SESSIONS_LOST) + " books of lost connections");
        if (ended.stopped()) {
            lines.add("stopped by a signal before the market was over");
        }
        lines.add((ended.flat() ? "flat" : "NOT flat") + "; replay "
                + (proof.isProof()
                        ? "agrees in every byte, state hash " + StateJson.hex(proof.stateHash())
                        : "DIFFERS"));
        lines.add("journal " + run.path());
        lines.add("report  " + report + "; " + LedgerFiles.SIGNALS + " and " + LedgerFiles.TRADES + " beside it");
        lines.add("try     ebb replay " + run.path() + "   |   ebb journal export " + run.path()
                + " --type signals --csv   |   ebb journal state " + run.path() + " --json");
        return lines;
    }
}
