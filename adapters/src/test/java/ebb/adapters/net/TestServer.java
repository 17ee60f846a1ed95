package ebb.adapters.net;

import ebb.adapters.net.frame.ServerFrames;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback made of blocking sockets and nothing of Netty's: each connection runs the script on a thread of its
 * own. Says exactly the bytes it is told to.
 */
final class TestServer implements AutoCloseable {
    /** What happens on one connection. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws Exception;
    }

    private final ServerSocket listening;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Throwable> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    TestServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    TestServer(SSLContext tls, Script script) throws IOException {
        this(tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    private TestServer(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /** What scripts threw beside the end of their connection. */
    List<Throwable> troubles() {
        return troubles;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket each : sockets) {
            each.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int number = accepted.incrementAndGet();
                start(() -> converse(socket, number));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void converse(Socket socket, int number) {
        try (socket) {
            script.run(new Peer(socket, number));
        } catch (IOException e) {
            return; // The client has gone; what it makes of that is the test's affair.
        } catch (Throwable e) {
            troubles.add(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's end of one connection. */
    static final class Peer {
        private final Socket socket;
        private final int number;
        private final DataInputStream in;
        private final OutputStream out;
        private byte[] lastPayload;

        Peer(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** Counting from 1, in order of acceptance. */
        int number() {
            return number;
        }

        /** Request line and headers, lines ending in CRLF, without the blank line. */
        String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!endsHead(head)) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("end of stream");
                }
                head.append((char) next);
            }
            return head.substring(0, head.length() - 2);
        }

        private static boolean endsHead(StringBuilder head) {
            int length = head.length();
            return length >= 4 && head.substring(length - 4).equals("\r\n\r\n");
        }

        /** So many bytes of a request's body. */
        String readText(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        static String header(String head, String name) {
            for (String line : head.split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                    return line.substring(colon + 1).trim();
                }
            }
            return null;
        }

        static String switching(String head) {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(header(head, "Sec-WebSocket-Key")) + "\r\n\r\n";
        }

        static String accept(String key) {
            try {
                MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
                byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
                return Base64.getEncoder().encodeToString(sha1.digest(text));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        /** Completes the WebSocket handshake; returns the client's request head. */
        String upgrade() throws IOException {
            String head = readHead();
            say(switching(head));
            return head;
        }

        void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.UTF_8));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** The client's next frame: opcode, a blank, the unmasked payload. */
        String readFrame() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if ((second & 0x80) == 0) {
                throw new AssertionError("a client must mask");
            }
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] key = in.readNBytes(4);
            byte[] payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= key[i % 4];
            }
            lastPayload = payload;
            return Integer.toHexString(first) + " " + new String(payload, StandardCharsets.ISO_8859_1);
        }

        /** Answers the client's next frame, a ping, with a pong of the same payload. */
        void pong() throws IOException {
            readFrame();
            say(ServerFrames.frame(0x8A, lastPayload));
        }

        /** Reads until the client ends the connection. */
        void awaitEnd() throws IOException {
            InputStream rest = in;
            byte[] sink = new byte[4096];
            int count;
            do {
                count = rest.read(sink);
            } while (count >= 0);
        }

        /** Ends the connection with RST instead of FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    static byte[] frame(int firstByte, String payload) {
        return ServerFrames.frame(firstByte, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] text(String payload) {
        return frame(0x81, payload);
    }
}
