package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.VenueSimServer;
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

    private static String status(List<Feed> feeds) {
        StringBuilder text = new StringBuilder();
        for (Feed each : feeds) {
            text.append(each.status().connections()).append(each.status().requests());
            text.append(each.status().lastError()).append('\n');
        }
        return text.toString();
    }
}
