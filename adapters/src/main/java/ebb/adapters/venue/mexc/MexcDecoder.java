package ebb.adapters.venue.mexc;

import ebb.adapters.venue.Control;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Layout;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.SnapshotRequest;
import ebb.adapters.venue.SymbolTable;
import ebb.adapters.venue.Venue;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Members;
import ebb.adapters.wire.Names;
import ebb.adapters.wire.Words;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Stream;
import org.agrona.DirectBuffer;

/**
 * MEXC frames and REST books to messages.
 *
 * <p>The channel, in older frames the symbol, is the last member but one of a push, behind up to 640 levels, and the stamp
 * is the last: they are looked for from the tail first, so that the data can be read in one pass. A frame in another order
 * is walked over once to find them. One that names two channels or two symbols, one of them behind its data, is refused.
 */
public final class MexcDecoder implements Decoder {
    /** Longer than any frame or book of the venue. */
    public static final int MAX_FRAME = 8 << 20;

    static final int NO_SYMBOL = -1;
    /** A symbol that is not ours. */
    static final int FOREIGN = -2;

    private static final long ANSWER_HEAD = Words.word("rs.");
    private static final int ANSWER_HEAD_LENGTH = 3;
    private static final long PRIVATE_HEAD = Words.word("push.per");
    private static final int PRIVATE = 0;

    private final Channel[] channels = Channel.values();
    private final Names names = Channel.names();
    private final Members members = new Members(Key.names());
    private final ControlListener listener;
    private final Publisher publisher;
    private final JsonScan scan = new JsonScan();
    private final Fields fields = new Fields(Key.COUNT);
    private final PushTail tail = new PushTail(scan);
    private final Layout[] layouts = new Layout[channels.length];
    private final MexcControl control;
    private final MexcReader reader;
    private final MexcMessages messages;
    private final BookBody book;

    private DirectBuffer frame;
    private int frameOffset;
    private int frameLength;
    private long receiveNs;
    private int conn;
    private Channel channel;
    private int ignored;
    private int channelStart;
    private int channelLength;
    private int slot;
    private long sent;
    private int data;
    private boolean isRead;
    private boolean isStamped;
    private boolean isPeeked;
    /** Whether the tail named a channel of ours. */
    private boolean isNamed;

    /**
     * A decoder that knows no instrument yet.
     *
     * @param ingress of the thread that will decode
     * @param listener hears control frames and refusals
     */
    public MexcDecoder(Ingress ingress, ControlListener listener) {
        this.listener = listener;
        this.publisher = new Publisher(Venue.MEXC, ingress, Channel.ignored());
        this.reader = new MexcReader(publisher, scan, fields);
        this.messages = new MexcMessages(publisher, reader, scan, fields);
        this.book = new BookBody(publisher, scan);
        this.control = new MexcControl(publisher, scan, listener);
        Fields around = new Fields(Key.COUNT);
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = new Layout(around, publisher.symbols());
        }
    }

    @Override
    public int define(String symbol, int instrument, int pe, int qe) {
        int slot = publisher.define(symbol, instrument, pe, qe);
        messages.define(slot);
        return slot;
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
        int result = length > MAX_FRAME ? Rejection.TOO_LONG.result() : frame();
        return result >= 0 ? result : refuse(result);
    }

    @Override
    public int decodeSnapshot(SnapshotRequest request, DirectBuffer body, int offset, int length, long receiveNs) {
        begin(body, offset, length, receiveNs, request.conn());
        int result = length > MAX_FRAME ? Rejection.TOO_LONG.result() : book.read(request);
        if (result >= 0) {
            return publisher.decoded(FrameKind.SNAPSHOT);
        }
        if (result == Rejection.VENUE_ERROR.result()) {
            listener.onControl(
                    Control.ERROR, conn, book.code(), body, offset + book.messageStart(), book.messageLength());
        }
        return refuse(result, request.slot(), null);
    }

    @Override
    public void refuse(Rejection reason, DirectBuffer frame, int offset, int length, long receiveNs, int conn) {
        publisher.rejected(reason, NO_SYMBOL, null);
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
        channel = Channel.UNKNOWN;
        channelLength = 0;
        ignored = -1;
        slot = NO_SYMBOL;
        sent = Nulls.LONG;
        data = 0;
        isRead = false;
    }

    /** Where the text breaks off before its channel, which comes last, either stream of its instrument may have lost. */
    private int refuse(int result) {
        boolean isUnread = channel == Channel.UNKNOWN && result != Rejection.UNKNOWN_CHANNEL.result();
        if (isUnread && slot >= 0 && !publisher.depth().isOpen()) {
            publisher.gap(slot, Stream.TRADES, Rejection.of(result));
            return refuse(result, slot, Stream.BOOK);
        }
        return refuse(result, control.own(slot, isUnread || channel.stream() != null, result, conn), channel.stream());
    }

    private int refuse(int result, int slot, Stream stream) {
        Rejection reason = Rejection.of(result);
        publisher.rejected(reason, slot, stream);
        listener.onRejected(reason, conn, receiveNs, frame, frameOffset, frameLength);
        return result;
    }

    private int frame() {
        peek();
        Layout layout = layouts[channel.ordinal()];
        isNamed = channel != Channel.UNKNOWN;
        // Without the stamp at its end nothing that a layout passes over is known.
        int at = isStamped ? layout.first(scan, 0, slot) : Layout.MISS;
        if (at < 0) {
            layout.learn(0, isStamped);
        }
        at = at < 0 ? plain(layout, 0, 0) : expected(layout, at);
        if (at < 0) {
            return at;
        }
        if (at != scan.end() && scan.space(at) != scan.end()) {
            return Fault.MALFORMED;
        }
        return complete();
    }

    /** Members that are laid out as expected, behind the first run of them. */
    private int expected(Layout layout, int p) {
        int at = p;
        while (true) {
            int before = slot;
            slot = layout.slot();
            if (isAnother(before)) {
                return Fault.MALFORMED;
            }
            int key = layout.key();
            if (key == Layout.END) {
                return at;
            }
            at = member(key, at);
            if (at < 0) {
                return at;
            }
            int behind = layout.next(scan, at, slot);
            if (behind < 0) {
                layout.learn(layout.index(), true);
                return plain(layout, at, layout.index());
            }
            at = behind;
        }
    }

    /** Members one by one, those before an index having been read. */
    private int plain(Layout layout, int p, int index) {
        members.start(index);
        int at = p;
        while (true) {
            int from = at;
            int key = members.next(scan, at);
            if (key < 0) {
                return key;
            }
            int start = members.position();
            if (key == Members.END) {
                layout.learnt(scan, from, start, slot);
                return start;
            }
            at = member(key, start);
            if (at < 0) {
                return at;
            }
            layout.member(scan, key, Key.around(key, isNamed), from, start, at, slot);
        }
    }

    private void peek() {
        isStamped = tail.read();
        isPeeked = tail.isChannel();
        sent = isStamped ? MexcReader.ns(tail.stamp()) : sent;
        if (isPeeked) {
            named(tail.nameStart(), tail.nameLength());
        } else if (tail.isSymbol()) {
            find(tail.nameStart(), tail.nameLength());
        }
    }

    private void named(int start, int length) {
        channelStart = start;
        channelLength = length;
        int found = names.find(scan, start, length);
        if (found >= 0 && found < Channel.named()) {
            channel = channels[found];
        } else if (found >= 0) {
            ignored = found - Channel.named();
        } else if (scan.word(start) == PRIVATE_HEAD) {
            ignored = PRIVATE;
        } else if ((scan.word(start) & Words.mask(ANSWER_HEAD_LENGTH)) == ANSWER_HEAD) {
            channel = Channel.ANSWER;
        }
    }

    private int member(int key, int p) {
        switch (key) {
            case Key.SYMBOL_KEY:
                return symbol(p);
            case Key.DATA:
                data = p;
                boolean ready = channel == Channel.TICKERS || channel.isMarket() && slot >= 0;
                return ready && isStamped && !isRead ? data(p) : scan.skip(p);
            case Key.CHANNEL:
                return channel(p);
            case Key.TS:
                if (scan.isNull(p)) {
                    return scan.skip(p);
                }
                int behind = scan.integer(p);
                sent = behind > 0 ? MexcReader.ns(scan.value()) : sent;
                return behind;
            default:
                return scan.skip(p);
        }
    }

    private int channel(int p) {
        int at = scan.text(p);
        if (at < 0 || isPeeked) {
            return at;
        }
        Channel before = channel;
        named(scan.textStart(), scan.textLength());
        boolean isAnother = isRead && channel != before;
        channel = isAnother ? before : channel;
        return isAnother ? Fault.MALFORMED : at;
    }

    private int symbol(int p) {
        int at = scan.text(p);
        if (at < 0) {
            return at;
        }
        int before = slot;
        find(scan.textStart(), scan.textLength());
        return isAnother(before) ? Fault.MALFORMED : at;
    }

    /** Whether a symbol behind the data is another than that before it, which remains the one. */
    private boolean isAnother(int before) {
        boolean isAnother = isRead && slot != before && channel != Channel.TICKERS;
        slot = isAnother ? before : slot;
        return isAnother;
    }

    private void find(int start, int length) {
        slot = publisher.symbols().find(scan, start, length);
        slot = slot < 0 ? FOREIGN : slot;
    }

    /** Reads the data of a market channel; deals and tickers of several elements are published one by one. */
    private int data(int p) {
        isRead = true;
        reader.slot(slot);
        reader.sent(sent);
        int at = scan.space(p);
        if (scan.at(at) != '[') {
            at = reader.read(channel, at);
            if (at > 0 && channel == Channel.DEAL) {
                int result = messages.publish(channel, slot, sent);
                return result < 0 ? result : at;
            }
            return at;
        }
        return channel == Channel.DEAL || channel == Channel.TICKERS ? elements(at) : Fault.MALFORMED;
    }

    private int elements(int p) {
        int at = scan.space(p + 1);
        while (scan.at(at) == '{') {
            reader.slot(slot);
            at = reader.read(channel, at);
            if (at < 0) {
                return at;
            }
            if (reader.slot() >= 0) {
                int result = messages.publish(channel, reader.slot(), sent);
                if (result < 0) {
                    return result;
                }
            }
            at = scan.space(at);
            if (scan.at(at) != ',') {
                break;
            }
            at = scan.space(at + 1);
            if (scan.at(at) != '{') {
                return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
            }
        }
        return scan.expect(at, ']');
    }

    private int complete() {
        if (ignored >= 0) {
            return publisher.ignored(ignored);
        }
        if (channelLength == 0 || channel == Channel.UNKNOWN) {
            return Rejection.UNKNOWN_CHANNEL.result();
        }
        if (channel.kind() == FrameKind.CONTROL) {
            return control.publish(channel, data, channelStart, channelLength, frame, frameOffset, conn);
        }
        if (data == 0) {
            return Rejection.MISSING.result();
        }
        if (channel != Channel.TICKERS && slot < 0) {
            return slot == FOREIGN ? Rejection.UNKNOWN_SYMBOL.result() : Rejection.MISSING.result();
        }
        if (!isRead) {
            int at = data(data);
            if (at < 0) {
                return at;
            }
        }
        if (channel == Channel.DEAL || channel == Channel.TICKERS) {
            return publisher.decoded(channel.kind());
        }
        int result = messages.publish(channel, slot, sent);
        return result < 0 ? result : publisher.decoded(channel.kind());
    }
}
