package ebb.adapters.feed;

import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.EpochClock;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookResyncEncoder;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.HistoryKind;
import ebb.codecs.sbe.HistoryRequestEncoder;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubscriptionChangeEncoder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A feed against a {@link FakeVenue}: what the tests of both venues share. */
abstract class FeedHarness {
    static final long MS = 1_000_000L;
    /** Never reached in a test that passes. */
    static final long LONG_NS = 60_000 * MS;
    /** Stands still, so that messages compare whole. */
    static final long STAMP = 1_800_000_000_000_000_000L;

    static final NetSettings QUICK = NetSettings.DEFAULTS
            .with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, LONG_NS, 100 * MS))
            .with(new NetSettings.Reconnect(10 * MS, 20 * MS, 20, LONG_NS, 7));
    static final FeedSettings.Pace PACE =
            new FeedSettings.Pace(1_000_000, 1_000 * MS, MS, 4 * MS, LONG_NS, 3_600_000 * MS, 3_600_000 * MS);

    final FeedLog log = new FeedLog();
    final ConnectionIds connections = new ConnectionIds();
    final UnsafeBuffer request = new UnsafeBuffer(new byte[256]);
    NetSettings net = QUICK;
    FeedSettings.Pace pace = PACE;
    boolean isSelfSeeding;
    Optional<FrameTap> tap = Optional.empty();
    FakeVenue server;
    NetLoop loop;
    Feed feed;
    Venue venue;

    @BeforeEach
    void openServer() throws Exception {
        server = new FakeVenue();
    }

    @AfterEach
    void closeAll() throws Exception {
        if (feed != null) {
            feed.close();
        }
        if (loop != null) {
            loop.close();
        }
        server.close();
    }

    void open(Venue of, List<URI> sockets, String... symbols) {
        venue = of;
        EpochClock real = new EpochClock() {
            private final long startNs = System.currentTimeMillis() * MS - System.nanoTime();

            @Override
            public long nanos() {
                return startNs + System.nanoTime();
            }
        };
        loop = new NetLoop("feed-test", net, real);
        FeedSettings settings = FeedSettings.of(of, List.of(symbols))
                .at(Env.SIM, server.http(), sockets)
                .with(pace);
        FeedPorts ports = new FeedPorts(
                loop, log, () -> STAMP, new InstrumentIds(), connections, currency -> currency.length(), tap);
        feed = LiveFeed.of(isSelfSeeding ? settings.selfSeeding() : settings, ports);
    }

    /** Waits for a condition of another thread. */
    static boolean await(BooleanSupplier condition) {
        long endNs = System.nanoTime() + 20_000 * MS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    void resync(int instrument, long requestId, boolean isLive) {
        Blocks.open(request, 0, BookResyncEncoder.BLOCK_LENGTH, BookResyncEncoder.TEMPLATE_ID);
        OutHead.route(request, 0, instrument, venue.code(), 255, OutHead.WHOLE);
        new BookResyncEncoder()
                .wrap(request, Slots.HEADER_BYTES)
                .requestId(requestId)
                .last(1)
                .reason(StaleWhy.GAP)
                .attempt(1)
                .live(isLive ? Bool.T : Bool.F);
        feed.onOutbound(BookResyncEncoder.TEMPLATE_ID, request, 0, Slots.HEADER_BYTES + BookResyncEncoder.BLOCK_LENGTH);
    }

    void settlements(int instrument, long requestId, long fromSec, long toSec) {
        past(HistoryKind.FUNDING, instrument, requestId, fromSec, toSec, Nulls.U32);
    }

    void history(int instrument, long requestId, long fromSec, long toSec, int frameSec) {
        past(HistoryKind.CANDLES, instrument, requestId, fromSec, toSec, frameSec);
    }

    private void past(HistoryKind kind, int instrument, long requestId, long fromSec, long toSec, long frameSec) {
        Blocks.open(request, 0, HistoryRequestEncoder.BLOCK_LENGTH, HistoryRequestEncoder.TEMPLATE_ID);
        OutHead.route(request, 0, instrument, venue.code(), 255, OutHead.WHOLE);
        new HistoryRequestEncoder()
                .wrap(request, Slots.HEADER_BYTES)
                .requestId(requestId)
                .from(fromSec * 1_000 * MS)
                .to(toSec * 1_000 * MS)
                .what(kind)
                .frameSec(frameSec);
        feed.onOutbound(
                HistoryRequestEncoder.TEMPLATE_ID, request, 0, Slots.HEADER_BYTES + HistoryRequestEncoder.BLOCK_LENGTH);
    }

    void change(int instrument, Stream stream, boolean isOn) {
        Blocks.open(request, 0, SubscriptionChangeEncoder.BLOCK_LENGTH, SubscriptionChangeEncoder.TEMPLATE_ID);
        OutHead.route(request, 0, instrument, venue.code(), 255, OutHead.WHOLE);
        new SubscriptionChangeEncoder()
                .wrap(request, Slots.HEADER_BYTES).stream(stream)
                        .on(isOn ? Bool.T : Bool.F)
                        .tier((short) 0)
                        .why(0);
        feed.onOutbound(
                SubscriptionChangeEncoder.TEMPLATE_ID,
                request,
                0,
                Slots.HEADER_BYTES + SubscriptionChangeEncoder.BLOCK_LENGTH);
    }
}
