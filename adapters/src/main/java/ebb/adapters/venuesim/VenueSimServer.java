package ebb.adapters.venuesim;

import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.server.Floor;
import ebb.adapters.venuesim.server.SimSettings;
import ebb.codecs.EpochClock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The simulated venues on loopback: each venue on a port of its own, speaking its REST and WebSocket dialect; the
 * market's time is that of a given clock. What a client asks wrongly is punished the venue's way: silence on a wrong
 * path or an unknown method, an error without a symbol, a close without pings or with too many messages.
 *
 * <p>One event loop thread owns the market and all connections.
 */
public final class VenueSimServer implements AutoCloseable {
    /** Real time between looks at the clock. */
    private static final long PUMP_MS = 1;

    private static final int REQUEST_BYTES = 1 << 16;

    /** What waits for a slow client at most while the market waits for it, too. */
    private static final int FLIGHT_BYTES = 1 << 15;

    private final MarketFrames frames;
    private final SimSettings settings;
    private final Floor floor;
    private final LongConsumer delivered;
    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("venuesim", true), NioIoHandler.newFactory());
    private final Map<SimVenue, Channel> servers = new EnumMap<>(SimVenue.class);
    // Written once by the demonstration, read by the loop; volatile order.
    private volatile BooleanSupplier hasRoom = () -> true;
    // Written by the loop, read by whoever waits for the end; volatile order.
    private volatile boolean isOver;
    private volatile long sent;
    private volatile Throwable failure;

    /**
     * Opens the venues for a demonstration: as strict as they are, but patient with clients that read slowly. The market
     * begins to move when the clock reaches its start.
     *
     * @param frames the market with its faults; its own lines are not taken from it any more
     * @param clock whose time is the market's
     * @param delivered told how far the market has been delivered, ns since epoch; {@code Long.MAX_VALUE} at its end
     * @throws InterruptedException if interrupted while opening
     */
    public VenueSimServer(MarketFrames frames, EpochClock clock, LongConsumer delivered) throws InterruptedException {
        this(frames, clock, SimSettings.DEFAULTS.withBacklog(SimSettings.PATIENT), delivered);
    }

    /**
     * Opens the venues.
     *
     * @param frames the market with its faults; its own lines are not taken from it any more
     * @param clock whose time is the market's
     * @param settings how strict they are
     * @param delivered as above
     * @throws InterruptedException if interrupted while opening
     */
    public VenueSimServer(MarketFrames frames, EpochClock clock, SimSettings settings, LongConsumer delivered)
            throws InterruptedException {
        this.frames = frames;
        this.settings = settings;
        this.delivered = delivered;
        floor = new Floor(frames.market(), frames.endNs(), frames.faults(), clock, settings);
        for (SimVenue venue : SimVenue.values()) {
            servers.put(venue, open(venue));
        }
        loop.next().scheduleWithFixedDelay(this::pump, PUMP_MS, PUMP_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Lets the market move only while somebody has room for it: a demonstration on a busy machine then runs slower
     * instead of losing frames.
     *
     * @param room asked before each event; any thread may set it
     */
    public void pacedBy(BooleanSupplier room) {
        hasRoom = room;
    }

    /** Root of a venue's REST, {@code http://127.0.0.1:port}. */
    public URI rest(SimVenue venue) {
        return URI.create("http://127.0.0.1:" + port(venue));
    }

    /** Addresses of a venue's sockets: one, for USD-M public, then market. */
    public List<URI> sockets(SimVenue venue) {
        String root = "ws://127.0.0.1:" + port(venue);
        return switch (venue) {
            case MEXC -> List.of(URI.create(root + "/edge"));
            case BINANCE_USDM -> List.of(URI.create(root + "/public/stream"), URI.create(root + "/market/stream"));
            case BINANCE_SPOT -> List.of(URI.create(root + "/stream"));
        };
    }

    /** Whether the market has come to its end. */
    public boolean isOver() {
        return isOver;
    }

    /** Frames sent to clients. */
    public long sent() {
        return sent;
    }

    /** What broke the market, a defect of ours; null while nothing did. It {@link #isOver} then, too. */
    public Throwable failure() {
        return failure;
    }

    /** The market and its faults; the loop's, so only once it {@link #isOver}; {@link MarketFrames#struck} at any time. */
    public MarketFrames frames() {
        return frames;
    }

    @Override
    public void close() {
        servers.values().forEach(Channel::close);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel open(SimVenue venue) throws InterruptedException {
        boolean isPatient = settings.backlogBytes() == SimSettings.PATIENT;
        int most = isPatient ? FLIGHT_BYTES : settings.backlogBytes();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(most / 2, most))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES))
                                .addLast("front", floor.front(venue));
                    }
                });
        if (isPatient) {
            // Little stays in flight, so that a frame is soon read after it was sent.
            bootstrap.childOption(ChannelOption.SO_SNDBUF, FLIGHT_BYTES);
        }
        return bootstrap.bind("127.0.0.1", 0).sync().channel();
    }

    private int port(SimVenue venue) {
        return ((InetSocketAddress) servers.get(venue).localAddress()).getPort();
    }

    private void pump() {
        if (failure != null) {
            return;
        }
        try {
            floor.pump(hasRoom);
            sent = floor.sent();
            isOver = floor.isOver();
            delivered.accept(isOver ? Long.MAX_VALUE : floor.nextNs());
        } catch (RuntimeException broken) {
            failure = broken;
            isOver = true;
            delivered.accept(Long.MAX_VALUE);
        }
    }
}
