package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Alike;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Levels of the plain spelling, read by a decoder that expects them, become the bytes that they become on the heap, where there
 * is no such way, in a decoder that has seen none.
 */
class PlainLevelsTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_122L);
    private static final byte[] MARKS = "\"[],.0189/:-+eE \u00ca\u00fa\0\u007f".getBytes(StandardCharsets.ISO_8859_1);
    private static final String[] SHAPES = {
        "[\"61250.10\",\"1.204\"],[\"61250.20\",\"1234.000\"],[\"09999.90\",\"0.001\"],[\"61249.80\",\"12.345\"]",
        "[\"1.5\",\"123456.1\"],[\"2.5\",\"7.0\"],[\"3.5\",\"99.9\"]",
        "[\"61250.1\",\"1.20\"],[\"61250.2\",\"99999.00\"],[\"61249.8\",\"12.34\"]",
        "[\"612501\",\"1.204\"],[\"612502\",\"0.000\"],[\"612498\",\"999.999\"]",
        "[\"12.3456\",\"1.2\"],[\"12.3457\",\"123456.7\"],[\"12.3458\",\"10.0\"]",
        "[\"0.0001234\",\"1.2\"],[\"0.0001235\",\"17.2\"],[\"0.0001236\",\"1.0\"]",
    };

    private final Recorder recorder = Recorder.of(16);
    private final Recorder onHeap = Recorder.onHeap(16);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int priceScale = 2;
    private int quantityScale = 3;

    private static String frame(String bids, String asks) {
        return "{\"e\":\"depthUpdate\",\"E\":1770000000105,\"T\":1770000000101,\"s\":\"X\",\"U\":7,\"u\":9,\"pu\":6,\"b\":["
                + bids + "],\"a\":[" + asks + "]}";
    }

    private Decoder decoder(Recorder to) {
        Decoder decoder = new BinanceDecoder(Dialect.USDM, to, ControlListener.NONE);
        decoder.define("X", 3, -priceScale, -quantityScale);
        return decoder;
    }

    /** Whether the frame was taken; it was as by a decoder that has seen none, or the test fails. */
    private boolean decode(Decoder decoder, String text) {
        byte[] frame = text.getBytes(StandardCharsets.ISO_8859_1);
        String told = "seed " + SEED + " scales " + priceScale + ' ' + quantityScale + ": " + text;
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        recorder.clear();
        onHeap.clear();
        int result = decoder(onHeap).decode(buffer, 0, frame.length, 1_000, 1);
        assertEquals(result, decoder.decode(buffer, 0, frame.length, 1_000, 1), told);
        Alike.check(onHeap, recorder, told);
        return result >= 0;
    }

    @Test
    void shouldReadLevelsOfTheShapeOfTheOnesBefore() {
        for (int shape = 0; shape < 400; shape++) {
            int decimals = random.nextInt(6);
            int amountDecimals = random.nextInt(7);
            priceScale = decimals + Math.max(random.nextInt(5) - 2, 0);
            quantityScale = amountDecimals + Math.max(random.nextInt(5) - 2, 0);
            int digits = 1 + random.nextInt(7 - Math.min(decimals, 6));
            Decoder decoder = decoder(recorder);
            for (int i = 0; i < 12; i++) {
                String frame =
                        frame(levels(digits, decimals, amountDecimals), levels(digits, decimals, amountDecimals));
                assertTrue(decode(decoder, frame), frame);
            }
        }
    }

    /** Now and then a number is longer, and now and then there are more of them than a slot has room for. */
    private String levels(int digits, int decimals, int amountDecimals) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 120 : 14); i > 0; i--) {
            int more = random.nextInt(40) == 0 ? 1 : 0;
            String price = number(1, digits + more, decimals);
            text.append("[\"").append(price).append("\",\"");
            text.append(number(0, 1 + random.nextInt(random.nextInt(5) == 0 ? 9 : 4), amountDecimals));
            text.append(i > 1 ? "\"]," : "\"]");
        }
        return text.toString();
    }

    private String number(int least, int digits, int decimals) {
        StringBuilder text = new StringBuilder().append(least + random.nextInt(10 - least));
        for (int i = 1; i < digits; i++) {
            text.append(random.nextInt(10));
        }
        for (int i = 0; i < decimals; i++) {
            text.append(i == 0 ? "." : "").append(random.nextInt(10));
        }
        return text.toString();
    }

    @Test
    void shouldRefuseEveryDamageLikeADecoderThatHasSeenNone() {
        for (String shape : SHAPES) {
            priceScale = shape.contains("0.000") && !shape.contains("612") ? 7 : shape.contains(".3456") ? 4 : 2;
            String sound = frame(shape, shape);
            Decoder decoder = decoder(recorder);
            String second = shape.split("\"")[5];
            damage(decoder, sound, sound.replace(second, second.replaceAll("[1-9]", "0")));
            for (int at = sound.indexOf("\"b\""); at < sound.length(); at++) {
                for (byte mark : MARKS) {
                    char c = (char) (mark & 0xFF);
                    damage(decoder, sound, sound.substring(0, at) + c + sound.substring(at + 1));
                    damage(decoder, sound, sound.substring(0, at) + c + sound.substring(at));
                }
                damage(decoder, sound, sound.substring(0, at));
                damage(decoder, sound, sound.substring(0, at) + sound.substring(at + 1));
            }
        }
    }

    /** By a decoder that has seen all damage before it, and by one that has seen sound frames alone. */
    private void damage(Decoder decoder, String sound, String damaged) {
        // What was learnt from the damaged one before is forgotten.
        assertTrue(decode(decoder, sound), sound);
        decode(decoder, damaged);
        Decoder young = decoder(recorder);
        assertTrue(decode(young, sound), sound);
        decode(young, damaged);
    }
}
