package ebb.adapters.net;

import ebb.codecs.EpochClock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.SecureRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The event loop: one thread that carries all sockets of the process's adapters, their callbacks and their timers.
 * Nothing that runs on it may block; host names, too, are resolved on it without blocking.
 */
public final class NetLoop implements AutoCloseable {
    private static final long CLOSE_WITHIN_MS = 5_000;
    private static final long NAME_QUERY_MS = 2_000;

    private final NetSettings settings;
    private final EpochClock clock;
    private final boolean isEpoll;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final DnsAddressResolverGroup names;
    private final SecureRandom seeds = new SecureRandom();
    private Tls tls;

    /**
     * Starts the loop's thread.
     *
     * @param name of the thread
     * @param settings of the loop and of all clients on it
     * @param clock stamps what is read; asked on the loop's thread only
     * @throws IllegalStateException if epoll is asked for and absent
     */
    public NetLoop(String name, NetSettings settings, EpochClock clock) {
        this.settings = settings;
        this.clock = clock;
        isEpoll = isEpoll(settings.loop().transport());
        group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory(name, true),
                handlers(isEpoll, settings.loop().busy()));
        loop = group.next();
        names = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                // Room for several tries within net.connect-timeout.
                .queryTimeoutMillis(NAME_QUERY_MS)
                .datagramChannelType(isEpoll ? EpollDatagramChannel.class : NioDatagramChannel.class));
    }

    /**
     * Runs a task on the loop, soon. Any thread.
     *
     * @param task must not block
     */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /**
     * Runs a task on the loop, later. Any thread.
     *
     * @param task must not block
     * @param delayNs from now
     * @return to cancel it
     */
    public ScheduledFuture<?> schedule(Runnable task, long delayNs) {
        return loop.schedule(task, delayNs, TimeUnit.NANOSECONDS);
    }

    /**
     * Runs a task on the loop again and again. Any thread.
     *
     * @param task must not block; one that throws ends the series
     * @param periodNs until the first run and between the starts of two
     * @return to cancel it
     */
    public ScheduledFuture<?> every(Runnable task, long periodNs) {
        return loop.scheduleAtFixedRate(task, periodNs, periodNs, TimeUnit.NANOSECONDS);
    }

    /**
     * Whether the caller is the loop. Any thread.
     *
     * @return true on the loop's thread
     */
    public boolean isLoopThread() {
        return loop.inEventLoop();
    }

    /**
     * What this loop and all clients on it go by.
     *
     * @return the settings given
     */
    public NetSettings settings() {
        return settings;
    }

    /**
     * What stamps arrivals.
     *
     * @return the clock given
     */
    public EpochClock clock() {
        return clock;
    }

    /**
     * Whether native epoll carries the sockets; else the JDK's selector does.
     *
     * @return true for epoll
     */
    public boolean isEpoll() {
        return isEpoll;
    }

    /**
     * For servers on the same loop (venuesim).
     *
     * @return Netty's loop
     */
    public EventLoop eventLoop() {
        return loop;
    }

    /**
     * For servers on the same loop (venuesim).
     *
     * @return the channel class that fits the loop
     */
    public Class<? extends ServerSocketChannel> serverChannelType() {
        return isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Ends the loop and its connections, without a farewell; close the clients first. Not from the loop's thread. */
    @Override
    public void close() {
        names.close();
        // Netty hangs up before it runs what waits: those who were told to close must have said their farewell by then.
        if (!loop.isShuttingDown()) {
            loop.submit(() -> {}).awaitUninterruptibly(CLOSE_WITHIN_MS);
        }
        group.shutdownGracefully(0, CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_WITHIN_MS);
    }

    /** A bootstrap for client connections; who connects keeps the deadline. */
    Bootstrap bootstrap() {
        Class<? extends SocketChannel> type = isEpoll ? EpollSocketChannel.class : NioSocketChannel.class;
        return new Bootstrap()
                .group(loop)
                .channel(type)
                .resolver(names)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    }

    /** The TLS of all clients on this loop; loads the trust store at the first call. */
    synchronized Tls tls() {
        if (tls == null) {
            tls = Tls.open(settings.peer().trust());
        }
        return tls;
    }

    /** A seed nobody can guess. */
    long seed() {
        return seeds.nextLong();
    }

    private static boolean isEpoll(NetSettings.Transport transport) {
        if (transport == NetSettings.Transport.EPOLL && !Epoll.isAvailable()) {
            throw new IllegalStateException(
                    "net.transport is EPOLL, but epoll is absent here; say AUTO or NIO", Epoll.unavailabilityCause());
        }
        return transport != NetSettings.Transport.NIO && Epoll.isAvailable();
    }

    private static IoHandlerFactory handlers(boolean isEpoll, boolean isBusy) {
        if (!isEpoll) {
            return NioIoHandler.newFactory();
        }
        SelectStrategyFactory busy = () -> (ready, hasTasks) -> SelectStrategy.BUSY_WAIT;
        return isBusy ? EpollIoHandler.newFactory(0, busy) : EpollIoHandler.newFactory();
    }
}
