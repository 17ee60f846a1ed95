package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.BookResyncEncoder;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.HistoryKind;
import ebb.codecs.sbe.HistoryRequestEncoder;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubscriptionChangeEncoder;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Encodes requests to feeds (messages.md §4.2); each is answered with the same request id. */
final class RequestWriter implements Snapshotted {
    private final Out out;
    private final BookResyncEncoder bookResync = new BookResyncEncoder();
    private final HistoryRequestEncoder history = new HistoryRequestEncoder();
    private final SubscriptionChangeEncoder subscription = new SubscriptionChangeEncoder();
    private long requests;

    RequestWriter(Out out) {
        this.out = out;
    }

    /** Ids given so far; part of the engine's state. */
    long requests() {
        return requests;
    }

    @Override
    public void writeTo(SnapshotWriter to) {
        to.putLong(requests);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        requests = in.readLong();
    }

    /** Asks for a snapshot (BOOK-5, BOOK-7, BOOK-8). */
    void bookResync(int instrument, int venue, long lastSeq, StaleWhy reason, int attempt, boolean live) {
        bookResync.wrap(
                out.begin(
                        BookResyncEncoder.TEMPLATE_ID, BookResyncEncoder.BLOCK_LENGTH, instrument, venue, Out.NO_INDEX),
                out.body());
        bookResync
                .requestId(++requests)
                .last(lastSeq)
                .reason(reason)
                .attempt(attempt)
                .live(live ? Bool.T : Bool.F);
        out.end(bookResync.limit());
    }

    /** Asks for closed candles (BAR-5, BAR-7). */
    void candles(int instrument, int venue, long fromNs, long toNs, long frameSec) {
        history(instrument, venue, fromNs, toNs).what(HistoryKind.CANDLES).frameSec(frameSec);
        out.end(history.limit());
    }

    /** Asks for settlements of funding (FUND-2). */
    void settlements(int instrument, int venue, long fromNs, long toNs) {
        history(instrument, venue, fromNs, toNs).what(HistoryKind.FUNDING).frameSec(Nulls.U32);
        out.end(history.limit());
    }

    private HistoryRequestEncoder history(int instrument, int venue, long fromNs, long toNs) {
        history.wrap(
                out.begin(
                        HistoryRequestEncoder.TEMPLATE_ID,
                        HistoryRequestEncoder.BLOCK_LENGTH,
                        instrument,
                        venue,
                        Out.NO_INDEX),
                out.body());
        return history.requestId(++requests).from(fromNs).to(toNs);
    }

    /** Asks for a stream to be switched on or off (NS-UNI-2, NS-UNI-6). */
    void subscription(int instrument, int venue, Stream stream, boolean on, int tier, int why) {
        subscription.wrap(
                out.begin(
                        SubscriptionChangeEncoder.TEMPLATE_ID,
                        SubscriptionChangeEncoder.BLOCK_LENGTH,
                        instrument,
                        venue,
                        Out.NO_INDEX),
                out.body());
        subscription.stream(stream).on(on ? Bool.T : Bool.F).tier((short) tier).why(why);
        out.end(subscription.limit());
    }
}
