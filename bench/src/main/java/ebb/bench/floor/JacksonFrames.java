package ebb.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Peer of PERF §1: Binance frames through Jackson's streaming parser, the longs laid out as
 * {@code ebb.bench.market.Frames} says. Numbers are taken from the parser's characters without a {@code String}.
 */
public final class JacksonFrames {
    private static final long NS_PER_MS = 1_000_000L;

    private final JsonFactory factory = new JsonFactory();
    private final int priceDecimals;
    private final int quantityDecimals;

    /**
     * A decoder of one instrument.
     *
     * @param priceDecimals finest price
     * @param quantityDecimals finest quantity
     */
    public JacksonFrames(int priceDecimals, int quantityDecimals) {
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
    }

    /** Decodes a frame; whether it is depth or a trade shows in its keys. */
    public void decode(byte[] frame, int length, long[] header, long[] bids, long[] asks) {
        header[3] = 0;
        header[4] = 0;
        header[5] = 0;
        header[6] = 0;
        header[7] = 0;
        header[8] = 0;
        try (JsonParser parser = factory.createParser(frame, 0, length)) {
            parser.nextToken();
            boolean isTouch = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                if (key.equals("e")) {
                    isTouch = parser.getTextLength() == 10;
                } else if (token == JsonToken.START_ARRAY) {
                    boolean isBid = key.equals("b");
                    header[isBid ? 7 : 8] = levels(parser, isBid ? bids : asks);
                } else {
                    member(parser, key, isTouch, header);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void member(JsonParser parser, String key, boolean isTouch, long[] header) throws IOException {
        switch (key) {
            case "T" -> header[0] = parser.getLongValue() * NS_PER_MS;
            case "U" -> header[1] = parser.getLongValue();
            case "u" -> {
                header[2] = parser.getLongValue();
                header[1] = isTouch ? header[2] : header[1];
            }
            case "pu" -> header[3] = parser.getLongValue();
            case "a" -> {
                if (isTouch) {
                    decimal(parser, priceDecimals);
                } else {
                    header[1] = parser.getLongValue();
                    header[2] = 0;
                }
            }
            case "p", "b" -> header[4] = decimal(parser, priceDecimals);
            case "q", "B" -> header[5] = decimal(parser, quantityDecimals);
            case "A" -> decimal(parser, quantityDecimals);
            case "m" -> header[6] = parser.getBooleanValue() ? 1 : 0;
            default -> {
                // Event time and the like.
            }
        }
    }

    private int levels(JsonParser parser, long[] out) throws IOException {
        int n = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            out[n] = decimal(parser, priceDecimals);
            parser.nextToken();
            out[n + 1] = decimal(parser, quantityDecimals);
            parser.nextToken();
            n += 2;
        }
        return n;
    }

    private static long decimal(JsonParser parser, int decimals) throws IOException {
        char[] text = parser.getTextCharacters();
        int at = parser.getTextOffset();
        int end = at + parser.getTextLength();
        long value = 0;
        int left = decimals;
        boolean behindPoint = false;
        for (; at < end; at++) {
            if (text[at] == '.') {
                behindPoint = true;
            } else {
                value = value * 10 + (text[at] - '0');
                left -= behindPoint ? 1 : 0;
            }
        }
        for (; left > 0; left--) {
            value *= 10;
        }
        return value;
    }
}
