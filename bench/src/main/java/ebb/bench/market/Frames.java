package ebb.bench.market;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one kind with what they say: the venue's own spelling on one side, the scaled longs a decoder has to find on
 * the other. The digits are seeded noise, so that branches are as hard to foresee as live ones.
 */
public final class Frames {
    /** Places of a header. */
    public static final int HEADER = 9;

    /** In a header: the venue's time, ns since the epoch; of depth that of the book. */
    public static final int TIME = 0;

    /** In a header: first update, or the trade's id. */
    public static final int FIRST = 1;

    /** In a header: last update. */
    public static final int LAST = 2;

    /** In a header: last update of the frame before. */
    public static final int PREVIOUS = 3;

    /** In a header: price of a trade, best bid of a touch. */
    public static final int PRICE = 4;

    /** In a header: quantity of a trade, quantity at the best bid of a touch. */
    public static final int QUANTITY = 5;

    /** In a header: 1 if the taker sold. */
    public static final int SELL = 6;

    /** In a header: longs in the array of bids, two a level. */
    public static final int BIDS = 7;

    /** In a header: longs in the array of asks, two a level. */
    public static final int ASKS = 8;

    private final List<byte[]> frames = new ArrayList<>();
    private final List<long[]> headers = new ArrayList<>();
    private final List<long[]> bids = new ArrayList<>();
    private final List<long[]> asks = new ArrayList<>();

    void add(String text, long[] header, long[] bidLevels, long[] askLevels) {
        header[BIDS] = bidLevels.length;
        header[ASKS] = askLevels.length;
        frames.add(text.getBytes(StandardCharsets.UTF_8));
        headers.add(header);
        bids.add(bidLevels);
        asks.add(askLevels);
    }

    /** How many frames. */
    public int size() {
        return frames.size();
    }

    /** The text of a frame. */
    public byte[] frame(int i) {
        return frames.get(i);
    }

    /** All texts. */
    public byte[][] texts() {
        return frames.toArray(new byte[0][]);
    }

    /** What its header says. */
    public long[] header(int i) {
        return headers.get(i);
    }

    /** Prices and quantities of its bids, alternating. */
    public long[] bids(int i) {
        return bids.get(i);
    }

    /** Prices and quantities of its asks, alternating. */
    public long[] asks(int i) {
        return asks.get(i);
    }

    /** Bytes of all frames, divided by their number. */
    public int meanLength() {
        long sum = 0;
        for (byte[] frame : frames) {
            sum += frame.length;
        }
        return (int) (sum / frames.size());
    }

    /**
     * Folds what a decoder found, so that two decoders can be compared by one number.
     *
     * @param header as here
     * @param bids as here
     * @param asks as here
     * @return a sum that depends on every long and its place
     */
    public static long checksum(long[] header, long[] bids, long[] asks) {
        long sum = 0;
        for (int i = 0; i < HEADER; i++) {
            sum = sum * 31 + header[i];
        }
        for (int i = 0; i < header[BIDS]; i++) {
            sum = sum * 31 + bids[i];
        }
        for (int i = 0; i < header[ASKS]; i++) {
            sum = sum * 31 + asks[i];
        }
        return sum;
    }

    /** {@link #checksum} of what a frame says. */
    public long checksum(int i) {
        return checksum(headers.get(i), bids.get(i), asks.get(i));
    }
}
