package ebb.adapters.feed;

import ebb.adapters.feed.protocol.CandleWriter;
import ebb.adapters.feed.protocol.FundingWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.venue.SymbolTable;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/** The engine's requests, read and given to the part that serves them. Event loop only. */
final class Requests implements Inbox.Taker {
    /** Tier of a change that falls back to the wide streams (NS-UNI-2). */
    private static final int TIER_B = 2;

    private final VenueFeed feed;
    private final SymbolTable symbols;
    private final Snapshots snapshots;
    private final Histories histories;
    private final VenueProtocol protocol;
    private final CandleWriter candles;
    private final FundingWriter funding;
    private final List<Listing> listings = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookResyncDecoder resync = new BookResyncDecoder();
    private final HistoryRequestDecoder history = new HistoryRequestDecoder();
    private final SubscriptionChangeDecoder change = new SubscriptionChangeDecoder();
    /** Written by the loop, read by any thread. */
    private final AtomicLong refused = new AtomicLong();

    Requests(VenueFeed feed, VenueFeed.Parts parts, Snapshots snapshots, Histories histories) {
        this.feed = feed;
        symbols = parts.decoder().symbols();
        protocol = parts.protocol();
        candles = new CandleWriter(parts.settings().venue(), parts.ports().ingress());
        funding = new FundingWriter(parts.settings().venue(), parts.ports().ingress());
        this.snapshots = snapshots;
        this.histories = histories;
    }

    /** Makes an instrument known, or gives it its new terms; new slots come in order. */
    void define(int slot, Listing listing) {
        if (slot < listings.size()) {
            listings.set(slot, listing);
        } else {
            listings.add(listing);
        }
    }

    long refused() {
        return refused.get();
    }

    @Override
    public void onRequest(int templateId, DirectBuffer buffer, int offset) {
        int instrument = OutHead.instrument(buffer, offset);
        int slot = symbols.slot(instrument);
        boolean isServed = slot >= 0;
        if (isServed) {
            switch (templateId) {
                case BookResyncDecoder.TEMPLATE_ID -> onResync(slot, buffer, offset);
                case HistoryRequestDecoder.TEMPLATE_ID -> isServed = onHistory(slot, instrument, buffer, offset);
                default -> isServed = onChange(slot, buffer, offset);
            }
        }
        if (!isServed) {
            refused.incrementAndGet();
            feed.note("no such thing here as request " + templateId + " for instrument " + instrument + " wants");
        }
    }

    private void onResync(int slot, DirectBuffer buffer, int offset) {
        resync.wrapAndApplyHeader(buffer, offset, header);
        snapshots.ask(slot, resync.requestId(), resync.live() == Bool.T);
    }

    private boolean onHistory(int slot, int instrument, DirectBuffer buffer, int offset) {
        history.wrapAndApplyHeader(buffer, offset, header);
        Listing listing = listings.get(slot);
        switch (history.what()) {
            case CANDLES:
                return histories.ask(new CandleFetch(
                        protocol,
                        candles,
                        listing,
                        instrument,
                        new CandleFetch.Span(history.requestId(), history.from(), history.to(), history.frameSec())));
            case FUNDING:
                return histories.ask(
                        new FundingFetch(protocol, funding, listing, instrument, history.from(), history.to()));
            default:
                return false;
        }
    }

    private boolean onChange(int slot, DirectBuffer buffer, int offset) {
        change.wrapAndApplyHeader(buffer, offset, header);
        boolean isLowered = change.tier() == TIER_B;
        return feed.want(listings.get(slot), slot, change.stream(), change.on() == Bool.T, isLowered);
    }
}
