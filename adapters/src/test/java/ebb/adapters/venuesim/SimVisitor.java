package ebb.adapters.venuesim;

import ebb.adapters.net.ConnectionListener;
import ebb.adapters.net.ConnectionState;
import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.WebSocketClient;
import ebb.adapters.net.WebSocketEndpoint;
import ebb.adapters.net.frame.FrameHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Our own WebSocket client at a simulated venue; what it hears waits to be taken, in order. */
final class SimVisitor implements FrameHandler, ConnectionListener, AutoCloseable {
    private static final long PATIENCE_S = 30;

    private final WebSocketClient client;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    SimVisitor(NetLoop loop, URI uri, Heartbeat heartbeat) throws InterruptedException {
        client = new WebSocketClient(loop, WebSocketEndpoint.of(uri, heartbeat), this, this);
        client.connect();
    }

    /** Goes in and waits until frames can flow. */
    static SimVisitor enter(NetLoop loop, URI uri, Heartbeat heartbeat) throws InterruptedException {
        SimVisitor visitor = new SimVisitor(loop, uri, heartbeat);
        visitor.await("LIVE");
        return visitor;
    }

    void say(String text) {
        if (!client.sendText(text)) {
            throw new AssertionError("not taken: " + text);
        }
    }

    /** What comes next: a text as it is, BINARY, PONG, or LIVE, or DOWN with cause and code. */
    String take() throws InterruptedException {
        String next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("heard nothing more");
        }
        return next;
    }

    /** Takes until something begins so; all before it is dropped. */
    String await(String start) throws InterruptedException {
        return await(each -> each.startsWith(start), start);
    }

    String await(Predicate<String> wanted, String what) throws InterruptedException {
        List<String> dropped = new ArrayList<>();
        while (true) {
            String next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("heard no " + what + ", but " + dropped);
            }
            if (wanted.test(next)) {
                return next;
            }
            dropped.add(next.substring(0, Math.min(next.length(), 100)));
        }
    }

    /** All that was heard and not taken. */
    List<String> drain() {
        List<String> all = new ArrayList<>();
        heard.drainTo(all);
        return all;
    }

    @Override
    public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
        heard.add(buffer.getStringWithoutLengthUtf8(offset, length));
    }

    @Override
    public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
        heard.add("BINARY");
    }

    @Override
    public void onPong(DirectBuffer buffer, int offset, int length, long receiveNs) {
        heard.add("PONG");
    }

    @Override
    public void onState(Transition transition) {
        if (transition.state() == ConnectionState.LIVE) {
            heard.add("LIVE");
        } else if (transition.state() == ConnectionState.DOWN) {
            heard.add("DOWN " + transition.cause() + " " + transition.code());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
