package ebb.adapters.venue.binance;

import ebb.adapters.venue.Control;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Stream;
import org.agrona.DirectBuffer;

/**
 * Binance frames, raw ({@code /ws}) or combined ({@code /stream}), and REST books to messages.
 *
 * <p>One pass: the name of the event comes first in the frames the venue sends, so each member is read at once by its
 * type in that event, levels straight into the claimed slot.
 */
public final class BinanceDecoder implements Decoder {
    /** Longer than any frame or book of the venue: 5,000 levels a side have about 300 KB. */
    public static final int MAX_FRAME = 8 << 20;

    /** Where the name of the stream begins in {@code {"stream":"}. */
    private static final int STREAM_AT = 10;

    private static final long STREAM_HEAD = Words.word("{\"stream");
    private static final long DATA_HEAD = Words.word(",\"data\":");
    private static final int UNKNOWN_SYMBOL = Rejection.UNKNOWN_SYMBOL.result();

    private final int subscription = Event.ignored("subscriptionId");
    private final int openInterest = Event.ignored("openInterest");
    private final int otherFamily = Event.ignored("other family");
    private final Dialect dialect;
    private final ControlListener listener;
    private final Publisher publisher;
    private final JsonScan scan = new JsonScan();
    private final Fields fields;
    private final PayloadReader payload;
    private final BinanceMessages messages;
    private final Prints prints;
    private final Updates updates;
    private final BookBody book;

    private DirectBuffer frame;
    private int frameOffset;
    private int frameLength;
    private long receiveNs;
    private int conn;

    /**
     * A decoder that knows no instrument yet; times are milliseconds.
     *
     * @param dialect the family of the frames
     * @param ingress of the thread that will decode
     * @param listener hears control frames and refusals
     */
    public BinanceDecoder(Dialect dialect, Ingress ingress, ControlListener listener) {
        this(dialect, ingress, listener, false);
    }

    /**
     * A decoder that knows no instrument yet.
     *
     * @param dialect the family of the frames
     * @param ingress of the thread that will decode
     * @param listener hears control frames and refusals
     * @param micros whether the streams were asked for with {@code timeUnit=MICROSECOND}
     */
    public BinanceDecoder(Dialect dialect, Ingress ingress, ControlListener listener, boolean micros) {
        long nsPerUnit = micros ? 1_000L : 1_000_000L;
        this.dialect = dialect;
        this.listener = listener;
        this.publisher = new Publisher(dialect.venue(), ingress, Event.ignored());
        this.fields = new Fields(Key.COUNT, nsPerUnit);
        this.payload = new PayloadReader(dialect, publisher, scan, fields);
        this.prints = new Prints(dialect, publisher, scan, payload);
        this.updates = new Updates(dialect, publisher, scan, fields, payload);
        this.messages = new BinanceMessages(dialect, publisher, scan, fields);
        this.book = new BookBody(publisher, scan, nsPerUnit);
    }

    @Override
    public int define(String symbol, int instrument, int pe, int qe) {
        return publisher.define(symbol, instrument, pe, qe);
    }

    @Override
    public SymbolTable symbols() {
        return publisher.symbols();
    }

    @Override
    public DecodeCounters counters() {
        return publisher.counters();
    }

    @Override
    public boolean drain() {
        return publisher.drain();
    }

    @Override
    public int decode(DirectBuffer frame, int offset, int length, long receiveNs, int conn) {
        begin(frame, offset, length, receiveNs, conn);
        payload.reset();
        int result = length > MAX_FRAME ? Rejection.TOO_LONG.result() : frame();
        if (result >= 0) {
            return result;
        }
        boolean isKnown = payload.slot() != PayloadReader.NO_SYMBOL && payload.event() != Event.UNKNOWN;
        boolean isForeign = result == UNKNOWN_SYMBOL || result == Rejection.UNKNOWN_CHANNEL.result();
        if (!isKnown
                && !isForeign
                && payload.slot() != PayloadReader.FOREIGN
                && !publisher.depth().isOpen()) {
            listener.onUnplaced(Rejection.of(result), conn);
        }
        return refuse(result, payload.slot(), payload.event().stream());
    }

    @Override
    public int decodeSnapshot(SnapshotRequest request, DirectBuffer body, int offset, int length, long receiveNs) {
        begin(body, offset, length, receiveNs, request.conn());
        int result = length > MAX_FRAME ? Rejection.TOO_LONG.result() : book.read(request);
        return result >= 0 ? publisher.decoded(FrameKind.SNAPSHOT) : refuse(result, request.slot(), null);
    }

    @Override
    public void refuse(Rejection reason, DirectBuffer frame, int offset, int length, long receiveNs, int conn) {
        publisher.rejected(reason, PayloadReader.NO_SYMBOL, null);
        listener.onRejected(reason, conn, receiveNs, frame, offset, length);
    }

    private void begin(DirectBuffer frame, int offset, int length, long receiveNs, int conn) {
        this.frame = frame;
        this.frameOffset = offset;
        this.frameLength = length;
        this.receiveNs = receiveNs;
        this.conn = conn;
        publisher.frame(receiveNs, conn);
        scan.wrap(frame, offset, length);
    }

    private int refuse(int result, int slot, Stream stream) {
        Rejection reason = Rejection.of(result);
        publisher.rejected(reason, slot, stream);
        listener.onRejected(reason, conn, receiveNs, frame, frameOffset, frameLength);
        return result;
    }

    private int frame() {
        int start = 0;
        boolean combined = false;
        if (scan.word(0) == STREAM_HEAD) {
            int at = scan.text(STREAM_AT);
            if (at > 0 && scan.word(at) == DATA_HEAD) {
                payload.levels().stream().at(scan.textStart(), scan.textLength());
                start = at + 8;
                combined = true;
            }
        }
        int last = combined ? scan.end() - 1 : scan.end();
        if (combined && scan.at(last) != '}') {
            return payload(start, combined);
        }
        if (prints.take(start, last)) {
            return DECODED;
        }
        int at = updates.take(start, last);
        if (at == last && !publisher.depth().isOpen()) {
            return DECODED;
        }
        return at == Updates.NONE ? payload(start, combined) : at < 0 ? at : ended(at, combined);
    }

    private int payload(int start, boolean combined) {
        int at = scan.space(start);
        if (scan.at(at) == '[') {
            return array(at, combined);
        }
        at = payload.read(at);
        return at < 0 ? at : ended(at, combined);
    }

    private int ended(int p, boolean combined) {
        int at = p;
        if (combined) {
            at = scan.expect(at, '}');
            if (at < 0) {
                return at;
            }
        }
        if (at != scan.end() && scan.space(at) != scan.end()) {
            return Fault.MALFORMED;
        }
        return !combined && !payload.names().isNamed() && fields.has(Key.DATA) ? unwrapped() : complete();
    }

    /** An envelope with its members in another order; it was walked over whole, now what it carries is read. */
    private int unwrapped() {
        int data = fields.start(Key.DATA);
        if (fields.has(Key.STREAM) && scan.text(fields.start(Key.STREAM)) > 0) {
            payload.levels().stream().at(scan.textStart(), scan.textLength());
        }
        if (scan.at(data) == '[') {
            return array(data, true);
        }
        int at = payload.read(data);
        return at < 0 ? at : complete();
    }

    private int complete() {
        Event event = payload.event();
        if (event == Event.UNKNOWN) {
            return unnamed();
        }
        if (event == Event.DEFINITION || event == Event.SHUTDOWN) {
            Control kind = event == Event.SHUTDOWN ? Control.SHUTDOWN : Control.DEFINITION;
            return control(kind, -1, 0, scan.end());
        }
        if (fields.has(Key.FAMILY)
                && !dialect.isOurs(fields.value(Key.FAMILY))
                && !publisher.depth().isOpen()) {
            return publisher.ignored(otherFamily);
        }
        int result = publish(event);
        return result < 0 ? result : publisher.decoded(payload.levels().isPartial() ? FrameKind.PARTIAL : event.kind());
    }

    private int publish(Event event) {
        int slot = payload.slot();
        if (slot < 0) {
            return slot == PayloadReader.FOREIGN ? UNKNOWN_SYMBOL : Rejection.MISSING.result();
        }
        if (payload.levels().isPartial()) {
            return messages.top(slot, Event.time(fields), fields.orNull(Key.LAST));
        }
        return messages.publish(event, slot);
    }

    /** An object that names no event of ours: the touch and books of spot, answers to requests. */
    private int unnamed() {
        if (payload.names().ignored() >= 0) {
            return publisher.ignored(payload.names().ignored());
        }
        if (payload.names().isNamed()) {
            return Rejection.UNKNOWN_CHANNEL.result();
        }
        if (fields.has(Key.UPDATE) && fields.has(Key.BID_LEVELS) && fields.has(Key.ASK_LEVELS)) {
            return partialBook();
        }
        if (fields.has(Key.RESULT)) {
            boolean plain = scan.isNull(fields.start(Key.RESULT));
            return answer(plain ? Control.ACK : Control.ANSWER, Key.RESULT);
        }
        if (fields.has(Key.ERROR)) {
            return answer(Control.ERROR, Key.ERROR);
        }
        if (fields.has(Key.CODE) && fields.has(Key.MESSAGE)) {
            return answer(Control.ERROR, Key.MESSAGE);
        }
        if (fields.has(Key.SUBSCRIPTION)) {
            return publisher.ignored(subscription);
        }
        if (fields.has(Key.INTEREST)) {
            return publisher.ignored(openInterest);
        }
        return Rejection.UNKNOWN_CHANNEL.result();
    }

    private int answer(Control kind, int key) {
        long id = -1;
        if (fields.has(Key.ID) && scan.integer(fields.start(Key.ID)) > 0) {
            id = scan.value();
        }
        int start = fields.start(key);
        int end = scan.skip(start);
        return end < 0 ? end : control(kind, id, start, end - start);
    }

    private int control(Control kind, long id, int start, int length) {
        listener.onControl(kind, conn, id, frame, frameOffset + start, length);
        return publisher.decoded(FrameKind.CONTROL);
    }

    private int partialBook() {
        int slot = payload.levels().stream().slot(publisher.symbols());
        if (slot < 0) {
            return UNKNOWN_SYMBOL;
        }
        payload.slot(slot);
        int result = payload.levels().touch(slot);
        if (result < 0) {
            return result;
        }
        result = messages.top(slot, Nulls.LONG, fields.orNull(Key.UPDATE));
        return result < 0 ? result : publisher.decoded(FrameKind.PARTIAL);
    }

    /** Arrays over all symbols: each element stands for itself, those whose symbol is not ours are passed over. */
    private int array(int p, boolean combined) {
        int end = scan.skip(p);
        if (end < 0) {
            return end;
        }
        if (combined && scan.at(end) == '}') {
            end++;
        }
        if (scan.space(end) != scan.end()) {
            return Fault.MALFORMED;
        }
        Event decoded = null;
        int at = scan.space(p + 1);
        while (scan.at(at) == '{') {
            at = payload.read(at);
            if (at < 0) {
                return at;
            }
            Event event = payload.event();
            if (!event.isMarket()) {
                return unnamed();
            }
            boolean ours = !fields.has(Key.FAMILY) || dialect.isOurs(fields.value(Key.FAMILY));
            int result = ours ? publish(event) : UNKNOWN_SYMBOL;
            if (result >= 0) {
                decoded = event;
            } else if (result != UNKNOWN_SYMBOL) {
                return result;
            }
            at = scan.space(at);
            at = scan.at(at) == ',' ? scan.space(at + 1) : at;
        }
        return decoded == null ? UNKNOWN_SYMBOL : publisher.decoded(decoded.kind());
    }
}
