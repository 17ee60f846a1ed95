package ebb.bench;

import ebb.adapters.net.ConnectionState;
import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.WebSocketClient;
import ebb.adapters.net.WebSocketEndpoint;
import ebb.adapters.net.frame.FrameHandler;
import ebb.bench.peer.NettyEcho;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.runtime.EngineClock;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.DirectBuffer;

/**
 * A text of 300 bytes over a loopback WebSocket and back (PERF §7): through Ebb's net layer, through stock Netty's, both
 * busy; the floor is the same bytes over raw TCP. Bytes are those of the echoing thread.
 */
public final class EchoRig implements Rig {
    private static final int LENGTH = 300;
    private static final int CALLS = 20_000;
    private static final String HOST = "127.0.0.1";

    /** A rig. */
    public EchoRig() {}

    private static byte[] text() {
        byte[] text = new byte[LENGTH];
        Arrays.fill(text, (byte) 'x');
        return text;
    }

    @Override
    public List<Row> run(Settings settings) {
        List<Contender> all = new ArrayList<>();
        all.add(new Raw());
        if (settings.hasPeers()) {
            all.add(new Netty());
        }
        all.add(new Ebb());
        return new Percentiles("path", "WebSocket echo, 300 B", all).rows(settings);
    }

    /** Sends and looks until the answer is there. */
    private static void thereAndBack(Wire wire) {
        wire.prepare();
        wire.send();
        while (wire.poll() == 0) {
            Thread.onSpinWait();
        }
    }

    private static final class Raw implements Contender {
        private EchoPair pair;

        @Override
        public String name() {
            return "raw TCP";
        }

        @Override
        public Kind kind() {
            return Kind.FLOOR;
        }

        @Override
        public int calls() {
            return CALLS;
        }

        @Override
        public String worker() {
            return EchoPair.THREAD;
        }

        @Override
        public void open() {
            pair = new EchoPair(text());
        }

        @Override
        public void once() {
            thereAndBack(pair);
        }

        @Override
        public void close() {
            pair.close();
        }
    }

    /** What both clients have in common: the far end is a venue's socket on the caller's thread. */
    private abstract static class Client implements Contender {
        private VenueSocket venue;

        @Override
        public int calls() {
            return CALLS;
        }

        @Override
        public void open() {
            byte[] text = text();
            venue = new VenueSocket(() -> text);
            Thread acceptor = new Thread(venue::accept, "ebb-bench-accept");
            acceptor.start();
            connect(venue.port());
            try {
                acceptor.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Connects; on return texts are echoed. */
        abstract void connect(int port);

        @Override
        public void once() {
            thereAndBack(venue);
        }

        @Override
        public void close() {
            disconnect();
            venue.close();
        }

        abstract void disconnect();
    }

    private static final class Netty extends Client {
        private NettyEcho echo;

        @Override
        public String name() {
            return "Netty, busy";
        }

        @Override
        public Kind kind() {
            return Kind.PEER;
        }

        @Override
        public String worker() {
            return NettyEcho.THREAD;
        }

        @Override
        void connect(int port) {
            echo = new NettyEcho(HOST, port);
        }

        @Override
        void disconnect() {
            echo.close();
        }
    }

    private static final class Ebb extends Client implements FrameHandler {
        private static final String THREAD = "ebb-bench-net";
        private static final long NEVER_NS = 3_600_000_000_000L;

        private NetLoop loop;
        private WebSocketClient client;

        @Override
        public String name() {
            return "ebb";
        }

        @Override
        public String worker() {
            return THREAD;
        }

        @Override
        void connect(int port) {
            NetSettings settings = NetSettings.DEFAULTS
                    .with(new NetSettings.Loop(NetSettings.Transport.AUTO, true))
                    .with(new NetSettings.Liveness(NEVER_NS, NEVER_NS, 0, 10_000_000_000L, 1_000_000_000L));
            CountDownLatch live = new CountDownLatch(1);
            loop = new NetLoop(THREAD, settings, EngineClock.wall());
            client = new WebSocketClient(
                    loop,
                    WebSocketEndpoint.of(URI.create("ws://" + HOST + ':' + port + "/ws"), Heartbeat.PING_FRAME),
                    this,
                    transition -> {
                        if (transition.state() == ConnectionState.LIVE) {
                            live.countDown();
                        }
                    });
            client.connect();
            try {
                live.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
            if (!client.sendText(buffer, offset, length)) {
                throw new IllegalStateException("the socket did not take an echo");
            }
        }

        @Override
        public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
            throw new IllegalStateException("binary");
        }

        @Override
        void disconnect() {
            client.close();
            loop.close();
        }
    }
}
