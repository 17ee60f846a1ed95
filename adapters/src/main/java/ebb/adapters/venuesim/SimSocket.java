package ebb.adapters.venuesim;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** What a client's socket receives. */
final class SimSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final VenueSimServer server;
    private final SimClient client;

    SimSocket(VenueSimServer server, SimClient client) {
        this.server = server;
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        client.heard();
        if (frame instanceof TextWebSocketFrame text) {
            client.onText(text.text());
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(done -> context.close());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        server.leave(client);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
