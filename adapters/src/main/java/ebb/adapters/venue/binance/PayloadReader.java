package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.LevelReader;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.adapters.wire.Names;
import ebb.adapters.wire.Words;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads one payload object into {@link Fields}, each member by its type in the event at hand; depth levels go straight
 * to the {@link DepthWriter}.
 *
 * <p>A member that depends on one not read yet (a price before its symbol, levels before their sequence) is only found,
 * and read after the last member. So the order of keys changes the cost, never the result.
 */
final class PayloadReader {
    static final int NO_SYMBOL = -1;
    /** A symbol that is not ours: the rest is only walked over. */
    static final int FOREIGN = -2;

    private static final long EVENT_HEAD = Words.word("{\"e\":");
    private static final long UPDATE_HEAD = Words.word("{\"u\":");
    private static final int HEAD = 5;
    private static final int RATE_SCALE = 9;
    private static final int MONEY_SCALE = 8;
    /** Internal: the event is another than was guessed; far from any fault. */
    private static final int AGAIN = -1_000;

    private static final long DEPTH_NAME = Words.word("@depth");
    private static final int DEPTH_NAME_LENGTH = 6;

    private final Event[] events = Event.values();
    private final Names names = Event.names();
    private final Members[] members = new Members[events.length];
    private final LevelReader levels = new LevelReader();
    private final Dialect dialect;
    private final Publisher publisher;
    private final SymbolTable symbols;
    private final DepthWriter depth;
    private final JsonScan scan;
    private final Fields fields;
    private final UnsafeBuffer upper = new UnsafeBuffer(new byte[Names.MAX_LENGTH]);
    private final JsonScan folded = new JsonScan();

    private Event event = Event.UNKNOWN;
    private int ignored;
    private int slot;
    private int streamStart;
    private int streamLength;
    private boolean partial;
    private boolean isLate;
    private boolean named;
    private final long nsPerUnit;

    PayloadReader(Dialect dialect, Publisher publisher, JsonScan scan, Fields fields, long nsPerUnit) {
        this.dialect = dialect;
        this.publisher = publisher;
        this.symbols = publisher.symbols();
        this.depth = publisher.depth();
        this.scan = scan;
        this.fields = fields;
        this.nsPerUnit = nsPerUnit;
        Names keys = Key.names();
        for (int i = 0; i < members.length; i++) {
            members[i] = new Members(keys);
        }
    }

    /** The name of the stream the payload came on; length 0 if it has none. */
    void stream(int start, int length) {
        streamStart = start;
        streamLength = length;
    }

    void reset() {
        event = Event.UNKNOWN;
        slot = NO_SYMBOL;
        ignored = -1;
        partial = false;
        streamLength = 0;
    }

    /** What the payload is; {@link Event#UNKNOWN} if it names no event of ours. */
    Event event() {
        return event;
    }

    /** Index of the event's name among those passed over, −1 if it is none of them. */
    int ignored() {
        return ignored;
    }

    /** Whether the payload named an event, ours or not. */
    boolean isNamed() {
        return named;
    }

    /** Slot of its instrument, {@link #NO_SYMBOL} or {@link #FOREIGN}. */
    int slot() {
        return slot;
    }

    /** Whether its levels are the first ones of the book only. */
    boolean isPartial() {
        return partial;
    }

    int streamStart() {
        return streamStart;
    }

    int streamLength() {
        return streamLength;
    }

    /**
     * Reads a payload.
     *
     * @param p its opening brace
     * @return behind it, a fault, or the result of a rejection
     */
    int read(int p) {
        slot = NO_SYMBOL;
        ignored = -1;
        named = false;
        long head = scan.word(p) & Words.mask(HEAD);
        if (head == EVENT_HEAD) {
            int at = scan.text(p + HEAD);
            if (at < 0) {
                return at;
            }
            return named() ? settled(walk(at, false)) : scan.skip(p);
        }
        if (head == UPDATE_HEAD) {
            int at = again(Event.TOP, p);
            if (at > 0) {
                return at;
            }
        }
        event = Event.UNKNOWN;
        int end = walk(p, true);
        if (end < 0) {
            return end;
        }
        if (!fields.has(Key.NAME)) {
            return isTouch() ? again(Event.TOP, p) : end;
        }
        int at = scan.text(fields.start(Key.NAME));
        if (at < 0) {
            return at;
        }
        return named() ? settled(walk(p, true)) : end;
    }

    /** The touch of spot names no event. */
    private boolean isTouch() {
        boolean bid = fields.has(Key.B_LOW) && fields.has(Key.B);
        return bid && fields.has(Key.A_LOW) && fields.has(Key.A) && fields.has(Key.LAST) && fields.has(Key.S);
    }

    private int again(Event as, int p) {
        event = as;
        return settled(walk(p, true));
    }

    /** A payload that names two events is none. */
    private static int settled(int result) {
        return result == AGAIN ? Fault.MALFORMED : result;
    }

    /** Whether the text read last is the name of an event of ours, which is then the event in hand. */
    private boolean named() {
        named = true;
        int found = names.find(scan, scan.textStart(), scan.textLength());
        boolean isOurs = found >= 0 && found < Event.named();
        event = isOurs ? events[found] : Event.UNKNOWN;
        ignored = found >= Event.named() ? found - Event.named() : -1;
        return isOurs;
    }

    private int walk(int p, boolean whole) {
        fields.clear();
        isLate = false;
        slot = NO_SYMBOL;
        partial = false;
        int at = members(event, p, whole);
        return at < 0 || fields.waiting() == 0 ? at : late(at);
    }

    private int members(Event of, int p, boolean whole) {
        Members walk = members[of.ordinal()];
        byte[] types = of.types();
        walk.start(whole);
        int at = p;
        while (true) {
            int key = walk.next(scan, at);
            if (key < 0) {
                return key;
            }
            at = walk.position();
            if (key == Members.END) {
                return at;
            }
            at = key == Members.OTHER ? scan.skip(at) : value(types[key], key, at);
            if (at < 0) {
                return at;
            }
        }
    }

    /** Members that had to wait for others; what they waited for is there now, or will never be. */
    private int late(int end) {
        byte[] types = (event == Event.LIQUIDATION ? Event.ORDER_BODY : event).types();
        long waiting = fields.waiting();
        isLate = true;
        for (; waiting != 0 && slot >= 0; waiting &= waiting - 1) {
            int key = Long.numberOfTrailingZeros(waiting);
            int at = value(types[key], key, fields.start(key));
            if (at < 0) {
                return at;
            }
        }
        return end;
    }

    private int value(byte type, int key, int p) {
        switch (type) {
            case Key.INTEGER:
                return fields.number(scan, key, scan.integer(p));
            case Key.PRICE:
                return slot < 0
                        ? fields.later(scan, key, p)
                        : fields.number(scan, key, scan.number(p, symbols.priceScale(slot)));
            case Key.QUANTITY:
                return slot < 0
                        ? fields.later(scan, key, p)
                        : fields.number(scan, key, scan.number(p, symbols.quantityScale(slot)));
            case Key.SYMBOL:
                return symbol(p);
            case Key.BIDS:
            case Key.ASKS:
                return levels(type == Key.BIDS, key, p);
            case Key.FLAG:
                return flag(key, p);
            default:
                return rare(type, key, p);
        }
    }

    private int symbol(int p) {
        int at = scan.text(p);
        if (at > 0) {
            slot = symbols.find(scan, scan.textStart(), scan.textLength());
            if (slot < 0) {
                slot = FOREIGN;
            }
            fields.found(Key.S, scan.textStart(), scan.textLength());
        }
        return at;
    }

    private int flag(int key, int p) {
        int c = scan.at(p);
        if (c == 't' || c == 'f') {
            fields.put(key, c == 't' ? 1 : 0);
        }
        return scan.skip(p);
    }

    private int levels(boolean bids, int key, int p) {
        if (slot < 0 || !hasSequence() || !isLate && !fields.has(dialect.hasPrev() ? Key.TX : Key.TIME)) {
            return isLate ? Rejection.MISSING.result() : fields.later(scan, key, p);
        }
        if (fields.value(Key.FIRST) < 0 || fields.value(Key.FIRST) > fields.value(Key.LAST)) {
            return Rejection.RANGE.result();
        }
        fields.found(key, p, 0);
        if (!depth.isOpen() && !partial) {
            partial = isPartialStream();
            if (!partial) {
                depth.delta(slot);
                depth.sequence(time(), fields.value(Key.FIRST), fields.value(Key.LAST), fields.orNull(Key.PREV));
            }
        }
        if (partial) {
            return best(bids, p);
        }
        depth.side(bids);
        return levels.read(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), depth);
    }

    private int best(boolean bids, int p) {
        int at = levels.best(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), bids);
        fields.put(bids ? Key.B_LOW : Key.A_LOW, levels.bestPrice());
        fields.put(bids ? Key.B : Key.A, levels.bestQuantity());
        return at;
    }

    private boolean hasSequence() {
        return fields.has(Key.LAST) && fields.has(Key.FIRST) && (fields.has(Key.PREV) || !dialect.hasPrev());
    }

    /** When the matching engine made it, where that is told; else when it was sent. */
    long time() {
        return fields.ns(fields.has(Key.TX) ? Key.TX : Key.TIME, nsPerUnit);
    }

    /** Streams of the first 5, 10 or 20 levels look like depth events, only their name tells. */
    private boolean isPartialStream() {
        int at = streamStart + fields.length(Key.S);
        if (streamLength == 0 || (scan.word(at) & Words.mask(DEPTH_NAME_LENGTH)) != DEPTH_NAME) {
            return false;
        }
        int c = scan.at(at + DEPTH_NAME_LENGTH);
        return c >= '0' && c <= '9';
    }

    private int rare(byte type, int key, int p) {
        switch (type) {
            case Key.FIND:
                fields.found(key, p, 0);
                return scan.skip(p);
            case Key.TEXT:
                return fields.text(scan, key, p);
            case Key.REFERENCE:
                if (slot < 0) {
                    return fields.later(scan, key, p);
                }
                return isEmpty(p) ? scan.skip(p) : fields.number(scan, key, scan.rounded(p, symbols.priceScale(slot)));
            case Key.RATE:
                return isEmpty(p) ? scan.skip(p) : fields.number(scan, key, scan.rounded(p, RATE_SCALE));
            case Key.MONEY:
                int at = fields.number(scan, key, scan.rounded(p, MONEY_SCALE));
                return at == Fault.OVERFLOW ? scan.skip(p) : at;
            case Key.BODY:
                return body(key, p);
            case Key.EVENT:
                return sameEvent(p);
            default:
                return scan.skip(p);
        }
    }

    /** Whether a value is {@code null} or an empty string: delivery contracts have no funding rate. */
    private boolean isEmpty(int p) {
        return scan.isNull(p) || scan.at(p) == '"' && scan.at(p + 1) == '"';
    }

    private int body(int key, int p) {
        if (event == Event.LIQUIDATION) {
            return members(Event.ORDER_BODY, p, true);
        }
        return slot < 0 ? fields.later(scan, key, p) : members(Event.CANDLE_BODY, p, true);
    }

    private int sameEvent(int p) {
        Event guess = event;
        int at = scan.text(p);
        if (at < 0) {
            return at;
        }
        named();
        return event == guess ? at : AGAIN;
    }

    /**
     * The instrument a stream is named after ({@code btcusdt@depth5}): for payloads that name none.
     *
     * @return its slot, or {@link #FOREIGN}
     */
    int streamSlot() {
        int length = 0;
        while (length < streamLength && length < Names.MAX_LENGTH && scan.at(streamStart + length) != '@') {
            int c = scan.at(streamStart + length);
            upper.putByte(length++, (byte) (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
        }
        folded.wrap(upper, 0, length);
        int found = symbols.find(folded, 0, length);
        return found < 0 ? FOREIGN : found;
    }

    /** Reads the touch out of a book whose levels were found; as {@link #read}. */
    int touch(int of) {
        slot = of;
        int at = fields.number(scan, Key.UPDATE, scan.integer(fields.start(Key.UPDATE)));
        at = at < 0 ? at : best(true, fields.start(Key.BID_LEVELS));
        return at < 0 ? at : best(false, fields.start(Key.ASK_LEVELS));
    }
}
