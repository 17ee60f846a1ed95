package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.feed.protocol.Answered;
import ebb.adapters.feed.protocol.CandleRows;
import ebb.adapters.feed.protocol.CandleWriter;
import ebb.adapters.feed.protocol.DefinitionWriter;
import ebb.adapters.feed.protocol.FundingRows;
import ebb.adapters.feed.protocol.FundingWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.Topic;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.files.LineKind;
import ebb.adapters.net.Cause;
import ebb.adapters.venue.Control;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.venue.Venue;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Env;
import ebb.codecs.sbe.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A feed without sockets: lines of a market or a capture in their order become the messages a {@link LiveFeed} would have
 * made of them. Asks for nothing and reads no clock; ingress time is that of the line. One thread.
 *
 * <p>Connections of a venue with two sockets are told apart by their order: the first seen carries the books, the second
 * the tape.
 */
public final class LineFeed implements ControlListener {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long ALIVE_NS = SECOND_NS;
    private static final long PING_MS = 5_000;
    private static final long STALE_MS = 10_000;
    private static final int CAUSE = Cause.CLOSED_BY_PEER.ordinal();

    private final Venue venue;
    private final VenueProtocol protocol;
    private final InstrumentIds instruments;
    private final ConnectionIds connections;
    private final Decoder decoder;
    private final MessageWriter writer;
    private final DefinitionWriter definitions;
    private final CandleWriter candles;
    private final FundingWriter funding;
    private final CandleRows rows = new CandleRows();
    private final Map<String, Listing> listings = new HashMap<>();
    private final Int2ObjectHashMap<String> symbols = new Int2ObjectHashMap<>();
    private final List<Subscription> streams = new ArrayList<>();
    private final Int2ObjectHashMap<Line> lines = new Int2ObjectHashMap<>();
    private final List<Line> sockets = new ArrayList<>();

    private boolean isVenueTold;
    private long requestId = Nulls.ID;
    private boolean isUnplaced;
    private long unread;
    private String lastError = "";

    /** One connection number of the lines. */
    private static final class Line {
        final int socket;
        int conn = Subscription.DOWN;
        long aliveNs;

        Line(int socket) {
            this.socket = socket;
        }
    }

    /**
     * A feed whose instruments' currencies have no code.
     *
     * @param venue MEXC, BINANCE_USDM or BINANCE_SPOT
     * @param ingress takes the messages and is never full
     * @param instruments hands out dense numbers
     * @param connections hands out connection numbers
     */
    public LineFeed(Venue venue, Ingress ingress, InstrumentIds instruments, ConnectionIds connections) {
        this(venue, ingress, instruments, connections, currency -> Nulls.CODE);
    }

    /**
     * A feed that knows no instrument yet.
     *
     * @param venue MEXC, BINANCE_USDM or BINANCE_SPOT
     * @param ingress takes the messages and is never full
     * @param instruments hands out dense numbers
     * @param connections hands out connection numbers
     * @param currencies code of a currency in the run's table
     */
    public LineFeed(
            Venue venue,
            Ingress ingress,
            InstrumentIds instruments,
            ConnectionIds connections,
            ToIntFunction<String> currencies) {
        this.venue = venue;
        this.instruments = instruments;
        this.connections = connections;
        protocol = VenueProtocol.of(venue);
        decoder = protocol.decoder(ingress, this);
        writer = new MessageWriter(venue, ingress);
        definitions = new DefinitionWriter(venue, ingress, currencies);
        candles = new CandleWriter(venue, ingress);
        funding = new FundingWriter(venue, ingress);
    }

    /**
     * Takes the next line.
     *
     * @param receiveNs when it was received; ingress time of what it becomes
     * @param kind what it is; frames of ours are passed over
     * @param connection number of its connection among the lines; not looked at for an answer
     * @param address what an answer answers
     * @param payload holds it, from 0 to its capacity
     */
    public void onLine(long receiveNs, LineKind kind, int connection, String address, DirectBuffer payload) {
        switch (kind) {
            case HTTP -> answer(receiveNs, address, payload);
            case OPEN -> open(line(connection), receiveNs);
            case CLOSE -> close(line(connection), receiveNs);
            case IN -> frame(line(connection), receiveNs, payload);
            default -> {
                // What we sent has its effect in what came back.
            }
        }
    }

    /**
     * Says which request of the engine the next answer serves.
     *
     * @param id of the BookResync or HistoryRequest
     */
    public void answering(long id) {
        requestId = id;
    }

    /** Where the frames went. */
    public DecodeCounters counters() {
        return decoder.counters();
    }

    /** Answers that were none of those read here, or could not be read. */
    public long unread() {
        return unread;
    }

    /** What went wrong last, empty if nothing did. */
    public String lastError() {
        return lastError;
    }

    /**
     * The venue's spelling of an instrument.
     *
     * @param instrument dense number
     * @return its symbol, or null if this feed did not define it
     */
    public String symbol(int instrument) {
        return symbols.get(instrument);
    }

    private void answer(long receiveNs, String address, DirectBuffer body) {
        Answered what = protocol.answered(new Address(address));
        long id = requestId;
        requestId = Nulls.ID;
        if (what == null) {
            unread++;
            return;
        }
        switch (what.kind()) {
            case CATALOG -> define(receiveNs, address, body);
            case BOOK -> book(what, id, receiveNs, body);
            case FUNDING -> settlements(what, receiveNs, body);
            default -> candles(what, id, receiveNs, body);
        }
    }

    private void define(long receiveNs, String address, DirectBuffer body) {
        List<Listing> read;
        try {
            read = protocol.listings(body, symbol -> true, new ArrayList<>());
        } catch (IllegalArgumentException e) {
            unread++;
            lastError = address + ": " + e.getMessage();
            return;
        }
        if (!isVenueTold) {
            told(definitions.venue(Env.SIM, PING_MS, STALE_MS, receiveNs));
            isVenueTold = true;
        }
        for (Listing each : read) {
            Listing before = listings.get(each.symbol());
            if (before == null || !before.traits().equals(each.traits())) {
                define(each, before == null, receiveNs);
            }
        }
    }

    private void define(Listing listing, boolean isNew, long receiveNs) {
        int instrument = instruments.of(venue, listing.symbol());
        int slot = decoder.define(listing.symbol(), instrument, listing.pe(), listing.qe());
        listings.put(listing.symbol(), listing);
        symbols.put(instrument, listing.symbol());
        told(definitions.instrument(listing, instrument, receiveNs));
        if (!isNew) {
            return;
        }
        for (Topic topic : protocol.topics(listing.symbol())) {
            if (topic.stream() == Stream.BOOK || topic.stream() == Stream.TRADES) {
                Subscription each = new Subscription(slot, instrument, topic);
                streams.add(each);
                int conn = conn(each.socket());
                if (conn != Subscription.DOWN) {
                    each.live(conn);
                    told(each.tell(writer, receiveNs));
                }
            }
        }
    }

    private void book(Answered what, long id, long receiveNs, DirectBuffer body) {
        Listing listing = listings.get(what.symbol());
        if (listing == null) {
            unread++;
            lastError = "a book of " + what.symbol() + ", which is not defined";
            return;
        }
        int slot = decoder.symbols().slot(instruments.of(venue, what.symbol()));
        int conn = conn(0);
        SnapshotRequest request =
                new SnapshotRequest(slot, conn == Subscription.DOWN ? Nulls.U16 : conn, id, what.limit());
        decoder.decodeSnapshot(request, body, 0, body.capacity(), receiveNs);
    }

    private void candles(Answered what, long id, long receiveNs, DirectBuffer body) {
        Listing listing = listings.get(what.symbol());
        rows.clear();
        if (listing == null || protocol.readCandles(body, listing, rows) < 0) {
            unread++;
            lastError = "candles of " + what.symbol() + " that could not be read";
            return;
        }
        CandleWriter.Asked request = new CandleWriter.Asked(instruments.of(venue, what.symbol()), id, what.frameSec());
        long frameNs = what.frameSec() * SECOND_NS;
        while (rows.size() > 0 && rows.get(rows.size() - 1, CandleRows.START) + frameNs > receiveNs) {
            rows.truncate(rows.size() - 1);
        }
        told(candles.write(rows, 0, request, receiveNs) < 0);
    }

    private void settlements(Answered what, long receiveNs, DirectBuffer body) {
        FundingRows past = new FundingRows();
        if (listings.get(what.symbol()) == null || protocol.readFunding(body, past) < 0) {
            unread++;
            lastError = "settlements of " + what.symbol() + " that could not be read";
            return;
        }
        past.settle(Long.MIN_VALUE, Long.MAX_VALUE);
        told(funding.write(past, 0, instruments.of(venue, what.symbol()), receiveNs) == past.size());
    }

    private Line line(int connection) {
        Line line = lines.get(connection);
        if (line == null) {
            line = new Line(sockets.size());
            lines.put(connection, line);
            sockets.add(line);
        }
        return line;
    }

    private int conn(int socket) {
        return socket < sockets.size() ? sockets.get(socket).conn : Subscription.DOWN;
    }

    private void open(Line line, long receiveNs) {
        line.conn = connections.next();
        line.aliveNs = receiveNs - ALIVE_NS;
        for (Subscription each : streams) {
            if (each.socket() == line.socket) {
                each.live(line.conn);
                told(each.tell(writer, receiveNs));
            }
        }
    }

    private void close(Line line, long receiveNs) {
        line.conn = Subscription.DOWN;
        for (Subscription each : streams) {
            if (each.socket() == line.socket) {
                each.down(CAUSE);
                told(each.tell(writer, receiveNs));
            }
        }
    }

    private void frame(Line line, long receiveNs, DirectBuffer frame) {
        if (line.conn == Subscription.DOWN) {
            open(line, receiveNs); // A capture need not tell that a connection was opened.
        }
        isUnplaced = false;
        int result = decoder.decode(frame, 0, frame.capacity(), receiveNs, line.conn);
        if (isUnplaced) {
            // As a live feed would have it: nothing that the connection carries is trusted on.
            close(line, receiveNs);
            open(line, receiveNs);
            return;
        }
        if (result != Decoder.DECODED && receiveNs - line.aliveNs >= ALIVE_NS) {
            line.aliveNs = receiveNs;
            told(writer.alive(line.conn, receiveNs));
        }
    }

    private static void told(boolean isTold) {
        if (!isTold) {
            throw new IllegalStateException("a straight loop's ingress is never full");
        }
    }

    @Override
    public void onControl(Control kind, int conn, long id, DirectBuffer text, int offset, int length) {
        // There is nobody to answer: what was asked for was asked when the lines were made.
    }

    @Override
    public void onUnplaced(Rejection reason, int conn) {
        isUnplaced = true;
    }

    @Override
    public void onRejected(Rejection reason, int conn, long receiveNs, DirectBuffer frame, int offset, int length) {
        lastError = "refused, " + reason + ", received at " + receiveNs;
    }
}
