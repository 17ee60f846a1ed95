package ebb.adapters.feed;

import ebb.adapters.feed.protocol.DefinitionWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.NearNames;
import ebb.adapters.feed.protocol.Selection;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.RestReply;
import ebb.adapters.venue.Decoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;

/**
 * The venue's instruments: reads the list at the start and again from time to time, defines what is configured, tells the
 * engine what is new or changed. Event loop only.
 */
final class Reference {
    private static final int MOST_ATTEMPTS = 5;
    private static final long MS = 1_000_000L;
    /** Default of {@code book.stale} (BOOK-10). */
    private static final long STALE_MS = 10_000;
    /** A list that is announced as changed is read at most so often. */
    private static final long SOON_NS = 60_000 * MS;

    private final VenueFeed feed;
    private final FeedSettings settings;
    private final FeedPorts ports;
    private final VenueProtocol protocol;
    private final Decoder decoder;
    private final NetLoop loop;
    private final Rest rest;
    private final DefinitionWriter writer;
    private final Selection selection;
    private final Map<String, Listing> known = new LinkedHashMap<>();
    private final ArrayDeque<Listing> untold = new ArrayDeque<>();

    private boolean isVenueTold;
    private boolean isComplete;
    private boolean isReadDue;
    private int attempts;
    private ScheduledFuture<?> refresh;

    Reference(VenueFeed feed, VenueFeed.Parts parts, Rest rest) {
        this.feed = feed;
        settings = parts.settings();
        selection = new Selection(settings.symbols());
        ports = parts.ports();
        protocol = parts.protocol();
        decoder = parts.decoder();
        loop = ports.loop();
        this.rest = rest;
        writer = new DefinitionWriter(settings.venue(), ports.ingress(), ports.currencies());
    }

    void read() {
        rest.send(protocol.catalog(), this::onReply);
    }

    /** The venue says that an instrument's terms have changed. */
    void readSoon() {
        if (isComplete && !isReadDue) {
            isReadDue = true;
            rest.later(
                    () -> {
                        isReadDue = false;
                        read();
                    },
                    SOON_NS);
        }
    }

    void close() {
        if (refresh != null) {
            refresh.cancel(false);
        }
    }

    private void onReply(RestReply reply) {
        List<String> names = new ArrayList<>();
        List<Listing> listings = List.of();
        String trouble = reply.isOk() ? "" : reply.toString();
        if (reply.isOk()) {
            try {
                listings = protocol.listings(reply.body(), selection, names);
            } catch (IllegalArgumentException e) {
                trouble = e.getMessage();
            }
        }
        if (!trouble.isEmpty()) {
            failed(reply, trouble);
            return;
        }
        if (!isComplete && !isEachThere(listings, names)) {
            return;
        }
        take(listings);
    }

    private void failed(RestReply reply, String trouble) {
        long waitNs = rest.catalogFailed(reply);
        attempts++;
        if (isComplete) {
            return; // What is known stays; the next refresh tries again.
        }
        if (attempts >= MOST_ATTEMPTS) {
            feed.fail(new FeedException(
                    FeedException.Kind.UNREACHABLE,
                    settings.venue().text() + ": no list of instruments from " + settings.rest() + " after " + attempts
                            + " attempts, the last one: " + trouble + ". Check the network and the address."));
        } else {
            rest.later(this::read, waitNs);
        }
    }

    private boolean isEachThere(List<Listing> listings, List<String> names) {
        Set<String> found = new HashSet<>();
        for (Listing each : listings) {
            found.add(each.symbol());
        }
        StringBuilder missing = new StringBuilder();
        for (String wanted : selection.names()) {
            if (!found.contains(wanted)) {
                boolean isListed = names.contains(wanted);
                List<String> near = isListed ? List.of() : NearNames.of(wanted, names);
                missing.append(missing.length() == 0 ? "" : "; ")
                        .append("no instrument '")
                        .append(wanted)
                        .append('\'');
                missing.append(isListed ? " that could be traded: it is listed without price or quantity steps" : "");
                missing.append(near.isEmpty() ? "" : ", did you mean " + String.join(", ", near) + "?");
            }
        }
        if (missing.length() == 0 && selection.isWide() && listings.stream().noneMatch(selection::takes)) {
            missing.append("no linear perpetual in USDT like ").append(settings.symbols());
        }
        if (missing.length() > 0) {
            feed.fail(new FeedException(
                    FeedException.Kind.UNKNOWN_SYMBOL,
                    settings.venue().text() + " has " + missing + " (" + names.size() + " instruments listed)"));
        }
        return missing.length() == 0;
    }

    private void take(List<Listing> listings) {
        Map<String, Listing> fresh = new LinkedHashMap<>();
        for (Listing each : listings) {
            fresh.put(each.symbol(), each);
        }
        // Those named first and in their order, then the venue's.
        for (String symbol : selection.names()) {
            take(fresh.remove(symbol));
        }
        for (Listing each : fresh.values()) {
            // What does not trade yet or any more is no part of a universe until it does.
            if (selection.takes(each) && (each.isTrading() || known.containsKey(each.symbol()))) {
                take(each);
            }
        }
        withdraw(listings);
        if (tell()) {
            return;
        }
        feed.drainSoon();
    }

    private void take(Listing listing) {
        Listing before = listing == null ? null : known.get(listing.symbol());
        if (listing != null && (before == null || !before.traits().equals(listing.traits()))) {
            define(listing, before == null);
        }
    }

    /** NS-UNI-5: one of all that the venue does not list any more is told as such, once. */
    private void withdraw(List<Listing> listings) {
        Set<String> listed = new HashSet<>();
        listings.forEach(each -> listed.add(each.symbol()));
        for (Listing each : List.copyOf(known.values())) {
            if (!listed.contains(each.symbol()) && !selection.isByName(each.symbol()) && each.isTrading()) {
                define(each.withdrawn(), false);
            }
        }
    }

    private void define(Listing listing, boolean isNew) {
        known.put(listing.symbol(), listing);
        int instrument = ports.instruments().of(settings.venue(), listing.symbol());
        int slot = decoder.define(listing.symbol(), instrument, listing.pe(), listing.qe());
        if (isNew) {
            feed.onInstrument(listing, slot, instrument);
        } else {
            feed.onTerms(listing, slot);
        }
        untold.add(listing);
    }

    /** Tells the engine what it does not know yet; true if nothing is left. */
    boolean tell() {
        long nowNs = rest.stampNs(rest.nowNs());
        if (!isVenueTold && !untold.isEmpty()) {
            long heartbeatMs = loop.settings().liveness().pingNs() / MS * settings.clockSpeed();
            isVenueTold = writer.venue(settings.environment(), heartbeatMs, STALE_MS * settings.clockSpeed(), nowNs);
        }
        while (isVenueTold && !untold.isEmpty()) {
            Listing next = untold.peek();
            if (!writer.instrument(next, ports.instruments().of(settings.venue(), next.symbol()), nowNs)) {
                return false;
            }
            untold.remove();
        }
        if (!untold.isEmpty()) {
            return false;
        }
        if (isVenueTold && !isComplete) {
            isComplete = true;
            refresh = loop.every(this::read, settings.pace().refreshNs());
            feed.onDefined();
        }
        return true;
    }
}
