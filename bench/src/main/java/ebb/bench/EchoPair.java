package ebb.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The baseline of the rig: the same frame over loopback TCP and back, both ends polled without waiting, the far one on a
 * thread of its own. Nothing is read out of it.
 */
final class EchoPair implements Wire, AutoCloseable {
    /** Name of the far end's thread. */
    static final String THREAD = "ebb-bench-echo";

    private static final int ROOM = 1 << 16;

    private final SocketChannel near;
    private final SocketChannel far;
    private final Thread echo = new Thread(this::run, THREAD);
    private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private final int length;
    private long received;

    /** Sends always the same bytes, so that it is known when they are back. */
    EchoPair(byte[] frame) {
        out.put(frame).flip();
        length = frame.length;
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            near = SocketChannel.open(server.getLocalAddress());
            far = server.accept();
            near.setOption(StandardSocketOptions.TCP_NODELAY, true);
            far.setOption(StandardSocketOptions.TCP_NODELAY, true);
            near.configureBlocking(false);
            far.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        echo.setDaemon(true);
        echo.start();
    }

    private void run() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM);
        try {
            while (true) {
                bytes.clear();
                int read = far.read(bytes);
                if (read < 0) {
                    return;
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    far.write(bytes);
                }
            }
        } catch (IOException e) {
            // The near end was closed while this one read: the round is over.
            return;
        }
    }

    @Override
    public void prepare() {
        out.rewind();
    }

    @Override
    public void send() {
        try {
            while (out.hasRemaining()) {
                near.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int poll() {
        try {
            in.clear();
            int read = near.read(in);
            if (read <= 0) {
                return 0;
            }
            long before = received / length;
            received += read;
            return (int) (received / length - before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            near.close();
            echo.join();
            far.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
