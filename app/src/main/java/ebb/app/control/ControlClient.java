package ebb.app.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends one request to a running process. */
public final class ControlClient {
    /** Longest answer: a state of thousands of instruments. What is longer is no answer of ours, and never cut off. */
    public static final int MOST_BYTES = 64 << 20;

    private ControlClient() {}

    /**
     * Asks and waits for the answer.
     *
     * @param socket the process's control socket
     * @param request one line
     * @return the answer, without the line break
     * @throws IOException if nobody listens there, or the answer is longer than {@link #MOST_BYTES}
     */
    public static String ask(Path socket, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer out = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                channel.write(out);
            }
            ByteBuffer in = ByteBuffer.allocate(1 << 16);
            while (channel.read(in) >= 0) {
                if (!in.hasRemaining()) {
                    in = wider(in);
                }
            }
            in.flip();
            return StandardCharsets.UTF_8.decode(in).toString().strip();
        }
    }

    private static ByteBuffer wider(ByteBuffer full) throws IOException {
        if (full.capacity() >= MOST_BYTES) {
            throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
        }
        return ByteBuffer.allocate(full.capacity() * 2).put(full.flip());
    }
}
