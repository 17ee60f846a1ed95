package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.VenueSimServer;
import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.codecs.sbe.Env;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The past of a simulated venue over real sockets: what was settled, and what happens where requests go wrong. */
class SimulatedPastTest extends FeedHarness {
    private static final long START = SyntheticMarket.DEMO_START_NS;
    private static final long SECOND = 1_000 * MS;
    private static final int EIGHT_HOURS = 28_800;

    private final AtomicLong clock = new AtomicLong(START);
    private final AtomicLong delivered = new AtomicLong();
    private final SyntheticMarket source = new SyntheticMarket(7, Scenario.demo(), START);

    private VenueSimServer simulated(Fault... faults) throws InterruptedException {
        return new VenueSimServer(
                new MarketFrames(source, START + 3_600 * SECOND, FaultScript.of(faults)), clock::get, delivered::set);
    }

    private Instrument follow(VenueSimServer sim, SimVenue of) throws Exception {
        Instrument first = source.instruments().stream()
                .filter(each -> each.spec().venue() == of)
                .findFirst()
                .orElseThrow();
        venue = Venue.of(of.id());
        NetSettings quick = QUICK.with(new NetSettings.Rest(1 << 24, LONG_NS, 2, 16, LONG_NS, 20 * MS, 20 * MS));
        loop = new NetLoop("past-test", quick, () -> System.currentTimeMillis() * MS);
        FeedPorts ports = new FeedPorts(
                loop, log, () -> START, new InstrumentIds(), connections, currency -> 0, Optional.empty());
        FeedSettings settings = FeedSettings.of(venue, List.of(first.spec().symbol()))
                .at(Env.SIM, sim.rest(of), sim.sockets(of))
                .with(PACE);
        feed = LiveFeed.of(settings, ports);
        feed.start().get(20, TimeUnit.SECONDS);
        assertTrue(await(feed::isReady), () -> feed.status().toString());
        return first;
    }

    private String next(String kind) throws InterruptedException {
        String line = log.any();
        while (!line.startsWith(kind)) {
            line = log.any();
        }
        return line;
    }

    @ParameterizedTest
    @EnumSource(
            value = SimVenue.class,
            names = {"MEXC", "BINANCE_USDM"})
    void shouldDeliverNinetySettlementsOldestFirst(SimVenue of) throws Exception {
        try (VenueSimServer sim = simulated()) {
            Instrument instrument = follow(sim, of);
            long to = START / SECOND;
            settlements(0, 1, to - 90L * EIGHT_HOURS, to);
            long perMille = of == SimVenue.MEXC ? 1_000 : 10;
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                long ms = (to - (90L - i) * EIGHT_HOURS) * 1_000;
                expected.add(ms + " " + instrument.settledE9(ms) / perMille * perMille + " - " + EIGHT_HOURS);
                // Binance stamps some milliseconds late.
                String[] parts = next("Funding").replaceAll(".* f3 ", "").split(" ");
                found.add(Long.parseLong(parts[0]) / MS / 1_000 * 1_000 + " " + parts[1] + " " + parts[2] + " "
                        + parts[3]);
            }
            assertEquals(expected, found);
            assertTrue(await(() -> feed.status().requests().histories() == 1));
            assertEquals(
                    0, feed.status().requests().historyFailures(), feed.status().lastError());
            assertEquals(0, feed.status().requests().historyHoles());
        }
    }

    @Test
    void shouldAskAgainWhereTheVenueRefusesAndBreaksOff() throws Exception {
        try (VenueSimServer sim = simulated(
                Fault.of(FaultKind.LIMITED, SimVenue.BINANCE_USDM, null, 10_000, 2),
                Fault.of(FaultKind.TRUNCATED, SimVenue.BINANCE_USDM, null, 10_000, 1))) {
            follow(sim, SimVenue.BINANCE_USDM);
            // The list of instruments was to be had; from now on things go wrong.
            clock.set(START + 20 * SECOND);
            assertTrue(await(() -> delivered.get() > START + 15 * SECOND));
            long to = START / SECOND;
            settlements(0, 1, to - 2 * EIGHT_HOURS, to);
            history(0, 2, to - 3_600, to, 60);
            assertTrue(
                    await(() -> feed.status().requests().histories() == 2),
                    () -> feed.status().toString());
            FeedStatus.Requests requests = feed.status().requests();
            assertEquals(3, requests.historyFailures());
            assertEquals(0, requests.historiesGivenUp());
            assertTrue(next("Candles").contains(" r2 60s "));
        }
    }
}
