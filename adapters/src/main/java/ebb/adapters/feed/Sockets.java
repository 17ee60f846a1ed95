package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Selection;
import ebb.adapters.feed.protocol.Topic;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.codecs.sbe.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The sockets of a feed and what goes over which. Instruments followed by name have all of their streams; those followed as
 * one of all have their wide streams, and the deep ones only while they are wanted (NS-UNI-2). Streams of an address share one
 * connection as far as the venue's limit goes, then there is another. Event loop only but for what says otherwise.
 */
final class Sockets {
    private final VenueFeed feed;
    private final VenueFeed.Parts parts;
    private final VenueProtocol protocol;
    private final Selection selection;
    /** Changed by the loop, read by any thread. */
    private final List<FeedSocket> all = new CopyOnWriteArrayList<>();

    // By slot: dense number of the instrument.
    private final List<Integer> instruments = new ArrayList<>();
    private boolean isConnecting;

    Sockets(VenueFeed feed, VenueFeed.Parts parts) {
        this.feed = feed;
        this.parts = parts;
        protocol = parts.protocol();
        selection = new Selection(parts.settings().symbols());
        for (int i = 0; i < parts.settings().sockets().size(); i++) {
            add(i, 0);
        }
    }

    private FeedSocket add(int index, int number) {
        FeedSocket socket = new FeedSocket(
                feed, parts, index, number, parts.settings().sockets().get(index));
        all.add(socket);
        return socket;
    }

    /** An instrument is known; its streams are prepared, and subscribed if we are connected. */
    void open(String symbol, int slot, int instrument) {
        instruments.add(slot, instrument);
        boolean isNamed = selection.isByName(symbol);
        for (Topic each : isNamed ? protocol.topics(symbol) : protocol.wideTopics(symbol)) {
            put(roomFor(each), new Subscription(slot, instrument, each));
        }
    }

    private void put(FeedSocket socket, Subscription subscription) {
        boolean isFirst = socket.size() == 0;
        socket.add(subscription);
        if (isFirst && isConnecting) {
            socket.connect();
        }
    }

    /** The first socket of the address with room for one more. */
    private FeedSocket roomFor(Topic topic) {
        int number = 0;
        for (FeedSocket each : all) {
            if (each.index() == topic.socket()) {
                if (each.size() < protocol.mostTopics()) {
                    return each;
                }
                number++;
            }
        }
        return add(topic.socket(), number);
    }

    void connect() {
        isConnecting = true;
        for (FeedSocket each : all) {
            each.connect();
        }
    }

    void close() {
        for (FeedSocket each : all) {
            each.close();
        }
    }

    /** Tells the engine what it does not know yet; true if nothing is left. */
    boolean settle() {
        boolean isSettled = true;
        for (FeedSocket each : all) {
            isSettled &= each.settle();
        }
        return isSettled;
    }

    /** Switches a stream on or off, and what goes with it; false if there is none. */
    boolean want(String symbol, int slot, Stream stream, boolean isOn, boolean isLowered) {
        boolean isNamed = selection.isByName(symbol);
        if (isNamed) {
            return !isOn && isLowered || wantOf(slot, stream, isOn);
        }
        if (stream != Stream.BOOK) {
            // Trades are among the wide streams; what else is deep goes with the book.
            return isAmong(protocol.wideTopics(symbol), stream);
        }
        List<Topic> deep = protocol.deepTopics(symbol);
        for (Topic each : deep) {
            boolean isThere = false;
            for (FeedSocket socket : all) {
                isThere |= socket.want(of -> of.slot() == slot && of.topic().equals(each), isOn);
            }
            if (!isThere && isOn) {
                put(roomFor(each), new Subscription(slot, instruments.get(slot), each, true));
            }
        }
        return true;
    }

    private static boolean isAmong(List<Topic> topics, Stream stream) {
        return topics.stream().anyMatch(each -> each.stream() == stream);
    }

    private boolean wantOf(int slot, Stream stream, boolean isOn) {
        boolean isAny = false;
        for (FeedSocket each : all) {
            isAny |= each.want(of -> of.slot() == slot && of.stream() == stream, isOn);
        }
        return isAny;
    }

    FeedSocket of(int conn) {
        for (FeedSocket each : all) {
            if (each.conn() == conn) {
                return each;
            }
        }
        throw new IllegalStateException("no socket has connection " + conn);
    }

    /** The connection of the socket that carries a stream. */
    int conn(Subscription stream) {
        for (FeedSocket each : all) {
            if (each.carries(stream)) {
                return each.conn();
            }
        }
        return Subscription.DOWN;
    }

    /** Whether all streams wanted are live; any thread. */
    boolean areComplete() {
        for (FeedSocket each : all) {
            if (!each.isComplete()) {
                return false;
            }
        }
        return true;
    }

    /** What each connection is doing; any thread. */
    List<FeedStatus.Connection> status() {
        List<FeedStatus.Connection> connections = new ArrayList<>();
        for (FeedSocket each : all) {
            connections.add(each.status());
        }
        return connections;
    }
}
