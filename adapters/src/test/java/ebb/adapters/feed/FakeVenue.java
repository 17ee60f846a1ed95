package ebb.adapters.feed;

import ebb.adapters.net.frame.ServerFrames;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A venue on loopback, of blocking sockets: answers REST as told, and hands each WebSocket connection to the test. What it
 * heard waits in queues.
 */
final class FakeVenue implements AutoCloseable {
    private static final int WAIT_S = 20;

    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> targets = new LinkedBlockingQueue<>();
    private volatile Function<String, Answer> rest = target -> new Answer(404, "", "{}");
    private volatile Function<String, String> acks = text -> null;

    /** What is answered: status, header lines ending in CRLF, body. */
    record Answer(int status, String headers, String body) {
        static Answer ok(String body) {
            return new Answer(200, "", body);
        }
    }

    FakeVenue() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    /** Answers each request of REST; may be called by several threads. */
    void rest(Function<String, Answer> answers) {
        rest = answers;
    }

    /** Answers text frames at once; null for no answer. */
    void acks(Function<String, String> answers) {
        acks = answers;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    URI ws(String path) {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + path);
    }

    /** The next WebSocket connection. */
    Peer accepted() throws InterruptedException {
        return next(peers, "no connection came");
    }

    /** The next REST request's target. */
    String asked() throws InterruptedException {
        return next(targets, "no request came");
    }

    /** REST requests not yet taken. */
    int askedCount() {
        return targets.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket each : sockets) {
            each.close();
        }
    }

    static <T> T next(BlockingQueue<T> queue, String otherwise) throws InterruptedException {
        T next = queue.poll(WAIT_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError(otherwise);
        }
        return next;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> converse(socket));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                String head = head(in);
                String target = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
                String key = header(head, "Sec-WebSocket-Key");
                if (key != null) {
                    write(
                            socket,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n");
                    Peer peer = new Peer(socket, target);
                    peers.add(peer);
                    peer.listen(in);
                    return;
                }
                targets.add(target);
                Answer answer = rest.apply(target);
                if (answer != null) {
                    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                    write(
                            socket,
                            "HTTP/1.1 " + answer.status() + " X\r\n" + answer.headers() + "Content-Length: "
                                    + body.length + "\r\n\r\n" + answer.body());
                }
            }
        } catch (IOException e) {
            // The client has gone; what it makes of that is the test's affair.
            return;
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("end of stream");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).trim();
            }
        }
        return null;
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static synchronized void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-venue");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's end of one WebSocket connection. */
    final class Peer {
        private final Socket socket;
        private final String target;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Peer(Socket socket, String target) {
            this.socket = socket;
            this.target = target;
        }

        /** Path and query of the handshake. */
        String target() {
            return target;
        }

        /** The client's next text. */
        String heard() throws InterruptedException {
            return next(heard, "the client said nothing more");
        }

        int heardCount() {
            return heard.size();
        }

        synchronized void say(String text) throws IOException {
            frame(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        synchronized void frame(int first, byte[] payload) throws IOException {
            socket.getOutputStream().write(ServerFrames.frame(first, payload));
            socket.getOutputStream().flush();
        }

        /** Ends it without a farewell. */
        void cut() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private void listen(DataInputStream in) throws IOException {
            while (true) {
                int first = in.readUnsignedByte();
                int second = in.readUnsignedByte();
                long length = second & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] key = in.readNBytes(4);
                byte[] payload = in.readNBytes((int) length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= key[i % 4];
                }
                if (first == 0x89) {
                    frame(0x8A, payload);
                } else if (first == 0x88) {
                    frame(0x88, payload);
                    return;
                } else {
                    String text = new String(payload, StandardCharsets.UTF_8);
                    heard.add(text);
                    String answer = acks.apply(text);
                    if (answer != null) {
                        say(answer);
                    }
                }
            }
        }
    }
}
