package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.Fault;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;

/**
 * Reads arrays of levels in the spellings of the venues: {@code ["61250.10","1.204"]}, {@code [61250.1,1804,3]}; what
 * stands behind price and quantity of a level is passed over. White space is accepted, the usual spelling is fast.
 */
public final class LevelReader {
    private static final int TWO = 0xFFFF;
    private static final int THREE = 0xFFFFFF;
    private static final int OPEN_TEXT = (int) Words.word("[\"");
    private static final int BETWEEN_TEXTS = (int) Words.word("\",\"");
    private static final int CLOSE_TEXT = (int) Words.word("\"]");
    /** Bytes that two numbers of the fast spelling can take, with what the scan looks at behind them. */
    private static final int MARGIN = 56;

    private final QuotedLevels quoted = new QuotedLevels();
    private final BareLevels bare = new BareLevels();
    private long price;
    private long quantity;
    private long bestPrice;
    private long bestQuantity;

    /** Reads one array at a time; the thread is the decoder's. */
    public LevelReader() {}

    /**
     * Hands each level of an array to a writer.
     *
     * @param scan over the frame
     * @param p the opening bracket or white space before it
     * @param priceScale decimals of a price
     * @param quantityScale decimals of a quantity
     * @param out takes the levels
     * @return behind the array, a {@link Fault}, or the result of a {@link Rejection}
     */
    public int read(JsonScan scan, int p, int priceScale, int quantityScale, DepthWriter out) {
        int at = open(scan, p);
        int count = 0;
        while (at > 0 && scan.at(at) != ']') {
            int from = at;
            int written;
            if (scan.at(at + 1) == '"') {
                at = quoted.read(scan, at, priceScale, quantityScale, out);
                written = quoted.count();
            } else {
                at = bare.read(scan, at, priceScale, quantityScale, out);
                written = bare.count();
            }
            count += written;
            if (at == from) {
                at = level(scan, at, priceScale, quantityScale);
                if (at < 0) {
                    return at;
                }
                if (price <= 0 || quantity < 0) {
                    return Rejection.RANGE.result();
                }
                out.level(price, quantity);
                count++;
            }
            if (count > DepthWriter.MAX_LEVELS) {
                return Rejection.TOO_MANY_LEVELS.result();
            }
            at = next(scan, at);
        }
        return at < 0 ? at : at + 1;
    }

    /**
     * Hands both sides of a snapshot that was begun to its writer, and finishes it.
     *
     * @param scan over the frame
     * @param bids the bids' opening bracket or white space before it
     * @param asks the same of the asks
     * @param symbols tells the decimals
     * @param slot of the instrument
     * @param out takes the levels
     * @return 0, a {@link Fault}, or the result of a {@link Rejection}; the snapshot is not finished then
     */
    public int book(JsonScan scan, int bids, int asks, SymbolTable symbols, int slot, DepthWriter out) {
        int priceScale = symbols.priceScale(slot);
        int quantityScale = symbols.quantityScale(slot);
        out.side(true);
        int at = read(scan, bids, priceScale, quantityScale, out);
        if (at < 0) {
            return at;
        }
        out.side(false);
        at = read(scan, asks, priceScale, quantityScale, out);
        if (at < 0) {
            return at;
        }
        out.finish();
        return 0;
    }

    /**
     * Finds the best level of an array; levels of quantity 0 do not count.
     *
     * @param scan over the frame
     * @param p the opening bracket or white space before it
     * @param priceScale decimals of a price
     * @param quantityScale decimals of a quantity
     * @param highest whether the highest price is the best
     * @return as {@link #read}; then {@link #bestPrice()} and {@link #bestQuantity()} tell, 0 if there is none
     */
    public int best(JsonScan scan, int p, int priceScale, int quantityScale, boolean highest) {
        bestPrice = 0;
        bestQuantity = 0;
        int at = open(scan, p);
        while (at > 0 && scan.at(at) != ']') {
            at = level(scan, at, priceScale, quantityScale);
            if (at < 0) {
                return at;
            }
            if (price <= 0 || quantity < 0) {
                return Rejection.RANGE.result();
            }
            if (quantity > 0 && (bestPrice == 0 || highest == price > bestPrice)) {
                bestPrice = price;
                bestQuantity = quantity;
            }
            at = next(scan, at);
        }
        return at < 0 ? at : at + 1;
    }

    /** Price found by {@link #best}, 0 if the array was empty. */
    public long bestPrice() {
        return bestPrice;
    }

    /** Quantity found by {@link #best}. */
    public long bestQuantity() {
        return bestQuantity;
    }

    /** To the first level, or to the closing bracket. */
    private static int open(JsonScan scan, int p) {
        int at = scan.expect(p, '[');
        return at < 0 ? at : scan.space(at);
    }

    /** From behind a level to the next, or to the closing bracket. */
    private static int next(JsonScan scan, int p) {
        int at = scan.space(p);
        int mark = scan.at(at);
        if (mark == ']') {
            return at;
        }
        if (mark != ',') {
            return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
        }
        at = scan.space(at + 1);
        if (scan.at(at) != '[') {
            return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
        }
        return at;
    }

    private int level(JsonScan scan, int p, int priceScale, int quantityScale) {
        if (p + MARGIN <= scan.end() && ((int) scan.word(p) & TWO) == OPEN_TEXT) {
            int at = scan.decimal(p + 2, priceScale);
            if (at > 0 && ((int) scan.word(at) & THREE) == BETWEEN_TEXTS) {
                price = scan.value();
                at = scan.decimal(at + 3, quantityScale);
                if (at > 0 && ((int) scan.word(at) & TWO) == CLOSE_TEXT) {
                    quantity = scan.value();
                    return at + 2;
                }
            }
        }
        int behind = bareLevel(scan, p, priceScale, quantityScale);
        return behind > p ? behind : anyLevel(scan, p, priceScale, quantityScale);
    }

    /** A level in the spelling {@code [61250.1,1804,3]}; {@code p} itself if it is another or has a fault. */
    private int bareLevel(JsonScan scan, int p, int priceScale, int quantityScale) {
        if (scan.at(p) != '[') {
            return p;
        }
        int at = scan.decimal(p + 1, priceScale);
        if (at < 0 || scan.at(at) != ',') {
            return p;
        }
        price = scan.value();
        at = scan.decimal(at + 1, quantityScale);
        if (at < 0 || scan.at(at) != ',') {
            return p;
        }
        quantity = scan.value();
        long orders = scan.word(at + 1) ^ EightDigits.ZEROS;
        int digits = Long.numberOfTrailingZeros(EightDigits.marks(orders)) >>> 3;
        boolean isClosed = digits > 0 && digits < 8 && scan.at(at + 1 + digits) == ']';
        return isClosed ? at + 2 + digits : p;
    }

    private int anyLevel(JsonScan scan, int p, int priceScale, int quantityScale) {
        int at = scan.expect(p, '[');
        if (at < 0) {
            return at;
        }
        at = scan.number(at, priceScale);
        if (at < 0) {
            return at;
        }
        price = scan.value();
        at = scan.expect(at, ',');
        if (at < 0) {
            return at;
        }
        at = scan.number(at, quantityScale);
        if (at < 0) {
            return at;
        }
        quantity = scan.value();
        at = scan.space(at);
        while (scan.at(at) == ',') {
            at = scan.skip(at + 1);
            if (at < 0) {
                return at;
            }
            at = scan.space(at);
        }
        return scan.expect(at, ']');
    }
}
