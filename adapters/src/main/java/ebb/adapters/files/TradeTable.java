package ebb.adapters.files;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Rows of a file of trades, one at a time: {@code event,timestamp_ms,side,price,amount}, grouped by event. */
final class TradeTable implements AutoCloseable {
    static final String HEADER = "event,timestamp_ms,side,price,amount";

    private static final int FIELDS = 5;
    private static final int MAX_NUMBER = 64;
    private static final long MS = 1_000_000L;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,13}");
    private static final Pattern NUMBER = Pattern.compile("([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?");

    private final Path file;
    private final LineReader lines;
    private String[] row = {};

    TradeTable(Path file) {
        this.file = file;
        this.lines = new LineReader(file);
        if (!lines.next() || !text().equals(HEADER)) {
            throw fault("the header is not " + HEADER);
        }
    }

    boolean next() {
        if (!lines.next()) {
            return false;
        }
        row = text().split(",", -1);
        if (row.length != FIELDS) {
            throw fault(row.length + " fields where the header has " + FIELDS);
        }
        return true;
    }

    private String text() {
        int end = lines.end();
        boolean cr = end > lines.start() && lines.bytes()[end - 1] == '\r';
        return new String(lines.bytes(), lines.start(), end - lines.start() - (cr ? 1 : 0), StandardCharsets.UTF_8);
    }

    long line() {
        return lines.number();
    }

    String event() {
        return row[0];
    }

    /** When it was, ns since the epoch. */
    long atNs() {
        if (!TIME.matcher(row[1]).matches()) {
            throw fault("field timestamp_ms is not a time in ms: '" + row[1] + "'");
        }
        return Long.parseLong(row[1]) * MS;
    }

    /** Whether the taker bought. */
    boolean isBuy() {
        if (!row[2].equals("buy") && !row[2].equals("sell")) {
            throw fault("field side is neither buy nor sell: '" + row[2] + "'");
        }
        return row[2].equals("buy");
    }

    BigDecimal price() {
        return positive("price", row[3]);
    }

    BigDecimal amount() {
        return positive("amount", row[4]);
    }

    private BigDecimal positive(String name, String text) {
        if (text.length() > MAX_NUMBER || !NUMBER.matcher(text).matches()) {
            throw fault("field " + name + " is not a number: '" + text + "'");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.signum() <= 0) {
            throw fault("field " + name + " is not above zero: '" + text + "'");
        }
        return value;
    }

    CaptureException fault(String problem) {
        return new CaptureException(file, lines.number(), problem);
    }

    @Override
    public void close() {
        lines.close();
    }
}
