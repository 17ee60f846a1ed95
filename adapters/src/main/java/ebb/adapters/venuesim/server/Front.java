package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** The front of one connection: requests are answered, an upgrade makes it a client's socket. Loop only. */
final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Floor floor;
    private final SimVenue venue;

    Front(Floor floor, SimVenue venue) {
        this.floor = floor;
        this.venue = venue;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String upgrade = request.headers().get(HttpHeaderNames.UPGRADE, "");
        if (HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(upgrade)) {
            upgrade(context, request);
        } else {
            boolean hasAgent = request.headers().contains(HttpHeaderNames.USER_AGENT);
            reply(context, request, floor.desk(venue).answer(request.uri(), hasAgent, floor.nowNs(), floor.realMs()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder target = new QueryStringDecoder(request.uri());
        if (venue == SimVenue.MEXC && !target.path().equals("/edge")) {
            floor.desk(venue).body().clear();
            reply(context, request, 404);
            return;
        }
        if (!floor.admits(venue)) {
            reply(context, request, floor.desk(venue).refuseConnection());
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), null, false).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        Client client = floor.client(venue, target.path(), context.channel());
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                context.pipeline().replace(this, "socket", new Socket(floor, client));
                floor.enter(client, target);
            } else {
                context.close();
            }
        });
    }

    private void reply(ChannelHandlerContext context, FullHttpRequest request, int status) {
        RestDesk desk = floor.desk(venue);
        Text text = desk.body();
        ByteBuf body = Unpooled.copiedBuffer(text.array(), 0, text.length());
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, status == 403 ? "text/html" : "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, Math.max(desk.announced(), body.readableBytes()));
        if (venue != SimVenue.MEXC) {
            response.headers().set("X-MBX-USED-WEIGHT-1M", Long.toString(desk.weight()));
        }
        if (status == 429 || status == 418) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, Long.toString(desk.retryAfterSec()));
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request) && desk.announced() <= body.readableBytes();
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** What a client's socket receives. */
    private static final class Socket extends ChannelInboundHandlerAdapter {
        private final Floor floor;
        private final Client client;

        Socket(Floor floor, Client client) {
            this.floor = floor;
            this.client = client;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof WebSocketFrame frame)) {
                context.fireChannelRead(message);
                return;
            }
            try {
                if (!client.isMute() && !client.isEnded()) {
                    receive(frame);
                }
            } finally {
                frame.release();
            }
        }

        private void receive(WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame close) {
                client.close(close.statusCode() < 0 ? 1000 : close.statusCode(), "");
                return;
            }
            if (!floor.permits(client)) {
                return;
            }
            if (frame instanceof TextWebSocketFrame text) {
                floor.session(client).onText(text.text(), floor.nowNs());
            } else if (frame instanceof PingWebSocketFrame ping) {
                client.write(new PongWebSocketFrame(ping.content().retain()));
            } else if (frame instanceof PongWebSocketFrame) {
                floor.session(client).onPong();
            }
            client.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            floor.leave(client);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            client.cut();
        }
    }
}
