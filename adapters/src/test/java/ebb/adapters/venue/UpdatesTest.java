package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Alike;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A depth event that goes the short way, since the ones before it were alike, becomes the bytes it becomes in a decoder that has seen none. */
class UpdatesTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_122L);
    private static final long EIGHT_DIGITS = 100_000_000L;
    private static final String BIDS = "[[\"61250.10\",\"1.204\"],[\"61250.00\",\"0.000\"]]";
    private static final String ASKS = "[[\"61250.20\",\"11.004\"]]";
    private static final String HEAD =
            "\"e\":\"depthUpdate\",\"E\":1770000000105,\"T\":1770000000101,\"s\":\"BTCUSDT\"";
    private static final String PLACE = ",\"U\":9100200301,\"u\":9100200305,\"pu\":9100200300";
    private static final String USUAL = '{' + HEAD + PLACE + ",\"b\":" + BIDS + ",\"a\":" + ASKS + '}';
    private static final String[] UPDATES = {
        USUAL,
        '{' + HEAD + PLACE + ",\"b\":[],\"a\":[],\"st\":1}",
        '{' + HEAD + PLACE + ",\"b\":" + BIDS + ",\"x\":7,\"a\":" + ASKS + ",\"y\":\"z\"}",
        '{' + HEAD + PLACE + ",\"a\":" + ASKS + ",\"b\":" + BIDS + '}',
        '{' + HEAD + ",\"b\":" + BIDS + PLACE + ",\"a\":" + ASKS + '}',
        "{\"stream\":\"btcusdt@depth@100ms\",\"data\":" + USUAL + '}',
        "{\"stream\":\"btcusdt@depth5\",\"data\":" + USUAL + '}',
    };
    private static final byte[] MARKS = "\"{}[],:.0129/;-+eETUsuba \\\0\u007f".getBytes(StandardCharsets.ISO_8859_1);

    private final Recorder recorder = Recorder.of(64);
    private final Recorder plain = Recorder.of(64);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long time;
    private long last;

    private static Decoder decoder(Dialect dialect, Recorder to) {
        Decoder decoder = new BinanceDecoder(dialect, to, ControlListener.NONE);
        decoder.define("BTCUSDT", 3, -2, -3);
        return decoder;
    }

    /** Whether the frame was taken; it was as by a decoder that has seen none, or the test fails. */
    private boolean decode(Dialect dialect, Decoder decoder, String text) {
        String told = dialect + ", seed " + SEED + ": " + text;
        byte[] frame = bytes(text);
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        recorder.clear();
        plain.clear();
        Decoder anew = decoder(dialect, plain);
        int result = anew.decode(buffer, 0, frame.length, 1_000, 1);
        long deltas = decoder.counters().decodedAs(FrameKind.DELTA);
        assertEquals(result, decoder.decode(buffer, 0, frame.length, 1_000, 1), told);
        assertEquals(
                anew.counters().decodedAs(FrameKind.DELTA),
                decoder.counters().decodedAs(FrameKind.DELTA) - deltas,
                told);
        Alike.check(plain, recorder, told);
        return result >= 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldRefuseEveryDamageLikeADecoderThatHasSeenNone() {
        for (String update : UPDATES) {
            for (int at = 0; at < update.length(); at++) {
                Decoder decoder = decoder(Dialect.USDM, recorder);
                String before = update.substring(0, at);
                String behind = update.substring(at + 1);
                for (byte mark : MARKS) {
                    expect(decoder, update);
                    decode(Dialect.USDM, decoder, before + (char) mark + behind);
                    expect(decoder, update);
                    decode(Dialect.USDM, decoder, before + (char) mark + update.substring(at));
                }
                expect(decoder, update);
                decode(Dialect.USDM, decoder, before);
                expect(decoder, update);
                decode(Dialect.USDM, decoder, before + behind);
            }
        }
    }

    /** Each event behind each other one, as if it were laid out like it. */
    @Test
    void shouldGoOnWithWhatIsLaidOutOtherwiseLikeADecoderThatHasSeenNone() {
        for (Dialect dialect : Dialect.values()) {
            for (String expected : UPDATES) {
                for (String other : UPDATES) {
                    Decoder decoder = decoder(dialect, recorder);
                    expect(decoder, expected);
                    for (int i = 0; i < 3; i++) {
                        assertTrue(decode(dialect, decoder, other), other);
                    }
                    assertTrue(decode(dialect, decoder, expected), expected);
                }
            }
        }
    }

    @Test
    void shouldKnowAnotherNameAlsoBehindFramesWithWhiteSpaceBeforeTheirs() {
        for (Dialect dialect : Dialect.values()) {
            Decoder decoder = decoder(dialect, recorder);
            expect(decoder, USUAL.replace("\"e\":", "\"e\": "));
            expect(decoder, USUAL);
            assertFalse(decode(dialect, decoder, USUAL.replace("depthUpdate", "depthUpdated")));
            assertTrue(decode(dialect, decoder, USUAL));
        }
    }

    /** Numbers that grow by a digit, jump, or are none of a depth event; sides of all sizes, some of more than a message. */
    @Test
    void shouldReadEventsThatDriftLikeADecoderThatHasSeenNone() {
        for (Dialect dialect : Dialect.values()) {
            Decoder decoder = decoder(dialect, recorder);
            int taken = 0;
            for (int i = 0; i < 4_000; i++) {
                if (i % 400 == 0) {
                    time = random.nextInt(4) == 0 ? edge() : 17_700L * EIGHT_DIGITS - random.nextInt(6_000);
                    last = random.nextInt(4) == 0 ? edge() : 31L * EIGHT_DIGITS - random.nextInt(600);
                }
                time += random.nextInt(30);
                taken += decode(dialect, decoder, drifted()) ? 1 : 0;
            }
            assertTrue(taken > 2_000 && taken < 4_000, dialect + ": " + taken);
            assertEquals(4_000, decoder.counters().frames(), dialect.toString());
        }
    }

    /** Just below, or at, a number of one digit more. */
    private long edge() {
        long edge = 1;
        for (int digits = random.nextInt(19); digits > 0; digits--) {
            edge *= 10;
        }
        return Math.max(0, edge - random.nextInt(2_000));
    }

    private String drifted() {
        boolean isOdd = random.nextInt(60) == 0;
        long first = last + 1;
        long prev = last;
        last += random.nextInt(4) + (isOdd ? -2 : 1);
        String name = random.nextInt(60) == 0 ? "depthUpdated" : "depthUpdate";
        String text = "{\"e\":\"" + name + "\",\"E\":" + (time + 3) + ",\"T\":" + time + ",\"s\":\""
                + (random.nextInt(80) == 0 ? "XTCUSDT" : "BTCUSDT") + "\",\"U\":" + first + ",\"u\":" + last
                + ",\"pu\":" + prev + ",\"b\":" + levels() + ",\"a\":" + levels() + '}';
        if (random.nextInt(120) == 0) {
            int at = random.nextInt(text.length());
            text = text.substring(0, at) + ' ' + text.substring(at);
        }
        if (random.nextInt(20) > 0) {
            return text;
        }
        String stream = random.nextBoolean() ? "btcusdt@depth" : "btcusdt@depth10";
        return "{\"stream\":\"" + stream + "\",\"data\":" + text + '}';
    }

    private String levels() {
        int most = random.nextInt(50) == 0 ? 400 : 6;
        StringBuilder text = new StringBuilder("[");
        for (int left = random.nextInt(most); left > 0; left--) {
            text.append("[\"").append(61_000 + random.nextInt(500)).append('.').append(10 + random.nextInt(90));
            text.append("\",\"").append(random.nextInt(200)).append(".125\"]").append(left > 1 ? "," : "");
        }
        return text.append(']').toString();
    }

    /** So many that fit that the layout trusts what it learns even from the damaged ones between them. */
    private void expect(Decoder decoder, String update) {
        byte[] frame = bytes(update);
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        for (int i = 0; i < 20; i++) {
            recorder.clear();
            assertTrue(decoder.decode(buffer, 0, frame.length, 1_000, 1) >= 0, update);
        }
    }
}
