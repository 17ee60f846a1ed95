package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.RestReply;
import ebb.adapters.venue.Control;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** The feed of any venue with a {@link VenueProtocol}: wires its parts and hands each event to the one it concerns. */
final class VenueFeed implements Feed, ControlListener, Snapshots.Books {
    /** While the ring is full, or something waits for it. */
    private static final long DRAIN_NS = 1_000_000L;
    /** An excerpt of a refused frame goes to the operator at most so often. */
    private static final long NOTE_NS = 1_000_000_000L;

    private static final int EXCERPT = 160;

    private final FeedSettings settings;
    private final NetLoop loop;
    private final VenueProtocol protocol;
    private final Decoder decoder;
    private final MessageWriter writer;
    private final Rest rest;
    private final Snapshots snapshots;
    private final Histories histories;
    private final Reference reference;
    private final Requests requests;
    private final Inbox inbox;
    private final Sockets sockets;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    // Event loop only.
    private boolean isStarted;
    private boolean isClosed;
    private boolean isDrainDue;
    private boolean isDecodingBook;
    private long bookCode;
    private long notedNs = Long.MIN_VALUE;
    private int[] bookConns = new int[0];
    /** Written by the loop, read by any thread; volatile. */
    private volatile boolean isDefined;

    /** What the parts of a feed share. */
    record Parts(
            FeedSettings settings, FeedPorts ports, VenueProtocol protocol, Decoder decoder, MessageWriter writer) {}

    VenueFeed(FeedSettings settings, FeedPorts ports, VenueProtocol protocol) {
        this.settings = settings;
        this.protocol = protocol;
        loop = ports.loop();
        decoder = protocol.decoder(ports.ingress(), this);
        writer = new MessageWriter(settings.venue(), ports.ingress());
        rest = new Rest(settings, ports, protocol);
        snapshots = new Snapshots(rest, protocol, this);
        int tries = loop.settings().rates().historyTries();
        histories = new Histories(rest, protocol, snapshots, writer, tries);
        Parts parts = new Parts(settings, ports, protocol, decoder, writer);
        reference = new Reference(this, parts, rest);
        requests = new Requests(this, parts, snapshots, histories);
        inbox = new Inbox(settings.venue(), loop, requests);
        sockets = new Sockets(this, parts);
    }

    @Override
    public CompletableFuture<Void> start() {
        loop.execute(() -> {
            if (!isStarted && !isClosed) {
                isStarted = true;
                reference.read();
            }
        });
        return started;
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        inbox.offer(templateId, buffer, offset, length);
    }

    @Override
    public boolean isReady() {
        if (!isDefined) {
            return false;
        }
        return sockets.areComplete();
    }

    @Override
    public FeedStatus status() {
        return new FeedStatus(
                settings.venue(),
                isReady(),
                sockets.status(),
                rest.requests(inbox.refused() + requests.refused()),
                decoder.counters(),
                rest.lastError());
    }

    @Override
    public void close() {
        loop.execute(() -> fail(
                new FeedException(FeedException.Kind.CLOSED, settings.venue().text() + " was closed")));
    }

    /** Closes for good; whoever waits for the start is told why. */
    void fail(FeedException why) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        reference.close();
        rest.close();
        sockets.close();
        started.completeExceptionally(why);
    }

    /** An instrument is known, for the first time; its streams are prepared. */
    void onInstrument(Listing listing, int slot, int instrument) {
        snapshots.define(slot, listing.symbol());
        requests.define(slot, listing);
        if (bookConns.length <= slot) {
            bookConns = Arrays.copyOf(bookConns, slot + 1);
        }
        bookConns[slot] = Subscription.DOWN;
        sockets.open(listing.symbol(), slot, instrument);
    }

    /** An instrument has new terms. */
    void onTerms(Listing listing, int slot) {
        requests.define(slot, listing);
        note(listing.symbol() + " has new terms; they were handed to the engine");
    }

    /** The definitions are out: connect. */
    void onDefined() {
        isDefined = true;
        sockets.connect();
        started.complete(null);
    }

    long stampNs(long receiveNs) {
        return rest.stampNs(receiveNs);
    }

    void note(String text) {
        rest.note(text);
    }

    /** Something waits for room in the ring: look again soon, and until nothing does. */
    void drainSoon() {
        if (!isDrainDue) {
            isDrainDue = true;
            loop.schedule(this::drain, DRAIN_NS);
        }
    }

    private void drain() {
        isDrainDue = false;
        boolean isSettled = reference.tell();
        isSettled &= sockets.settle();
        isSettled &= decoder.drain();
        if (!isSettled) {
            drainSoon();
        }
    }

    void onStreamLive(Subscription stream) {
        if (stream.stream() == Stream.BOOK) {
            bookConns[stream.slot()] = stream.conn();
            if (settings.isSelfSeeding()) {
                snapshots.ask(stream.slot(), SnapshotRequest.UNASKED, false);
            }
        }
    }

    void onStreamDown(Subscription stream) {
        if (stream.stream() == Stream.BOOK) {
            bookConns[stream.slot()] = Subscription.DOWN;
            snapshots.drop(stream.slot());
        }
    }

    void onRefused(Subscription stream, String text) {
        note(stream.topic().symbol() + " " + stream.topic().name() + " was refused: " + text
                + ". It is asked for again with the next connection; check its name under venues."
                + settings.venue().text() + ".symbols");
        writer.subscription(
                stream.instrument(),
                stream.stream(),
                SubState.REFUSED,
                sockets.conn(stream),
                stampNs(loop.clock().nanos()));
    }

    /**
     * Switches a stream on or off; false if there is none.
     *
     * @param isLowered whether off means back to the wide streams: what is followed by name has all of its streams then
     */
    boolean want(Listing listing, int slot, Stream stream, boolean isOn, boolean isLowered) {
        return sockets.want(listing.symbol(), slot, stream, isOn, isLowered);
    }

    @Override
    public int conn(int slot) {
        return bookConns[slot];
    }

    @Override
    public long decode(int slot, int conn, long requestId, RestReply reply) {
        SnapshotRequest request = new SnapshotRequest(slot, conn, requestId, protocol.bookLimit());
        isDecodingBook = true;
        bookCode = 0;
        DirectBuffer body = reply.body();
        int result = decoder.decodeSnapshot(request, body, 0, body.capacity(), stampNs(reply.receiveNs()));
        isDecodingBook = false;
        if (!decoder.drain()) {
            drainSoon();
        }
        return result >= 0 ? 0 : bookCode != 0 ? bookCode : -1;
    }

    @Override
    public void onIdle() {
        histories.pump();
    }

    @Override
    public void onControl(Control kind, int conn, long id, DirectBuffer text, int offset, int length) {
        if (kind == Control.PONG || kind == Control.ANSWER) {
            return;
        }
        if (kind == Control.DEFINITION) {
            reference.readSoon();
            return;
        }
        if (isDecodingBook) {
            bookCode = id;
            return;
        }
        FeedSocket socket = sockets.of(conn);
        if (kind == Control.SHUTDOWN) {
            socket.renew("the venue is about to close the connection");
        } else if (kind == Control.ACK) {
            socket.onAck(id, string(text, offset, length));
        } else {
            socket.onError(id, string(text, offset, length));
        }
    }

    /** Law 9: what was lost is not known, so none of what the connection carries is trusted on. */
    @Override
    public void onUnplaced(Rejection reason, int conn) {
        sockets.of(conn).renew("a frame that could have been of any of its streams was refused, " + reason);
    }

    @Override
    public void onRejected(Rejection reason, int conn, long receiveNs, DirectBuffer frame, int offset, int length) {
        long nowNs = loop.clock().nanos();
        if (notedNs == Long.MIN_VALUE || nowNs - notedNs >= NOTE_NS) {
            notedNs = nowNs;
            note("refused, " + reason + ": " + reason.text() + "; "
                    + reason.advice().replace("NAME", settings.venue().text()) + ". It begins "
                    + string(frame, offset, Math.min(length, EXCERPT)));
        }
    }

    private static String string(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
