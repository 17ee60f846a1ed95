package ebb.bench.market;

import java.nio.charset.StandardCharsets;

/**
 * Binance depth frames without end: a stream of messages forwards, then backwards, then forwards again, so that the book
 * never runs away, each frame with fresh update ids written over the old ones in place.
 */
public final class FrameLoop {
    private static final int DIGITS = 10;
    private static final long FIRST_ID = 1_000_000_000L;

    private final LevelStream stream;
    private final byte[][] frames;
    private final int[] firstAt;
    private final int[] lastAt;
    private final int[] previousAt;
    private long last = FIRST_ID;
    private int next;

    /**
     * Draws a loop.
     *
     * @param levels in each frame, both sides together
     * @param count frames in one direction
     * @param seed of the market
     */
    public FrameLoop(int levels, int count, long seed) {
        stream = new LevelStream(Shape.fixed(levels), levels * count, seed);
        frames = new byte[2 * count][];
        firstAt = new int[2 * count];
        lastAt = new int[2 * count];
        previousAt = new int[2 * count];
        for (int i = 0; i < count; i++) {
            spell(i, i, true);
            spell(2 * count - 1 - i, i, false);
        }
    }

    private void spell(int at, int message, boolean isForward) {
        StringBuilder text =
                new StringBuilder("{\"e\":\"depthUpdate\",\"E\":1770000000105,\"T\":1770000000101,\"s\":\"");
        text.append(BinanceText.SYMBOL).append("\",\"U\":");
        firstAt[at] = text.length();
        text.append(FIRST_ID).append(",\"u\":");
        lastAt[at] = text.length();
        text.append(FIRST_ID).append(",\"pu\":");
        previousAt[at] = text.length();
        text.append(FIRST_ID).append(",\"b\":[");
        levels(text, message, LevelStream.BID, isForward);
        levels(text.append("],\"a\":["), message, LevelStream.ASK, isForward);
        frames[at] = text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void levels(StringBuilder text, int message, int side, boolean isForward) {
        int size = stream.end(message) - stream.begin(message);
        boolean first = true;
        for (int k = 0; k < size; k++) {
            int i = isForward ? stream.begin(message) + k : stream.end(message) - 1 - k;
            if (stream.side(i) == side) {
                text.append(first ? "[\"" : ",[\"");
                BinanceText.decimal(text, stream.tick(i) * BinanceText.TICK, BinanceText.PRICE_DECIMALS);
                long quantity = isForward ? stream.quantity(i) : stream.before(i);
                BinanceText.decimal(text.append("\",\""), quantity, BinanceText.QUANTITY_DECIMALS);
                text.append("\"]");
                first = false;
            }
        }
    }

    /** The frame to send next; the array is used again one round later. */
    public byte[] next() {
        int at = next;
        next = at + 1 == frames.length ? 0 : at + 1;
        byte[] frame = frames[at];
        write(frame, previousAt[at], last);
        last++;
        write(frame, firstAt[at], last);
        write(frame, lastAt[at], last);
        return frame;
    }

    private static void write(byte[] frame, int at, long id) {
        long rest = id;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            frame[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Update id of the frame given last; before the first one that of the snapshot that goes before it. */
    public long lastId() {
        return last;
    }

    /** Length of the longest frame, bytes. */
    public int longest() {
        int longest = 0;
        for (byte[] frame : frames) {
            longest = Math.max(longest, frame.length);
        }
        return longest;
    }

    /**
     * The book before the first frame.
     *
     * @param side {@link LevelStream#BID} or {@link LevelStream#ASK}
     * @return price and quantity mantissas, alternating
     */
    public long[] opening(int side) {
        long[] levels = new long[2 * stream.initial()];
        int n = 0;
        for (int i = 0; i < stream.initial(); i++) {
            if (stream.side(i) == side) {
                levels[n++] = stream.tick(i) * BinanceText.TICK;
                levels[n++] = stream.quantity(i);
            }
        }
        return java.util.Arrays.copyOf(levels, n);
    }
}
