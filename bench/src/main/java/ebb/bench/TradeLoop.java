package ebb.bench;

import ebb.bench.market.BinanceText;
import ebb.bench.market.Frames;
import java.nio.charset.StandardCharsets;

/** Binance {@code aggTrade} frames without end: a tape over and over, each frame with the id that follows, in place. */
final class TradeLoop {
    private static final int DIGITS = 10;
    private static final long FIRST_ID = 3_100_200_301L;
    private static final String KEY = "\"a\":";

    private final byte[][] texts;
    private final int[] idAt;
    private long id = FIRST_ID;
    private int next;

    TradeLoop(int count, long seed) {
        Frames frames = BinanceText.trades(count, seed);
        texts = frames.texts();
        idAt = new int[count];
        for (int i = 0; i < count; i++) {
            idAt[i] = new String(texts[i], StandardCharsets.US_ASCII).indexOf(KEY) + KEY.length();
        }
    }

    byte[] next() {
        byte[] text = texts[next];
        long rest = id++;
        for (int i = idAt[next] + DIGITS - 1; i >= idAt[next]; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        next = next + 1 == texts.length ? 0 : next + 1;
        return text;
    }
}
