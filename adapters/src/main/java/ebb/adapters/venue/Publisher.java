package ebb.adapters.venue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.FundingEncoder;
import ebb.codecs.sbe.LiquidationEncoder;
import ebb.codecs.sbe.MarkIndexEncoder;
import ebb.codecs.sbe.OpenInterestEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TickerEncoder;
import ebb.codecs.sbe.TradeEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The way of decoded market data into the ring. A message is opened, every field of it is set by the decoder, and it is
 * committed; heads, the state of a full ring and the news of holes are looked after here.
 *
 * <p>While the ring is full depth is merged per price and level, a lost trade becomes a gap of its instrument, anything
 * else is dropped and counted, since the next of its kind replaces it (messages.md §5). What waits goes out first.
 */
public final class Publisher {

    private final int venue;
    private final Ingress ingress;
    private final Outbox outbox;
    private final Backlog backlog = new Backlog();
    private final SymbolTable symbols = new SymbolTable();
    private final DecodeCounters counters;
    private final DepthWriter depth;
    private final TradeWriter trade;
    private final TopWriter top;
    private final MarkIndexEncoder mark = new MarkIndexEncoder();
    private final FundingEncoder funding = new FundingEncoder();
    private final OpenInterestEncoder interest = new OpenInterestEncoder();
    private final LiquidationEncoder liquidation = new LiquidationEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final SessionStateEncoder session = new SessionStateEncoder();

    private long receiveNs;
    private int conn = Nulls.U16;
    private boolean conflated;
    private int length;
    private int opened;
    private boolean draining;

    /**
     * Publishes what one venue sends.
     *
     * @param venue named in each head
     * @param ingress of the decoder's thread
     * @param ignored the names of events that are passed over, counted by their index
     */
    public Publisher(Venue venue, Ingress ingress, String... ignored) {
        this.venue = venue.code();
        this.ingress = ingress;
        this.outbox = new Outbox(ingress);
        this.counters = new DecodeCounters(ignored);
        this.depth = new DepthWriter(this, outbox);
        this.trade = new TradeWriter(outbox);
        this.top = new TopWriter(outbox);
    }

    /**
     * Makes an instrument known, or gives it its new exponents. Allocates.
     *
     * @param symbol as the venue spells it in frames
     * @param instrument dense number (INST-1)
     * @param pe price exponent, −18 … 0
     * @param qe quantity exponent, −18 … 0
     * @return its slot
     */
    public int define(String symbol, int instrument, int pe, int qe) {
        int slot = symbols.put(symbol, instrument, pe, qe);
        backlog.define(slot);
        return slot;
    }

    /** The instruments made known. */
    public SymbolTable symbols() {
        return symbols;
    }

    /** Where the frames went. */
    public DecodeCounters counters() {
        return counters;
    }

    /**
     * A frame is in hand: what it becomes carries this stamp. What waits for room goes first.
     *
     * @param receiveNs when the socket gave it
     * @param conn the connection it came over
     */
    public void frame(long receiveNs, int conn) {
        if (!backlog.isEmpty()) {
            drain();
        }
        this.receiveNs = receiveNs;
        this.conn = conn;
    }

    /**
     * Counts a frame as decoded.
     *
     * @param kind as what
     * @return {@link Decoder#DECODED}, or {@link Decoder#CONTROL} for a control frame
     */
    public int decoded(FrameKind kind) {
        counters.decoded(kind);
        return kind == FrameKind.CONTROL ? Decoder.CONTROL : Decoder.DECODED;
    }

    /**
     * Counts a frame as ignored.
     *
     * @param name index among the names given at construction
     * @return {@link Decoder#IGNORED}
     */
    public int ignored(int name) {
        counters.ignored(name);
        return Decoder.IGNORED;
    }

    /**
     * Counts a frame as rejected and tells the engine of the hole it leaves: in the book if a depth message was begun or
     * was due, in the tape if a trade was.
     *
     * @param reason why
     * @param slot of its instrument, negative if that is not known
     * @param stream what the frame carried; null if that is not known, or if the next of its kind replaces it
     */
    public void rejected(Rejection reason, int slot, Stream stream) {
        counters.rejected(reason);
        if (depth.isOpen()) {
            depth.abandon(reason);
        } else if (slot >= 0 && stream != null) {
            gap(slot, stream, reason);
        }
    }

    /** For depth messages, which are written level by level. */
    public DepthWriter depth() {
        return depth;
    }

    /** Opens a trade. The caller tells all of it, then {@link #commit}. */
    public TradeWriter trade(int slot) {
        claim();
        length = TradeWriter.LENGTH;
        opened = slot;
        return trade.open(receiveNs, symbols.instrument(slot), venue, conn);
    }

    /** Opens best bid and ask. The caller tells all of it, then {@link #commit}. */
    public TopWriter top(int slot) {
        claim();
        length = TopWriter.LENGTH;
        opened = slot;
        return top.open(receiveNs, symbols.instrument(slot), venue, conn);
    }

    /** Opens mark and index. The caller sets every field, then {@link #commit}. */
    public MarkIndexEncoder mark(int slot) {
        start(slot, MarkIndexEncoder.BLOCK_LENGTH, MarkIndexEncoder.TEMPLATE_ID);
        return mark.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    /** Opens a funding rate. The caller sets every field, then {@link #commit}. */
    public FundingEncoder funding(int slot) {
        start(slot, FundingEncoder.BLOCK_LENGTH, FundingEncoder.TEMPLATE_ID);
        return funding.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    /** Opens an open interest. The caller sets every field, then {@link #commit}. */
    public OpenInterestEncoder openInterest(int slot) {
        start(slot, OpenInterestEncoder.BLOCK_LENGTH, OpenInterestEncoder.TEMPLATE_ID);
        return interest.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    /** Opens a liquidation. The caller sets every field, then {@link #commit}. */
    public LiquidationEncoder liquidation(int slot) {
        start(slot, LiquidationEncoder.BLOCK_LENGTH, LiquidationEncoder.TEMPLATE_ID);
        return liquidation.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    /** Opens a candle. The caller sets every field, then {@link #commit}. */
    public CandleEncoder candle(int slot) {
        start(slot, CandleEncoder.BLOCK_LENGTH, CandleEncoder.TEMPLATE_ID);
        return candle.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    /** Opens figures of the last day. The caller sets every field, then {@link #commit}. */
    public TickerEncoder ticker(int slot) {
        start(slot, TickerEncoder.BLOCK_LENGTH, TickerEncoder.TEMPLATE_ID);
        return ticker.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES);
    }

    private void start(int slot, int block, int template) {
        claim();
        open(slot, block, template);
        length = Slots.HEADER_BYTES + block;
        opened = slot;
    }

    /** Publishes the message opened last. */
    public void commit() {
        if (outbox.isClaimed()) {
            outbox.commit(length);
        } else if (Slots.templateId(outbox.buffer(), outbox.offset()) == TradeEncoder.TEMPLATE_ID) {
            counters.lost();
            backlog.gap(opened, Stream.TRADES, Rejection.RING_FULL);
        } else {
            counters.dropped();
        }
    }

    /**
     * Tells the engine that a stream of an instrument has a hole (EVT-5): {@code SessionState} of scope FEED, state GAP,
     * whose reason is the {@link Stream}'s number times 256 plus that of the {@link Rejection}.
     *
     * @param slot of the instrument
     * @param stream which lost something
     * @param reason why
     */
    public void gap(int slot, Stream stream, Rejection reason) {
        if (claim()) {
            writeGap(slot, reason(stream, reason));
        } else {
            backlog.gap(slot, stream, reason);
        }
    }

    static int reason(Stream stream, Rejection reason) {
        return StreamReason.of(stream, reason.ordinal());
    }

    private void writeGap(int slot, int reason) {
        open(slot, SessionStateEncoder.BLOCK_LENGTH, SessionStateEncoder.TEMPLATE_ID);
        session.wrap(outbox.buffer(), outbox.offset() + Slots.HEADER_BYTES)
                .scope(Scope.FEED)
                .state(Session.GAP)
                .reason(reason)
                .since(receiveNs);
        outbox.commit(Slots.HEADER_BYTES + SessionStateEncoder.BLOCK_LENGTH);
        counters.gap();
    }

    private boolean claim() {
        return claim(Traffic.FEED, false);
    }

    /** A place for a message; in the scratch slot while older messages wait. */
    boolean claim(Traffic traffic, boolean spill) {
        return outbox.claim(traffic, spill || !draining && !backlog.isEmpty());
    }

    /** Header and head of a message whose block is written whole. */
    void open(int slot, long header, int flags) {
        outbox.open(header, receiveNs, InHead.way(symbols.instrument(slot), venue, flags, conn));
    }

    /** Header, zeroed block, head: all but the fields of the template. */
    private void open(int slot, int block, int template) {
        MutableDirectBuffer buffer = outbox.buffer();
        int offset = outbox.offset();
        Blocks.open(buffer, offset, block, template);
        InHead.route(buffer, offset, receiveNs, symbols.instrument(slot), venue, InHead.WHOLE, conn);
    }

    boolean isConflated() {
        return conflated;
    }

    boolean conflate(int slot, long first, long last, long prev) {
        return backlog.beginDepth(slot, first, last, prev);
    }

    boolean keep(int slot, boolean bid, long price, long quantity) {
        if (backlog.depth(slot).put(bid, price, quantity)) {
            return true;
        }
        hole(slot);
        return false;
    }

    void conflated(int slot, long tx) {
        backlog.depth(slot).stamp(tx, receiveNs, conn);
        counters.conflated();
    }

    /** A depth message found no room and cannot be merged. */
    void hole(int slot) {
        backlog.gap(slot, Stream.BOOK, Rejection.RING_FULL);
    }

    void dropped() {
        counters.dropped();
    }

    /**
     * Publishes what waits, the longest waiting instrument first, as far as there is room.
     *
     * @return whether nothing waits any more
     */
    public boolean drain() {
        long atNs = receiveNs;
        int over = conn;
        draining = true;
        while (!backlog.isEmpty() && drain(backlog.first())) {
            if (!backlog.hasGap(backlog.first())) {
                backlog.remove();
            }
        }
        draining = false;
        receiveNs = atNs;
        conn = over;
        return backlog.isEmpty();
    }

    /** Whether all the instrument waited with is out, or at least its gap; false when the ring is full. */
    private boolean drain(int slot) {
        if (backlog.hasBookGap(slot)) {
            return tellGap(slot, Stream.BOOK);
        }
        if (backlog.hasTradeGap(slot) && !tellGap(slot, Stream.TRADES)) {
            return false;
        }
        DepthConflator merged = backlog.depth(slot);
        if (merged.isEmpty()) {
            return true;
        }
        // All pieces or none: a message cut short would cost the book what the merging just saved it. Pieces behind
        // the first may lie in the reserve.
        if (ingress.capacityLeft() <= merged.size() / Slots.MAX_LEVELS || !outbox.claim(Traffic.FEED, false)) {
            return false;
        }
        receiveNs = merged.receiveNs();
        conn = merged.conn();
        writeMerged(slot, merged);
        merged.clear();
        return true;
    }

    private void writeMerged(int slot, DepthConflator merged) {
        conflated = true;
        depth.delta(slot);
        depth.sequence(merged.tx(), merged.first(), merged.last(), merged.prev());
        int size = merged.size();
        for (int side = 0; side < 2; side++) {
            depth.side(side == 0);
            for (int i = 0; i < size; i++) {
                if (merged.isBid(i) == (side == 0)) {
                    depth.level(merged.price(i), merged.quantity(i));
                }
            }
        }
        depth.finish();
        conflated = false;
    }

    private boolean tellGap(int slot, Stream stream) {
        if (!outbox.claim(Traffic.FEED, false)) {
            return false;
        }
        writeGap(slot, stream == Stream.BOOK ? backlog.takeBookGap(slot) : backlog.takeTradeGap(slot));
        return true;
    }
}
