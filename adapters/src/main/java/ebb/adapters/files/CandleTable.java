package ebb.adapters.files;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rows of one symbol in a candle file, one at a time. Columns are found by the names in the header; of the time there
 * is {@code open_ms} or {@code open_time} (ms, the start), {@code date} (UTC, the start) or {@code timestamp} (UTC, the
 * end).
 */
final class CandleTable implements AutoCloseable {
    /** Longest text of a number that is looked at: what is longer is no price. */
    private static final int MAX_NUMBER = 64;

    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** Times from 1970 to 2200 fit ns in a long. */
    private static final long MAX_MS = 7_258_118_400_000L;

    private static final Pattern TIME = Pattern.compile("[0-9]{1,13}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?");
    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final Path file;
    private final String symbol;
    private final String first;
    private final long frameNs;
    private final LineReader lines;
    private final List<String> header;
    private final int symbolAt;
    private final int timeAt;
    private String[] row = {};

    CandleTable(Path file, String symbol, int frameSec) {
        this.file = file;
        this.symbol = symbol;
        this.first = symbol + ',';
        this.frameNs = frameSec * SECOND;
        this.lines = new LineReader(file);
        if (!lines.next()) {
            throw fault("no header; an empty file holds no candles");
        }
        this.header = Arrays.asList(text().split(",", -1));
        this.symbolAt = header.indexOf("symbol");
        this.timeAt = time(header);
        if (timeAt < 0) {
            throw fault("no column open_ms, open_time, date or timestamp in the header: " + String.join(",", header));
        }
        for (String name : List.of("open", "high", "low", "close", "volume")) {
            if (!has(name)) {
                throw fault("no column " + name + " in the header: " + String.join(",", header));
            }
        }
    }

    private static int time(List<String> header) {
        for (String name : List.of("open_ms", "open_time", "date", "timestamp")) {
            if (header.contains(name)) {
                return header.indexOf(name);
            }
        }
        return -1;
    }

    /** Goes to the symbol's next row; false at the end. A file without a column of symbols holds one. */
    boolean next() {
        while (lines.next()) {
            String text = text();
            // Symbols stand first in the large files; rows of others are not worth their splitting.
            if (symbolAt == 0 && !text.startsWith(first)) {
                continue;
            }
            row = text.split(",", -1);
            if (row.length != header.size()) {
                throw fault(row.length + " fields where the header has " + header.size());
            }
            if (symbolAt < 0 || row[symbolAt].equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    private String text() {
        int end = lines.end();
        boolean cr = end > lines.start() && lines.bytes()[end - 1] == '\r';
        return new String(lines.bytes(), lines.start(), end - lines.start() - (cr ? 1 : 0), StandardCharsets.UTF_8);
    }

    /** Number of the row's line, counting from 1; the header is line 1. */
    long line() {
        return lines.number();
    }

    boolean has(String name) {
        return header.contains(name);
    }

    /** When the candle begins, ns since the epoch. */
    long startNs() {
        String name = header.get(timeAt);
        String text = row[timeAt];
        if (name.startsWith("open")) {
            if (!TIME.matcher(text).matches() || Long.parseLong(text) > MAX_MS) {
                throw fault("field " + name + " is not a time in ms: '" + text + "'");
            }
            return Long.parseLong(text) * MS;
        }
        try {
            LocalDateTime time =
                    text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text, CLOCK);
            long ns = Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), SECOND), time.getNano());
            return name.equals("timestamp") ? ns - frameNs : ns;
        } catch (DateTimeException | ArithmeticException e) {
            throw fault("field " + name + " is not a time such as 2022-01-31 23:59:00: '" + text + "'");
        }
    }

    /** A price: a number above zero. */
    BigDecimal price(String name) {
        BigDecimal price = number(name);
        if (price.signum() <= 0) {
            throw fault("field " + name + " is not a price above zero: '" + field(name) + "'");
        }
        return price;
    }

    /** A volume or count: zero or more; null if there is no such column. */
    BigDecimal amount(String name) {
        if (!has(name)) {
            return null;
        }
        BigDecimal amount = number(name);
        if (amount.signum() < 0) {
            throw fault("field " + name + " is below zero: '" + field(name) + "'");
        }
        return amount;
    }

    private BigDecimal number(String name) {
        String text = field(name);
        // Exponents as JSON writes them, but none that would unfold into a page of zeros.
        if (text.length() > MAX_NUMBER || !NUMBER.matcher(text).matches()) {
            throw fault("field " + name + " is not a number: '" + text + "'");
        }
        return new BigDecimal(text);
    }

    private String field(String name) {
        return row[header.indexOf(name)];
    }

    CaptureException fault(String problem) {
        return new CaptureException(file, lines.number(), problem);
    }

    @Override
    public void close() {
        lines.close();
    }
}
