package ebb.adapters.venue.mexc;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.LevelReader;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.codecs.Nulls;

/**
 * The body of a REST book, with the venue's envelope or without: {@code {"success":true,"code":0,"data":{"asks":[…],
 * "bids":[…],"version":…,"timestamp":…}}}.
 */
final class BookBody {
    private final Members members = new Members(Key.names());
    private final Members.Visitor visitor = this::member;
    private final LevelReader levels = new LevelReader();
    private final Publisher publisher;
    private final DepthWriter depth;
    private final JsonScan scan;

    private int bids;
    private int asks;
    private long version;
    private long time;
    private int data;
    private long code;
    private int messageStart;
    private int messageLength;

    BookBody(Publisher publisher, JsonScan scan) {
        this.publisher = publisher;
        this.depth = publisher.depth();
        this.scan = scan;
    }

    /** The code of the venue's error, if the body was one. */
    long code() {
        return code;
    }

    int messageStart() {
        return messageStart;
    }

    int messageLength() {
        return messageLength;
    }

    /** Reads a whole body; a fault or a rejection if it is none. Nothing is published before all of it was found. */
    int read(SnapshotRequest request) {
        int end = envelope();
        if (end < 0) {
            return end;
        }
        if (scan.space(end) != scan.end()) {
            return Fault.MALFORMED;
        }
        if (code != 0) {
            return Rejection.VENUE_ERROR.result();
        }
        if (bids == 0 || asks == 0 || version == Nulls.LONG) {
            return Rejection.MISSING.result();
        }
        if (version < 0) {
            return Rejection.RANGE.result();
        }
        int slot = request.slot();
        depth.snapshot(slot, MexcReader.ns(time), version, request.requestId(), request.limit());
        return levels.book(scan, bids, asks, publisher.symbols(), slot, depth);
    }

    private int envelope() {
        bids = 0;
        asks = 0;
        version = Nulls.LONG;
        time = Nulls.LONG;
        data = 0;
        code = 0;
        messageStart = 0;
        messageLength = 0;
        int end = members.each(scan, 0, visitor);
        if (end < 0 || data == 0 || code != 0) {
            return end;
        }
        int inner = scan.at(data) == '{' ? members.each(scan, data, visitor) : Rejection.MISSING.result();
        return inner < 0 ? inner : end;
    }

    private int member(int key, int p) {
        int at;
        switch (key) {
            case Key.VERSION:
                at = scan.integer(p);
                version = at > 0 ? scan.value() : version;
                return at;
            case Key.TIMESTAMP:
                if (scan.isNull(p)) {
                    return scan.skip(p);
                }
                at = scan.integer(p);
                time = at > 0 ? scan.value() : time;
                return at;
            case Key.CODE:
                at = scan.integer(p);
                code = at > 0 ? scan.value() : code;
                return at;
            case Key.MESSAGE:
                at = scan.text(p);
                messageStart = scan.textStart();
                messageLength = at > 0 ? scan.textLength() : 0;
                return at < 0 && scan.isNull(p) ? scan.skip(p) : at;
            case Key.BID_LEVELS:
                bids = p;
                return scan.skip(p);
            case Key.ASK_LEVELS:
                asks = p;
                return scan.skip(p);
            case Key.DATA:
                data = p;
                return scan.skip(p);
            default:
                return scan.skip(p);
        }
    }
}
