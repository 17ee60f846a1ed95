package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.wire.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** The front of one connection to a capture. Loop only. */
public final class CaptureFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Audience audience;

    /** A connection that joins an audience when it becomes a socket. */
    public CaptureFront(Audience audience) {
        this.audience = audience;
    }

    /** Those who listen to a capture, and the answers it has given so far. Loop only. */
    public static final class Audience {
        private final List<Channel> sockets = new ArrayList<>();
        private final Map<String, byte[]> answers = new HashMap<>();

        /** Sends a payload to all, as it was received. */
        public void send(DirectBuffer payload) {
            for (Channel each : sockets) {
                ByteBuf bytes = each.alloc().buffer(payload.capacity());
                for (int i = 0; i < payload.capacity(); i++) {
                    bytes.writeByte(payload.getByte(i));
                }
                each.write(new TextWebSocketFrame(bytes), each.voidPromise());
            }
        }

        /** Keeps an answer for requests of the same path; of an address that was not recorded, for all others. */
        public void answer(String address, DirectBuffer body) {
            byte[] bytes = new byte[body.capacity()];
            body.getBytes(0, bytes);
            answers.put(address.equals("-") ? "" : Target.of(address).path(), bytes);
        }

        /** Ends all connections as the recorded one ended. */
        public void cut() {
            for (Channel each : List.copyOf(sockets)) {
                each.config().setOption(ChannelOption.SO_LINGER, 0);
                each.close();
            }
        }

        /** Gives the sockets what was sent. */
        public void flush() {
            for (Channel each : sockets) {
                each.flush();
            }
        }

        private byte[] answerTo(String path) {
            byte[] own = answers.get(path);
            return own == null ? answers.get("") : own;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String upgrade = request.headers().get(HttpHeaderNames.UPGRADE, "");
        if (!HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(upgrade)) {
            answer(context, request);
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), null, false).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                context.pipeline().replace(this, "socket", new Listener(audience));
                audience.sockets.add(context.channel());
            } else {
                context.close();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        byte[] recorded = audience.answerTo(Target.of(request.uri()).path());
        ByteBuf body = recorded == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(recorded);
        HttpResponseStatus status = recorded == null ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.OK;
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A socket: answers pings and farewells, hears nothing else. */
    private static final class Listener extends ChannelInboundHandlerAdapter {
        private final Audience audience;

        Listener(Audience audience) {
            this.audience = audience;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof PingWebSocketFrame ping) {
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                } else if (message instanceof CloseWebSocketFrame close) {
                    context.writeAndFlush(close.retain()).addListener(done -> context.close());
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            audience.sockets.remove(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
