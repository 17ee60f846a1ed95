package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Alike;
import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Samples;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * What a decoder expects of a frame, because the frames before it looked so, changes nothing: each frame of a long and
 * damaged stream becomes the same bytes as in a decoder that has seen none.
 */
class LayoutDifferentialTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int FRAMES = Integer.getInteger("ebb.frames", 15_000);
    private static final byte[] MARKS = "{}[]\",:.-+eE0123456789 \\\tnatu".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NEARLY = "/:;?.-+eE \"".getBytes(StandardCharsets.US_ASCII);
    private static final String[] SYMBOLS = {"ETH", "ETH", "XYZ"};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Recorder recorder = Recorder.of(16);
    private final Recorder plain = Recorder.onHeap(16);
    private final byte[] bytes = new byte[16_384];
    private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
    private int length;

    @Test
    void shouldReadUsdmAsIfEachFrameWereTheFirst() {
        compare(Samples.usdm(), "BTCUSDT", to -> new BinanceDecoder(Dialect.USDM, to, ControlListener.NONE));
    }

    @Test
    void shouldReadCoinmAsIfEachFrameWereTheFirst() {
        compare(Samples.usdm(), "BTCUSDT", to -> new BinanceDecoder(Dialect.COINM, to, ControlListener.NONE));
    }

    @Test
    void shouldReadSpotAsIfEachFrameWereTheFirst() {
        compare(Samples.spot(), "BTCUSDT", to -> new BinanceDecoder(Dialect.SPOT, to, ControlListener.NONE));
    }

    @Test
    void shouldReadMexcAsIfEachFrameWereTheFirst() {
        compare(Samples.mexc(), "BTC_USDT", to -> new MexcDecoder(to, ControlListener.NONE));
    }

    private void compare(String[] samples, String symbol, Function<Recorder, Decoder> maker) {
        byte[][] frames = new byte[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            frames[i] = samples[i].getBytes(StandardCharsets.UTF_8);
        }
        Decoder decoder = null;
        int kind = 0;
        int priceScale = 0;
        int quantityScale = 0;
        long taken = 0;
        for (int i = 0; i < FRAMES; i++) {
            if (i % 500 == 0) {
                priceScale = 1 + random.nextInt(5);
                quantityScale = random.nextInt(9);
                decoder = i % 2_000 == 0 ? maker.apply(recorder) : decoder;
                define(decoder, symbol, priceScale, quantityScale);
            }
            // The same kind for a while, so that something can be expected of it.
            kind = random.nextInt(40) == 0 ? random.nextInt(frames.length) : kind;
            draw(frames[random.nextInt(60) == 0 ? random.nextInt(frames.length) : kind]);
            Decoder fresh = maker.apply(plain);
            define(fresh, symbol, priceScale, quantityScale);
            recorder.clear();
            plain.clear();
            String told =
                    "seed " + SEED + " frame " + i + ": " + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (isCandle()) {
                continue;
            }
            int result = fresh.decode(frame, 0, length, 1_000 + i, 1);
            assertEquals(result, decoder.decode(frame, 0, length, 1_000 + i, 1), told);
            taken += result >= 0 ? 1 : 0;
            Alike.check(plain, recorder, told);
        }
        assertTrue(taken > FRAMES / 6 && taken < FRAMES, "both ways taken: " + taken);
    }

    private static void define(Decoder decoder, String symbol, int priceScale, int quantityScale) {
        decoder.define(symbol, 3, -priceScale, -quantityScale);
        decoder.define("ETHUSDT", 4, -2, -3);
        decoder.define("ETH_USDT", 5, -2, 0);
    }

    /** MEXC's candles are told by the one before, which a decoder that has seen none cannot do. */
    private boolean isCandle() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("kline");
    }

    /** Other digits, now and then a number longer or shorter, a flag turned, another symbol; now and then damage. */
    private void draw(byte[] from) {
        System.arraycopy(from, 0, bytes, 0, from.length);
        length = from.length;
        int digits = random.nextInt(12);
        for (int k = 0; k < digits; k++) {
            int at = random.nextInt(length);
            if (isDigit(at)) {
                bytes[at] = (byte) ('0' + random.nextInt(10));
            }
        }
        if (random.nextInt(5) == 0) {
            rename(SYMBOLS[random.nextInt(SYMBOLS.length)]);
        }
        if (random.nextInt(3) == 0) {
            turn();
        }
        while (random.nextInt(3) == 0) {
            int at = random.nextInt(length);
            if (isDigit(at) && random.nextBoolean()) {
                insert(at, '0' + random.nextInt(10));
            } else if (isDigit(at) && isDigit(at - 1)) {
                remove(at);
            }
        }
        if (random.nextInt(3) == 0) {
            damage();
        }
    }

    /** Another coin in all places: one of ours, or one that nobody knows. */
    private void rename(String coin) {
        for (int at = 0; at + 3 < length; at++) {
            if (bytes[at] == 'B' && bytes[at + 1] == 'T' && bytes[at + 2] == 'C') {
                for (int k = 0; k < 3; k++) {
                    bytes[at + k] = (byte) coin.charAt(k);
                }
            }
        }
    }

    /** The first flag becomes the other one. */
    private void turn() {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        boolean isTrue = text.contains(":true");
        String turned = isTrue ? text.replaceFirst(":true", ":false") : text.replaceFirst(":false", ":true");
        length = turned.length();
        System.arraycopy(turned.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, length);
    }

    private boolean isDigit(int at) {
        return at > 0 && bytes[at] >= '0' && bytes[at] <= '9';
    }

    private void insert(int at, int c) {
        System.arraycopy(bytes, at, bytes, at + 1, length - at);
        bytes[at] = (byte) c;
        length++;
    }

    private void remove(int at) {
        System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
        length--;
    }

    private void damage() {
        int at = random.nextInt(length);
        switch (random.nextInt(8)) {
            case 0:
                bytes[at] = (byte) random.nextInt(256);
                break;
            case 5:
            case 6:
                // Neighbours of the digits, and what else may stand in a number.
                while (!isDigit(at)) {
                    at = random.nextInt(length);
                }
                bytes[at] = NEARLY[random.nextInt(NEARLY.length)];
                break;
            case 1:
                length = at;
                break;
            case 2:
                remove(at);
                break;
            case 3:
                insert(at, MARKS[random.nextInt(MARKS.length)]);
                break;
            case 4:
                int other = random.nextInt(length);
                byte swap = bytes[at];
                bytes[at] = bytes[other];
                bytes[other] = swap;
                break;
            default:
                bytes[at] = MARKS[random.nextInt(MARKS.length)];
        }
    }
}
