package ebb.adapters.venue.mexc;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.Layout;
import ebb.adapters.venue.LevelReader;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.Backwards;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.adapters.wire.Names;
import ebb.codecs.Nulls;
import ebb.codecs.XxHash64;

/**
 * Reads the data of one channel into {@link Fields}, each member by its type there; depth levels go straight to the
 * {@link DepthWriter}.
 *
 * <p>A price before its symbol, or levels of a large frame before their sequence, are only found and read at the end.
 */
final class MexcReader {
    /** In so few bytes no more levels fit than a slot holds, so their sequence may come after them. */
    private static final int ONE_SLOT_BYTES = 448;
    /** How far before the end of a large frame its sequence is looked for. */
    private static final int TAIL_BYTES = 120;

    private static final int RATE_SCALE = 9;
    private static final int MONEY_SCALE = 8;
    private static final long NS_PER_MS = 1_000_000L;

    private final Members[] members = new Members[Channel.values().length];
    private final Layout[] layouts = new Layout[members.length];
    private final Members tail;
    private final LevelReader levels = new LevelReader();
    private final SymbolTable symbols;
    private final DepthWriter depth;
    private final JsonScan scan;
    private final Fields fields;

    private Channel channel;
    private int slot;
    private long sentNs;
    private boolean isLate;
    private boolean isAhead;
    private long aheadFirst;
    private long aheadLast;
    private long aheadCts;
    private long toldFirst;
    private long toldLast;
    private long toldTx;

    MexcReader(Publisher publisher, JsonScan scan, Fields fields) {
        this.symbols = publisher.symbols();
        this.depth = publisher.depth();
        this.scan = scan;
        this.fields = fields;
        Names keys = Key.names();
        for (int i = 0; i < members.length; i++) {
            members[i] = new Members(keys);
            layouts[i] = new Layout(fields, symbols);
        }
        this.tail = new Members(keys);
    }

    /** The instrument the values are of; for {@link Channel#TICKERS} the one the element names. */
    void slot(int slot) {
        this.slot = slot;
    }

    /** Slot of the instrument, negative if it is not ours. */
    int slot() {
        return slot;
    }

    /** When the venue sent the frame, ns, or null; as far as it is known before the data is read. */
    void sent(long sentNs) {
        this.sentNs = sentNs;
    }

    /** Milliseconds as nanoseconds, or null if they are no time. */
    static long ns(long value) {
        return value > 0 && value <= Long.MAX_VALUE / NS_PER_MS ? value * NS_PER_MS : Nulls.LONG;
    }

    /**
     * Reads one data object.
     *
     * @param channel whose data it is
     * @param p its opening brace
     * @return behind it, a fault, or the result of a rejection
     */
    int read(Channel channel, int p) {
        this.channel = channel;
        fields.clear();
        isLate = false;
        isAhead = false;
        if (channel == Channel.DEPTH && scan.end() > ONE_SLOT_BYTES) {
            lookAhead(p);
        }
        Layout layout = layouts[channel.ordinal()];
        int at = layout.first(scan, p, slot);
        if (at > 0) {
            return walked(expected(layout, at));
        }
        layout.learn(0, slot >= 0);
        return walked(plain(layout, p, 0));
    }

    /** Members that are laid out as expected, behind the first run of them. */
    private int expected(Layout layout, int p) {
        byte[] types = channel.types();
        int at = p;
        while (true) {
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
                layout.learn(layout.index(), slot >= 0);
                return plain(layout, at, layout.index());
            }
            at = behind;
        }
    }

    /** Members one by one, those before an index having been read. */
    private int plain(Layout layout, int p, int index) {
        Members walk = members[channel.ordinal()];
        byte[] types = channel.types();
        byte[] kinds = channel.kinds();
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

    private int walked(int end) {
        return end < 0 || fields.waiting() == 0 ? end : late(channel.types(), end);
    }

    private int late(byte[] types, int end) {
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
            case Key.OPTIONAL:
                return scan.isNull(p) ? scan.skip(p) : fields.number(scan, key, scan.integer(p));
            case Key.PRICE:
                return slot < 0
                        ? fields.later(scan, key, p)
                        : fields.number(scan, key, scan.number(p, symbols.priceScale(slot)));
            case Key.QUANTITY:
                return slot < 0
                        ? fields.later(scan, key, p)
                        : fields.number(scan, key, scan.number(p, symbols.quantityScale(slot)));
            case Key.BIDS:
            case Key.ASKS:
                return levels(type == Key.BIDS, key, p);
            case Key.ID:
                return id(key, p);
            default:
                return rare(type, key, p);
        }
    }

    /** Ids are numbers, as text or bare; a text that is none counts by its hash (messages.md §1). */
    private int id(int key, int p) {
        int first = scan.at(p + 1);
        boolean isUsual = scan.at(p) == '"' && first >= '0' && first <= '9';
        int at = scan.integer(isUsual ? p + 1 : p);
        if (isUsual) {
            at = at > 0 && scan.at(at) == '"' ? at + 1 : scan.integer(p);
        }
        if (at > 0 && scan.value() >= 0) {
            return fields.number(scan, key, at);
        }
        at = scan.text(p);
        if (at > 0) {
            fields.put(key, XxHash64.hash(scan.bytes(), scan.textStart(), scan.textLength()));
        }
        return at;
    }

    private int rare(byte type, int key, int p) {
        switch (type) {
            case Key.FIND:
                fields.found(key, p, 0);
                return scan.skip(p);
            case Key.TEXT:
                return fields.text(scan, key, p);
            case Key.SYMBOL:
                return symbol(p);
            case Key.REFERENCE:
                if (scan.isNull(p)) {
                    return scan.skip(p);
                }
                return slot < 0
                        ? fields.later(scan, key, p)
                        : fields.number(scan, key, scan.rounded(p, symbols.priceScale(slot)));
            case Key.RATE:
                return fields.number(scan, key, scan.rounded(p, RATE_SCALE));
            case Key.MONEY:
                int at = fields.number(scan, key, scan.rounded(p, MONEY_SCALE));
                return at == Fault.OVERFLOW ? scan.skip(p) : at;
            default:
                return scan.skip(p);
        }
    }

    private int symbol(int p) {
        int at = scan.text(p);
        if (at > 0) {
            int found = symbols.find(scan, scan.textStart(), scan.textLength());
            slot = found < 0 ? MexcDecoder.FOREIGN : found;
        }
        return at;
    }

    private int levels(boolean bids, int key, int p) {
        if (channel == Channel.FULL) {
            return best(bids, key, p);
        }
        if (!depth.isOpen()) {
            boolean known = isAhead || hasSequence();
            if (!known && scan.end() > ONE_SLOT_BYTES) {
                return isLate ? Rejection.MISSING.result() : fields.later(scan, key, p);
            }
            if (hasSequence() && !isSequence()) {
                return Rejection.RANGE.result();
            }
            depth.delta(slot);
            if (known) {
                tell(!hasSequence());
            }
        }
        fields.found(key, p, 0);
        depth.side(bids);
        return levels.read(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), depth);
    }

    private int best(boolean bids, int key, int p) {
        int at = levels.best(scan, p, symbols.priceScale(slot), symbols.quantityScale(slot), bids);
        if (at > 0) {
            fields.found(key, p, 0);
            fields.put(bids ? Key.BID : Key.ASK, levels.bestPrice());
            fields.put(bids ? Key.BID_SIZE : Key.ASK_SIZE, levels.bestQuantity());
        }
        return at;
    }

    private boolean hasSequence() {
        return fields.has(Key.VERSION) || fields.has(Key.END) && fields.has(Key.BEGIN);
    }

    /**
     * The sequence of a large frame stands behind its levels, and the first slot cannot wait for it: a look at the last
     * members of the data. What is found is compared with what is read in the end.
     */
    private void lookAhead(int from) {
        int end = scan.end() - 1;
        int stop = Math.max(from, end - TAIL_BYTES);
        int at = Backwards.find(scan, end, stop, ']');
        if (at <= stop) {
            return;
        }
        tail.start(false);
        at++;
        while (true) {
            int key = tail.next(scan, at);
            if (key < 0 || key == Members.END) {
                break;
            }
            at = value(Channel.DEPTH.types()[key == Members.OTHER ? Key.DATA : key], key, tail.position());
            if (at < 0) {
                break;
            }
        }
        isAhead = hasSequence() && isSequence();
        if (isAhead) {
            aheadFirst = first();
            aheadLast = last();
            aheadCts = fields.orNull(Key.CTS);
        }
        fields.clear();
    }

    private boolean isSequence() {
        return first() >= 0 && first() <= last();
    }

    private long first() {
        return fields.value(fields.has(Key.BEGIN) ? Key.BEGIN : Key.VERSION);
    }

    private long last() {
        return fields.value(fields.has(Key.END) ? Key.END : Key.VERSION);
    }

    private void tell(boolean ahead) {
        toldFirst = ahead ? aheadFirst : first();
        toldLast = ahead ? aheadLast : last();
        long cts = fields.has(Key.CTS) ? fields.value(Key.CTS) : ahead ? aheadCts : Nulls.LONG;
        toldTx = cts == Nulls.LONG ? sentNs : ns(cts);
        depth.sequence(toldTx, toldFirst, toldLast, Nulls.LONG);
    }

    /**
     * Tells the depth message its place, now that all of the data is read: {@code begin … end}, or the one
     * {@code version} of a frame that merges nothing.
     *
     * @return 0, or the result of a rejection
     */
    int sequence() {
        if (!hasSequence() || !fields.has(Key.BID_LEVELS) || !fields.has(Key.ASK_LEVELS)) {
            return Rejection.MISSING.result();
        }
        if (!isSequence()) {
            return Rejection.RANGE.result();
        }
        long first = toldFirst;
        long last = toldLast;
        long tx = toldTx;
        tell(false);
        boolean same = first == toldFirst && last == toldLast && tx == toldTx;
        return depth.isChunked() && !same ? Rejection.MALFORMED.result() : 0;
    }
}
