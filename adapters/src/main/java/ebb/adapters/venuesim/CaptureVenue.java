package ebb.adapters.venuesim;

import ebb.adapters.files.CaptureException;
import ebb.adapters.files.FramesReader;
import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.server.CaptureFront;
import ebb.codecs.EpochClock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A capture as a venue on loopback: what was received then is sent to every socket now, when the clock reaches the time it
 * was received; requests get the last recorded answer of their path. Understands no subscription: a recording has what
 * its recorder asked for.
 */
public final class CaptureVenue implements AutoCloseable {
    private static final long PUMP_MS = 1;
    private static final int REQUEST_BYTES = 1 << 16;

    /** Lines at most before the loop reads sockets again. */
    private static final int BURST = 2_000;

    private final FramesReader capture;
    private final EpochClock clock;
    private final CaptureFront.Audience audience = new CaptureFront.Audience();
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("capture-venue", true), NioIoHandler.newFactory());
    private final Channel server;
    private boolean hasLine;
    // Written by the loop, read by whoever waits for the end; volatile order.
    private volatile boolean isOver;
    private volatile long sent;
    private volatile CaptureException failure;

    /**
     * Opens a capture to visitors; nothing is sent before the clock reaches its first line.
     *
     * @param file a capture in the frames format
     * @param clock its time is the recording's: faster than real for faster replay
     * @throws CaptureException if the file cannot be opened
     * @throws InterruptedException if interrupted while opening
     */
    public CaptureVenue(Path file, EpochClock clock) throws InterruptedException {
        this.clock = clock;
        capture = new FramesReader(file);
        server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES))
                                .addLast("front", new CaptureFront(audience));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        loop.next().scheduleWithFixedDelay(this::pump, PUMP_MS, PUMP_MS, TimeUnit.MILLISECONDS);
    }

    /** Root of its REST, {@code http://127.0.0.1:port}. */
    public URI rest() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Address of its socket; any path will do. */
    public URI socket() {
        return URI.create("ws://127.0.0.1:" + port() + "/");
    }

    /** Whether the last line was told, or the capture broke off. */
    public boolean isOver() {
        return isOver;
    }

    /** Frames of the capture told so far, each once however many heard it. */
    public long sent() {
        return sent;
    }

    /** Why the capture could not be read to its end; null while it could. */
    public CaptureException failure() {
        return failure;
    }

    @Override
    public void close() {
        server.close();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        capture.close();
    }

    private int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private void pump() {
        if (isOver) {
            return;
        }
        try {
            long nowNs = clock.nanos();
            for (int i = 0; i < BURST; i++) {
                hasLine = hasLine || capture.next();
                if (!hasLine) {
                    isOver = true;
                    break;
                }
                if (capture.receiveNs() > nowNs) {
                    break;
                }
                tell();
                hasLine = false;
            }
            audience.flush();
        } catch (CaptureException broken) {
            failure = broken;
            isOver = true;
        }
    }

    private void tell() {
        LineKind kind = capture.kind();
        if (kind == LineKind.IN) {
            audience.send(capture.payload());
            sent++;
        } else if (kind == LineKind.HTTP) {
            audience.answer(capture.conn(), capture.payload());
        } else if (kind == LineKind.CLOSE) {
            audience.cut();
        }
    }
}
