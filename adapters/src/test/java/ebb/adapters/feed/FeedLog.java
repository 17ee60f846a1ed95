package ebb.adapters.feed;

import ebb.adapters.testing.Messages;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.StreamAliveDecoder;
import ebb.codecs.sbe.SubscriptionStateDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring for tests that cross threads: each committed message as a line of text in a queue. Can be full. */
final class FeedLog implements Ingress {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean isClaimed;
    private Thread producer;
    /** Set by tests, read by the loop. */
    private volatile boolean isFull;

    void full(boolean full) {
        isFull = full;
    }

    /** The next message, signs of life and SessionState of other streams than book and tape left out. */
    String next() throws InterruptedException {
        String line = FakeVenue.next(lines, "no more messages");
        while (line.startsWith("Alive") || line.matches("Session .* [2-9]/.*")) {
            line = FakeVenue.next(lines, "no more messages");
        }
        return line;
    }

    /** The next message of whatever kind. */
    String any() throws InterruptedException {
        return FakeVenue.next(lines, "no more messages");
    }

    int size() {
        return lines.size();
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        producer = producer == null ? Thread.currentThread() : producer;
        if (isClaimed || producer != Thread.currentThread()) {
            throw new IllegalStateException("claimed twice, or by another thread");
        }
        isClaimed = !isFull;
        Arrays.fill(slot.byteArray(), (byte) 0xA5);
        return isClaimed;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slot;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit(int length) {
        isClaimed = false;
        lines.add(text(length));
    }

    @Override
    public long capacityLeft() {
        return isFull ? 0 : 1_000;
    }

    private String text(int length) {
        String head = "#" + InHead.instrument(slot, 0) + " c" + InHead.conn(slot, 0) + " ";
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (Slots.templateId(slot, 0)) {
            case SessionStateDecoder.TEMPLATE_ID:
                SessionStateDecoder s = new SessionStateDecoder().wrapAndApplyHeader(slot, 0, header);
                return "Session " + head + s.scope() + " " + s.state() + " " + (s.reason() >> 8) + "/"
                        + (s.reason() & 0xFF);
            case StreamAliveDecoder.TEMPLATE_ID:
                return "Alive " + head;
            case SubscriptionStateDecoder.TEMPLATE_ID:
                SubscriptionStateDecoder u = new SubscriptionStateDecoder().wrapAndApplyHeader(slot, 0, header);
                return "Subscription " + head + u.stream() + " " + u.state();
            case VenueDefinitionDecoder.TEMPLATE_ID:
                VenueDefinitionDecoder v = new VenueDefinitionDecoder().wrapAndApplyHeader(slot, 0, header);
                String what = "Venue v" + InHead.venue(slot, 0) + " " + v.environment() + " ping " + v.heartbeatMs()
                        + " stale " + v.staleMs() + " " + v.name();
                return sized(v.limit(), length, what);
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                return definition(new InstrumentDefinitionDecoder().wrapAndApplyHeader(slot, 0, header), length);
            case CandleBatchDecoder.TEMPLATE_ID:
                return candles(new CandleBatchDecoder().wrapAndApplyHeader(slot, 0, header), length, head);
            default:
                return Messages.of(slot, 0, length);
        }
    }

    private String definition(InstrumentDefinitionDecoder d, int length) {
        StringBuilder text = new StringBuilder("Instrument #" + d.head().instrument() + " pe " + d.pe() + " tick "
                + d.tick() + " qe " + d.qe() + " lot " + d.lot() + " min " + d.minQty() + " max " + d.maxQty()
                + " notional " + d.minNotional() + " size " + d.contractSize().mantissa() + "e"
                + d.contractSize().exponent() + " fees " + d.makerFee() + "/" + d.takerFee() + " " + d.kind() + " "
                + d.status() + " " + d.seqModel() + " " + d.tradeIds() + " book " + d.bookLimit() + " leverage "
                + d.maxLeverage());
        d.tiers().forEach(tier -> text.append(" mmr ").append(tier.mmr()));
        d.tickBands().forEach(band -> text.append(" band ").append(band.from()));
        text.append(' ')
                .append(d.symbol())
                .append(' ')
                .append(d.base())
                .append('/')
                .append(d.quote());
        text.append(':').append(d.settle()).append(d.alias());
        return sized(d.limit(), length, text.toString());
    }

    private String candles(CandleBatchDecoder b, int length, String head) {
        StringBuilder text = new StringBuilder(
                "Candles " + head + "f" + InHead.flags(slot, 0) + " r" + b.requestId() + " " + b.frameSec() + "s");
        b.candles()
                .forEach(c -> text.append(" [" + c.start() / 1_000_000_000L + " " + c.open() + " " + c.high() + " "
                        + c.low() + " " + c.close() + " v" + c.volume() + " b" + c.buy() + " n" + c.trades() + " f"
                        + c.flags().getRaw() + "]"));
        return sized(b.limit(), length, text.toString());
    }

    private static String sized(int limit, int length, String text) {
        if (limit != length) {
            throw new IllegalStateException("length " + length + ", should be " + limit + ": " + text);
        }
        return text;
    }
}
