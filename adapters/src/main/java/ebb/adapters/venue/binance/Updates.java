package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Layout;
import ebb.adapters.venue.Publisher;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;

/**
 * The short way of a depth event that is laid out like those before it, bids before asks: from the text to the message without
 * a look at what a payload could be else. Where the event is another one behind its bids, or behind its asks, it is handed to
 * the long way as that would have it there.
 */
final class Updates {
    /** The event is not one that goes the short way; nothing was read of it. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int NAME_AT = 6;
    private static final long NAME = Words.word("depthUpd");
    private static final long NUMBERS = 1L << Key.FIRST | 1L << Key.LAST;

    private final Publisher publisher;
    private final JsonScan scan;
    private final Fields fields;
    private final PayloadReader payload;
    private final PayloadLevels levels;
    private final DepthWriter depth;
    private final Layout layout;
    private final long due;

    Updates(Dialect dialect, Publisher publisher, JsonScan scan, Fields fields, PayloadReader payload) {
        this.publisher = publisher;
        this.scan = scan;
        this.fields = fields;
        this.payload = payload;
        this.levels = payload.levels();
        this.depth = publisher.depth();
        this.layout = payload.layout(Event.DEPTH);
        this.due = NUMBERS | (dialect.hasPrev() ? 1L << Key.PREV | 1L << Key.TX : 1L << Key.TIME);
    }

    /**
     * Decodes a payload.
     *
     * @param p its opening brace
     * @param end where it has to end for it to be published
     * @return {@code end} if it was published; else behind it, then it is still to be published; a fault, the result of a
     *     rejection, or {@link #NONE}
     */
    int take(int p, int end) {
        if (scan.word(p + NAME_AT) != NAME) {
            return NONE;
        }
        fields.clear();
        int bids = layout.first(scan, p, PayloadReader.NO_SYMBOL);
        int slot = layout.slot();
        if (bids < 0 || layout.key() != Key.B_LOW || slot < 0 || !fields.hasAll(due)) {
            return NONE;
        }
        long first = fields.value(Key.FIRST);
        long last = fields.value(Key.LAST);
        if (first < 0 || first > last || levels.stream().isPartial(fields.length(Key.S))) {
            return NONE;
        }
        payload.begin(Event.DEPTH, slot);
        depth.delta(slot);
        depth.sequence(Event.time(fields), first, last, fields.orNull(Key.PREV));
        int at = levels.side(bids, slot);
        if (at < 0) {
            return at;
        }
        int asks = layout.next(scan, at, slot);
        if (asks < 0 || layout.key() != Key.A_LOW) {
            fields.found(Key.B_LOW, bids, 0);
            return payload.resume(at, asks);
        }
        depth.side(false);
        at = levels.side(asks, slot);
        if (at < 0) {
            return at;
        }
        int behind = layout.next(scan, at, slot);
        if (behind == end && layout.key() == Layout.END) {
            depth.finish();
            publisher.decoded(FrameKind.DELTA);
            return end;
        }
        fields.found(Key.B_LOW, bids, 0);
        fields.found(Key.A_LOW, asks, 0);
        return payload.resume(at, behind);
    }
}
