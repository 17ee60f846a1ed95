package ebb.adapters.context;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A provider of market caps on loopback, of blocking sockets: answers as told, and keeps what it was asked. */
final class FakeApi implements AutoCloseable {
    private static final int WAIT_S = 20;

    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Function<Asked, Answered> answers;

    /** A request: its number from 1, its target, its head. */
    record Asked(int number, String target, String head) {
        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return null;
        }

        /** The ids asked for. */
        List<String> ids() {
            String ids = target.substring(target.lastIndexOf('=') + 1);
            return List.of(ids.split(","));
        }
    }

    /** What is answered: status, header lines ending in CRLF, body; nothing is sent of a null body. */
    record Answered(int status, String headers, String body) {
        static Answered ok(String body) {
            return new Answered(200, "Content-Type: application/json\r\n", body);
        }

        static Answered silence() {
            return new Answered(0, "", null);
        }
    }

    FakeApi(Function<Asked, Answered> answers) throws IOException {
        this.answers = answers;
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** The next request. */
    Asked asked() throws InterruptedException {
        Asked next = asked.poll(WAIT_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** Requests not yet taken. */
    int waiting() {
        return asked.size();
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
                Answered answer;
                synchronized (this) {
                    Asked request =
                            new Asked(++count, head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP")), head);
                    answer = answers.apply(request);
                    asked.add(request);
                }
                if (answer.body() != null) {
                    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                    String text = "HTTP/1.1 " + answer.status() + " X\r\n" + answer.headers() + "Content-Length: "
                            + body.length + "\r\n\r\n" + answer.body();
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // The client has gone; what it makes of that is the test's affair.
            return;
        }
    }

    private int count;

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

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-api");
        thread.setDaemon(true);
        thread.start();
    }
}
