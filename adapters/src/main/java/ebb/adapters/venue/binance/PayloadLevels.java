package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.LevelReader;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.JsonScan;

/** Reads the levels of a payload: straight into the {@link DepthWriter}, or, of a stream of the first few, their best. */
final class PayloadLevels {
    private final LevelReader levels = new LevelReader();
    private final StreamName stream;
    private final Dialect dialect;
    private final SymbolTable symbols;
    private final DepthWriter depth;
    private final JsonScan scan;
    private final Fields fields;
    private boolean partial;

    PayloadLevels(Dialect dialect, Publisher publisher, JsonScan scan, Fields fields) {
        this.stream = new StreamName(scan);
        this.dialect = dialect;
        this.symbols = publisher.symbols();
        this.depth = publisher.depth();
        this.scan = scan;
        this.fields = fields;
    }

    /** A frame begins. */
    void reset() {
        partial = false;
        stream.none();
    }

    /** A payload begins. */
    void begin() {
        partial = false;
    }

    /** The name of the stream the payload came on. */
    StreamName stream() {
        return stream;
    }

    /** Whether the levels are the first ones of the book only. */
    boolean isPartial() {
        return partial;
    }

    /**
     * Reads one side.
     *
     * @param bids whether it is that of the bids
     * @param key of the side
     * @param p where its value begins
     * @param slot of the instrument, negative if it is not known yet
     * @param isLate whether all of the payload has been walked over
     * @return behind it, a fault, or the result of a rejection
     */
    int read(boolean bids, int key, int p, int slot, boolean isLate) {
        if (slot < 0 || !hasSequence() || !isLate && !fields.has(dialect.hasPrev() ? Key.TX : Key.TIME)) {
            return isLate ? Rejection.MISSING.result() : fields.later(scan, key, p);
        }
        if (fields.value(Key.FIRST) < 0 || fields.value(Key.FIRST) > fields.value(Key.LAST)) {
            return Rejection.RANGE.result();
        }
        fields.found(key, p, 0);
        if (!depth.isOpen() && !partial) {
            partial = stream.isPartial(fields.length(Key.S));
            if (!partial) {
                depth.delta(slot);
                depth.sequence(
                        Event.time(fields), fields.value(Key.FIRST), fields.value(Key.LAST), fields.orNull(Key.PREV));
            }
        }
        if (partial) {
            return best(bids, p, slot);
        }
        depth.side(bids);
        return side(p, slot);
    }

    /** Reads the side that the message at hand is at; as {@link #read}. */
    int side(int p, int slot) {
        return levels.read(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), depth);
    }

    private int best(boolean bids, int p, int slot) {
        int at = levels.best(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), bids);
        fields.put(bids ? Key.B_LOW : Key.A_LOW, levels.bestPrice());
        fields.put(bids ? Key.B : Key.A, levels.bestQuantity());
        return at;
    }

    private boolean hasSequence() {
        return fields.has(Key.LAST) && fields.has(Key.FIRST) && (fields.has(Key.PREV) || !dialect.hasPrev());
    }

    /** Reads the touch of an instrument out of a book whose levels were found; as {@link #read}. */
    int touch(int slot) {
        int at = fields.number(scan, Key.UPDATE, scan.integer(fields.start(Key.UPDATE)));
        at = at < 0 ? at : best(true, fields.start(Key.BID_LEVELS), slot);
        return at < 0 ? at : best(false, fields.start(Key.ASK_LEVELS), slot);
    }
}
