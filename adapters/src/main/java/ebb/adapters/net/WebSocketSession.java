package ebb.adapters.net;

import ebb.adapters.net.frame.ControlHandler;
import ebb.adapters.net.frame.FrameScanner;
import ebb.adapters.net.frame.Violation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a {@link WebSocketClient}, from the attempt to the end. Netty makes the handshake; then its frame
 * codec is taken out and the read buffers go to our scanner, our frames straight to the socket. Event loop only.
 */
final class WebSocketSession extends ChannelInboundHandlerAdapter implements ControlHandler {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSession.class);
    private static final int NO_CODE = 1005;
    private static final int HANDSHAKE_MAX = 64 * 1024;
    private static final int COPY_CHUNK = 64 * 1024;

    private final WebSocketClient client;
    private final NetLoop loop;
    private final WebSocketEndpoint endpoint;
    private final NetSettings.Liveness liveness;
    private final FrameScanner scanner;
    private final int number;
    private final UnsafeBuffer inView = new UnsafeBuffer();

    private Channel channel;
    private FrameOutlet outlet;
    private String phase = "looking up the name and connecting";
    private boolean isLive;
    private boolean isScanning;
    private boolean isClosing;
    private boolean isEnded;
    private long framesAtPing;
    private long messagesSeen;
    private long messageNs;
    private Future<?> deadline;
    private Future<?> ping;
    private Future<?> pong;
    private Future<?> idle;

    WebSocketSession(
            WebSocketClient client, NetLoop loop, WebSocketEndpoint endpoint, FrameScanner scanner, int number) {
        this.client = client;
        this.loop = loop;
        this.endpoint = endpoint;
        this.scanner = scanner;
        this.number = number;
        liveness = loop.settings().liveness();
    }

    int number() {
        return number;
    }

    void open() {
        deadline = loop.schedule(
                () -> end(Failure.of(Cause.CONNECT_TIMEOUT, "timed out while " + phase), 0), liveness.connectNs());
        Origin origin = Origin.of(endpoint.uri(), "wss", "ws");
        ChannelFuture connecting = loop.bootstrap()
                .option(ChannelOption.RECVBUF_ALLOCATOR, client.reads())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        buildPipeline(fresh, origin);
                    }
                })
                .connect(origin.address());
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                end(Failure.of(done.cause()), 0);
            }
        });
    }

    private void buildPipeline(Channel fresh, Origin origin) {
        ChannelPipeline pipeline = fresh.pipeline();
        if (origin.isSecure()) {
            pipeline.addLast(loop.tls().handler(fresh.alloc(), origin.host(), origin.port()));
        }
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.USER_AGENT, loop.settings().peer().userAgent());
        endpoint.headers().forEach(headers::set);
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(endpoint.uri())
                .customHeaders(headers)
                .allowExtensions(false)
                .generateOriginHeader(false)
                .handleCloseFrames(false)
                .withUTF8Validator(false)
                // Ours is the deadline that counts; Netty wants one nevertheless.
                .handshakeTimeoutMillis(TimeUnit.NANOSECONDS.toMillis(liveness.connectNs()) * 2 + 1)
                .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_MAX),
                new WebSocketClientProtocolHandler(config),
                this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        phase = channel.pipeline().get(SslHandler.class) != null
                ? "waiting for the TLS handshake"
                : "waiting for the WebSocket handshake";
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent tls) {
            phase = "waiting for the WebSocket handshake";
            if (!tls.isSuccess()) {
                end(Failure.of(tls.cause()), 0);
            }
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !isEnded) {
            becomeLive(context.pipeline());
        }
    }

    private void becomeLive(ChannelPipeline pipeline) {
        pipeline.remove(WebSocketClientProtocolHandler.class);
        pipeline.remove(WebSocketFrameDecoder.class);
        pipeline.remove(WebSocketFrameEncoder.class);
        deadline.cancel(false);
        isLive = true;
        outlet = new FrameOutlet(channel, loop, number, endpoint.outgoing(), client.writes(), client::drainOutgoing);
        messageNs = loop.clock().nanos();
        ping = loop.every(this::ping, liveness.pingNs());
        if (liveness.idleNs() > 0) {
            idle = loop.schedule(this::idleDue, liveness.idleNs());
        }
        client.live(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        long receiveNs = loop.clock().nanos();
        try {
            isScanning = true;
            scan(bytes, receiveNs);
            isScanning = false;
        } finally {
            bytes.release();
        }
        if (scanner.messageCount() != messagesSeen) {
            messagesSeen = scanner.messageCount();
            messageNs = receiveNs;
        }
    }

    private void scan(ByteBuf bytes, long receiveNs) {
        int length = bytes.readableBytes();
        if (bytes.hasMemoryAddress()) {
            inView.wrap(bytes.memoryAddress() + bytes.readerIndex(), length);
            scanner.scan(inView, 0, length, receiveNs);
            return;
        }
        // No transport of ours reads into such a buffer; should one, frames arrive all the same, by way of a copy.
        byte[] copy = new byte[Math.min(length, COPY_CHUNK)];
        while (bytes.isReadable()) {
            int chunk = Math.min(bytes.readableBytes(), copy.length);
            bytes.readBytes(copy, 0, chunk);
            inView.wrap(copy, 0, chunk);
            scanner.scan(inView, 0, chunk, receiveNs);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isClosing) {
            end(Failure.of(Cause.CLOSED_BY_US, "closed"), 0);
        } else {
            end(Failure.of(Cause.CLOSED_BY_PEER, "the peer hung up" + (isLive ? "" : " while " + phase)), 0);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        // A write made by the handler can fail as well, but never with anything but an IOException.
        if (isScanning && !(thrown instanceof IOException)) {
            LOG.error(
                    "frame handler of {} threw; the connection is given up",
                    endpoint.uri().getHost(),
                    thrown);
            end(Failure.of(Cause.HANDLER_FAILED, thrown.toString()), GOING_AWAY);
        } else {
            end(Failure.of(thrown), 0);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            client.drainOutgoing();
        }
    }

    /** Ends at once; the peer is told the code if there is one. Later calls change nothing. */
    void end(Failure why, int closeCode) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        scanner.stop();
        cancel(deadline);
        cancel(ping);
        cancel(pong);
        cancel(idle);
        if (isLive && closeCode != 0 && !isClosing) {
            outlet.close(closeCode);
        }
        if (channel != null) {
            channel.close();
        }
        client.ended(this, why);
    }

    /** Ends by a close handshake, for whose other half the peer has {@code net.close-timeout}. */
    void close() {
        if (!isLive) {
            end(Failure.of(Cause.CLOSED_BY_US, "closed while " + phase), 0);
        } else if (!isClosing) {
            outlet.close(NORMAL);
            isClosing = true;
            deadline = loop.schedule(
                    () -> end(Failure.of(Cause.CLOSED_BY_US, "closed; the peer did not answer"), 0),
                    liveness.closeNs());
        }
    }

    @Override
    public void onPing(DirectBuffer buffer, int offset, int length) {
        outlet.pong(buffer, offset, length);
    }

    @Override
    public void onClose(int code, DirectBuffer buffer, int offset, int length) {
        if (isClosing) {
            end(Failure.of(Cause.CLOSED_BY_US, "closed"), 0);
            return;
        }
        byte[] reason = new byte[length];
        buffer.getBytes(offset, reason);
        String detail = "close " + code + " " + new String(reason, StandardCharsets.UTF_8);
        end(new Failure(Cause.CLOSED_BY_PEER, code, detail.trim(), null), code == NO_CODE ? NORMAL : code);
    }

    @Override
    public void onViolation(Violation violation, long seen) {
        end(Failure.of(Cause.PROTOCOL_ERROR, violation.text() + " (saw " + seen + ")"), violation.closeCode());
    }

    private void ping() {
        outlet.ping(endpoint.heartbeat());
        if (pong == null) {
            framesAtPing = scanner.frameCount();
            pong = loop.schedule(this::pongDue, liveness.pongNs());
        }
    }

    private void pongDue() {
        pong = null;
        if (scanner.frameCount() == framesAtPing) {
            long ms = TimeUnit.NANOSECONDS.toMillis(liveness.pongNs());
            end(Failure.of(Cause.PONG_MISSED, "no frame within " + ms + " ms of a ping"), GOING_AWAY);
        }
    }

    private void idleDue() {
        long quietNs = loop.clock().nanos() - messageNs;
        if (quietNs < liveness.idleNs()) {
            idle = loop.schedule(this::idleDue, liveness.idleNs() - quietNs);
        } else {
            long ms = TimeUnit.NANOSECONDS.toMillis(quietNs);
            end(Failure.of(Cause.IDLE, "no message for " + ms + " ms"), GOING_AWAY);
        }
    }

    /** Writes a message at once; nothing waits before it. False if the socket or the venue's limit does not allow it now. */
    boolean send(DirectBuffer buffer, int offset, int length) {
        return isLive && !isEnded && !isClosing && outlet.send(buffer, offset, length);
    }

    /** Writes what waits, as far as the socket and the venue's limit allow. */
    void drain(ManyToOneRingBuffer outgoing) {
        if (isLive && !isEnded && !isClosing) {
            outlet.drain(outgoing);
        }
    }

    private static void cancel(Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
