package ebb.adapters.context;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Reads the answers of both providers, token by token, and believes nothing: an answer that is not whole is not taken at
 * all, a coin whose figure cannot be is named with its reason. Members that are not asked for may be anything.
 */
final class AnswerReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // A NaN is then one coin's fault, not that of the whole answer.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final BigDecimal MOST_USD = new BigDecimal("1e15");
    private static final int LONGEST_NUMBER = 64;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long AHEAD_NS = 300 * SECOND_NS;
    /** Before the first coin there was no cap of one. */
    private static final long EARLIEST_S = 1_230_768_000L;

    private final CapProvider provider;
    private final Set<String> asked;
    private final long nowNs;
    private final Map<String, Object> found = new LinkedHashMap<>();
    private int unasked;
    private int repeated;

    // The coin in hand; what is not there yet is null.
    private String id;
    private Object cap;
    private String time;
    private boolean isInactive;

    private AnswerReader(CapProvider provider, Collection<String> asked, long nowNs) {
        this.provider = provider;
        this.asked = new LinkedHashSet<>(asked);
        this.nowNs = nowNs;
    }

    /**
     * Reads an answer.
     *
     * @param provider whose
     * @param asked ids of the coins asked for
     * @param nowNs when it came
     * @param body from index 0 to its capacity
     * @return what it holds; each coin asked for has a quote or a fault
     * @throws AnswerException if it is to be dropped as a whole
     */
    static Answer read(CapProvider provider, Collection<String> asked, long nowNs, DirectBuffer body)
            throws AnswerException {
        byte[] bytes = new byte[body.capacity()];
        body.getBytes(0, bytes);
        AnswerReader reader = new AnswerReader(provider, asked, nowNs);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (provider.isNumbered()) {
                reader.coinMarketCap(parser);
            } else {
                reader.coinGecko(parser);
            }
            if (parser.nextToken() != null) {
                throw new AnswerException(Refusal.NOT_JSON, "something follows the answer's end");
            }
        } catch (IOException e) {
            throw new AnswerException(Refusal.NOT_JSON, "not JSON, or cut off, after " + bytes.length + " bytes");
        }
        return reader.answer();
    }

    private void coinGecko(JsonParser parser) throws IOException, AnswerException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            throw failed(errorCode(parser, ""));
        }
        if (first != JsonToken.START_ARRAY) {
            throw new AnswerException(Refusal.WRONG_SHAPE, "want a list of coins, have " + first);
        }
        coins(parser);
    }

    private void coinMarketCap(JsonParser parser) throws IOException, AnswerException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new AnswerException(Refusal.WRONG_SHAPE, "want an object, have " + parser.currentToken());
        }
        String code = null;
        boolean hasData = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("status") && token == JsonToken.START_OBJECT) {
                code = errorCode(parser, "0");
            } else if (name.equals("data") && token == JsonToken.START_ARRAY) {
                hasData = true;
                coins(parser);
            } else if (name.equals("data") && token == JsonToken.START_OBJECT) {
                hasData = true;
                members(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (code != null && !code.equals("0")) {
            throw failed(code);
        }
        if (!hasData) {
            throw new AnswerException(Refusal.WRONG_SHAPE, "no data in it");
        }
    }

    /** The code of an error object, however deep; the parser stands at its beginning and then at its end. */
    private static String errorCode(JsonParser parser, String otherwise) throws IOException {
        String code = otherwise;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("ends early");
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("error_code")) {
                code = parser.nextToken().isScalarValue() ? parser.getText() : otherwise;
                depth += parser.currentToken().isStructStart() ? 1 : 0;
            }
        }
        return code;
    }

    /** Sorts the providers' own codes; a text that is none of them is not repeated to anybody. */
    private static AnswerException failed(String code) {
        return switch (code) {
            case "429", "1008", "1009", "1010", "1011" ->
                new AnswerException(Refusal.RATE_LIMITED, "error code " + code);
            case "401",
                    "403",
                    "1001",
                    "1002",
                    "1003",
                    "1004",
                    "1005",
                    "1006",
                    "1007",
                    "10002",
                    "10005",
                    "10010",
                    "10011" -> new AnswerException(Refusal.KEY_REFUSED, "error code " + code);
            default -> {
                boolean isPlain = code.matches("[0-9]{1,9}");
                yield new AnswerException(
                        Refusal.ERROR_BODY, isPlain ? "error code " + code : "an error without a code");
            }
        };
    }

    /** Coins one behind another; the parser stands at the list's beginning. */
    private void coins(JsonParser parser) throws IOException, AnswerException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new AnswerException(Refusal.WRONG_SHAPE, "want a coin, have " + parser.currentToken());
            }
            coin(parser);
        }
    }

    /** Coins by their id, each alone or in a list. */
    private void members(JsonParser parser) throws IOException, AnswerException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                coins(parser);
            } else if (token == JsonToken.START_OBJECT) {
                coin(parser);
            } else {
                throw new AnswerException(Refusal.WRONG_SHAPE, "want a coin, have " + token);
            }
        }
    }

    private void coin(JsonParser parser) throws IOException {
        id = null;
        cap = null;
        time = null;
        isInactive = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "id" -> id = token.isScalarValue() ? parser.getText() : null;
                case "is_active" ->
                    isInactive = token.isScalarValue() && parser.getText().matches("0|false");
                case "quote" -> quotes(parser, token);
                default -> {
                    if (!provider.isNumbered()) {
                        figure(parser, name, token);
                    }
                }
            }
            skip(parser, token);
        }
        keep();
    }

    /** The figures in USD, a member of that name or a list's element that says so. */
    private void quotes(JsonParser parser, JsonToken first) throws IOException {
        boolean isList = first == JsonToken.START_ARRAY;
        if (!provider.isNumbered() || !isList && first != JsonToken.START_OBJECT) {
            return;
        }
        while (!parser.nextToken().isStructEnd()) {
            String currency = isList ? null : parser.currentName();
            JsonToken token = isList ? parser.currentToken() : parser.nextToken();
            if (token == JsonToken.START_OBJECT && (isList || currency.equals("USD"))) {
                inUsd(parser, isList);
            } else {
                skip(parser, token);
            }
        }
    }

    private void inUsd(JsonParser parser, boolean hasToSay) throws IOException {
        Object capBefore = cap;
        String timeBefore = time;
        boolean isUsd = !hasToSay;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            isUsd |= name.equals("symbol")
                    && token == JsonToken.VALUE_STRING
                    && parser.getText().equals("USD");
            figure(parser, name, token);
            skip(parser, token);
        }
        if (!isUsd) {
            cap = capBefore;
            time = timeBefore;
        }
    }

    private void figure(JsonParser parser, String name, JsonToken token) throws IOException {
        if (name.equals("market_cap")) {
            cap = token == JsonToken.VALUE_NULL
                    ? Refusal.NULL_VALUE
                    : token.isNumeric() ? cents(parser.getText()) : Refusal.NOT_A_NUMBER;
        } else if (name.equals("last_updated") && token == JsonToken.VALUE_STRING) {
            time = parser.getText();
        }
    }

    private static void skip(JsonParser parser, JsonToken token) throws IOException {
        if (token.isStructStart() && parser.currentToken() == token) {
            parser.skipChildren();
        }
    }

    /** A {@code Long} of cents, or the {@code Refusal}. */
    private static Object cents(String number) {
        if (number.length() > LONGEST_NUMBER) {
            return Refusal.IMPLAUSIBLE;
        }
        BigDecimal usd;
        try {
            usd = new BigDecimal(number);
        } catch (NumberFormatException e) {
            return Refusal.NOT_A_NUMBER;
        }
        if (usd.signum() <= 0) {
            return usd.signum() == 0 ? Refusal.ZERO : Refusal.NEGATIVE;
        }
        // 1e999999999 is a number, too, and would fill the memory if it were written out.
        if (usd.precision() - (long) usd.scale() > 16 || usd.compareTo(MOST_USD) > 0) {
            return Refusal.IMPLAUSIBLE;
        }
        if (usd.precision() - (long) usd.scale() < -3) {
            return Refusal.IMPLAUSIBLE;
        }
        long cents = usd.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        return cents == 0 ? Refusal.IMPLAUSIBLE : (Object) cents;
    }

    private void keep() {
        if (id == null || !asked.contains(id)) {
            unasked++;
            return;
        }
        Object value = value();
        Object before = found.putIfAbsent(id, value);
        if (before != null && before.equals(value)) {
            repeated++;
        } else if (before != null) {
            found.put(id, Refusal.DUPLICATE);
        }
    }

    /** A {@code Quote}, or the {@code Refusal}. */
    private Object value() {
        if (isInactive) {
            return Refusal.INACTIVE;
        }
        if (!(cap instanceof Long cents)) {
            return cap == null ? Refusal.NULL_VALUE : cap;
        }
        if (time == null || time.length() > LONGEST_NUMBER) {
            return Refusal.NO_TIME;
        }
        try {
            Instant at = Instant.parse(time);
            if (at.getEpochSecond() < EARLIEST_S) {
                return Refusal.NO_TIME;
            }
            if (at.getEpochSecond() > (nowNs + AHEAD_NS) / SECOND_NS) {
                return Refusal.FUTURE;
            }
            return new Quote(id, cents, at.getEpochSecond() * SECOND_NS + at.getNano());
        } catch (DateTimeException e) {
            return Refusal.NO_TIME;
        }
    }

    private Answer answer() {
        List<Quote> quotes = new ArrayList<>();
        Map<String, Refusal> faults = new LinkedHashMap<>();
        for (String coin : asked) {
            Object value = found.get(coin);
            if (value instanceof Quote quote) {
                quotes.add(quote);
            } else {
                faults.put(coin, value == null ? Refusal.MISSING : (Refusal) value);
            }
        }
        return new Answer(quotes, faults, unasked, repeated);
    }
}
