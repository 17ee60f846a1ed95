package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.wire.Text;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** A client's socket: what is written to it, and how it ends. Loop only. */
final class Client {
    private final SimVenue venue;
    private final io.netty.channel.Channel socket;
    private final boolean isTapeOnly;
    private final boolean isAwaited;
    private final long openedNanos = System.nanoTime();
    private final Window messages = new Window(1_000_000_000L);

    private boolean isMute;
    private boolean isEnded;
    private boolean hasUnflushed;
    private long sent;

    /**
     * A socket.
     *
     * @param isTapeOnly whether it is the second of a venue that parts book and tape
     * @param isAwaited whether the market waits for it when it reads slowly; else it is cut
     */
    Client(SimVenue venue, io.netty.channel.Channel socket, boolean isTapeOnly, boolean isAwaited) {
        this.venue = venue;
        this.socket = socket;
        this.isTapeOnly = isTapeOnly;
        this.isAwaited = isAwaited;
    }

    SimVenue venue() {
        return venue;
    }

    /** 1 for a socket with books, 2 for one with tape alone: what faults name. */
    int number() {
        return isTapeOnly ? 2 : 1;
    }

    /** When it was opened, {@link System#nanoTime}. */
    long openedNanos() {
        return openedNanos;
    }

    /** Frames written. */
    long sent() {
        return sent;
    }

    /** Whether more can be written without waiting for it to read. */
    boolean isTaking() {
        return isEnded || socket.isWritable();
    }

    /** Messages of this second, one more included. */
    long heard(long nowNs) {
        return messages.add(nowNs, 1);
    }

    /** Whether it stands and says nothing: neither reads nor writes. */
    boolean isMute() {
        return isMute;
    }

    /** Falls silent, or speaks again; the socket stands meanwhile. */
    void mute(boolean isOn) {
        isMute = isOn;
    }

    boolean isEnded() {
        return isEnded;
    }

    void text(Text text) {
        write(new TextWebSocketFrame(bytes(text, 0, text.length())));
    }

    void text(String text) {
        write(new TextWebSocketFrame(socket.alloc().buffer().writeBytes(text.getBytes(StandardCharsets.UTF_8))));
    }

    void binary(Text text) {
        write(new BinaryWebSocketFrame(bytes(text, 0, text.length())));
    }

    /** Three fragments, a ping behind the first. */
    void fragments(Text text) {
        int third = text.length() / 3;
        write(new TextWebSocketFrame(false, 0, bytes(text, 0, third)));
        ping();
        write(new ContinuationWebSocketFrame(false, 0, bytes(text, third, third)));
        write(new ContinuationWebSocketFrame(true, 0, bytes(text, 2 * third, text.length() - 2 * third)));
    }

    void ping() {
        write(new PingWebSocketFrame(socket.alloc().buffer().writeBytes("ebb".getBytes(StandardCharsets.US_ASCII))));
    }

    void write(WebSocketFrame frame) {
        if (isMute || isEnded || !socket.isActive()) {
            // What is written to a socket that is gone would come back as a failure of the socket.
            frame.release();
            return;
        }
        if (!isAwaited && !socket.isWritable()) {
            frame.release();
            cut();
            return;
        }
        socket.write(frame, socket.voidPromise());
        hasUnflushed = true;
        sent++;
    }

    void flush() {
        if (hasUnflushed) {
            hasUnflushed = false;
            socket.flush();
        }
    }

    /** Ends it by a reset, without a word. */
    void cut() {
        if (isEnded || !socket.isActive()) {
            // What was still waiting to be written fails when the socket goes, and is no reason to end it again.
            return;
        }
        isEnded = true;
        socket.config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
    }

    /** Ends it with a close frame. */
    void close(int code, String reason) {
        if (isEnded || isMute) {
            return;
        }
        isEnded = true;
        socket.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(done -> socket.close());
    }

    private ByteBuf bytes(Text text, int from, int length) {
        return socket.alloc().buffer(length).writeBytes(text.array(), from, length);
    }
}
