package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.LevelReader;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.codecs.Nulls;

/** The body of a REST book: {@code {"lastUpdateId":…,"bids":[…],"asks":[…]}}, futures with their times. */
final class BookBody {
    private final Members members = new Members(Key.names());
    private final Members.Visitor visitor = this::member;
    private final LevelReader levels = new LevelReader();
    private final Publisher publisher;
    private final DepthWriter depth;
    private final JsonScan scan;
    private final long nsPerUnit;

    private int bids;
    private int asks;
    private long update;
    private long sent;
    private long made;

    BookBody(Publisher publisher, JsonScan scan, long nsPerUnit) {
        this.publisher = publisher;
        this.depth = publisher.depth();
        this.scan = scan;
        this.nsPerUnit = nsPerUnit;
    }

    /** Reads a whole body; a fault or a rejection if it is none. Nothing is published before all of it was found. */
    int read(SnapshotRequest request) {
        int end = find();
        if (end < 0) {
            return end;
        }
        if (scan.space(end) != scan.end()) {
            return Fault.MALFORMED;
        }
        if (bids == 0 || asks == 0 || update == Nulls.LONG) {
            return Rejection.MISSING.result();
        }
        if (update < 0) {
            return Rejection.RANGE.result();
        }
        long tx = made != Nulls.LONG ? made : sent;
        int slot = request.slot();
        depth.snapshot(slot, tx, update, request.requestId(), request.limit());
        return levels.book(scan, bids, asks, publisher.symbols(), slot, depth);
    }

    private int find() {
        bids = 0;
        asks = 0;
        update = Nulls.LONG;
        sent = Nulls.LONG;
        made = Nulls.LONG;
        return members.each(scan, 0, visitor);
    }

    private int member(int key, int p) {
        int at;
        switch (key) {
            case Key.UPDATE:
                at = scan.integer(p);
                update = at > 0 ? scan.value() : update;
                return at;
            case Key.TIME:
                at = scan.integer(p);
                sent = at > 0 ? ns() : sent;
                return at;
            case Key.TX:
                at = scan.integer(p);
                made = at > 0 ? ns() : made;
                return at;
            case Key.BID_LEVELS:
                bids = p;
                return scan.skip(p);
            case Key.ASK_LEVELS:
                asks = p;
                return scan.skip(p);
            default:
                return scan.skip(p);
        }
    }

    private long ns() {
        long time = scan.value();
        return time > 0 && time <= Long.MAX_VALUE / nsPerUnit ? time * nsPerUnit : Nulls.LONG;
    }
}
