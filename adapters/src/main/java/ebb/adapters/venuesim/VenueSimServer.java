package ebb.adapters.venuesim;

import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.Text;
import ebb.codecs.EpochClock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
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

    /** Lines sent at most before the loop reads sockets again. */
    private static final int BURST = 2_000;

    private static final int REQUEST_BYTES = 1 << 16;

    private final MarketFrames frames;
    private final EpochClock clock;
    private final LongConsumer delivered;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<SimVenue, Channel> servers = new EnumMap<>(SimVenue.class);
    private final List<SimClient> clients = new ArrayList<>();
    private final Text answer = new Text();
    private boolean hasLine;
    // Written once by the demonstration, read by the loop; volatile order.
    private volatile BooleanSupplier hasRoom = () -> true;
    // Written by the loop, read by whoever waits for the end; volatile order.
    private volatile boolean isOver;
    private volatile long sent;

    /**
     * Opens the venues; the market begins to move when the clock reaches its start.
     *
     * @param frames the market with its faults
     * @param clock whose time is the market's
     * @param delivered told how far the market has been delivered, ns since epoch; {@code Long.MAX_VALUE} at its end
     * @throws InterruptedException if interrupted while opening
     */
    public VenueSimServer(MarketFrames frames, EpochClock clock, LongConsumer delivered) throws InterruptedException {
        this.frames = frames;
        this.clock = clock;
        this.delivered = delivered;
        for (SimVenue venue : SimVenue.values()) {
            servers.put(venue, open(venue));
        }
        loop.next().scheduleAtFixedRate(this::pump, PUMP_MS, PUMP_MS, TimeUnit.MILLISECONDS);
    }

    private Channel open(SimVenue venue) throws InterruptedException {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                // Little stays in flight, so that a frame is soon read after it was sent.
                .childOption(io.netty.channel.ChannelOption.SO_SNDBUF, 1 << 15)
                .childOption(
                        io.netty.channel.ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new io.netty.channel.WriteBufferWaterMark(1 << 14, 1 << 15))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES))
                                .addLast("http", new SimHttp(VenueSimServer.this, venue));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
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

    private int port(SimVenue venue) {
        return ((InetSocketAddress) servers.get(venue).localAddress()).getPort();
    }

    /** Whether the market has come to its end. */
    public boolean isOver() {
        return isOver;
    }

    /** Frames sent to clients. */
    public long sent() {
        return sent;
    }

    /** The market and its faults; the loop's, so only once it {@link #isOver}. */
    public MarketFrames frames() {
        return frames;
    }

    // On the loop.

    void enter(SimClient client) {
        clients.add(client);
    }

    void leave(SimClient client) {
        clients.remove(client);
    }

    /** Answers REST: status, with the body in {@link #answer}. */
    int answer(SimVenue venue, String target) {
        return frames.answer(venue, target, answer);
    }

    Text body() {
        return answer;
    }

    /** The market's time, ms. */
    long marketMs() {
        return clock.nanos() / 1_000_000L;
    }

    boolean hasSymbol(SimVenue venue, String symbol) {
        return frames.market().find(venue, symbol) != null;
    }

    private void pump() {
        long now = clock.nanos();
        for (int burst = 0; burst < BURST && !isOver && areTaking(); burst++) {
            if (!hasLine) {
                hasLine = frames.next();
                isOver = !hasLine;
            }
            if (!hasLine || frames.receiveNs() > now) {
                break;
            }
            deliver();
            hasLine = false;
        }
        for (int i = clients.size() - 1; i >= 0; i--) {
            clients.get(i).tend();
        }
        delivered.accept(
                isOver
                        ? Long.MAX_VALUE
                        : hasLine ? frames.receiveNs() : frames.market().timeNs());
    }

    /**
     * Lets the market move only while somebody has room for it: a demonstration on a busy machine then runs slower
     * instead of losing frames.
     *
     * @param room asked before each line
     */
    public void pacedBy(BooleanSupplier room) {
        hasRoom = room;
    }

    /** Whether every client takes what is sent: a slow one slows the market, it loses nothing. */
    private boolean areTaking() {
        if (!hasRoom.getAsBoolean()) {
            return false;
        }
        for (int i = 0; i < clients.size(); i++) {
            if (!clients.get(i).isTaking()) {
                return false;
            }
        }
        return true;
    }

    /** A frame goes to the clients of its feed that subscribed to it; a fault's end of a connection ends theirs. */
    private void deliver() {
        LineKind kind = frames.kind();
        boolean isFrame = kind == LineKind.IN;
        if (!isFrame && kind != LineKind.CLOSE) {
            return;
        }
        for (int i = clients.size() - 1; i >= 0; i--) {
            SimClient client = clients.get(i);
            if (client.connection() != frames.connection()) {
                continue;
            }
            if (!isFrame) {
                client.cut();
            } else if (client.wants(frames.payload())) {
                client.send(frames.payload());
                sent++;
            }
        }
    }

    @Override
    public void close() {
        servers.values().forEach(Channel::close);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
