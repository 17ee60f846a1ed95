package ebb.adapters.files;

import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeEncoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Trades of a CSV file of the catalogue, grouped by event, each event an instrument of its own inferred from its rows
 * (INST-7). Beside the trades go the one-minute candles that they make, as a venue would send them (BAR-7): a run without
 * books fills on candles (PAPER-7). A minute without a trade is a flat candle of no volume.
 */
public final class TradeCsvReader {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTE_SEC = 60;

    private final Venue venue;
    private final Ingress ingress;
    private final TradeEncoder trade = new TradeEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final int id;
    private int pe;
    private int qe;
    private long minuteNs = Long.MIN_VALUE;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;
    private long bought;
    private long count;
    private long trades;

    private TradeCsvReader(Venue venue, Ingress ingress, int id) {
        this.venue = venue;
        this.ingress = ingress;
        this.id = id;
    }

    private record Row(long line, long atNs, boolean isBuy, BigDecimal price, BigDecimal amount) {}

    /**
     * Reads the whole file, event by event.
     *
     * @param file {@code .csv}, {@code .csv.zst} or {@code .csv.gz} with the columns
     *     {@code event,timestamp_ms,side,price,amount}
     * @param venue they are given to
     * @param target where an event's messages go; it must have room
     * @return the events in file order, each the symbol of its instrument
     * @throws CaptureException for a row that cannot be read or comes too late, naming line and field
     */
    public static List<String> run(Path file, Venue venue, Function<String, Ingress> target) {
        List<String> events = new ArrayList<>();
        InstrumentIds ids = new InstrumentIds();
        List<Row> rows = new ArrayList<>();
        String event = null;
        try (TradeTable table = new TradeTable(file)) {
            while (table.next()) {
                if (!table.event().equals(event)) {
                    publish(file, venue, ids, target, event, rows);
                    event = table.event();
                    if (events.contains(event)) {
                        throw table.fault("event " + event + " comes again behind another");
                    }
                    events.add(event);
                    rows.clear();
                }
                Row row = new Row(table.line(), table.atNs(), table.isBuy(), table.price(), table.amount());
                if (!rows.isEmpty() && row.atNs() < rows.get(rows.size() - 1).atNs()) {
                    throw table.fault("this trade is older than the one before it");
                }
                rows.add(row);
            }
        }
        publish(file, venue, ids, target, event, rows);
        return events;
    }

    private static void publish(
            Path file, Venue venue, InstrumentIds ids, Function<String, Ingress> target, String event, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        TradeCsvReader reader = new TradeCsvReader(venue, target.apply(event), ids.of(venue, event));
        try {
            reader.publish(event, rows);
        } catch (ArithmeticException e) {
            throw new CaptureException(
                    file, rows.get(0).line(), "numbers of " + event + " do not fit: " + e.getMessage());
        }
    }

    private void publish(String event, List<Row> rows) {
        for (Row row : rows) {
            pe = Math.min(pe, -scale(row.price()));
            qe = Math.min(qe, -scale(row.amount()));
        }
        long firstNs = rows.get(0).atNs();
        Definitions definitions = new Definitions(venue, ingress);
        definitions.venue(firstNs);
        definitions.inferred(new CapturedInstrument(id, event, pe, qe, true), firstNs);
        definitions.session(id, Stream.TRADES, Session.LIVE, 0, firstNs);
        for (Row row : rows) {
            long price = mantissa(row.price(), pe);
            long qty = mantissa(row.amount(), qe);
            closeMinutes(Math.floorDiv(row.atNs(), MINUTE_NS) * MINUTE_NS, price);
            trade(row, price, qty);
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume = Math.addExact(volume, qty);
            bought += row.isBuy() ? qty : 0;
            count++;
        }
        closeMinutes(minuteNs + MINUTE_NS, close);
    }

    private static int scale(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    private static long mantissa(BigDecimal value, int exponent) {
        return value.setScale(-exponent, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** Candles of all minutes before the one that now begins. */
    private void closeMinutes(long nextNs, long firstPrice) {
        while (minuteNs != Long.MIN_VALUE && minuteNs < nextNs) {
            candle();
            begin(minuteNs + MINUTE_NS, close);
        }
        if (count == 0) {
            begin(nextNs, firstPrice);
        }
    }

    private void begin(long startNs, long price) {
        minuteNs = startNs;
        open = price;
        high = price;
        low = price;
        close = price;
        volume = 0;
        bought = 0;
        count = 0;
    }

    private void candle() {
        int offset = claim(CandleEncoder.BLOCK_LENGTH, CandleEncoder.TEMPLATE_ID, minuteNs + MINUTE_NS);
        candle.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .start(minuteNs)
                .open(open)
                .high(high)
                .low(low)
                .close(close)
                .volume(volume)
                .quote(Nulls.LONG)
                .buy(bought)
                .count(count)
                .frameSec(MINUTE_SEC);
        candle.flags().clear().cLOSED(true).vENUE(true);
        ingress.commit(Slots.HEADER_BYTES + CandleEncoder.BLOCK_LENGTH);
    }

    private void trade(Row row, long price, long qty) {
        int offset = claim(TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID, row.atNs());
        trade.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .tx(row.atNs())
                .price(price)
                .qty(qty)
                .tradeId(++trades)
                .firstId(Nulls.LONG)
                .count(Nulls.U32)
                .center(Nulls.CODE)
                .condition(Nulls.U16)
                .aggressor(row.isBuy() ? Side.BUY : Side.SELL)
                .centerFrom(CenterFrom.NULL_VAL)
                .flags()
                .clear();
        ingress.commit(Slots.HEADER_BYTES + TradeEncoder.BLOCK_LENGTH);
    }

    private int claim(int block, int template, long atNs) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            throw Definitions.full();
        }
        int offset = ingress.offset();
        Blocks.open(ingress.buffer(), offset, block, template);
        InHead.route(ingress.buffer(), offset, atNs, id, venue.code(), InHead.WHOLE, 0);
        return offset;
    }
}
