package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.VenueSimServer;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.codecs.EpochClock;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TradeDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A feed that follows all perpetuals of a venue (NS-UNI-1, NS-UNI-2), against the simulated MEXC with its limits. */
class WideFeedTest extends FeedHarness {
    private static final int SPEED = 60;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int INSTRUMENTS = 60;
    /** Ticker, funding, trades. */
    private static final int WIDE = 3;
    /** Book, mark, index. */
    private static final int DEEP = 3;

    private final EpochClock market = new EpochClock() {
        private final long bornNs = System.nanoTime();

        @Override
        public long nanos() {
            return SyntheticMarket.DEMO_START_NS - MINUTE_NS + (System.nanoTime() - bornNs) * SPEED;
        }
    };
    private final Tally tally = new Tally();

    private VenueSimServer simulated() throws InterruptedException {
        SyntheticMarket source = new SyntheticMarket(7, Scenario.crowd(INSTRUMENTS), SyntheticMarket.DEMO_START_NS);
        return new VenueSimServer(
                new MarketFrames(source, SyntheticMarket.DEMO_START_NS + 300 * MINUTE_NS, FaultScript.none()),
                market,
                deliveredNs -> {});
    }

    private void follow(VenueSimServer sim, String... symbols) {
        follow(sim, SimVenue.MEXC, market, symbols);
    }

    private void follow(VenueSimServer sim, SimVenue of, EpochClock clock, String... symbols) {
        venue = Venue.of(of.id());
        loop = new NetLoop("wide-test", QUICK, () -> System.currentTimeMillis() * 1_000_000L);
        FeedPorts ports = new FeedPorts(
                loop, tally, clock, new InstrumentIds(), new ConnectionIds(), currency -> 0, Optional.empty());
        FeedSettings settings = FeedSettings.of(venue, List.of(symbols))
                .at(Env.SIM, sim.rest(of), sim.sockets(of))
                .withClockSpeed(SPEED);
        feed = LiveFeed.of(settings, ports);
    }

    private int wanted() {
        return feed.status().connections().stream()
                .mapToInt(FeedStatus.Connection::streams)
                .sum();
    }

    @Test
    void shouldFollowAllWithTheWideStreamsAndOneCloselyWhileItIsWanted() throws Exception {
        try (VenueSimServer sim = simulated()) {
            follow(sim, "*");
            feed.start().get(20, TimeUnit.SECONDS);
            assertTrue(await(feed::isReady), () -> feed.status().toString());
            assertEquals(INSTRUMENTS, tally.count(InstrumentDefinitionDecoder.TEMPLATE_ID));
            assertEquals(WIDE * INSTRUMENTS, wanted());
            assertEquals(2, feed.status().connections().size(), "a hundred streams on a connection");
            assertTrue(
                    await(() -> tally.count(TradeDecoder.TEMPLATE_ID) > 500
                            && tally.count(TickerDecoder.TEMPLATE_ID) > INSTRUMENTS
                            && tally.count(FundingDecoder.TEMPLATE_ID) > 0),
                    tally::toString);
            assertEquals(0, tally.count(BookDeltaDecoder.TEMPLATE_ID), "no book was asked for");

            change(11, Stream.BOOK, true);
            change(11, Stream.TRADES, true);
            assertTrue(
                    await(() -> tally.count(BookDeltaDecoder.TEMPLATE_ID) > 20
                            && tally.count(MarkIndexDecoder.TEMPLATE_ID) > 0),
                    tally::toString);
            assertEquals(WIDE * INSTRUMENTS + DEEP, wanted());

            change(11, Stream.BOOK, false);
            change(11, Stream.TRADES, false);
            assertTrue(
                    await(() -> wanted() == WIDE * INSTRUMENTS && feed.isReady()),
                    () -> feed.status().toString());
            long deltas = tally.count(BookDeltaDecoder.TEMPLATE_ID);
            long tickers = tally.count(TickerDecoder.TEMPLATE_ID);
            assertTrue(await(() -> tally.count(TickerDecoder.TEMPLATE_ID) > tickers + 2 * INSTRUMENTS));
            assertEquals(deltas, tally.count(BookDeltaDecoder.TEMPLATE_ID), "no book any more");

            change(11, Stream.BOOK, true);
            assertTrue(await(() -> tally.count(BookDeltaDecoder.TEMPLATE_ID) > deltas + 20), tally::toString);
            assertEquals(0, feed.status().requests().refused());
            assertEquals(0, feed.status().decoded().rejected(), feed.status().lastError());
        }
    }

    /** Binance's limits as they are: 1,024 streams on a connection, ten messages a second from us; beyond either it closes. */
    @Test
    void shouldKeepWithinBinancesLimitsWithMoreStreamsThanAConnectionMayCarry() throws Exception {
        int instruments = 350;
        long bornNs = System.nanoTime();
        EpochClock slow = () -> SyntheticMarket.DEMO_START_NS + System.nanoTime() - bornNs;
        SyntheticMarket source = new SyntheticMarket(
                7, Scenario.crowd(SimVenue.BINANCE_USDM, instruments), SyntheticMarket.DEMO_START_NS);
        MarketFrames frames =
                new MarketFrames(source, SyntheticMarket.DEMO_START_NS + 300 * MINUTE_NS, FaultScript.none());
        try (VenueSimServer sim = new VenueSimServer(frames, slow, deliveredNs -> {})) {
            follow(sim, SimVenue.BINANCE_USDM, slow, "*");
            feed.start().get(20, TimeUnit.SECONDS);
            assertTrue(await(feed::isReady), () -> feed.status().toString());
            // Mini ticker, mark, trades.
            assertEquals(List.of(0, 1_024, 3 * instruments - 1_024), streams());
            assertTrue(await(() -> tally.count(TickerDecoder.TEMPLATE_ID) > instruments), tally::toString);
            for (int instrument = 0; instrument < 40; instrument++) {
                change(instrument, Stream.BOOK, true);
            }
            assertTrue(
                    await(() -> streams().get(0) == 80 && feed.isReady()),
                    () -> feed.status().toString());
            for (int instrument = 0; instrument < 40; instrument++) {
                change(instrument, Stream.BOOK, false);
            }
            assertTrue(
                    await(() -> streams().equals(List.of(0, 1_024, 3 * instruments - 1_024)) && feed.isReady()),
                    () -> feed.status().toString());
            for (FeedStatus.Connection each : feed.status().connections()) {
                assertEquals(0, each.losses(), each::toString);
            }
            assertEquals(0, feed.status().decoded().rejected(), feed.status().lastError());
        }
    }

    private List<Integer> streams() {
        return feed.status().connections().stream()
                .map(FeedStatus.Connection::streams)
                .toList();
    }

    @Test
    void shouldTakeWhatIsNamedWithAllOfItsStreamsBesides() throws Exception {
        try (VenueSimServer sim = simulated()) {
            follow(sim, "C1003_USDT", "*7_USDT");
            feed.start().get(20, TimeUnit.SECONDS);
            assertTrue(await(feed::isReady), () -> feed.status().toString());
            assertEquals(7, tally.count(InstrumentDefinitionDecoder.TEMPLATE_ID), "one named, six that end in 7");
            assertEquals(WIDE + DEEP + 6 * WIDE, wanted());
            assertTrue(await(() -> tally.count(BookDeltaDecoder.TEMPLATE_ID) > 20), tally::toString);
        }
    }

    @Test
    void shouldNotStartWhereNothingIsLikeThat() throws Exception {
        try (VenueSimServer sim = simulated()) {
            follow(sim, "*_USDC");
            ExecutionException refused =
                    assertThrows(ExecutionException.class, () -> feed.start().get(20, TimeUnit.SECONDS));
            assertTrue(refused.getMessage().contains("no linear perpetual in USDT"), refused.getMessage());
            assertFalse(feed.isReady());
        }
    }
}
