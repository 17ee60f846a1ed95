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

/** A trade that is read at once, since the ones before it were alike, becomes the bytes it becomes in a decoder that has seen none. */
class StencilTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_122L);
    private static final long EIGHT_DIGITS = 100_000_000L;
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
    private int priceDecimals = 2;
    private int quantityDecimals = 3;
    private long time;
    private long id;
    private boolean isTold;
    private long price;

    private static String trade(String quantity, String passed, boolean sells, String behind) {
        return "{\"e\":\"aggTrade\",\"E\":1770000000105,\"s\":\"BTCUSDT\",\"a\":3100200301,\"p\":\"61250.10\",\"q\":\""
                + quantity + "\"," + passed + "\"f\":7600500400,\"l\":7600500403,\"T\":1770000000101,\"m\":" + sells
                + behind + "}";
    }

    private Decoder decoder(Recorder to) {
        Decoder decoder = new BinanceDecoder(Dialect.USDM, to, ControlListener.NONE);
        decoder.define("BTCUSDT", 3, -priceDecimals, -quantityDecimals);
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
        Alike.check(plain, recorder, told);
        return result >= 0;
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

    /** Numbers that grow by a digit, jump, or are none of a trade; with white space, of another family, in an envelope. */
    @Test
    void shouldReadTradesThatDriftLikeADecoderThatHasSeenNone() {
        for (String event : new String[] {"aggTrade", "trade"}) {
            Decoder decoder = decoder(recorder);
            long taken = 0;
            for (int i = 0; i < 4_000; i++) {
                if (i % 400 == 0) {
                    time = random.nextInt(4) == 0 ? edge() : 17_700L * EIGHT_DIGITS - random.nextInt(6_000);
                    id = random.nextInt(4) == 0 ? edge() : 31L * EIGHT_DIGITS - random.nextInt(600);
                    isTold = random.nextBoolean();
                    price = edge() % 10_000_000_000L;
                }
                time += random.nextInt(30);
                id += random.nextInt(3);
                price = Math.max(0, price + random.nextInt(9) - 4);
                taken += decode(decoder, bytes(drifted(event))) ? 1 : 0;
            }
            assertTrue(taken > 2_000 && taken < 4_000, event + ": " + taken);
            DecodeCounters counters = decoder.counters();
            assertEquals(taken, counters.decodedAs(FrameKind.TRADE) + counters.ignored(), event);
            assertEquals(4_000, counters.frames(), event);
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

    private String drifted(String event) {
        boolean isOdd = random.nextInt(80) == 0;
        long last = id + random.nextInt(4) - (isOdd ? 2 : 0);
        String quantity = isOdd && random.nextBoolean() ? "0.000" : random.nextInt(1_000) + ".125";
        String fills = event.equals("trade") ? "" : ",\"f\":" + id + ",\"l\":" + Math.max(0, last);
        String text = "{\"e\":\"" + event + "\",\"E\":" + (time + 3) + ",\"s\":\"BTCUSDT\",\""
                + (event.equals("trade") ? 't' : 'a') + "\":" + id + ",\"p\":\"" + price / 100 + '.'
                + (100 + price % 100 + "").substring(1) + "\",\"q\":\"" + quantity + '"' + fills + ",\"T\":" + time
                + ",\"m\":" + random.nextBoolean() + (isTold ? ",\"st\":" + (isOdd ? 2 : 1) : "") + '}';
        if (random.nextInt(120) == 0) {
            int at = random.nextInt(text.length());
            text = text.substring(0, at) + ' ' + text.substring(at);
        }
        return random.nextInt(20) == 0 ? "{\"stream\":\"btcusdt@" + event + "\",\"data\":" + text + '}' : text;
    }

    @Test
    void shouldScaleTradesAnewWhenTheInstrumentIsDefinedAnew() {
        Decoder decoder = decoder(recorder);
        for (int i = 0; i < 200; i++) {
            priceDecimals = 1 + random.nextInt(6);
            quantityDecimals = 1 + random.nextInt(6);
            decoder.define("BTCUSDT", 3, -priceDecimals, -quantityDecimals);
            for (int k = 0; k < 20; k++) {
                decode(decoder, bytes(trade(1 + random.nextInt(99) + ".250", "", random.nextBoolean(), "")));
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
