package ebb.adapters.venuesim;

import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Requests of one connection: REST is answered from the market, an upgrade makes the connection a client's socket. */
final class SimHttp extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final VenueSimServer server;
    private final SimVenue venue;

    SimHttp(VenueSimServer server, SimVenue venue) {
        this.server = server;
        this.venue = venue;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(request.headers().get(HttpHeaderNames.UPGRADE, ""))) {
            upgrade(context, request);
        } else {
            answer(context, request);
        }
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), null, false).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        SimClient client = new SimClient(server, venue, request.uri(), context.channel());
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                context.pipeline().replace(this, "socket", new SimSocket(server, client));
                server.enter(client);
            } else {
                context.close();
            }
        });
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        int status = server.answer(venue, request.uri());
        Text text = server.body();
        ByteBuf body = Unpooled.copiedBuffer(text.array(), 0, text.length());
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, status == 403 ? "text/html" : "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (status == 429 || status == 418) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, 1);
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
