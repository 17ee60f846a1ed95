package ebb.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import ebb.adapters.feed.FeedSettings;
import ebb.adapters.feed.FeedStatus;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.VenueSimServer;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Cadence;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.server.SimSettings;
import ebb.app.control.ControlClient;
import ebb.app.state.StatusJson;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.Mode;
import ebb.config.ConfigLoader;
import ebb.config.EbbConfig;
import ebb.engine.Counters;
import ebb.engine.Engine;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.Member;
import ebb.engine.strategy.nullspectre.NullSpectre;
import ebb.engine.strategy.nullspectre.Universe;
import ebb.engine.strategy.nullspectre.UniverseState.Stage;
import ebb.runtime.EngineClock;
import ebb.runtime.LiveSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All contracts of a simulated venue at once, over real WebSockets: trades for all, books for the first in rank. Short here;
 * {@code -Debb.universe=512} makes it ten minutes of market time with 512 instruments, and prints its figures.
 */
class WholeVenueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int INSTRUMENTS = Integer.getInteger("ebb.universe", 64);
    private static final boolean IS_WHOLE = INSTRUMENTS >= 512;
    /** Time before the market in which its past is fetched; where it stood still, all of that would fall into one window of limits. */
    private static final long LEAD_NS = IS_WHOLE ? 11 * MINUTE_NS / 2 : MINUTE_NS;

    private static final int MINUTES = IS_WHOLE ? 10 : 6;
    private static final int WARM_MINUTES = 2;
    private static final int SPEED = IS_WHOLE ? 1 : 40;
    private static final int WATCH = IS_WHOLE ? 50 : 12;
    private static final int LEAVE = IS_WHOLE ? 60 : 15;
    private static final long MOST_BYTES = 400_000;
    private static final int MOST_STATUS = 512 << 10;
    private static final long WAIT_NS = 400_000_000_000L;
    /** Ten times what the venue permits: the past of all is there before the market moves, and a stalled machine is forgiven. */
    private static final int EASED = 10;

    private static final SimSettings LIMITS = SimSettings.DEFAULTS.eased(EASED).withBacklog(SimSettings.PATIENT);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    private static FeedSettings feed(VenueSimServer server, SimVenue venue) {
        Venue of = Venue.of(venue.id());
        return FeedSettings.of(of, List.of("*"))
                .at(Env.SIM, server.rest(venue), server.sockets(venue))
                .with(FeedSettings.Pace.of(of).eased(EASED).patient(4))
                .withClockSpeed(SPEED);
    }

    /** The venue keeps the last thousand updates of each book: fast ones, so that it holds them all by the second minute. */
    private static Scenario crowd(SimVenue venue) {
        Scenario crowd = Scenario.crowd(venue, INSTRUMENTS);
        return IS_WHOLE ? crowd.with(new Cadence(100, 2_000, 5_000, 60_000)) : crowd;
    }

    private static EbbConfig config() {
        return ConfigLoader.load(
                Mode.DEMO,
                List.of(),
                "demo",
                List.of(
                        "engine.venues=none",
                        "net.pong=10s",
                        "ns.use.cap=false",
                        "ns.uni.min-volume=0",
                        "ns.uni.watch=" + WATCH,
                        "ns.uni.leave=" + LEAVE));
    }

    @ParameterizedTest
    @EnumSource(
            value = SimVenue.class,
            names = {"MEXC", "BINANCE_USDM"})
    void shouldFollowAWholeVenueInFlatMemoryWithoutAGap(SimVenue of) throws Exception {
        EbbConfig config = config();
        long startNs = SyntheticMarket.DEMO_START_NS;
        EngineClock clock = EngineClock.accelerated(startNs - LEAD_NS, 1);
        MarketFrames frames = new MarketFrames(
                new SyntheticMarket(7, crowd(of), startNs), startNs + (MINUTES + 1) * MINUTE_NS, FaultScript.none());
        LiveSettings settings = new LiveSettings(
                Mode.DEMO,
                config.ring(),
                config.journal().withBlockBytes(1L << 30),
                config.tickNs(),
                "universe",
                config.canonical(),
                7);
        Path socket = directory.resolve("s");
        try (VenueSimServer venue =
                        new VenueSimServer(frames, clock::unheld, LIMITS, deliveredNs -> hold(clock, deliveredNs));
                LiveSession session = new LiveSession(directory.resolve("j"), settings, clock, socket)) {
            // Nobody moves the market before all of its past is there.
            boolean[] isOpen = {false};
            venue.pacedBy(() ->
                    isOpen[0] && session.engine().ring().free() > config.ring().slots() / 2);
            session.startFeeds(config.net(), List.of(feed(venue, of)));
            await("streams", () -> session.feeds().areReady());
            long asked = INSTRUMENTS * 4L;
            await("histories of " + asked, () -> histories(session) >= asked);
            clock.pace(SPEED);
            isOpen[0] = true;
            play(session, clock, startNs, socket);
        }
    }

    private static void hold(EngineClock clock, long deliveredNs) {
        clock.ceiling(deliveredNs == Long.MAX_VALUE ? Long.MAX_VALUE : deliveredNs + 1_000_000_000L);
    }

    private void play(LiveSession session, EngineClock clock, long startNs, Path socket) throws Exception {
        await("warm-up", () -> clock.nanos() >= startNs + WARM_MINUTES * MINUTE_NS);
        long thread = session.engine().ask(() -> Thread.currentThread().getId(), 5_000);
        long heapThen = heap();
        long bytesThen = threads.getThreadAllocatedBytes(thread);
        long appliedThen = session.engine().applied();
        long begun = System.nanoTime();
        StringBuilder minutes = new StringBuilder();
        for (int minute = WARM_MINUTES + 1; minute <= MINUTES; minute++) {
            long endNs = startNs + minute * MINUTE_NS;
            long before = threads.getThreadAllocatedBytes(thread);
            await("minute " + minute, () -> clock.nanos() >= endNs);
            long of = threads.getThreadAllocatedBytes(thread) - before;
            minutes.append(of).append(' ');
        }
        long wallNs = System.nanoTime() - begun;
        long bytes = threads.getThreadAllocatedBytes(thread) - bytesThen;
        long applied = session.engine().applied() - appliedThen;
        long heapNow = heap();
        String scan = ControlClient.ask(socket, "scan");
        String status = ControlClient.ask(socket, "status");
        String whole = ControlClient.ask(socket, "status all");
        System.out.printf(
                Locale.ROOT,
                "universe %d: %d messages in %.1f s, %d B on the engine's thread (%.4f B a message; by the minute %s), heap %.1f MiB at minute %d,"
                        + " %.1f MiB at minute %d, connections %d%n",
                INSTRUMENTS,
                applied,
                wallNs / 1e9,
                bytes,
                (double) bytes / applied,
                minutes.toString().strip(),
                heapThen / 1048576.0,
                WARM_MINUTES,
                heapNow / 1048576.0,
                MINUTES,
                connections(session));
        assertTrue(applied > INSTRUMENTS * 100L, "messages " + applied);
        // What is left is not by the message: first books of newcomers, a wait's node of the JDK's while the ring is
        // empty.
        assertTrue(bytes < MOST_BYTES, bytes + " B for " + applied + " messages, by the minute " + minutes);
        assertTrue(heapNow < heapThen * 11 / 10 + (16 << 20), "heap " + heapThen + " to " + heapNow);
        check(session);
        checkScan(JSON.readTree(scan));
        checkStatus(JSON.readTree(status), JSON.readTree(whole));
        System.out.printf(Locale.ROOT, "status %d bytes, status --all %d bytes%n", status.length(), whole.length());
        assertTrue(status.length() < MOST_STATUS, "status has " + status.length() + " bytes");
    }

    /** Few of many, the highest ranks among them, and the counts of the others as one sum; all of them where all are asked for. */
    private static void checkStatus(JsonNode status, JsonNode whole) {
        assertEquals(INSTRUMENTS, status.at("/state/instrumentsTotal").asInt());
        assertEquals(
                Math.min(INSTRUMENTS, StatusJson.MOST),
                status.at("/state/instruments").size());
        assertEquals(
                Math.min(INSTRUMENTS, StatusJson.MOST),
                status.at("/counters/books").size());
        int live = 0;
        for (JsonNode each : status.at("/state/instruments")) {
            live += each.at("/book/state").asText().equals("LIVE") ? 1 : 0;
        }
        assertTrue(live >= Math.min(WATCH, StatusJson.MOST), live + " LIVE books are told");
        Set<String> symbols = new TreeSet<>();
        whole.at("/state/instruments")
                .forEach(each -> symbols.add(each.get("symbol").asText()));
        assertEquals(INSTRUMENTS, symbols.size());
        assertEquals(INSTRUMENTS, whole.at("/state/instruments").size());
        assertEquals(INSTRUMENTS, whole.at("/counters/books").size());
    }

    /** Every tape is whole, every book that ranks high is LIVE, nothing waits. */
    private static void check(LiveSession session) {
        String found = session.engine().ask(() -> findings(session.engine().engine()), 5_000);
        assertEquals("", found);
        for (var feed : session.feeds().all()) {
            FeedStatus status = feed.status();
            assertEquals(0, status.decoded().rejected(), status.lastError());
            assertEquals(0, status.requests().refused(), status.lastError());
            assertEquals(0, status.requests().historyFailures(), status.lastError());
            assertTrue(feed.isReady(), status::toString);
        }
    }

    private static String findings(Engine engine) {
        StringBuilder found = new StringBuilder();
        Universe universe = ((NullSpectre) engine.strategy("nullspectre")).universe();
        int watched = 0;
        for (int id = 0; id < engine.instruments(); id++) {
            Market market = engine.market(id);
            Member member = universe.member(id);
            boolean isWatched = member.stage().compareTo(Stage.WATCH) >= 0;
            watched += isWatched ? 1 : 0;
            note(found, market.tape().cvd().prints() == 0, id, "has no trade");
            note(found, isWatched && !market.book().isLive(), id, "is watched without a LIVE book");
            note(found, member.rank() == 0, id, "has no rank: " + member.hindrance());
            int pattern = market.bars().frames().indexOf(15 * MINUTE_NS);
            note(found, market.bars().ring(pattern).size() < 280, id, "lacks its past");
            note(
                    found,
                    market.bars().ring(0).size() > 0 && market.bars().ring(0).isPartial(0),
                    id,
                    "has a hole");
        }
        note(found, watched < WATCH || watched > LEAVE, -1, watched + " watched");
        note(found, engine.counters().count(Counters.Cause.TRADE_GAP) > 0, -1, "trades were lost");
        note(found, engine.counters().count(Counters.Cause.STREAM_REFUSED) > 0, -1, "streams were refused");
        return found.toString();
    }

    private static void note(StringBuilder found, boolean isSo, int id, String what) {
        found.append(isSo ? id + " " + what + "; " : "");
    }

    private static void checkScan(JsonNode scan) {
        assertEquals(INSTRUMENTS, scan.get("instruments").size());
        for (int i = 0; i < INSTRUMENTS; i++) {
            assertEquals(i + 1, scan.get("instruments").get(i).get("rank").asInt());
        }
        assertTrue(scan.get("evaluations").asInt() >= MINUTES, scan.get("evaluations")::asText);
    }

    private static long histories(LiveSession session) {
        return session.feeds().all().get(0).status().requests().histories();
    }

    private static int connections(LiveSession session) {
        return session.feeds().all().get(0).status().connections().size();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void await(String what, BooleanSupplier isSo) {
        long endNs = System.nanoTime() + WAIT_NS;
        while (!isSo.getAsBoolean()) {
            Supplier<String> late = () -> "waited in vain for: " + what;
            assertTrue(System.nanoTime() < endNs, late);
            LockSupport.parkNanos(5_000_000L);
        }
    }
}
