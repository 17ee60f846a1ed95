package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import ebb.codecs.Slots;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Levels whose numbers change their length, their decimals and their spelling from one to the next, against
 * {@link BigDecimal}: what the reader of levels expects is met, nearly met and disappointed.
 */
class LevelShapesTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int FRAMES = 60_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private Recorder recorder = Recorder.of(8);
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private Rejection refusal;
    private int sound;
    private int priceScale;
    private int quantityScale;
    private int priceDigits;
    private int priceDecimals;
    private boolean isQuoted;

    @Test
    void shouldReadQuotedLevelsOfAnyShape() {
        isQuoted = true;
        compare();
    }

    @Test
    void shouldReadQuotedLevelsOfAnyShapeOntoTheHeap() {
        recorder = Recorder.onHeap(8);
        isQuoted = true;
        compare();
    }

    @Test
    void shouldReadBareLevelsOfAnyShape() {
        isQuoted = false;
        compare();
    }

    private void compare() {
        int taken = 0;
        Decoder decoder = null;
        for (int i = 0; i < FRAMES; i++) {
            if (i % 50 == 0) {
                priceScale = random.nextInt(random.nextInt(4) == 0 ? 13 : 4);
                quantityScale = random.nextInt(random.nextInt(4) == 0 ? 13 : 5);
                decoder = decoder(decoder, i % 1_000 == 0);
            }
            if (i % 10 == 0) {
                priceDigits = 1 + random.nextInt(6);
                priceDecimals = random.nextInt(priceScale + 2);
            }
            byte[] frame = frame().getBytes(StandardCharsets.US_ASCII);
            recorder.clear();
            int result = decoder.decode(new UnsafeBuffer(frame), 0, frame.length, 1, 2);
            String told = "seed " + SEED + " frame " + i + " scales " + priceScale + ' ' + quantityScale + ": "
                    + new String(frame, StandardCharsets.US_ASCII);
            assertEquals(refusal == null ? Decoder.DECODED : refusal.result(), result, told);
            // A slot goes out when the level behind it is known to be sound, never before.
            assertEquals(1 + Math.max(sound - 1, 0) / Slots.MAX_LEVELS, recorder.size(), told);
            if (refusal == null) {
                StringBuilder levels = new StringBuilder();
                for (String message : Messages.of(recorder)) {
                    levels.append(message.substring(message.indexOf(" d0") + 3));
                }
                assertEquals(expected.toString(), levels.toString(), told);
                taken++;
            }
        }
        assertTrue(taken > FRAMES / 3 && taken < FRAMES, "both ways taken: " + taken);
    }

    private Decoder decoder(Decoder before, boolean isNew) {
        Decoder decoder = before;
        if (isNew) {
            decoder = isQuoted
                    ? new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE)
                    : new MexcDecoder(recorder, ControlListener.NONE);
        }
        decoder.define("X", 0, -priceScale, -quantityScale);
        return decoder;
    }

    private String frame() {
        refusal = null;
        sound = 0;
        expected.setLength(0);
        text.setLength(0);
        text.append(
                isQuoted
                        ? "{\"e\":\"depthUpdate\",\"E\":5,\"T\":4,\"s\":\"X\",\"U\":7,\"u\":9,\"pu\":6,\"b\":["
                        : "{\"symbol\":\"X\",\"data\":{\"bids\":[");
        levels(" b");
        text.append(isQuoted ? "],\"a\":[" : "],\"asks\":[");
        levels(" a");
        text.append(isQuoted ? "]}" : "],\"version\":5},\"channel\":\"push.depth\",\"ts\":1770000000401}");
        return text.toString();
    }

    private void levels(String side) {
        int count = random.nextInt(random.nextInt(40) == 0 ? 3 * Slots.MAX_LEVELS : 12);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                boolean isMissing = random.nextInt(300) == 0;
                refusal = refusal == null && isMissing ? Rejection.MALFORMED : refusal;
                text.append(isMissing ? "" : random.nextInt(50) == 0 ? " , " : ",");
            }
            text.append(random.nextInt(50) == 0 ? "[ " : "[");
            String price = price();
            number(price);
            text.append(random.nextInt(50) == 0 ? " ," : ",");
            String quantity = quantity();
            number(quantity);
            if (isQuoted ? random.nextInt(50) == 0 : random.nextInt(50) != 0) {
                text.append(random.nextInt(50) == 0 ? ", " : ",")
                        .append(random.nextInt(random.nextInt(3) == 0 ? 1_000 : 9));
            }
            text.append(random.nextInt(50) == 0 ? " ]" : "]");
            judge(price, quantity, side);
        }
    }

    private void number(String digits) {
        boolean isText = isQuoted != (random.nextInt(100) == 0);
        text.append(isText ? "\"" : "").append(digits).append(isText ? "\"" : "");
    }

    private String price() {
        if (random.nextInt(150) == 0) {
            return random.nextBoolean() ? "0" : "-" + (1 + random.nextInt(9));
        }
        if (random.nextInt(60) == 0) {
            return plain(1 + random.nextInt(3), 0) + 'E' + random.nextInt(3);
        }
        boolean isUsual = random.nextInt(12) != 0;
        return plain(
                isUsual ? priceDigits : 1 + random.nextInt(6),
                isUsual ? priceDecimals : random.nextInt(priceScale + 2));
    }

    private String quantity() {
        if (random.nextInt(4) == 0) {
            return quantityScale > 0 && random.nextBoolean() ? "0." + "0".repeat(quantityScale) : "0";
        }
        return random.nextInt(300) == 0 ? "-1" : plain(1 + random.nextInt(5), random.nextInt(quantityScale + 1));
    }

    /** Digits without a leading zero, and decimals that may end in zeros: a venue may write more than its scale. */
    private String plain(int digits, int decimals) {
        StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
        for (int i = 1; i < digits; i++) {
            number.append(random.nextInt(10));
        }
        for (int i = 0; i < decimals; i++) {
            boolean isZero = i == decimals - 1 && random.nextInt(3) != 0;
            number.append(i == 0 ? "." : "").append(isZero ? 0 : random.nextInt(10));
        }
        return number.toString();
    }

    /** The first level that cannot be taken refuses the frame; its price is looked at first. */
    private void judge(String price, String quantity, String side) {
        if (refusal != null) {
            return;
        }
        BigDecimal p = new BigDecimal(price).movePointRight(priceScale).stripTrailingZeros();
        BigDecimal q = new BigDecimal(quantity).movePointRight(quantityScale).stripTrailingZeros();
        if (p.scale() > 0 || q.scale() > 0) {
            refusal = Rejection.PRECISION;
        } else if (p.signum() <= 0 || q.signum() < 0) {
            refusal = Rejection.RANGE;
        } else {
            sound++;
            expected.append(side).append(p.longValueExact()).append(':').append(q.longValueExact());
        }
    }
}
