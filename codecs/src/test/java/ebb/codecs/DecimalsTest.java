package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Decimals.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** NUM-5 against BigDecimal. */
class DecimalsTest {
    private static final long SEED = Long.getLong("ebb.seed", 5L);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?\\d{4}");
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Decimals decimals = new Decimals();
    private final UnsafeBuffer roomy = new UnsafeBuffer(new byte[512]);
    private final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(512));

    /** The slow, obvious twin: the mantissa as text, or the name of the status. */
    private static String twin(String text, int exponent) {
        if (!NUMBER.matcher(text).matches()) {
            return "MALFORMED";
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal scaled = number.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        if (scaled.scale() > 0) {
            return "PRECISION";
        }
        BigInteger mantissa = scaled.toBigIntegerExact();
        return mantissa.abs().compareTo(MAX) > 0 ? "OVERFLOW" : mantissa.toString();
    }

    private String outcome(Status status) {
        assertEquals(status, decimals.status());
        if (status != Status.OK) {
            assertEquals(Nulls.LONG, decimals.value());
            return status.name();
        }
        return Long.toString(decimals.value());
    }

    private static String digits(SplittableRandom random, int max) {
        StringBuilder text = new StringBuilder();
        int n = random.nextInt(max + 1);
        boolean zeros = random.nextInt(4) == 0;
        for (int i = 0; i < n; i++) {
            text.append(zeros ? '0' : (char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    /** Exponents of BigDecimal are ints, and one of nine digits keeps it busy for hours. */
    private static String anyText(SplittableRandom random) {
        String text = candidate(random);
        while (LONG_EXPONENT.matcher(text).find()) {
            text = candidate(random);
        }
        return text;
    }

    private static String candidate(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? '-' : '+');
        }
        text.append(digits(random, random.nextInt(4) == 0 ? 24 : 7));
        if (random.nextInt(4) != 0) {
            text.append('.').append(digits(random, random.nextInt(4) == 0 ? 40 : 9));
        }
        if (random.nextInt(4) == 0) {
            text.append("00000000", 0, random.nextInt(9));
        }
        if (random.nextInt(6) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(new String[] {"", "-", "+"}[random.nextInt(3)]).append(digits(random, 2));
        }
        if (random.nextInt(8) == 0 && text.length() > 0) {
            String odd = ".-+eE x/:0\u0000\u007f,";
            text.setCharAt(random.nextInt(text.length()), odd.charAt(random.nextInt(odd.length())));
        }
        return text.toString();
    }

    @Test
    void shouldParseWhatBigDecimalParsesToTheSameNumber() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Status, Integer> seen = new EnumMap<>(Status.class);
        String[] neighbours = {
            "", "\"", "0", "9", ".", "e5", ",\"12345678\"", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
        };
        for (int i = 0; i < 300_000; i++) {
            String text = anyText(random);
            int exponent = random.nextInt(-18, 10);
            String expected = twin(text, exponent);
            String after = neighbours[random.nextInt(neighbours.length)];
            byte[] bytes = (text + after).getBytes(StandardCharsets.ISO_8859_1);
            int length = text.length();
            int offset = random.nextInt(32);
            String at = "seed " + SEED + " step " + i + ": '" + text + "' at " + exponent;

            roomy.putBytes(offset, bytes);
            assertEquals(expected, outcome(decimals.parse(roomy, offset, length, exponent)), at);
            direct.putBytes(offset, bytes);
            assertEquals(expected, outcome(decimals.parse(direct.addressOffset() + offset, length, exponent)), at);
            assertEquals(expected, outcome(decimals.parse(bytes, 0, length, exponent)), at);
            seen.merge(decimals.status(), 1, Integer::sum);
            assertEquals(exponent, decimals.exponent());
        }
        for (Status status : Status.values()) {
            assertTrue(seen.getOrDefault(status, 0) > 2_000, "every outcome is frequent: " + seen);
        }
    }

    @Test
    void shouldTellTheFinestDigitAndTheDigitsBehindThePoint() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < 100_000; i++) {
            String text = anyText(random);
            if (!NUMBER.matcher(text).matches()) {
                continue;
            }
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            BigDecimal number = new BigDecimal(text);
            int finest = number.signum() == 0 ? 0 : -number.stripTrailingZeros().scale();
            String at = "seed " + SEED + " step " + i + ": '" + text + "'";
            roomy.putBytes(0, bytes);
            decimals.parse(roomy, 0, bytes.length, 0);
            assertEquals(finest, decimals.finest(), at);
            assertEquals(Math.max(number.scale(), 0), decimals.fractionDigits(), at);

            Status status = decimals.scan(bytes, 0, bytes.length);
            assertEquals(finest, decimals.finest(), at);
            int exponent = Math.max(-18, Math.min(9, finest));
            assertEquals(exponent, decimals.exponent(), at);
            assertEquals(twin(text, exponent), outcome(status), at);
        }
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        String[] texts = {
            "",
            "+",
            "-",
            ".",
            "-.",
            "e5",
            "1e",
            "1e+",
            "1e5.",
            "1.2.3",
            "1..2",
            "NaN",
            "Infinity",
            " 1",
            "1 ",
            "1,000",
            "--1",
            "+-1",
            "0x10",
            "1_000",
            "1e5e5",
            "12345678a",
            "a12345678",
            "12345678.",
            "null"
        };
        for (String text : texts) {
            boolean pointAtEnd = text.equals("12345678.");
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertEquals(pointAtEnd ? Status.OK : Status.MALFORMED, decimals.parse(bytes, 0, bytes.length, -2), text);
        }
    }

    @Test
    void shouldNotLetHugeExponentsOrTextsThrough() {
        assertEquals("OVERFLOW", parse("1e99999999999999999999", 0));
        assertEquals("PRECISION", parse("1e-99999999999999999999", -18));
        assertEquals("0", parse("0e99999999999999999999", 0));
        assertEquals("1", parse("1" + "0".repeat(300) + "e-300", 0));
        assertEquals("1", parse("0." + "0".repeat(299) + "1e300", 0));
        assertEquals("PRECISION", parse("9".repeat(40) + ".1", 0));
        assertEquals("OVERFLOW", parse("-9223372036854775808", 0));
        assertEquals("-9223372036854775807", parse("-9223372036854775807", 0));
    }

    private String parse(String text, int exponent) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return outcome(decimals.parse(bytes, 0, bytes.length, exponent));
    }

    @Test
    void shouldSayWhatIsWrongWithATextOfConfiguration() {
        assertEquals(6_125_010, Decimals.of("61250.10", -2));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Decimals.of("0.015", -2));
        assertEquals("'0.015' at exponent -2: PRECISION", e.getMessage());
    }

    @Test
    void shouldWriteTheShortestPlainText() {
        assertEquals("61837.63", DecimalText.of(6_183_763, -2));
        assertEquals("0.00000001", DecimalText.of(1, -8));
        assertEquals("-1.5", DecimalText.of(-150, -2));
        assertEquals("7", DecimalText.of(700, -2));
        assertEquals("0", DecimalText.of(0, -8));
        assertEquals("0", DecimalText.of(0, 5));
        assertEquals("1300", DecimalText.of(13, 2));
        assertEquals("-9.223372036854775808", DecimalText.of(Long.MIN_VALUE, -18));
    }

    @Test
    void shouldWriteWhatParsesBackToTheSameNumber() {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        for (int i = 0; i < 100_000; i++) {
            long mantissa = ScaledTest.any(random);
            int exponent = random.nextInt(-18, 19);
            BigDecimal number = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
            String at = "seed " + SEED + ": " + mantissa + "e" + exponent;
            int length = DecimalText.put(roomy, 3, mantissa, exponent);
            String text = roomy.getStringWithoutLengthAscii(3, length);
            String expected =
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            assertEquals(expected, text, at);
            assertTrue(length <= DecimalText.MAX_LENGTH, at);
            int digits = Math.max(0, number.stripTrailingZeros().scale()) + random.nextInt(4);
            length = DecimalText.putFixed(roomy, 3, mantissa, exponent, digits);
            assertEquals(number.setScale(digits).toPlainString(), roomy.getStringWithoutLengthAscii(3, length), at);
        }
        assertThrows(IllegalArgumentException.class, () -> DecimalText.putFixed(roomy, 0, 125, -2, 1));
        assertThrows(IllegalArgumentException.class, () -> DecimalText.putFixed(roomy, 0, 125, -2, 0));
    }
}
