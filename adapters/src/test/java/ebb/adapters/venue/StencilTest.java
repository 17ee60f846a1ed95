package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A trade that is read at once, since the ones before it were alike, becomes the bytes it becomes in a decoder that has seen none. */
class StencilTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_122L);
    private static final String PASSED = "\"nq\":\"0.200\",";
    private static final String BEHIND = ",\"st\":1";
    private static final String[] TRADES = {
        trade("12.250", "", true, ""),
        trade("0.004", PASSED, false, BEHIND),
        trade("1234.250", PASSED, true, ""),
        trade("0.25000", "", false, BEHIND),
        "{\"stream\":\"btcusdt@aggTrade\",\"data\":" + trade("7.125", PASSED, true, BEHIND) + "}",
    };
    private static final byte[] MARKS = "\"{}[],:.0129/;-+eEtrufals \\\0\u007f".getBytes(StandardCharsets.ISO_8859_1);

    private final Recorder recorder = Recorder.of(16);
    private final Recorder plain = Recorder.of(16);
    private final SplittableRandom random = new SplittableRandom(SEED);

    private static String trade(String quantity, String passed, boolean sells, String behind) {
        return "{\"e\":\"aggTrade\",\"E\":1770000000105,\"s\":\"BTCUSDT\",\"a\":3100200301,\"p\":\"61250.10\",\"q\":\""
                + quantity + "\"," + passed + "\"f\":7600500400,\"l\":7600500403,\"T\":1770000000101,\"m\":" + sells
                + behind + "}";
    }

    private static Decoder decoder(Recorder to) {
        Decoder decoder = new BinanceDecoder(Dialect.USDM, to, ControlListener.NONE);
        decoder.define("BTCUSDT", 3, -2, -3);
        return decoder;
    }

    /** Whether the frame was taken; it was as by a decoder that has seen none, or the test fails. */
    private boolean decode(Decoder decoder, byte[] frame) {
        String told = "seed " + SEED + ": " + new String(frame, StandardCharsets.ISO_8859_1);
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        recorder.clear();
        plain.clear();
        int result = decoder(plain).decode(buffer, 0, frame.length, 1_000, 1);
        assertEquals(result, decoder.decode(buffer, 0, frame.length, 1_000, 1), told);
        assertEquals(plain.size(), recorder.size(), told);
        for (int i = 0; i < plain.size(); i++) {
            assertEquals(text(plain, i), text(recorder, i), told);
        }
        return result >= 0;
    }

    private static String text(Recorder from, int i) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < from.length(i); k++) {
            // The number in the journal is that of the recorder.
            text.append(k >= 8 && k < 16 ? 0 : from.buffer().getByte(from.at(i) + k))
                    .append(' ');
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldReadQuantitiesAndFlagsOfAnyLength() {
        for (String passed : new String[] {"", PASSED}) {
            for (String behind : new String[] {"", BEHIND}) {
                Decoder decoder = decoder(recorder);
                for (int i = 0; i < 3_000; i++) {
                    String whole = Long.toString(random.nextLong(1L << random.nextInt(40)));
                    String quantity = whole + '.' + (100 + random.nextInt(900));
                    String trade = trade(quantity, passed.replace("0.2", whole + ".2"), random.nextBoolean(), behind);
                    trade = trade.replace("3100200301", "31" + (10_000_000 + random.nextInt(90_000_000)));
                    trade = trade.replace(
                            "61250.10", 10_000 + random.nextInt(90_000) + "." + (10 + random.nextInt(90)));
                    assertTrue(decode(decoder, bytes(trade)), trade);
                }
            }
        }
    }

    @Test
    void shouldRefuseEveryDamageLikeADecoderThatHasSeenNone() {
        for (String trade : TRADES) {
            for (int at = 0; at < trade.length(); at++) {
                Decoder decoder = decoder(recorder);
                for (byte mark : MARKS) {
                    expect(decoder, trade);
                    byte[] damaged = bytes(trade);
                    damaged[at] = mark;
                    decode(decoder, damaged);
                    expect(decoder, trade);
                    decode(decoder, bytes(trade.substring(0, at) + (char) mark + trade.substring(at)));
                }
                expect(decoder, trade);
                decode(decoder, bytes(trade.substring(0, at)));
                expect(decoder, trade);
                decode(decoder, bytes(trade.substring(0, at) + trade.substring(at + 1)));
            }
        }
    }

    /** So many that fit that the layout trusts what it learns even from the damaged ones between them. */
    private void expect(Decoder decoder, String trade) {
        byte[] frame = bytes(trade);
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        for (int i = 0; i < 20; i++) {
            recorder.clear();
            assertTrue(decoder.decode(buffer, 0, frame.length, 1_000, 1) >= 0, trade);
        }
    }
}
