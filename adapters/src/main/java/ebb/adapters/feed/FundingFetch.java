package ebb.adapters.feed;

import ebb.adapters.feed.protocol.FundingRows;
import ebb.adapters.feed.protocol.FundingWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.codecs.sbe.Stream;
import java.time.Instant;

/** Settlements of the past (FUND-2). The venue's list is what there is: a hole in it is named, not asked for again. */
final class FundingFetch extends HistoryFetch {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_PAGES = 64;

    private final VenueProtocol protocol;
    private final FundingWriter writer;
    private final long fromNs;
    private final long toNs;
    private final FundingRows rows = new FundingRows();
    private long cursorNs;
    private int page;
    private boolean isComplete;
    private int written;

    FundingFetch(
            VenueProtocol protocol, FundingWriter writer, Listing listing, int instrument, long fromNs, long toNs) {
        super(listing, instrument);
        this.protocol = protocol;
        this.writer = writer;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    @Override
    boolean isPossible() {
        return protocol.hasFunding() && fromNs < toNs;
    }

    @Override
    void begin() {
        rows.clear();
        cursorNs = Math.max(0, fromNs);
        page = 1;
        isComplete = false;
        written = 0;
    }

    @Override
    RestRequest next() {
        return isComplete ? null : protocol.funding(listing().symbol(), cursorNs, toNs, page);
    }

    @Override
    boolean take(RestReply reply, long stampNs) {
        int before = rows.size();
        int read = protocol.readFunding(reply.body(), rows);
        if (read < 0) {
            return false;
        }
        long newestNs = cursorNs;
        long oldestNs = Long.MAX_VALUE;
        for (int row = before; row < rows.size(); row++) {
            newestNs = Math.max(newestNs, rows.atNs(row));
            oldestNs = Math.min(oldestNs, rows.atNs(row));
        }
        boolean isLast = read < protocol.fundingLimit()
                || (protocol.isFundingNewestFirst() ? oldestNs <= fromNs : newestNs == cursorNs);
        cursorNs = protocol.isFundingNewestFirst() ? cursorNs : newestNs + 1;
        page++;
        if (isLast || page > MOST_PAGES) {
            end();
        }
        return true;
    }

    @Override
    void end() {
        isComplete = true;
        rows.settle(fromNs, toNs);
    }

    @Override
    boolean write(long stampNs) {
        written = writer.write(rows, written, instrument(), stampNs);
        return written == rows.size();
    }

    @Override
    long holes() {
        return rows.holes();
    }

    @Override
    Stream stream() {
        return Stream.FUNDING;
    }

    @Override
    String text() {
        return "settlements of " + listing().symbol() + " from " + Instant.ofEpochSecond(fromNs / SECOND_NS);
    }
}
