package ebb.app.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends one request to a running process. */
public final class ControlClient {
    private ControlClient() {}

    /**
     * Asks and waits for the answer.
     *
     * @param socket the process's control socket
     * @param request one line
     * @return the answer, without the line break
     * @throws IOException if nobody listens there
     */
    public static String ask(Path socket, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer out = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                channel.write(out);
            }
            ByteBuffer in = ByteBuffer.allocate(1 << 20);
            while (in.hasRemaining() && channel.read(in) >= 0) {
                Thread.onSpinWait();
            }
            in.flip();
            return StandardCharsets.UTF_8.decode(in).toString().strip();
        }
    }
}
