package ebb.bench;

import ebb.bench.market.FrameLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The venue's end of a loopback connection, polled and never waited for: WebSocket text frames out, masked frames in,
 * which are counted. One thread after {@link #accept}.
 */
final class VenueSocket implements Wire, AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "sec-websocket-key:";
    private static final int TEXT = 0x81;
    private static final int SHORT = 126;
    private static final int ROOM = 1 << 16;
    private static final int MASKED_HEADER = 6;

    private final Supplier<byte[]> frames;
    private final ServerSocketChannel server;
    private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private SocketChannel channel;

    VenueSocket(FrameLoop frames) {
        this(frames::next);
    }

    /** Sends what it is given, text by text. */
    VenueSocket(Supplier<byte[]> frames) {
        this.frames = frames;
        try {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Takes a connection and answers its handshake; blocks. */
    void accept() {
        try {
            channel = server.accept();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            StringBuilder request = new StringBuilder();
            ByteBuffer bytes = ByteBuffer.allocate(ROOM);
            while (request.indexOf("\r\n\r\n") < 0) {
                bytes.clear();
                if (channel.read(bytes) < 0) {
                    throw new IllegalStateException("the client left in the handshake");
                }
                request.append(StandardCharsets.US_ASCII.decode(bytes.flip()));
            }
            String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + acceptOf(request.toString()) + "\r\n\r\n";
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String acceptOf(String request) {
        for (String line : request.split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith(KEY)) {
                String key = line.substring(KEY.length()).trim();
                try {
                    byte[] digest =
                            MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
                    return Base64.getEncoder().encodeToString(digest);
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalStateException("no key in the handshake");
    }

    @Override
    public void prepare() {
        byte[] text = frames.get();
        out.clear();
        out.put((byte) TEXT);
        if (text.length < SHORT) {
            out.put((byte) text.length);
        } else {
            out.put((byte) SHORT).putShort((short) text.length);
        }
        out.put(text).flip();
    }

    @Override
    public void send() {
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int poll() {
        try {
            int read = channel.read(in);
            if (read < 0) {
                throw new IllegalStateException("the client left");
            }
            return read == 0 ? 0 : complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int complete() {
        int count = 0;
        int at = 0;
        int end = in.position();
        while (end - at >= MASKED_HEADER) {
            int code = in.get(at + 1) & 0x7F;
            int length = code < SHORT ? code : in.getShort(at + 2) & 0xFFFF;
            int whole = MASKED_HEADER + (code < SHORT ? 0 : Short.BYTES) + length;
            if (end - at < whole) {
                break;
            }
            count += (in.get(at) & 0xFF) == TEXT ? 1 : 0;
            at += whole;
        }
        in.flip().position(at);
        in.compact();
        return count;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
