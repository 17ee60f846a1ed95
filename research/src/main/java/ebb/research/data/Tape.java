package ebb.research.data;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A recorded market in memory: one part for each instrument, played together in order of time as often as wanted. A part
 * numbers its only instrument as its reader likes; played, it has the part's own number.
 */
public final class Tape {
    private static final double DAY_NS = 86_400_000_000_000.0;

    private static final long SECOND_NS = 1_000_000_000L;

    private final List<Part> parts = new ArrayList<>();

    /** Empty. */
    public Tape() {}

    /**
     * What trading costs where the source does not say: an inferred instrument has no fees, which would flatter.
     *
     * @param makerNano fee of resting, 1e-9 of notional
     * @param takerNano fee of taking, 1e-9 of notional
     */
    public record Fees(long makerNano, long takerNano) {}

    /**
     * Begins the part of another instrument; its number is how many came before.
     *
     * @param symbol its name, as its definition will spell it
     * @return where its reader publishes, in order of time
     */
    public Ingress part(String symbol) {
        Part part = new Part(symbol);
        parts.add(part);
        return part;
    }

    /**
     * How many instruments there are.
     *
     * @return parts begun
     */
    public int instruments() {
        return parts.size();
    }

    /**
     * The name of an instrument.
     *
     * @param number 0 to {@link #instruments} − 1
     * @return as its part was begun
     */
    public String symbol(int number) {
        return parts.get(number).symbol;
    }

    /**
     * How much there is to play.
     *
     * @return messages of all parts
     */
    public long messages() {
        return parts.stream().mapToLong(part -> part.messages).sum();
    }

    /**
     * When it begins.
     *
     * @return ns since the epoch; the greatest of all where it is empty
     */
    public long firstNs() {
        return parts.stream().mapToLong(part -> part.firstNs).min().orElse(Long.MAX_VALUE);
    }

    /**
     * When it ends.
     *
     * @return ns since the epoch; the least of all where it is empty
     */
    public long lastNs() {
        return parts.stream().mapToLong(part -> part.lastNs).max().orElse(Long.MIN_VALUE);
    }

    /**
     * How long it is for all instruments together: each from its own first message to its last.
     *
     * @return days
     */
    public double instrumentDays() {
        return parts.stream()
                        .filter(part -> part.messages > 0)
                        .mapToLong(part -> part.lastNs - part.firstNs)
                        .sum()
                / DAY_NS;
    }

    /**
     * Shows the candles of one instrument.
     *
     * @param number its number, 0 to {@link #instruments} − 1
     * @param fromNs candles that begin earlier are left out, ns since the epoch
     * @param to takes them
     */
    public void candles(int number, long fromNs, Candles to) {
        CandleDecoder candle = new CandleDecoder();
        for (Cursor cursor = new Cursor(parts.get(number), number); cursor.hasMore(); cursor.advance()) {
            int at = cursor.position + Long.BYTES;
            // The time a candle is published is its end.
            if (cursor.atNs > fromNs && Slots.templateId(cursor.part.kept, at) == CandleDecoder.TEMPLATE_ID) {
                candle.wrap(
                        cursor.part.kept,
                        at + Slots.HEADER_BYTES,
                        CandleDecoder.BLOCK_LENGTH,
                        CandleDecoder.SCHEMA_VERSION);
                if (candle.start() >= fromNs) {
                    long end = candle.start() + candle.frameSec() * SECOND_NS;
                    to.onCandle(
                            candle.start(),
                            end,
                            candle.open(),
                            candle.high(),
                            candle.low(),
                            candle.close(),
                            candle.volume());
                }
            }
        }
    }

    /**
     * Plays all parts; of equal times the earlier part first.
     *
     * @param target takes the messages; it has always room
     * @param fees written into each instrument's definition
     */
    public void play(Ingress target, Fees fees) {
        Cursor[] cursors = new Cursor[parts.size()];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = new Cursor(parts.get(i), i);
        }
        InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        boolean hasVenue = false;
        for (Cursor next = earliest(cursors); next != null; next = earliest(cursors)) {
            // Each reader defines the venue; one definition is enough.
            if (!next.isOfVenue() || !hasVenue) {
                hasVenue |= next.isOfVenue();
                next.copy(target, fees, definition);
            }
            next.advance();
        }
    }

    private static Cursor earliest(Cursor[] cursors) {
        Cursor first = null;
        for (Cursor cursor : cursors) {
            if (cursor.hasMore() && (first == null || cursor.atNs < first.atNs)) {
                first = cursor;
            }
        }
        return first;
    }

    /** Keeps what a reader publishes: length, then the message, each at a multiple of eight bytes. */
    private static final class Part implements Ingress {
        private final String symbol;
        private final ExpandableArrayBuffer kept = new ExpandableArrayBuffer(1 << 16);
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
        private int used;
        private long messages;
        private long firstNs = Long.MAX_VALUE;
        private long lastNs = Long.MIN_VALUE;

        Part(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public boolean tryClaim(Traffic traffic) {
            return true;
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
            long atNs = InHead.ingress(slot, 0);
            if (atNs < lastNs) {
                throw new IllegalArgumentException("a part is in order of time: " + atNs + " comes after " + lastNs);
            }
            firstNs = Math.min(firstNs, atNs);
            lastNs = atNs;
            kept.putLong(used, length);
            kept.putBytes(used + Long.BYTES, slot, 0, length);
            used += Long.BYTES + (length + 7 & ~7);
            messages++;
        }

        @Override
        public long capacityLeft() {
            return Long.MAX_VALUE;
        }
    }

    /** Goes through a part. */
    private static final class Cursor {
        private final Part part;
        private final int number;
        private int position;
        private long atNs;

        Cursor(Part part, int number) {
            this.part = part;
            this.number = number;
            look();
        }

        boolean hasMore() {
            return position < part.used;
        }

        private void look() {
            atNs = hasMore() ? InHead.ingress(part.kept, position + Long.BYTES) : Long.MAX_VALUE;
        }

        void advance() {
            position += Long.BYTES + ((int) part.kept.getLong(position) + 7 & ~7);
            look();
        }

        boolean isOfVenue() {
            return InHead.instrument(part.kept, position + Long.BYTES) == Nulls.INSTRUMENT;
        }

        void copy(Ingress target, Fees fees, InstrumentDefinitionEncoder definition) {
            if (!target.tryClaim(Traffic.FEED)) {
                throw new IllegalStateException("a backtest has always room");
            }
            int length = (int) part.kept.getLong(position);
            MutableDirectBuffer buffer = target.buffer();
            int offset = target.offset();
            buffer.putBytes(offset, part.kept, position + Long.BYTES, length);
            if (InHead.instrument(buffer, offset) != Nulls.INSTRUMENT) {
                InHead.route(
                        buffer,
                        offset,
                        atNs,
                        number,
                        InHead.venue(buffer, offset),
                        InHead.flags(buffer, offset),
                        InHead.conn(buffer, offset));
            }
            if (Slots.templateId(buffer, offset) == InstrumentDefinitionEncoder.TEMPLATE_ID) {
                definition
                        .wrap(buffer, offset + Slots.HEADER_BYTES)
                        .makerFee(fees.makerNano())
                        .takerFee(fees.takerNano());
            }
            target.commit(length);
        }
    }
}
