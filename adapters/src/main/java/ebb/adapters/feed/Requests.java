package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.venue.SymbolTable;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.HistoryKind;
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
    private final List<Listing> listings = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookResyncDecoder resync = new BookResyncDecoder();
    private final HistoryRequestDecoder history = new HistoryRequestDecoder();
    private final SubscriptionChangeDecoder change = new SubscriptionChangeDecoder();
    /** Written by the loop, read by any thread. */
    private final AtomicLong refused = new AtomicLong();

    Requests(VenueFeed feed, SymbolTable symbols, Snapshots snapshots, Histories histories) {
        this.feed = feed;
        this.symbols = symbols;
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
        return history.what() == HistoryKind.CANDLES
                && histories.ask(new Histories.Request(
                        listings.get(slot),
                        instrument,
                        history.requestId(),
                        history.from(),
                        history.to(),
                        history.frameSec()));
    }

    private boolean onChange(int slot, DirectBuffer buffer, int offset) {
        change.wrapAndApplyHeader(buffer, offset, header);
        boolean isLowered = change.tier() == TIER_B;
        return feed.want(listings.get(slot), slot, change.stream(), change.on() == Bool.T, isLowered);
    }
}
