package ebb.adapters.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final JsonScan scan = new JsonScan();

    private JsonScan over(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Not at the start of its buffer, and with more digits behind the region: nothing outside may be read.
        byte[] padded = ("777" + text + "999999999999999999999").getBytes(StandardCharsets.UTF_8);
        scan.wrap(new UnsafeBuffer(padded), 3, bytes.length);
        return scan;
    }

    @Test
    void shouldReadTheNumbersOfTheVectors() {
        int texts = 0;
        for (JsonNode c : SharedData.vectors("num.json").get("cases")) {
            if (!c.get("name").asText().equals("text")) {
                continue;
            }
            String text = c.get("given").get("text").asText();
            int scale = -c.get("given").get("exponent").asInt();
            String expected = c.get("expect").has("mantissa")
                    ? c.get("expect").get("mantissa").asText()
                    : c.get("expect").get("refused").asText();
            assertEquals(expected, outcome(over("\"" + text + "\"").number(0, scale)), text);
            // The same digits in a frame, so that the eight-byte steps see them too.
            assertEquals(
                    expected, outcome(over("\"" + text + "\",\"1234567890\"]").number(0, scale)), text);
            texts++;
        }
        assertTrue(texts >= 18);
    }

    private String outcome(int stop) {
        switch (stop) {
            case Fault.MALFORMED:
                return "MALFORMED";
            case Fault.TRUNCATED:
                return "TRUNCATED";
            case Fault.PRECISION:
                return "PRECISION";
            case Fault.OVERFLOW:
                return "OVERFLOW";
            default:
                return Long.toString(scan.value());
        }
    }

    @Test
    void shouldAgreeWithBigDecimal() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 300_000; i++) {
            String text = number(random);
            int scale = random.nextInt(19);
            String tail = random.nextBoolean() ? ",1]}" : random.nextBoolean() ? "]" : ",\"and much more behind it\"]";
            BigDecimal exact = new BigDecimal(text).scaleByPowerOfTen(scale);
            String expected = exact.stripTrailingZeros().scale() > 0
                    ? "PRECISION"
                    : exact.abs().compareTo(MOST) > 0
                            ? "OVERFLOW"
                            : exact.setScale(0).toPlainString();
            int at = i;
            int stop = over(text + tail).decimal(0, scale);
            assertEquals(expected, outcome(stop), () -> "seed " + SEED + " step " + at + ": " + text + " at " + scale);
            assertTrue(stop < 0 || stop == text.length(), () -> "end of " + text);
            if (text.matches("\\d+") && exact.signum() >= 0 && scale == 0) {
                assertEquals(expected, outcome(over(text + tail).integer(0)), text);
            }
            BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_EVEN);
            String near = rounded.abs().compareTo(MOST) > 0 ? "OVERFLOW" : rounded.toPlainString();
            assertEquals(near, outcome(over(text + tail).rounded(0, scale)), text);
        }
    }

    private static String number(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "-" : "");
        digits(text, random, 1 + random.nextInt(random.nextInt(8) == 0 ? 21 : 7));
        if (random.nextInt(4) > 0) {
            text.append('.');
            digits(text, random, 1 + random.nextInt(random.nextInt(8) == 0 ? 24 : 9));
        }
        if (random.nextInt(12) == 0) {
            text.append(random.nextBoolean() ? "E" : "e").append(random.nextBoolean() ? "+" : "");
            int exponent = random.nextInt(14);
            text.append(text.charAt(text.length() - 1) != '+' && random.nextBoolean() ? -exponent : exponent);
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, SplittableRandom random, int count) {
        int zeros = random.nextInt(3) == 0 ? random.nextInt(count + 1) : 0;
        for (int i = 0; i < count; i++) {
            text.append(i >= count - zeros ? '0' : (char) ('0' + random.nextInt(10)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "-1.5e-7",
                "\"\"",
                "\"a\\\"b\\\\\"",
                "[[],[[]],{}]",
                "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":\"x,]}\"}",
                " [ 1 , 2 ] ",
                "[\"\\u00e4\",\"ä漢字\",0]"
            })
    void shouldWalkOverAnyValue(String text) {
        assertEquals(
                text.stripTrailing().length() + utf8Excess(text), over(text).skip(0));
        assertEquals(
                text.stripTrailing().length() + utf8Excess(text),
                over(text + ",\"next\"").skip(0));
    }

    private static int utf8Excess(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length - text.length();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,]|MALFORMED", "[1 2]|MALFORMED", "{\"a\"}|MALFORMED", "{\"a\":}|MALFORMED", "{a:1}|MALFORMED",
                "[1}|MALFORMED", "{\"a\":1]|MALFORMED", "nul|TRUNCATED", "nulx|MALFORMED", "NaN|MALFORMED",
                "[|TRUNCATED", "{\"a\":|TRUNCATED", "\"abc|TRUNCATED", "\"abc\\|TRUNCATED", "[[[1]|TRUNCATED",
                "{,}|MALFORMED", "-|TRUNCATED", "]|MALFORMED"
            })
    void shouldTellWhatIsNoValue(String text, String fault) {
        assertEquals(fault, outcome(over(text).skip(0)));
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        assertEquals(64, over("[".repeat(32) + "]".repeat(32)).skip(0));
        assertEquals(Fault.TOO_DEEP, over("[".repeat(33) + "]".repeat(33)).skip(0));
        assertEquals(
                Fault.TOO_DEEP,
                over("{\"a\":".repeat(33) + "1" + "}".repeat(33)).skip(0));
    }

    @Test
    void shouldRefuseControlCharactersInText() {
        assertEquals(Fault.MALFORMED, over("\"ab\u0001cdefghijk\"").text(0));
        assertEquals(Fault.MALFORMED, over("\"abcdefghijkl\nm\"").text(0));
        assertEquals(17, over("\"abcdefghä漢ij\"").text(0));
    }

    @Test
    void shouldSkipAsJacksonDoes() throws Exception {
        ObjectMapper json = new ObjectMapper();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            value(text, random, 0);
            int whole = text.toString().getBytes(StandardCharsets.UTF_8).length;
            assertEquals(whole, over(text.toString()).skip(0), text::toString);
            byte[] cut = text.toString().getBytes(StandardCharsets.UTF_8);
            int length = random.nextInt(cut.length + 1);
            scan.wrap(new UnsafeBuffer(cut), 0, length);
            int stop = scan.skip(0);
            boolean valid = true;
            try {
                valid = length > 0 && json.readTree(cut, 0, length) != null;
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                valid = false;
            }
            // A number cut short may still be one; everything else cut short is not a value.
            assertEquals(valid, stop == length, () -> "seed " + SEED + ": " + new String(cut, 0, length));
        }
    }

    private static void value(StringBuilder out, SplittableRandom random, int depth) {
        switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0:
                out.append(random.nextInt(-500, 500));
                break;
            case 1:
                out.append("\"t\\\"x\\\\")
                        .append("ä".repeat(random.nextInt(4)))
                        .append(random.nextInt())
                        .append('"');
                break;
            case 2:
                out.append(random.nextBoolean() ? "true" : "null");
                break;
            case 3:
                out.append(random.nextInt(9)).append(".5e-").append(random.nextInt(9));
                break;
            case 4:
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(out, random, depth + 1);
                    out.append(i > 1 ? ", " : "");
                }
                out.append(']');
                break;
            default:
                out.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.append("\"key").append(random.nextInt(9)).append("\" :");
                    value(out, random, depth + 1);
                    out.append(i > 1 ? "," : "");
                }
                out.append('}');
        }
    }
}
