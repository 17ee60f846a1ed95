package ebb.app.live;

import ebb.adapters.context.CapFeed;
import ebb.adapters.context.CapFeedSettings;
import ebb.adapters.context.CapPorts;
import ebb.adapters.feed.ConnectionIds;
import ebb.adapters.feed.Feed;
import ebb.adapters.feed.FeedPorts;
import ebb.adapters.feed.FeedSettings;
import ebb.adapters.feed.LiveFeed;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.app.control.Answers;
import ebb.app.control.ControlServer;
import ebb.app.control.Operations;
import ebb.app.jmx.Beans;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Trading;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.engine.instrument.Instrument;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalFault;
import ebb.journal.RunReport;
import ebb.runtime.EngineClock;
import ebb.runtime.LiveEngine;
import ebb.runtime.LiveSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of the engine with feeds: opens the journal, boots (HALTED until reconciled, and as long as a kill is
 * latched), serves operators, and ends in order. It goes on from the state that the last run ended in, where that can be
 * relied on and the configuration is the same; the simulated exchange is part of it, so reconciliation is at once done.
 */
public final class LiveSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
    private static final long ASK_MS = 2_000;
    private static final long FEED_START_S = 30;
    private static final long FLAT_WAIT_MS = 10_000;

    private final JournalDirectory directory;
    private final Optional<RunReport> quarantined;
    private LiveEngine engine;
    private final Tally tally = new Tally();
    private final Feeds feeds = new Feeds();
    private final Answers answers = new Answers();
    private final InstrumentIds instruments = new InstrumentIds();
    private final Announcer announcer;
    private Operations operations;
    private final EngineClock clock;
    private final Boot begun;
    private int latched;
    private ControlServer control;
    private Beans beans;
    private NetLoop loop;

    /**
     * Boots an engine on a journal directory.
     *
     * @param path the journal directory
     * @param settings ring, journal, configuration
     * @param clock the process's one clock
     * @param socket where the control socket stands
     * @throws IOException if the control socket cannot be opened
     * @throws ebb.journal.JournalException if the journal cannot be opened, begun, or was written by a newer Ebb
     */
    public LiveSession(Path path, LiveSettings settings, EngineClock clock, Path socket) throws IOException {
        this(path, settings, clock, socket, false);
    }

    /**
     * Boots an engine on a journal directory.
     *
     * @param path the journal directory
     * @param settings ring, journal, configuration
     * @param clock the process's one clock
     * @param socket where the control socket stands
     * @param isFresh whether to begin flat, whatever the last run left
     * @throws IOException if the control socket cannot be opened
     * @throws LeftBehind if positions are open that were opened under another configuration
     * @throws ebb.journal.JournalException if the journal cannot be opened, begun, or was written by a newer Ebb
     */
    public LiveSession(Path path, LiveSettings settings, EngineClock clock, Path socket, boolean isFresh)
            throws IOException {
        this.clock = clock;
        directory = JournalDirectory.open(path);
        // A demonstration breaks its books on purpose.
        announcer = new Announcer(instruments::name, settings.mode() == Mode.DEMO, LOG::warn, LOG::info);
        try {
            quarantined = inspect(directory);
            begun = begin(settings, isFresh);
            latched = Math.max(begun.level(), Latch.of(directory.runs(), directory.newestRun()));
            engine = engine(settings);
            takeUp();
            operations = new Operations(engine, feeds::status, answers);
            boot(socket);
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    /** The boot's look at what the last process left: damage is moved aside, and nothing is traded until a person looked. */
    private static Optional<RunReport> inspect(JournalDirectory directory) {
        Optional<RunReport> damaged = directory.inspect().filter(report -> !report.isWhole());
        damaged.ifPresent(report -> LOG.error(
                "the journal of the run before is damaged; it lies in {} now, findings in its file DAMAGE\n{}",
                report.run().path(),
                report.summary()));
        return damaged;
    }

    private Boot begin(LiveSettings settings, boolean isFresh) {
        Boot boot;
        if (settings.mode() == Mode.DEMO) {
            // A demonstration is the same each time.
            boot = Boot.flat("");
        } else if (isFresh) {
            boot = Boot.flat("begins flat, as asked");
        } else if (quarantined.isPresent()) {
            boot = Boot.flat("begins flat: the run before is damaged");
        } else {
            boot = Boot.of(directory.runs(), settings);
        }
        if (!boot.said().isEmpty()) {
            LOG.warn(boot.said());
        }
        return boot;
    }

    /** The run begins in that state, and its instruments keep their numbers. */
    private void takeUp() {
        if (begun.state() == null) {
            return;
        }
        engine.goOnFrom(begun.state());
        Engine of = engine.engine();
        for (int id = 0; id < of.instruments(); id++) {
            if (of.market(id) != null) {
                Instrument known = of.market(id).instrument();
                instruments.keep(Venue.of(known.venue()), known.symbol(), id);
            }
        }
    }

    private LiveEngine engine(LiveSettings settings) {
        return new LiveEngine(
                directory,
                settings,
                clock,
                new SetupReader(),
                // No gateway: orders of a simulated session end at the gate, the exchange is inside the engine.
                tally,
                (templateId, buffer, offset, length) -> {
                    tally.onOutbound(templateId, buffer, offset, length);
                    answers.onOutbound(templateId, buffer, offset, length);
                    announcer.onOutbound(templateId, buffer, offset, length);
                    feeds.onOutbound(templateId, buffer, offset, length);
                });
    }

    private void boot(Path socket) throws IOException {
        engine.start(clock.nanos());
        if (latched > 0) {
            String why = quarantined.isPresent()
                    ? "the journal of the run before is damaged"
                    : begun.level() > 0
                            ? "the state of the run before cannot be relied on"
                            : "latched by the run before; ebb resume ends it";
            engine.kill(latched, "latch", why);
            LOG.warn("boots HALTED: a kill of level {} is latched; ebb resume --arm, then ebb resume", latched);
        }
        engine.commands().reconciled();
        control = new ControlServer(socket, operations::answer);
        beans = new Beans(engine, operations, feeds::status);
    }

    /**
     * Starts the feeds.
     *
     * @param net network behaviour
     * @param wanted one for each venue
     */
    public void startFeeds(NetSettings net, List<FeedSettings> wanted) {
        loop = new NetLoop("ebb-net", net, clock.steady());
        FeedPorts ports = new FeedPorts(
                loop, engine.ingress(), clock, instruments, new ConnectionIds(), currency -> 0, Optional.empty());
        for (FeedSettings each : wanted) {
            Feed feed = LiveFeed.of(each, ports);
            feeds.add(each.venue().text(), feed);
        }
        for (Feed each : feeds.all()) {
            await(each);
        }
    }

    /**
     * Starts to tell market caps. After {@link #startFeeds}, whose instruments they are about.
     *
     * @param caps whom to ask
     * @param wanted the feeds that were started
     */
    public void startMarketCaps(CapFeedSettings caps, List<FeedSettings> wanted) {
        List<CapPorts.Target> targets = new ArrayList<>();
        for (FeedSettings each : wanted) {
            for (String symbol : each.symbols()) {
                targets.add(new CapPorts.Target(instruments.of(each.venue(), symbol), each.venue(), symbol));
            }
        }
        List<CapPorts.Target> all = List.copyOf(targets);
        CapFeed feed = new CapFeed(caps, new CapPorts(loop, engine.ingress(), clock, () -> all, Optional.empty()));
        feeds.add(feed);
        feed.start();
    }

    /**
     * The number of an instrument of this session.
     *
     * @param venue where it trades
     * @param symbol as the venue spells it
     * @return its dense number
     */
    public int instrument(Venue venue, String symbol) {
        return instruments.of(venue, symbol);
    }

    private static void await(Feed feed) {
        try {
            feed.start().get(FEED_START_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new VenueUnreachable(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new VenueUnreachable("no instruments within " + FEED_START_S + " s", e);
        }
    }

    /** A venue could not be reached or refused us. */
    public static final class VenueUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        VenueUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Positions are open that were opened under another configuration. */
    public static final class LeftBehind extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeftBehind(String message) {
            super(message);
        }
    }

    /** What the session began with, for people; empty in a new journal. */
    public String began() {
        return begun.said();
    }

    /** The engine behind its ring. */
    public LiveEngine engine() {
        return engine;
    }

    /** The feeds. */
    public Feeds feeds() {
        return feeds;
    }

    /** What was emitted. */
    public Tally tally() {
        return tally;
    }

    /** What operators asked for. */
    public Operations operations() {
        return operations;
    }

    /** Kill level latched by the run before, 0 for none. */
    public int latched() {
        return latched;
    }

    /** Whether no position and no live order is left; null when the engine does not answer. */
    public Boolean isFlat() {
        return engine.ask(
                () -> engine.engine().orders().positions().openCount() == 0
                        && engine.engine().orders().liveCount() == 0,
                ASK_MS);
    }

    /** Positions open now; null when the engine does not answer. */
    public Integer openPositions() {
        return engine.ask(() -> engine.engine().orders().positions().openCount(), ASK_MS);
    }

    /**
     * Ends trading in order: flattens where asked to, waits until it is done.
     *
     * @param level 2 or 3, given as the process's own stop, which does not latch
     * @return whether no position is left
     */
    public boolean windDown(int level) {
        announcer.leaving();
        engine.commands().kill(level, Latch.PROCESS, "clean stop");
        long deadline = System.nanoTime() + FLAT_WAIT_MS * 1_000_000L;
        Boolean flat = isFlat();
        while (engine.failure() == null && !Boolean.TRUE.equals(flat) && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000L);
            Integer open = openPositions();
            Trading state = engine.ask(() -> engine.engine().trading().state(), ASK_MS);
            boolean done = open != null && open == 0 && state != Trading.FLATTENING;
            flat = done || level < 3 ? isFlat() : Boolean.FALSE;
            if (level < 3 && open != null && open > 0) {
                break;
            }
        }
        if (engine.failure() != null) {
            return isFlatAsLeft();
        }
        // The last message of the run: its state hash is the run's.
        engine.commands().kill(2, Latch.PROCESS, "end of run");
        Integer open = openPositions();
        return open != null && open == 0;
    }

    /**
     * Whether an engine that stopped by itself left no position. A journal that could not be written stopped it between
     * two messages, so its state holds; any other failure leaves a doubt, and doubt is not flat.
     */
    private boolean isFlatAsLeft() {
        engine.stop();
        return engine.failure() instanceof JournalFault
                && (!engine.engine().isConfigured()
                        || engine.engine().orders().positions().openCount() == 0);
    }

    /** A boot that came to nothing leaves nothing open. */
    private void abandon() {
        if (engine != null) {
            engine.close();
        }
        announcer.close();
        closeControl();
        directory.close();
    }

    private void closeControl() {
        if (control == null) {
            return;
        }
        try {
            control.close();
        } catch (IOException e) {
            LOG.warn("the control socket could not be closed", e);
        }
    }

    @Override
    public void close() {
        feeds.close();
        if (loop != null) {
            loop.close();
        }
        engine.stop();
        announcer.close();
        beans.close();
        closeControl();
        directory.close();
    }
}
