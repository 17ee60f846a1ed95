package ebb.adapters.venuesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.server.SimSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;

/** A simulated venue whose clock the test drives, and visitors to it. */
final class SimStage implements AutoCloseable {
    static final long START = SyntheticMarket.DEMO_START_NS;
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final long SEED = 11;
    static final Heartbeat MEXC_PING = Heartbeat.text("{\"method\":\"ping\"}");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Patient, and quick to come back. */
    private static final NetSettings NET = NetSettings.DEFAULTS
            .with(new NetSettings.Liveness(60 * SECOND, 60 * SECOND, 0, 10 * SECOND, SECOND))
            .with(new NetSettings.Reconnect(20 * MS, 100 * MS, 0, SECOND, 7));

    final AtomicLong clock = new AtomicLong(START);
    final AtomicLong delivered = new AtomicLong();
    final MarketFrames frames;
    final VenueSimServer server;
    final NetLoop loop = new NetLoop("visitors", NET, () -> System.currentTimeMillis() * MS);
    private final HttpClient http = HttpClient.newHttpClient();

    SimStage(Fault... faults) throws InterruptedException {
        this(SimSettings.DEFAULTS, faults);
    }

    SimStage(SimSettings settings, Fault... faults) throws InterruptedException {
        frames = new MarketFrames(
                new SyntheticMarket(SEED, Scenario.demo(), START), START + Scenario.LENGTH_NS, FaultScript.of(faults));
        server = new VenueSimServer(frames, clock::get, settings, delivered::set);
    }

    /** Lets market time pass. */
    void pass(long ns) {
        clock.addAndGet(ns);
    }

    SimVisitor mexc() throws InterruptedException {
        return SimVisitor.enter(loop, server.sockets(SimVenue.MEXC).get(0), MEXC_PING);
    }

    /** A visitor of a venue by a path. */
    SimVisitor enter(SimVenue venue, String path) throws InterruptedException {
        return SimVisitor.enter(loop, ws(venue, path), Heartbeat.PING_FRAME);
    }

    URI ws(SimVenue venue, String path) {
        return URI.create(server.rest(venue).toString().replace("http:", "ws:") + path);
    }

    HttpResponse<String> get(SimVenue venue, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.rest(venue) + target))
                .header("User-Agent", "test")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(SimVenue venue, String target) throws IOException, InterruptedException {
        return JSON.readTree(get(venue, target).body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** The same market, advanced by the test itself. */
    static SyntheticMarket twin() {
        return new SyntheticMarket(SEED, Scenario.demo(), START);
    }

    @Override
    public void close() {
        loop.close();
        server.close();
        if (server.failure() != null) {
            throw new AssertionError("the market broke", server.failure());
        }
    }
}
