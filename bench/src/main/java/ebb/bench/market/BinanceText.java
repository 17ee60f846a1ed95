package ebb.bench.market;

import java.util.SplittableRandom;

/** Binance USD-M frames of one symbol: prices with two decimals on a tick of 0.10, quantities with three. */
public final class BinanceText {
    /** The symbol. */
    public static final String SYMBOL = "BTCUSDT";

    /** Decimals of a price. */
    public static final int PRICE_DECIMALS = 2;

    /** Decimals of a quantity. */
    public static final int QUANTITY_DECIMALS = 3;

    /** The tick as a price mantissa. */
    public static final long TICK = 10;

    private static final long START_MS = 1_770_000_000_101L;
    private static final long NS_PER_MS = 1_000_000L;

    private BinanceText() {}

    /**
     * {@code depthUpdate} frames in sequence.
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
        long last = 9_001_000_000L;
        for (int i = 0; i < count; i++) {
            long previous = last;
            long first = previous + 1 + random.nextInt(9);
            last = first + random.nextInt(levels * 2);
            time += 1 + random.nextInt(100);
            frames.add(
                    depthText(stream, i, time, first, last, previous),
                    new long[] {time * NS_PER_MS, first, last, previous, 0, 0, 0, 0, 0},
                    levels(stream, i, LevelStream.BID),
                    levels(stream, i, LevelStream.ASK));
        }
        return frames;
    }

    private static String depthText(LevelStream stream, int message, long time, long first, long last, long previous) {
        StringBuilder text = new StringBuilder("{\"e\":\"depthUpdate\",\"E\":").append(time + 4);
        text.append(",\"T\":").append(time).append(",\"s\":\"").append(SYMBOL).append("\",\"U\":");
        text.append(first).append(",\"u\":").append(last).append(",\"pu\":").append(previous);
        spell(text.append(",\"b\":["), stream, message, LevelStream.BID);
        spell(text.append("],\"a\":["), stream, message, LevelStream.ASK);
        return text.append("]}").toString();
    }

    private static void spell(StringBuilder text, LevelStream stream, int message, int side) {
        boolean first = true;
        for (int i = stream.begin(message); i < stream.end(message); i++) {
            if (stream.side(i) == side) {
                text.append(first ? "[\"" : ",[\"");
                decimal(text, stream.tick(i) * TICK, PRICE_DECIMALS);
                decimal(text.append("\",\""), stream.quantity(i), QUANTITY_DECIMALS);
                text.append("\"]");
                first = false;
            }
        }
    }

    private static long[] levels(LevelStream stream, int message, int side) {
        long[] found = new long[2 * (stream.end(message) - stream.begin(message))];
        int n = 0;
        for (int i = stream.begin(message); i < stream.end(message); i++) {
            if (stream.side(i) == side) {
                found[n++] = stream.tick(i) * TICK;
                found[n++] = stream.quantity(i);
            }
        }
        return java.util.Arrays.copyOf(found, n);
    }

    /**
     * {@code aggTrade} frames with ids without a hole.
     *
     * @param count how many
     * @param seed of the market
     */
    public static Frames trades(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frames frames = new Frames();
        long time = START_MS;
        long tick = LevelStream.START_TICK;
        long id = 3_100_200_300L;
        long first = 7_600_500_400L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(20);
            tick += random.nextInt(5) - 2;
            long quantity = 1 + random.nextLong(1L << 1 + random.nextInt(20));
            boolean isSell = random.nextBoolean();
            long end = first + random.nextInt(4);
            id++;
            StringBuilder text = new StringBuilder("{\"e\":\"aggTrade\",\"E\":").append(time + 3);
            text.append(",\"s\":\"").append(SYMBOL).append("\",\"a\":").append(id);
            decimal(text.append(",\"p\":\""), tick * TICK, PRICE_DECIMALS);
            decimal(text.append("\",\"q\":\""), quantity, QUANTITY_DECIMALS);
            text.append("\",\"f\":").append(first).append(",\"l\":").append(end);
            text.append(",\"T\":").append(time).append(",\"m\":").append(isSell).append('}');
            long[] header = {time * NS_PER_MS, id, 0, 0, tick * TICK, quantity, isSell ? 1 : 0, 0, 0};
            frames.add(text.toString(), header, new long[0], new long[0]);
            first = end + 1;
        }
        return frames;
    }

    /**
     * {@code bookTicker} frames.
     *
     * @param count how many
     * @param seed of the market
     */
    public static Frames touches(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frames frames = new Frames();
        long time = START_MS;
        long tick = LevelStream.START_TICK;
        long update = 9_001_000_000L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(5);
            tick += random.nextInt(3) - 1;
            update += 1 + random.nextInt(50);
            long bid = 1 + random.nextInt(99_999);
            long ask = 1 + random.nextInt(99_999);
            StringBuilder text = new StringBuilder("{\"e\":\"bookTicker\",\"u\":").append(update);
            text.append(",\"E\":").append(time + 3).append(",\"T\":").append(time);
            text.append(",\"s\":\"").append(SYMBOL);
            decimal(text.append("\",\"b\":\""), tick * TICK, PRICE_DECIMALS);
            decimal(text.append("\",\"B\":\""), bid, QUANTITY_DECIMALS);
            decimal(text.append("\",\"a\":\""), (tick + 1) * TICK, PRICE_DECIMALS);
            decimal(text.append("\",\"A\":\""), ask, QUANTITY_DECIMALS);
            text.append("\"}");
            long[] header = {time * NS_PER_MS, update, update, 0, tick * TICK, bid, 0, 0, 0};
            frames.add(text.toString(), header, new long[0], new long[0]);
        }
        return frames;
    }

    /** A scaled number with all its decimals. */
    static void decimal(StringBuilder text, long mantissa, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        text.append(mantissa / scale).append('.');
        String fraction = Long.toString(mantissa % scale);
        text.append("0".repeat(decimals - fraction.length())).append(fraction);
    }
}
