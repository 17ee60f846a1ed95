package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.Layout;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.adapters.wire.Names;
import ebb.adapters.wire.Words;

/**
 * Reads one payload object into {@link Fields}, each member by its type in the event at hand; depth levels go straight
 * to the {@link DepthWriter} by {@link PayloadLevels}.
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
    private static final long TRUE = Words.word("true");
    private static final long FALSE = Words.word("false");
    private static final int RATE_SCALE = 9;
    private static final int MONEY_SCALE = 8;
    /** Internal: the event is another than was guessed; far from any fault. */
    private static final int AGAIN = -1_000;

    private final Event[] events = Event.values();
    private final EventNames names = new EventNames();
    private final Members[] members = new Members[events.length];
    private final Layout[] layouts = new Layout[events.length];
    private final PayloadLevels levels;
    private final SymbolTable symbols;
    private final JsonScan scan;
    private final Fields fields;

    private Event event = Event.UNKNOWN;
    private int slot;
    private boolean isLate;

    PayloadReader(Dialect dialect, Publisher publisher, JsonScan scan, Fields fields) {
        this.symbols = publisher.symbols();
        this.scan = scan;
        this.fields = fields;
        this.levels = new PayloadLevels(dialect, publisher, scan, fields);
        Names keys = Key.names();
        for (int i = 0; i < members.length; i++) {
            members[i] = new Members(keys);
            layouts[i] = new Layout(fields, symbols);
        }
        if (dialect.hasPrev()) {
            // Of two times that of the matching engine is told, see Event.time.
            layouts[Event.DEPTH.ordinal()].spare(Key.TIME, Key.TX);
        }
    }

    /** A book named no symbol, its stream did. */
    void slot(int slot) {
        this.slot = slot;
    }

    /** Reads its levels, and knows the stream it came on. */
    PayloadLevels levels() {
        return levels;
    }

    /** How payloads of an event are laid out. */
    Layout layout(Event of) {
        return layouts[of.ordinal()];
    }

    void reset() {
        event = Event.UNKNOWN;
        slot = NO_SYMBOL;
        names.none();
        levels.reset();
    }

    /**
     * A payload is being read of which the event and the instrument are known.
     *
     * @param event it is
     * @param slot of the instrument
     */
    void begin(Event event, int slot) {
        this.event = event;
        this.slot = slot;
        isLate = false;
        names.named();
    }

    /**
     * Goes on with a payload that was begun, behind a value of it.
     *
     * @param p behind the value
     * @param behind the run there, or {@link Layout#MISS}
     * @return as {@link #read}
     */
    int resume(int p, int behind) {
        return settled(walked(behind < 0 ? missed(event, p) : expected(event, behind)));
    }

    /** What the payload is; {@link Event#UNKNOWN} if it names no event of ours. */
    Event event() {
        return event;
    }

    /** What is known of the name of its event. */
    EventNames names() {
        return names;
    }

    /** Slot of its instrument, {@link #NO_SYMBOL} or {@link #FOREIGN}. */
    int slot() {
        return slot;
    }

    /**
     * Reads a payload.
     *
     * @param p its opening brace
     * @return behind it, a fault, or the result of a rejection
     */
    int read(int p) {
        slot = NO_SYMBOL;
        names.none();
        long head = scan.word(p) & Words.mask(HEAD);
        if (head == EVENT_HEAD) {
            return event(p);
        }
        if (head == UPDATE_HEAD) {
            int at = again(Event.TOP, p);
            if (at > 0) {
                return at;
            }
        }
        int end = again(Event.UNKNOWN, p);
        if (end < 0) {
            return end;
        }
        if (!fields.has(Key.NAME)) {
            return Event.isTouch(fields) ? again(Event.TOP, p) : end;
        }
        int at = scan.text(fields.start(Key.NAME));
        if (at < 0) {
            return at;
        }
        event = names.named(scan);
        return event == Event.UNKNOWN ? end : again(event, p);
    }

    /** A payload that begins with the name of its event: what such a name was before is expected of it. */
    private int event(int p) {
        long word = scan.word(p + HEAD + 1);
        Event guess = names.guess(word);
        if (guess != Event.UNKNOWN) {
            clear();
            int at = layouts[guess.ordinal()].first(scan, p, NO_SYMBOL);
            if (at > 0) {
                event = guess;
                names.named();
                return settled(walked(expected(event, at)));
            }
        }
        int at = scan.text(p + HEAD);
        if (at < 0) {
            return at;
        }
        event = names.named(scan);
        if (event == Event.UNKNOWN) {
            return scan.skip(p);
        }
        names.learn(word, event);
        clear();
        layouts[event.ordinal()].learn(0, true);
        // From its quote on, white space before it is none of the name: one that varies would be verified by nobody.
        layouts[event.ordinal()].member(scan, Key.NAME, Layout.NAME, p, scan.textStart() - 1, at, NO_SYMBOL);
        return settled(walked(plain(event, at, 1)));
    }

    private int again(Event as, int p) {
        event = as;
        clear();
        return settled(walked(members(as, p)));
    }

    /** A payload that names two events is none. */
    private static int settled(int result) {
        return result == AGAIN ? Fault.MALFORMED : result;
    }

    private void clear() {
        fields.clear();
        isLate = false;
        slot = NO_SYMBOL;
        levels.begin();
    }

    private int walked(int end) {
        return end < 0 || fields.waiting() == 0 ? end : late(end);
    }

    private int members(Event of, int p) {
        Layout layout = layouts[of.ordinal()];
        int at = layout.first(scan, p, slot);
        if (at > 0) {
            return expected(of, at);
        }
        layout.learn(0, of != Event.UNKNOWN);
        return plain(of, p, 0);
    }

    /** Members that are laid out as expected, behind the first run of them. */
    private int expected(Event of, int p) {
        Layout layout = layouts[of.ordinal()];
        byte[] types = of.types();
        int at = p;
        while (true) {
            slot = layout.slot();
            int key = layout.key();
            if (key == Layout.END) {
                return at;
            }
            at = key == Members.OTHER ? scan.skip(at) : value(types[key], key, at);
            if (at < 0) {
                return at;
            }
            int behind = layout.next(scan, at, slot);
            if (behind < 0) {
                return missed(of, at);
            }
            at = behind;
        }
    }

    private int missed(Event of, int p) {
        Layout layout = layouts[of.ordinal()];
        layout.learn(layout.index(), slot != FOREIGN);
        return plain(of, p, layout.index());
    }

    /** Members one by one, those before an index having been read. */
    private int plain(Event of, int p, int index) {
        Members walk = members[of.ordinal()];
        Layout layout = layouts[of.ordinal()];
        byte[] types = of.types();
        byte[] kinds = of.kinds();
        walk.start(index);
        int at = p;
        while (true) {
            int from = at;
            int key = walk.next(scan, at);
            if (key < 0) {
                return key;
            }
            int start = walk.position();
            if (key == Members.END) {
                layout.learnt(scan, from, start, slot);
                return start;
            }
            boolean isOther = key == Members.OTHER;
            at = isOther ? scan.skip(start) : value(types[key], key, start);
            if (at < 0) {
                return at;
            }
            layout.member(scan, key, isOther ? Layout.CHECKED : kinds[key], from, start, at, slot);
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
            case Key.QUANTITY:
                if (slot < 0) {
                    return fields.later(scan, key, p);
                }
                int scale = type == Key.PRICE ? symbols.priceScale(slot) : symbols.quantityScale(slot);
                return fields.number(scan, key, scan.number(p, scale));
            case Key.SYMBOL:
                return symbol(p);
            case Key.BIDS:
            case Key.ASKS:
                return levels.read(type == Key.BIDS, key, p, slot, isLate);
            case Key.FLAG:
                return flag(key, p);
            default:
                return rare(type, key, p);
        }
    }

    private int symbol(int p) {
        int at = scan.text(p);
        if (at > 0) {
            int found = symbols.find(scan, scan.textStart(), scan.textLength());
            slot = found < 0 ? FOREIGN : found;
            fields.found(Key.S, scan.textStart(), scan.textLength());
        }
        return at;
    }

    private int flag(int key, int from) {
        // A layout hands over what stands behind the colon, white space and all.
        int p = scan.space(from);
        long word = scan.word(p);
        boolean isTrue = (word & Words.mask(4)) == TRUE;
        // One branch for both: which of them stands there cannot be foreseen.
        if (isTrue | (word & Words.mask(5)) == FALSE) {
            int set = isTrue ? 1 : 0;
            fields.put(key, set);
            return p + 5 - set;
        }
        return scan.skip(p);
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
            return members(Event.ORDER_BODY, p);
        }
        return slot < 0 ? fields.later(scan, key, p) : members(Event.CANDLE_BODY, p);
    }

    private int sameEvent(int p) {
        Event guess = event;
        int at = scan.text(p);
        if (at < 0) {
            return at;
        }
        event = names.named(scan);
        return event == guess ? at : AGAIN;
    }
}
