package ebb.adapters.venuesim;

import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.fault.Faults;
import ebb.adapters.venuesim.fault.RestFaults;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.Text;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A market without sockets: the frames and answers that a client would have received which asked for all instruments and
 * their history, subscribed to everything, and fetched a book after the first update of each. The same seed gives the
 * same bytes. One thread.
 *
 * <p>Later books and candles come when they are asked for, by {@link #requestBook} and {@link #requestCandles}: the answer
 * is the next line. Faults of sockets alone (binary, fragmented, oversize frames) do not strike here.
 */
public final class MarketFrames {
    /** Candle lengths fetched at the start, minutes. */
    public static final List<Integer> HISTORY_MINUTES = List.of(1_440, 240, 60, 15, 5, 1);

    static final long MS = 1_000_000L;
    /** From the venue's match to our socket. */
    private static final long WAY_NS = 4 * MS;
    /** Candles asked for at once. */
    private static final int MAX_CANDLES = 1_000;

    private final SyntheticMarket market;
    private final long endNs;
    private final Faults faults;
    private final RestFaults restFaults;
    private final FrameQueue queue = new FrameQueue();
    private final Text text = new Text();
    private final VenueRest rest;
    private final FeedWriter writer;
    /** Until when a feed is down, 0 while it stands; and whether its end was told. */
    private final long[] downUntilNs = new long[Feed.values().length];

    private final boolean[] isToldDown = new boolean[Feed.values().length];
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private FrameQueue.Entry current;
    private long receiveNs;
    private boolean hasBegun;

    /**
     * The whole of a scenario, six hours.
     *
     * @param seed of the market
     * @param script what goes wrong
     */
    public MarketFrames(long seed, FaultScript script) {
        this(
                new SyntheticMarket(seed, Scenario.demo(), SyntheticMarket.DEMO_START_NS),
                SyntheticMarket.DEMO_START_NS + Scenario.LENGTH_NS,
                script);
    }

    /**
     * A market up to a time.
     *
     * @param market at its start
     * @param endNs no event at or after it is told, ns since epoch
     * @param script what goes wrong
     */
    public MarketFrames(SyntheticMarket market, long endNs, FaultScript script) {
        this.market = market;
        this.endNs = endNs;
        faults = new Faults(script);
        restFaults = new RestFaults(faults);
        rest = new VenueRest(market, text);
        receiveNs = market.startNs();
        writer = new FeedWriter(this, market, faults, text);
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end
     */
    public boolean next() {
        begin();
        if (current != null) {
            queue.recycle(current);
            current = null;
        }
        while (queue.isEmpty()) {
            long dueNs = market.nextNs();
            if (dueNs >= endNs) {
                return false;
            }
            connections(dueNs);
            market.advanceTo(dueNs, writer);
        }
        current = queue.take();
        payload.wrap(current.bytes(), 0, current.length());
        return true;
    }

    /** When the line in hand was received, ns since epoch; never less than of the line before. */
    public long receiveNs() {
        return current.receiveNs();
    }

    /** Whose line it is. */
    public SimVenue venue() {
        return current.venue();
    }

    /** What it is: a frame, an answer, or the begin or end of a connection. */
    public LineKind kind() {
        return current.kind();
    }

    /** Number of its connection as {@link Feed#connection}; 0 for an answer. */
    public int connection() {
        return current.connection();
    }

    /** What an answer answers: a whole address; empty for a frame. */
    public String address() {
        return current.address();
    }

    /** The bytes, from 0 to its capacity; valid until {@link #next}. */
    public DirectBuffer payload() {
        return payload;
    }

    /** The market behind it, as far as it was advanced. */
    public SyntheticMarket market() {
        return market;
    }

    /** Faults that have struck. */
    public List<Fault> struck() {
        return faults.struck();
    }

    /** Asks for the book of an instrument; the answer is the book at this moment, or older if a fault says so. */
    public void requestBook(SimVenue venue, String symbol) {
        request(venue, VenueRest.book(instrument(venue, symbol).spec()));
    }

    /**
     * Asks for candles of an instrument up to the last whole one.
     *
     * @param minutes length of a candle: 1, 5, 15, 60, 240, 1440
     * @param count 1 to 1000
     */
    public void requestCandles(SimVenue venue, String symbol, int minutes, int count) {
        request(venue, VenueRest.candles(instrument(venue, symbol).spec(), minutes, market.timeNs(), count));
    }

    /**
     * Asks for the settlements of a perpetual's funding: of MEXC the newest hundred.
     *
     * @param fromNs of the others since when, ns since epoch
     */
    public void requestSettlements(SimVenue venue, String symbol, long fromNs) {
        request(venue, VenueRest.settlements(instrument(venue, symbol).spec(), fromNs));
    }

    /**
     * Asks a venue anything it answers to.
     *
     * @param target path and query
     */
    public void request(SimVenue venue, String target) {
        begin();
        RestFaults.Verdict verdict = restFaults.next(
                venue, symbolIn(venue, target), target.contains("/depth"), marketMs(market.timeNs()), 0);
        text.clear();
        if (verdict.kind() == FaultKind.LIMITED || verdict.kind() == FaultKind.BANNED) {
            rest.refuse(venue, verdict.kind() == FaultKind.BANNED);
        } else {
            rest.answer(venue, target, verdict.lag());
        }
        if (verdict.kind() == FaultKind.TRUNCATED) {
            text.cut(text.length() / 2);
        }
        add(venue, LineKind.HTTP, 0, VenueRest.host(venue) + target, market.timeNs());
    }

    /** What goes wrong; for a server over the same market. */
    Faults faults() {
        return faults;
    }

    /** No event at or after it is told, ns since epoch. */
    long endNs() {
        return endNs;
    }

    /** Takes what stands in the text as a frame of a feed; called by the writer. */
    void frame(Feed feed, long eventNs) {
        if (downUntilNs[feed.ordinal()] == 0) {
            add(feed.venue(), LineKind.IN, feed.connection(), "", eventNs);
        }
    }

    long marketMs(long timeNs) {
        return (timeNs - market.startNs()) / MS;
    }

    /** The first lines; not before somebody wants lines, so that a server over the same market meets its faults itself. */
    private void begin() {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        for (SimVenue venue : SimVenue.values()) {
            if (isPresent(venue)) {
                request(venue, VenueRest.instruments(venue));
            }
        }
        for (Instrument each : market.instruments()) {
            for (int minutes : HISTORY_MINUTES) {
                long held = Instrument.HISTORY_NS / MS / 60_000 / minutes;
                requestCandles(each.spec().venue(), each.spec().symbol(), minutes, (int) Math.min(MAX_CANDLES, held));
            }
        }
        for (Feed feed : Feed.values()) {
            if (isPresent(feed.venue())) {
                text.clear();
                add(feed.venue(), LineKind.OPEN, feed.connection(), "", market.startNs());
            }
        }
    }

    /** Connections that fall and come back before an event. */
    private void connections(long dueNs) {
        Fault fault = faults.takeOfConnection((venue, number) -> feed(venue, number) != null, marketMs(dueNs), 0);
        if (fault != null) {
            Feed feed = feed(fault.venue(), fault.connection());
            downUntilNs[feed.ordinal()] = dueNs + fault.count() * MS;
            isToldDown[feed.ordinal()] = fault.kind() != FaultKind.SILENCE;
            if (isToldDown[feed.ordinal()]) {
                text.clear().ascii(fault.kind() == FaultKind.CUT ? "reset" : "1001 going away");
                add(feed.venue(), LineKind.CLOSE, feed.connection(), "", dueNs);
            }
        }
        for (Feed feed : Feed.values()) {
            int i = feed.ordinal();
            if (downUntilNs[i] != 0 && dueNs >= downUntilNs[i]) {
                downUntilNs[i] = 0;
                if (isToldDown[i]) {
                    text.clear();
                    add(feed.venue(), LineKind.OPEN, feed.connection(), "", dueNs);
                }
            }
        }
    }

    /** A feed that stands. */
    private Feed feed(SimVenue venue, int number) {
        for (Feed each : Feed.values()) {
            boolean isMeant =
                    (venue == null || each.venue() == venue) && (number == 0 || each.numberAtVenue() == number);
            if (isMeant && isPresent(each.venue()) && downUntilNs[each.ordinal()] == 0) {
                return each;
            }
        }
        return null;
    }

    private boolean isPresent(SimVenue venue) {
        for (Instrument each : market.instruments()) {
            if (each.spec().venue() == venue) {
                return true;
            }
        }
        return false;
    }

    private void add(SimVenue venue, LineKind kind, int connection, String address, long eventNs) {
        receiveNs = Math.max(receiveNs + 1_000, eventNs + WAY_NS);
        queue.add(receiveNs, venue, kind, connection, address, text);
    }

    private Instrument instrument(SimVenue venue, String symbol) {
        Instrument found = market.find(venue, symbol);
        if (found == null) {
            throw new IllegalArgumentException(venue.id() + " has no " + symbol + " in this market");
        }
        return found;
    }

    private String symbolIn(SimVenue venue, String target) {
        for (Instrument each : market.instruments()) {
            if (each.spec().venue() == venue && target.contains(each.spec().symbol())) {
                return each.spec().symbol();
            }
        }
        return null;
    }
}
