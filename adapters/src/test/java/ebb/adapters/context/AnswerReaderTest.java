package ebb.adapters.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    /** 2026-11-21T00:00:00Z. */
    private static final long NOW = 1_795_219_200_000_000_000L;

    private static final String TIME = "\"last_updated\":\"2026-11-20T23:00:00.500Z\"";
    private static final long REF = NOW - 3_599_500_000_000L;

    private static Answer gecko(List<String> asked, String body) throws AnswerException {
        return read(CapProvider.COINGECKO, asked, body);
    }

    private static Answer read(CapProvider provider, List<String> asked, String body) throws AnswerException {
        return AnswerReader.read(provider, asked, NOW, new UnsafeBuffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Refusal refused(CapProvider provider, String body) {
        return assertThrows(AnswerException.class, () -> read(provider, List.of("pepe", "1"), body), body)
                .refusal();
    }

    /** Of one coin with this figure. */
    private static Object figure(String cap) throws AnswerException {
        Answer answer = gecko(List.of("pepe"), "[{\"id\":\"pepe\",\"market_cap\":" + cap + "," + TIME + "}]");
        return answer.quotes().isEmpty()
                ? answer.faults().get("pepe")
                : answer.quotes().get(0).cents();
    }

    @Test
    void shouldReadTheMarketsOfCoinGecko() throws Exception {
        Answer answer = gecko(
                List.of("bitcoin", "pepe"),
                "[{\"id\":\"bitcoin\",\"symbol\":\"btc\",\"current_price\":70187,\"market_cap\":1381651251183,"
                        + "\"roi\":null,\"sparkline_in_7d\":{\"price\":[1,2,{\"market_cap\":3}]}," + TIME + "},"
                        + "{" + TIME + ",\"market_cap\":2699999.994,\"id\":\"pepe\",\"symbol\":\"pepe\"}]");
        assertEquals(
                List.of(new Quote("bitcoin", 138_165_125_118_300L, REF), new Quote("pepe", 269_999_999, REF)),
                answer.quotes());
        assertEquals(Map.of(), answer.faults());
    }

    @Test
    void shouldReadTheQuotesOfCoinMarketCapInEachOfTheirShapes() throws Exception {
        String usd = "{\"price\":6602.60,\"market_cap\":852164659250.2758," + TIME + "}";
        String eur = "\"EUR\":{\"market_cap\":1,\"last_updated\":\"2026-11-20T22:00:00.000Z\"}";
        String coin = "{\"id\":1,\"name\":\"Bitcoin\",\"is_active\":1,\"last_updated\":\"2018-08-09T21:56:28.000Z\","
                + "\"quote\":{" + eur + ",\"USD\":" + usd + "}}";
        String listed =
                "{\"id\":1,\"quote\":[{\"symbol\":\"EUR\",\"market_cap\":1,\"last_updated\":\"x\"},{\"id\":2781,"
                        + "\"symbol\":\"USD\",\"market_cap\":852164659250.2758," + TIME + "}]}";
        String ok = "\"status\":{\"timestamp\":\"2026-11-21T00:00:00Z\",\"error_code\":0,\"error_message\":null}";
        Quote expected = new Quote("1", 85_216_465_925_028L, REF);
        for (String body : List.of(
                "{" + ok + ",\"data\":{\"1\":" + coin + "}}",
                "{\"data\":{\"1\":[" + coin + "]}," + ok + "}",
                "{" + ok + ",\"data\":[" + coin + "]}",
                "{" + ok.replace("0,", "\"0\",") + ",\"data\":[" + listed + "]}")) {
            Answer answer = read(CapProvider.COINMARKETCAP, List.of("1"), body);
            assertEquals(List.of(expected), answer.quotes(), body);
        }
        Answer inactive = read(
                CapProvider.COINMARKETCAP,
                List.of("1"),
                "{" + ok + ",\"data\":{\"1\":" + coin.replace("\"is_active\":1", "\"is_active\":0") + "}}");
        assertEquals(Map.of("1", Refusal.INACTIVE), inactive.faults());
        Answer other = read(
                CapProvider.COINMARKETCAP,
                List.of("1"),
                "{" + ok + ",\"data\":{\"1\":{\"id\":1,\"quote\":{" + eur + "}}}}");
        assertEquals(Map.of("1", Refusal.NULL_VALUE), other.faults(), "euros are no dollars");
    }

    @Test
    void shouldNameWhyAFigureIsNone() throws Exception {
        Map<String, Object> cases = new LinkedHashMap<>();
        cases.put("null", Refusal.NULL_VALUE);
        cases.put("0", Refusal.ZERO);
        cases.put("0.0", Refusal.ZERO);
        cases.put("-1", Refusal.NEGATIVE);
        cases.put("NaN", Refusal.NOT_A_NUMBER);
        cases.put("-Infinity", Refusal.NOT_A_NUMBER);
        cases.put("\"2700000\"", Refusal.NOT_A_NUMBER);
        cases.put("true", Refusal.NOT_A_NUMBER);
        cases.put("{\"usd\":2700000}", Refusal.NOT_A_NUMBER);
        cases.put("[2700000]", Refusal.NOT_A_NUMBER);
        cases.put("1e999999999", Refusal.IMPLAUSIBLE);
        cases.put("1e-999999999", Refusal.IMPLAUSIBLE);
        cases.put("1000000000000000.01", Refusal.IMPLAUSIBLE);
        cases.put("0.001", Refusal.IMPLAUSIBLE);
        cases.put("1" + "0".repeat(80), Refusal.IMPLAUSIBLE);
        cases.put("1e15", 100_000_000_000_000_000L);
        cases.put("2.7E+6", 270_000_000L);
        cases.put("0.01", 1L);
        cases.put("60000000.004999999999999999999", 6_000_000_000L);
        for (Map.Entry<String, Object> each : cases.entrySet()) {
            assertEquals(each.getValue(), figure(each.getKey()), each.getKey());
        }
        assertEquals(
                Map.of("pepe", Refusal.NULL_VALUE),
                gecko(List.of("pepe"), "[{\"id\":\"pepe\"," + TIME + "}]").faults());
    }

    @Test
    void shouldNameWhyATimeIsNone() throws Exception {
        Map<String, Refusal> cases = new LinkedHashMap<>();
        cases.put("null", Refusal.NO_TIME);
        cases.put("1795219200", Refusal.NO_TIME);
        cases.put("\"yesterday\"", Refusal.NO_TIME);
        cases.put("\"0001-01-01T00:00:00Z\"", Refusal.NO_TIME);
        cases.put("\"-999999999-01-01T00:00:00Z\"", Refusal.NO_TIME);
        cases.put("\"+999999999-01-01T00:00:00Z\"", Refusal.FUTURE);
        cases.put("\"2026-11-21T00:05:01Z\"", Refusal.FUTURE);
        cases.put("\"2026-11-21T00:05:00Z\"", null);
        for (Map.Entry<String, Refusal> each : cases.entrySet()) {
            Answer answer = gecko(
                    List.of("pepe"), "[{\"id\":\"pepe\",\"market_cap\":5,\"last_updated\":" + each.getKey() + "}]");
            assertEquals(each.getValue(), answer.faults().get("pepe"), each.getKey());
        }
    }

    @Test
    void shouldTakeNoneOfACoinThatComesTwiceWithDifferentValues() throws Exception {
        String coin = "{\"id\":\"pepe\",\"market_cap\":5," + TIME + "}";
        Answer same = gecko(List.of("pepe"), "[" + coin + "," + coin + "]");
        assertEquals(1, same.quotes().size());
        assertEquals(1, same.repeated());
        Answer different = gecko(List.of("pepe"), "[" + coin + "," + coin.replace("5", "6") + "," + coin + "]");
        assertEquals(Map.of("pepe", Refusal.DUPLICATE), different.faults());
        assertEquals(List.of(), different.quotes());
    }

    @Test
    void shouldCountCoinsNobodyAskedForAndNameThoseLeftOut() throws Exception {
        Answer answer = gecko(
                List.of("pepe", "wif"),
                "[{\"id\":\"doge\",\"market_cap\":5," + TIME + "},{\"market_cap\":5},{\"id\":null},"
                        + "{\"id\":\"wif\",\"market_cap\":5," + TIME + "}]");
        assertEquals(3, answer.unasked());
        assertEquals(Map.of("pepe", Refusal.MISSING), answer.faults());
        assertEquals(List.of(new Quote("wif", 500, REF)), answer.quotes());
    }

    @Test
    void shouldTakeNothingOfAnAnswerThatIsNone() {
        CapProvider gecko = CapProvider.COINGECKO;
        CapProvider cmc = CapProvider.COINMARKETCAP;
        assertEquals(Refusal.NOT_JSON, refused(gecko, "<html><body>Just a moment...</body></html>"));
        assertEquals(Refusal.NOT_JSON, refused(gecko, "[{\"id\":\"pepe\"}] []"));
        assertEquals(Refusal.WRONG_SHAPE, refused(gecko, ""));
        assertEquals(Refusal.WRONG_SHAPE, refused(gecko, "17"));
        assertEquals(Refusal.WRONG_SHAPE, refused(gecko, "[[1,2]]"));
        assertEquals(Refusal.ERROR_BODY, refused(gecko, "{\"error\":\"coin not found\"}"));
        assertEquals(
                Refusal.RATE_LIMITED, refused(gecko, "{\"status\":{\"error_code\":429,\"error_message\":\"slow\"}}"));
        assertEquals(Refusal.KEY_REFUSED, refused(gecko, "{\"status\":{\"error_code\":10002}}"));
        assertEquals(Refusal.WRONG_SHAPE, refused(cmc, "[]"));
        assertEquals(Refusal.WRONG_SHAPE, refused(cmc, "{}"));
        assertEquals(Refusal.WRONG_SHAPE, refused(cmc, "{\"data\":{\"1\":5}}"));
        assertEquals(Refusal.WRONG_SHAPE, refused(cmc, "{\"data\":null}"));
        assertEquals(Refusal.RATE_LIMITED, refused(cmc, "{\"status\":{\"error_code\":1008},\"data\":{}}"));
        assertEquals(Refusal.KEY_REFUSED, refused(cmc, "{\"status\":{\"error_code\":1001}}"));
        assertEquals(Refusal.ERROR_BODY, refused(cmc, "{\"status\":{\"error_code\":500},\"x\":[1]}"));
        assertEquals(Refusal.NOT_JSON, refused(gecko, "[{\"x\":" + "[".repeat(5_000)));
    }

    @Test
    void shouldTakeNothingOfAnAnswerThatIsCutOff() {
        String whole = "[{\"id\":\"pepe\",\"market_cap\":5," + TIME + "},{\"id\":\"1\",\"market_cap\":5," + TIME + "}]";
        for (int length = 1; length < whole.length(); length++) {
            assertEquals(Refusal.NOT_JSON, refused(CapProvider.COINGECKO, whole.substring(0, length)));
        }
    }

    /** Whatever comes, it is an answer or a named refusal. */
    @Test
    void shouldEndEveryGarbledAnswerInANamedWay() {
        String[] whole = {
            "[{\"id\":\"pepe\",\"market_cap\":5," + TIME + "},{\"id\":\"1\",\"x\":{\"y\":[1]}}]",
            "{\"status\":{\"error_code\":0},\"data\":{\"1\":{\"id\":1,\"is_active\":1,\"quote\":{\"USD\":{"
                    + "\"market_cap\":5," + TIME + "}}},\"2\":[{\"id\":2,\"quote\":[{\"symbol\":\"USD\"}]}]}}"
        };
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = whole[(int) (seed & 1)].getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = random.nextInt(3) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) "[]{}\",:0e-".charAt(random.nextInt(10));
            }
            CapProvider provider = (seed & 1) == 0 ? CapProvider.COINGECKO : CapProvider.COINMARKETCAP;
            int read = 2;
            try {
                Answer answer = AnswerReader.read(provider, List.of("pepe", "1"), NOW, new UnsafeBuffer(bytes));
                read = answer.quotes().size() + answer.faults().size();
            } catch (AnswerException e) {
                assertEquals(true, e.refusal() != null, "seed " + seed);
            }
            assertEquals(2, read, "seed " + seed);
        }
    }
}
