package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookVerdict;
import ebb.engine.flow.SpoofWatch;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/** Applies depth: deltas and snapshots, chunk by chunk (BOOK-2 to BOOK-8). */
final class BookInbound {
    private final Execution execution;
    private final StrategyHost strategies;
    private final Refusals refusals;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();

    BookInbound(Parts parts) {
        execution = parts.execution;
        strategies = parts.strategies;
        refusals = parts.refusals;
    }

    void onDelta(Market market, DirectBuffer buffer, int offset) {
        delta.wrapAndApplyHeader(buffer, offset, header);
        BookBuilder book = market.book();
        book.beginDelta(
                InHead.conn(buffer, offset),
                InHead.flags(buffer, offset),
                delta.first(),
                delta.last(),
                delta.prev(),
                delta.flags().rESET());
        book.levels(buffer, delta.limit());
        BookVerdict verdict = book.endDelta();
        SpoofWatch spoof = market.suspicion().spoof();
        if (book.greatest() > Math.min(spoof.bound(true), spoof.bound(false))) {
            reportGreat(spoof);
        }
        // A chunk whose update breaks off later leaves the book STALE, and a snapshot replaces what was reported here.
        boolean isReported = verdict == BookVerdict.ACCEPT || verdict == BookVerdict.IN_UPDATE;
        if (isReported && execution.watchesLevels(market)) {
            report(market, buffer, offset);
        }
        if (verdict == BookVerdict.ACCEPT) {
            market.onBook(true);
        }
        done(market, verdict);
    }

    /** The spoof watch hears of the levels of the delta in hand that it may have to look for. */
    private void reportGreat(SpoofWatch spoof) {
        long most = spoof.bound(true);
        BookDeltaDecoder.BidsDecoder bids = delta.bids();
        while (bids.hasNext()) {
            bids.next();
            if (bids.qty() > most) {
                spoof.report(true, bids.price());
            }
        }
        most = spoof.bound(false);
        BookDeltaDecoder.AsksDecoder asks = delta.asks();
        while (asks.hasNext()) {
            asks.next();
            if (asks.qty() > most) {
                spoof.report(false, asks.price());
            }
        }
    }

    private void report(Market market, DirectBuffer buffer, int offset) {
        delta.wrapAndApplyHeader(buffer, offset, header);
        BookDeltaDecoder.BidsDecoder bids = delta.bids();
        while (bids.hasNext()) {
            bids.next();
            execution.onLevelReported(market, Side.BUY, bids.price(), bids.qty());
        }
        BookDeltaDecoder.AsksDecoder asks = delta.asks();
        while (asks.hasNext()) {
            asks.next();
            execution.onLevelReported(market, Side.SELL, asks.price(), asks.qty());
        }
    }

    void onSnapshot(Market market, DirectBuffer buffer, int offset) {
        snapshot.wrapAndApplyHeader(buffer, offset, header);
        BookBuilder book = market.book();
        book.beginSnapshot(
                InHead.conn(buffer, offset),
                InHead.flags(buffer, offset),
                snapshot.last(),
                snapshot.limitBid(),
                snapshot.limitAsk());
        book.levels(buffer, snapshot.limit());
        BookVerdict verdict = book.endSnapshot();
        if (verdict.isUpdate()) {
            execution.onBookReplaced(market);
            market.onBook(false);
        }
        done(market, verdict);
    }

    /** Between FIRST and LAST nothing looks at the book (BOOK-3). */
    private void done(Market market, BookVerdict verdict) {
        if (verdict.isUpdate()) {
            execution.onBook(market);
            strategies.onBook(market);
        } else if (verdict == BookVerdict.REFUSED) {
            refusals.refused(market, Stream.BOOK);
        }
    }
}
