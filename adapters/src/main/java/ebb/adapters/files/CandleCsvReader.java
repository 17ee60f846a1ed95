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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;

/**
 * Candles of one symbol out of a CSV file of the catalogue, as the venue's own closed ones (BAR-7, BAR-8): the venue, the
 * instrument inferred from the file (INST-7), then each row in file order, stamped with the candle's end.
 */
public final class CandleCsvReader {
    /** Volumes that went through doubles carry digits nobody traded: of the greatest one this many are kept. */
    static final int VOLUME_DIGITS = 13;

    private static final int MONEY_SCALE = 8;
    private static final long SECOND = 1_000_000_000L;

    private final Path file;
    private final String symbol;
    private final int frameSec;
    private final Venue venue;
    private final Ingress ingress;
    private final CandleEncoder candle = new CandleEncoder();
    private int id;
    private int pe;
    private int qe;
    private long firstNs;
    private long lastNs;
    private long candles;
    private long rounded;

    private CandleCsvReader(Path file, String symbol, int frameSec, Venue venue, Ingress ingress) {
        this.file = file;
        this.symbol = symbol;
        this.frameSec = frameSec;
        this.venue = venue;
        this.ingress = ingress;
    }

    /**
     * Reads the file twice: for its digits, then row by row.
     *
     * @param file {@code .csv}, {@code .csv.zst} or {@code .csv.gz}
     * @param symbol whose rows; of a file without a column of symbols, the name of the only one it holds
     * @param frameSec length of its candles in seconds, above zero
     * @param venue they are of
     * @param ingress where the messages go; it must have room
     * @param listener hears of each row of the symbol when it was published
     * @return what became of it
     * @throws CaptureException if the file has no candles of the symbol or of that length, or for a row that cannot be
     *     read, naming line and field
     */
    public static CandleReport run(
            Path file, String symbol, int frameSec, Venue venue, Ingress ingress, LineListener listener) {
        if (frameSec <= 0) {
            throw new IllegalArgumentException("a candle lasts a second or more, not " + frameSec);
        }
        CandleCsvReader reader = new CandleCsvReader(file, symbol, frameSec, venue, ingress);
        reader.survey();
        CapturedInstrument instrument = new CapturedInstrument(reader.id, symbol, reader.pe, reader.qe, true);
        Definitions definitions = new Definitions(venue, ingress);
        definitions.venue(reader.firstNs);
        definitions.inferred(instrument, reader.firstNs);
        reader.publish(listener);
        return new CandleReport(instrument, reader.candles, reader.rounded, reader.firstNs, reader.lastNs);
    }

    /**
     * The symbols that a file holds.
     *
     * @param file {@code .csv}, {@code .csv.zst} or {@code .csv.gz} whose first column is {@code symbol}
     * @return in the order of their first rows
     * @throws CaptureException if there is no such column
     */
    public static List<String> symbols(Path file) {
        return FirstColumn.distinct(file, "symbol");
    }

    /** Finds the finest digit of prices and volumes, and that the candles follow each other at the frame's distance. */
    private void survey() {
        id = new InstrumentIds().of(venue, symbol);
        int finestPrice = 0;
        int finestVolume = 0;
        int longest = 0;
        long rows = 0;
        try (CandleTable table = new CandleTable(file, symbol, frameSec)) {
            while (table.next()) {
                order(table, rows++);
                finestPrice = Math.max(finestPrice, scale(table.price("open")));
                finestPrice = Math.max(finestPrice, scale(table.price("high")));
                finestPrice = Math.max(finestPrice, scale(table.price("low")));
                finestPrice = Math.max(finestPrice, scale(table.price("close")));
                BigDecimal volume = table.amount("volume");
                finestVolume = Math.max(finestVolume, scale(volume));
                longest = Math.max(longest, volume.precision() - volume.scale());
                BigDecimal buy = table.amount("taker_buy_volume");
                finestVolume = buy == null ? finestVolume : Math.max(finestVolume, scale(buy));
            }
        }
        if (rows == 0) {
            throw new CaptureException(file, 0, "no candles of " + symbol);
        }
        if (finestPrice > 18) {
            throw new CaptureException(file, 0, "prices of " + symbol + " have more than 18 decimals");
        }
        pe = -finestPrice;
        qe = -Math.max(0, Math.min(finestVolume, VOLUME_DIGITS - longest));
    }

    private static int scale(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
    }

    private void order(CandleTable table, long row) {
        long start = table.startNs();
        if (row == 0) {
            firstNs = start;
        } else if (start < lastNs || (start - firstNs) % (frameSec * SECOND) != 0) {
            throw table.fault("this candle does not begin a multiple of " + frameSec + " s behind the one before it: "
                    + "another frame, or rows out of order");
        }
        lastNs = start + frameSec * SECOND;
    }

    private void publish(LineListener listener) {
        try (CandleTable table = new CandleTable(file, symbol, frameSec)) {
            while (table.next()) {
                publish(table);
                candles++;
                listener.onLine(table.line());
            }
        }
    }

    private void publish(CandleTable table) {
        long start = table.startNs();
        long open = price(table, "open");
        long high = price(table, "high");
        long low = price(table, "low");
        long close = price(table, "close");
        BigDecimal exact = table.amount("volume");
        long volume = volume(table, exact);
        BigDecimal taken = table.amount("taker_buy_volume");
        long buy = taken == null ? Nulls.LONG : volume(table, taken);
        long quote = quote(table);
        long count = count(table);
        rounded += scale(exact) > -qe ? 1 : 0;
        if (!ingress.tryClaim(Traffic.FEED)) {
            throw Definitions.full();
        }
        int offset = ingress.offset();
        Blocks.open(ingress.buffer(), offset, CandleEncoder.BLOCK_LENGTH, CandleEncoder.TEMPLATE_ID);
        long end = start + frameSec * SECOND;
        InHead.route(ingress.buffer(), offset, end, id, venue.code(), InHead.WHOLE, Nulls.U16);
        candle.wrap(ingress.buffer(), offset + Slots.HEADER_BYTES)
                .start(start)
                .open(open)
                .high(high)
                .low(low)
                .close(close)
                .volume(volume)
                .quote(quote)
                .buy(buy)
                .count(count)
                .frameSec(frameSec);
        candle.flags().clear().cLOSED(true).vENUE(true);
        ingress.commit(Slots.HEADER_BYTES + CandleEncoder.BLOCK_LENGTH);
    }

    private long price(CandleTable table, String name) {
        return mantissa(table, name, table.price(name), pe);
    }

    private long volume(CandleTable table, BigDecimal volume) {
        return mantissa(table, "volume", volume, qe);
    }

    private static long mantissa(CandleTable table, String name, BigDecimal value, int exponent) {
        BigDecimal mantissa = value.setScale(-exponent, RoundingMode.HALF_EVEN);
        if (mantissa.unscaledValue().bitLength() > 63) {
            throw table.fault("field " + name + " does not fit at exponent " + exponent + ": '" + value + "'");
        }
        return mantissa.unscaledValue().longValue();
    }

    /** Turnover in the quote currency, null where there is none, where it is in coins, or where it does not fit. */
    private long quote(CandleTable table) {
        BigDecimal quote = venue == Venue.BINANCE_COINM ? null : table.amount("quote_volume");
        if (quote == null) {
            return Nulls.LONG;
        }
        BigDecimal money = quote.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
        return money.unscaledValue().bitLength() > 63
                ? Nulls.LONG
                : money.unscaledValue().longValue();
    }

    private static long count(CandleTable table) {
        BigDecimal count = table.has("trades") ? table.amount("trades") : table.amount("count");
        return count == null || count.compareTo(BigDecimal.valueOf(Nulls.U32)) >= 0 ? Nulls.U32 : count.longValue();
    }
}
