package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Rejection;
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
import ebb.codecs.EpochClock;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** All three feeds against the simulated venues, which are as strict as the true ones. */
class SimulatedVenuesTest {
    private static final int SPEED = 120;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final EpochClock market = new EpochClock() {
        private final long bornNs = System.nanoTime();

        @Override
        public long nanos() {
            return SyntheticMarket.DEMO_START_NS - MINUTE_NS + (System.nanoTime() - bornNs) * SPEED;
        }
    };

    @Test
    void shouldFollowAllVenuesWithoutARefusedFrame() throws Exception {
        SyntheticMarket source = new SyntheticMarket(7, Scenario.demo(), SyntheticMarket.DEMO_START_NS);
        int instruments = source.instruments().size();
        MarketFrames frames =
                new MarketFrames(source, SyntheticMarket.DEMO_START_NS + 240 * MINUTE_NS, FaultScript.none());
        Tally tally = new Tally();
        List<Feed> feeds = new ArrayList<>();
        EpochClock wall = () -> System.currentTimeMillis() * 1_000_000L;
        try (VenueSimServer server = new VenueSimServer(frames, market, deliveredNs -> {});
                NetLoop loop = new NetLoop("sim-test", FeedHarness.QUICK, wall)) {
            FeedPorts ports = new FeedPorts(
                    loop, tally, market, new InstrumentIds(), new ConnectionIds(), currency -> 0, Optional.empty());
            for (SimVenue venue : SimVenue.values()) {
                List<String> symbols = new ArrayList<>();
                for (Instrument each : source.instruments()) {
                    if (each.spec().venue() == venue) {
                        symbols.add(each.spec().symbol());
                    }
                }
                FeedSettings settings = FeedSettings.of(Venue.of(venue.id()), symbols)
                        .at(Env.SIM, server.rest(venue), server.sockets(venue))
                        .withClockSpeed(SPEED)
                        .selfSeeding();
                feeds.add(LiveFeed.of(settings, ports));
            }
            for (Feed each : feeds) {
                each.start().get(20, TimeUnit.SECONDS);
            }
            assertTrue(FeedHarness.await(() -> feeds.stream().allMatch(Feed::isReady)), status(feeds));
            assertTrue(
                    FeedHarness.await(() -> tally.count(BookSnapshotDecoder.TEMPLATE_ID) >= instruments
                            && tally.count(BookDeltaDecoder.TEMPLATE_ID) > 2_000
                            && tally.count(TradeDecoder.TEMPLATE_ID) > 500
                            && tally.count(TopOfBookDecoder.TEMPLATE_ID) > 0
                            && tally.count(MarkIndexDecoder.TEMPLATE_ID) > 0),
                    status(feeds));
            for (Feed each : feeds) {
                assertEquals(
                        0, each.status().decoded().rejected(), each.status().lastError());
                assertEquals("", each.status().lastError());
            }
            assertEquals(instruments, tally.count(InstrumentDefinitionDecoder.TEMPLATE_ID));
            assertTrue(tally.count(SessionStateDecoder.TEMPLATE_ID) >= 2L * instruments);
            feeds.forEach(Feed::close);
        }
    }

    @Test
    void shouldCountEachFaultOnTheWireAndStandAtTheEnd() throws Exception {
        String surge = Scenario.SURGE.symbol();
        FaultScript script = FaultScript.of(
                Fault.of(FaultKind.LIMITED, SimVenue.MEXC, null, 0, 1),
                Fault.of(FaultKind.MALFORMED, SimVenue.MEXC, surge, 20_000, 1),
                Fault.of(FaultKind.UNKNOWN_CHANNEL, SimVenue.MEXC, surge, 30_000, 1),
                Fault.of(FaultKind.UNKNOWN_SYMBOL, SimVenue.MEXC, surge, 40_000, 1),
                Fault.of(FaultKind.FRAGMENT, SimVenue.MEXC, surge, 50_000, 1),
                Fault.of(FaultKind.BINARY, SimVenue.MEXC, surge, 60_000, 1),
                Fault.of(FaultKind.OVERSIZE, SimVenue.MEXC, surge, 400_000, 2_048),
                Fault.of(FaultKind.CUT, SimVenue.MEXC, 1, 800_000, 1));
        MarketFrames frames = new MarketFrames(
                new SyntheticMarket(7, Scenario.demo(), SyntheticMarket.DEMO_START_NS),
                SyntheticMarket.DEMO_START_NS + 240 * MINUTE_NS,
                script);
        EpochClock wall = () -> System.currentTimeMillis() * 1_000_000L;
        Tally tally = new Tally();
        try (VenueSimServer server = new VenueSimServer(frames, market, deliveredNs -> {});
                NetLoop loop = new NetLoop("sim-faults", FeedHarness.QUICK, wall)) {
            FeedPorts ports = new FeedPorts(
                    loop, tally, market, new InstrumentIds(), new ConnectionIds(), currency -> 0, Optional.empty());
            Feed feed = LiveFeed.of(
                    FeedSettings.of(Venue.MEXC, List.of(surge))
                            .at(Env.SIM, server.rest(SimVenue.MEXC), server.sockets(SimVenue.MEXC))
                            .withClockSpeed(SPEED)
                            .selfSeeding(),
                    ports);
            feed.start().get(60, TimeUnit.SECONDS);
            List<Feed> one = List.of(feed);
            assertTrue(FeedHarness.await(() -> frames.struck().size() == 8), () -> frames.struck() + status(one));
            assertTrue(
                    FeedHarness.await(() -> feed.isReady() && connection(feed).losses() == 3), status(one));
            DecodeCounters counters = feed.status().decoded();
            assertEquals(1, counters.rejectedFor(Rejection.TRUNCATED), status(one));
            assertEquals(1, counters.rejectedFor(Rejection.UNKNOWN_CHANNEL));
            assertEquals(1, counters.rejectedFor(Rejection.UNKNOWN_SYMBOL));
            assertEquals(1, counters.rejectedFor(Rejection.BINARY));
            assertEquals(4, counters.rejected());
            assertEquals(1, connection(feed).fragmented());
            assertTrue(counters.gaps() >= 2, "book and tape of the push that broke off");
            // Counted first and told then; nothing is amiss after the last loss, so that its words stay.
            assertTrue(
                    FeedHarness.await(() -> feed.status().lastError().contains("Tried again")),
                    () -> feed.status().lastError());
            feed.close();
        }
    }

    private static FeedStatus.Connection connection(Feed feed) {
        return feed.status().connections().get(0);
    }

    private static String status(List<Feed> feeds) {
        StringBuilder text = new StringBuilder();
        for (Feed each : feeds) {
            text.append(each.status().connections()).append(each.status().requests());
            text.append(each.status().lastError()).append('\n');
        }
        return text.toString();
    }
}
