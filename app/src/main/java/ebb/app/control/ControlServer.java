package ebb.app.control;

import ebb.app.state.Json;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves operators on a Unix domain socket until it is closed. */
public final class ControlServer implements AutoCloseable {
    /** The kernel's limit on the path of a Unix domain socket, with the closing zero. */
    public static final int PATH_BYTES = 108;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int REQUEST_BYTES = 4_096;

    private final Path path;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> requests;
    private final Thread thread;

    /**
     * Opens the socket and starts serving.
     *
     * @param path where the socket stands; a stale one of a dead process is replaced
     * @param requests one request line in, one answer line out; what it throws is the answer and in the log
     * @throws IOException if the path is too long or cannot be bound; the message names the setting that moves it
     */
    public ControlServer(Path path, UnaryOperator<String> requests) throws IOException {
        this.path = path;
        this.requests = requests;
        if (path.toString().getBytes(StandardCharsets.UTF_8).length >= PATH_BYTES) {
            throw new IOException("control socket path is longer than " + (PATH_BYTES - 1) + " bytes: " + path
                    + "; set control.socket to a shorter one");
        }
        Files.deleteIfExists(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        thread = new Thread(this::serve, "ebb-control");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        ByteBuffer in = ByteBuffer.allocate(REQUEST_BYTES);
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                answer(client, in);
            } catch (AsynchronousCloseException closing) {
                LOG.debug("control socket closed");
            } catch (IOException e) {
                // One client's broken connection; the next one is served.
                LOG.warn("control request failed: {}", e.toString());
            }
        }
    }

    private void answer(SocketChannel client, ByteBuffer in) throws IOException {
        in.clear();
        while (in.hasRemaining() && client.read(in) >= 0) {
            if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
                break;
            }
        }
        in.flip();
        String request = StandardCharsets.UTF_8.decode(in).toString().strip();
        String answer = answer(request) + "\n";
        ByteBuffer outgoing = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
        while (outgoing.hasRemaining()) {
            client.write(outgoing);
        }
    }

    /** A request that fails is one answer lost; the way to the kill switch stays. */
    private String answer(String request) {
        try {
            return requests.apply(request);
        } catch (RuntimeException e) {
            LOG.error("control request '{}' failed; ask again, and report it if it goes on", request, e);
            return Json.error("the request failed: " + e + "; ask again. The log has more");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
