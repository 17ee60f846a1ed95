package ebb.bench.market;

import java.util.Arrays;
import java.util.SplittableRandom;

/** MEXC perpetual frames of one symbol: prices as JSON numbers with one decimal at most, quantities in contracts. */
public final class MexcText {
    /** The symbol. */
    public static final String SYMBOL = "BTC_USDT";

    /** Decimals of a price. */
    public static final int PRICE_DECIMALS = 1;

    /** Decimals of a quantity. */
    public static final int QUANTITY_DECIMALS = 0;

    private static final long START_MS = 1_770_000_000_319L;
    private static final long NS_PER_MS = 1_000_000L;

    private MexcText() {}

    /**
     * {@code push.depth} frames in sequence.
     *
     * @param levels in each, both sides together
     * @param count how many
     * @param seed of the market
     */
    public static Frames depth(int levels, int count, long seed) {
        LevelStream stream = new LevelStream(Shape.fixed(levels), levels * count, seed);
        SplittableRandom random = new SplittableRandom(seed);
        Frames frames = new Frames();
        long time = START_MS;
        long last = 7_004_000_000L;
        for (int i = 0; i < count; i++) {
            long first = last + 1;
            last = first + random.nextInt(levels * 2);
            time += 1 + random.nextInt(100);
            StringBuilder text = new StringBuilder("{\"symbol\":\"").append(SYMBOL);
            text.append("\",\"data\":{\"cts\":").append(time);
            long[] asks = levels(text.append(",\"asks\":["), stream, i, LevelStream.ASK, random);
            long[] bids = levels(text.append("],\"bids\":["), stream, i, LevelStream.BID, random);
            text.append("],\"end\":").append(last).append(",\"begin\":").append(first);
            text.append(",\"version\":").append(last).append("},\"channel\":\"push.depth\",\"ts\":");
            text.append(time + 2).append('}');
            frames.add(text.toString(), new long[] {time * NS_PER_MS, first, last, 0, 0, 0, 0, 0, 0}, bids, asks);
        }
        return frames;
    }

    private static long[] levels(
            StringBuilder text, LevelStream stream, int message, int side, SplittableRandom random) {
        long[] found = new long[2 * (stream.end(message) - stream.begin(message))];
        int n = 0;
        for (int i = stream.begin(message); i < stream.end(message); i++) {
            if (stream.side(i) == side) {
                text.append(n == 0 ? "[" : ",[");
                number(text, stream.tick(i));
                text.append(',').append(stream.quantity(i)).append(',');
                text.append(stream.quantity(i) == 0 ? 0 : 1 + random.nextInt(9)).append(']');
                found[n++] = stream.tick(i);
                found[n++] = stream.quantity(i);
            }
        }
        return Arrays.copyOf(found, n);
    }

    /**
     * {@code push.deal} frames of one print each.
     *
     * @param count how many
     * @param seed of the market
     */
    public static Frames deals(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frames frames = new Frames();
        long time = START_MS;
        long tick = LevelStream.START_TICK;
        long id = 901_000_000L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(20);
            tick += random.nextInt(5) - 2;
            id += 1 + random.nextInt(3);
            long quantity = 1 + random.nextLong(1L << 1 + random.nextInt(16));
            boolean isSell = random.nextBoolean();
            StringBuilder text = new StringBuilder("{\"symbol\":\"").append(SYMBOL);
            number(text.append("\",\"channel\":\"push.deal\",\"data\":[{\"p\":"), tick);
            text.append(",\"v\":").append(quantity).append(",\"T\":").append(isSell ? 2 : 1);
            text.append(",\"O\":3,\"M\":2,\"i\":\"")
                    .append(id)
                    .append("\",\"t\":")
                    .append(time);
            text.append(",\"cts\":\"")
                    .append(time - 1)
                    .append("\"}],\"ts\":")
                    .append(time + 1)
                    .append('}');
            long[] header = {time * NS_PER_MS, id, 0, 0, tick, quantity, isSell ? 1 : 0, 0, 0};
            frames.add(text.toString(), header, new long[0], new long[0]);
        }
        return frames;
    }

    /** One decimal, none where it would be zero: MEXC writes numbers without trailing zeros. */
    private static void number(StringBuilder text, long mantissa) {
        text.append(mantissa / 10);
        if (mantissa % 10 != 0) {
            text.append('.').append(mantissa % 10);
        }
    }
}
