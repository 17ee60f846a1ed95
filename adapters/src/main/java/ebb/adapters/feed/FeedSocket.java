package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Topic;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.files.LineKind;
import ebb.adapters.net.Cause;
import ebb.adapters.net.ConnectionListener;
import ebb.adapters.net.ConnectionState;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.WebSocketClient;
import ebb.adapters.net.WebSocketEndpoint;
import ebb.adapters.net.frame.FrameHandler;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Rejection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One socket of a feed: hands its frames to the decoder, subscribes after each connect, one request at a time, and knows
 * which of its streams are live over which connection. Event loop only but for the status.
 */
final class FeedSocket implements FrameHandler, ConnectionListener {
    /** StreamAlive at most so often (BOOK-10). */
    private static final long ALIVE_NS = 1_000_000_000L;
    /** The outgoing ring was full, or the connection not quite there. */
    private static final long RESEND_NS = 100_000_000L;

    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final VenueFeed feed;
    private final FeedPorts ports;
    private final VenueProtocol protocol;
    private final FeedSettings settings;
    private final NetLoop loop;
    private final MessageWriter writer;
    private final Decoder decoder;
    private final FrameTap tap;
    private final int index;
    private final String name;
    private final WebSocketClient client;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final ArrayDeque<Subscription> due = new ArrayDeque<>();
    private final List<Subscription> asked = new ArrayList<>();

    /** Written by the loop (opaque), read by any thread (opaque). */
    private final AtomicLong frames = new AtomicLong();
    /** Written by the loop, read by any thread; volatile. */
    private volatile int conn = Subscription.DOWN;
    /** Written by the loop, read by any thread; volatile. */
    private volatile long losses;
    /** Written by the loop, read by any thread; volatile. */
    private volatile int liveStreams;
    /** Written by the loop, read by any thread; volatile. */
    private volatile int wantedStreams;

    private String tapName = "";
    private long requestId;
    private boolean isAskedOn;
    private boolean isUntold;
    private long aliveNs = Long.MIN_VALUE;
    private ScheduledFuture<?> ackDue;
    private ScheduledFuture<?> rotation;

    FeedSocket(VenueFeed feed, VenueFeed.Parts parts, int index, int number, URI uri) {
        this.feed = feed;
        this.index = index;
        settings = parts.settings();
        ports = parts.ports();
        protocol = parts.protocol();
        writer = parts.writer();
        decoder = parts.decoder();
        loop = ports.loop();
        tap = ports.tap().orElse(null);
        name = settings.venue().text() + "-" + protocol.socketName(index) + (number == 0 ? "" : "-" + (number + 1));
        WebSocketEndpoint endpoint = new WebSocketEndpoint(
                uri,
                Map.of(),
                protocol.heartbeat(),
                protocol.outgoing(loop.settings().rates()));
        client = new WebSocketClient(loop, endpoint, this, this);
    }

    /** Adds a stream; it is subscribed when connected, at once if that is so. */
    void add(Subscription subscription) {
        subscriptions.add(subscription);
        recount();
        if (conn != Subscription.DOWN) {
            due.add(subscription);
            pump();
        }
    }

    /** Address and place in the venue's list of sockets. */
    int index() {
        return index;
    }

    /** Streams that it carries or is to carry. */
    int size() {
        return subscriptions.size();
    }

    void connect() {
        if (!subscriptions.isEmpty()) {
            client.connect();
        }
    }

    void renew(String why) {
        client.renew(why);
    }

    void close() {
        client.close();
    }

    int conn() {
        return conn;
    }

    FeedStatus.Connection status() {
        return new FeedStatus.Connection(
                name,
                client.state(),
                conn,
                frames.getOpaque(),
                client.fragmented(),
                client.attempts(),
                losses,
                liveStreams,
                wantedStreams);
    }

    @Override
    public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
        frames.setOpaque(frames.getPlain() + 1);
        long stampNs = feed.stampNs(receiveNs);
        if (tap != null) {
            tap.onFrame(stampNs, LineKind.IN, tapName, buffer, offset, length);
        }
        if (isUntold) {
            settle();
        }
        ports.ingress().received(receiveNs);
        int result = decoder.decode(buffer, offset, length, stampNs, conn);
        ports.ingress().received(0);
        if (result != Decoder.DECODED && conn != Subscription.DOWN) {
            alive(receiveNs, stampNs);
        }
        if (!decoder.drain()) {
            feed.drainSoon();
        }
    }

    @Override
    public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
        frames.setOpaque(frames.getPlain() + 1);
        long stampNs = feed.stampNs(receiveNs);
        if (tap != null) {
            tap.onFrame(stampNs, LineKind.IN, tapName, buffer, offset, length);
        }
        // What it carried is not known, so neither is what is lost without it.
        decoder.refuse(Rejection.BINARY, buffer, offset, length, stampNs, conn);
        renew("a binary frame where text is due");
    }

    @Override
    public void onPong(DirectBuffer buffer, int offset, int length, long receiveNs) {
        alive(receiveNs, feed.stampNs(receiveNs));
    }

    private void alive(long receiveNs, long stampNs) {
        // Not by way of a difference to the least long.
        if (aliveNs == Long.MIN_VALUE || receiveNs - aliveNs >= ALIVE_NS) {
            if (writer.alive(conn, stampNs)) {
                aliveNs = receiveNs;
            }
        }
    }

    @Override
    public void onState(Transition transition) {
        if (transition.state() == ConnectionState.LIVE) {
            opened(transition);
        } else if (transition.state() == ConnectionState.DOWN) {
            closed(transition);
        }
    }

    private void opened(Transition transition) {
        conn = ports.connections().next();
        tapName = name + "#" + conn;
        tap(LineKind.OPEN, "", transition.timeNs());
        aliveNs = Long.MIN_VALUE;
        rotation = loop.schedule(
                () -> client.renew("rotation, the venue cuts a day-old connection"),
                settings.pace().rotateNs());
        due.clear();
        due.addAll(subscriptions);
        pump();
    }

    private void closed(Transition transition) {
        cancel(ackDue);
        cancel(rotation);
        due.clear();
        asked.clear();
        if (transition.cause() == Cause.CLOSED_BY_US) {
            // Nothing was lost: we leave, and the run ends with what it knew.
            conn = Subscription.DOWN;
            return;
        }
        if (conn == Subscription.DOWN) {
            feed.note(told(" could not connect: ", transition));
            return;
        }
        losses = losses + 1;
        tap(LineKind.CLOSE, transition.cause() + " " + transition.detail(), transition.timeNs());
        feed.note(told(" lost: ", transition));
        conn = Subscription.DOWN;
        for (Subscription each : subscriptions) {
            boolean wasLive = each.isLive();
            each.down(transition.cause().ordinal());
            if (wasLive) {
                feed.onStreamDown(each);
            }
        }
        changed();
    }

    private String told(String what, Transition of) {
        return name + what + of.cause() + ", " + of.detail() + ". "
                + of.cause().advice().replace("NAME", settings.venue().text());
    }

    /** Switches streams on or off; false if this socket carries none of them. */
    boolean want(Predicate<Subscription> which, boolean isOn) {
        boolean isFound = false;
        for (Subscription each : subscriptions) {
            if (which.test(each)) {
                each.want(isOn);
                due.add(each);
                isFound = true;
            }
        }
        if (isFound) {
            changed();
            pump();
        }
        return isFound;
    }

    boolean carries(Subscription stream) {
        return subscriptions.contains(stream);
    }

    /** Sends the next request, if none awaits its answer. */
    private void pump() {
        if (conn == Subscription.DOWN || !asked.isEmpty()) {
            return;
        }
        while (!due.isEmpty() && asked.size() < protocol.batch()) {
            Subscription next = due.peek();
            if (next.isDue()) {
                if (!asked.isEmpty() && next.isWanted() != isAskedOn) {
                    break;
                }
                isAskedOn = next.isWanted();
                asked.add(next);
            }
            due.remove();
        }
        if (asked.isEmpty()) {
            return;
        }
        List<Topic> topics = new ArrayList<>();
        for (Subscription each : asked) {
            topics.add(each.topic());
        }
        String text = protocol.request(++requestId, isAskedOn, topics);
        if (!client.sendText(text)) {
            due.addAll(asked);
            asked.clear();
            cancel(ackDue);
            ackDue = loop.schedule(this::pump, RESEND_NS);
            return;
        }
        tap(LineKind.OUT, text, loop.clock().nanos());
        ackDue = loop.schedule(
                () -> client.renew("no answer to " + text), settings.pace().ackNs());
    }

    /** The venue accepted a request, ours or one that we gave up. */
    void onAck(long id, String text) {
        if (asked.isEmpty()
                || !protocol.answers(requestId, isAskedOn, asked.get(0).topic(), id, text)) {
            return;
        }
        for (Subscription each : asked) {
            if (isAskedOn) {
                each.live(conn);
                feed.onStreamLive(each);
            } else {
                each.down(0);
                feed.onStreamDown(each);
            }
        }
        answered();
    }

    /** The venue refused a request. */
    void onError(long id, String text) {
        if (asked.isEmpty() || id >= 0 && id != requestId) {
            feed.note(name + ": the venue says " + text);
            return;
        }
        for (Subscription each : asked) {
            each.refused();
            feed.onRefused(each, text);
        }
        answered();
    }

    private void answered() {
        asked.clear();
        cancel(ackDue);
        changed();
        pump();
    }

    private void changed() {
        isUntold = true;
        settle();
        recount();
    }

    /** Tells the engine what it does not know yet of the streams; true if nothing is left to tell. */
    boolean settle() {
        if (!isUntold) {
            return true;
        }
        long nowNs = feed.stampNs(loop.clock().nanos());
        for (int i = 0; i < subscriptions.size(); i++) {
            if (!subscriptions.get(i).tell(writer, nowNs)) {
                feed.drainSoon();
                return false;
            }
        }
        isUntold = false;
        if (subscriptions.removeIf(Subscription::isOver)) {
            recount();
        }
        return true;
    }

    private void recount() {
        int live = 0;
        int wanted = 0;
        for (Subscription each : subscriptions) {
            live += each.isLive() && each.isWanted() ? 1 : 0;
            wanted += each.isWanted() ? 1 : 0;
        }
        wantedStreams = wanted;
        liveStreams = live;
    }

    /** Whether all streams wanted are live. */
    boolean isComplete() {
        return liveStreams == wantedStreams;
    }

    private void tap(LineKind kind, String text, long timeNs) {
        if (tap == null) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DirectBuffer payload = bytes.length == 0 ? NOTHING : new UnsafeBuffer(bytes);
        tap.onFrame(feed.stampNs(timeNs), kind, tapName, payload, 0, bytes.length);
    }

    private static void cancel(ScheduledFuture<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
