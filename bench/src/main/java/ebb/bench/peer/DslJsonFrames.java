package ebb.bench.peer;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Peer of PERF §1: dsl-json's streaming reader. Numbers in quotes are taken from its characters, without a String. */
final class DslJsonFrames implements PeerFrames {
    private static final long NS_PER_MS = 1_000_000L;
    /** A weak hash is the sum of the characters: no other key of these frames has that of {@code pu}. */
    private static final int PREVIOUS = 'p' + 'u';

    private static final int TOUCH = "bookTicker".length();

    private final JsonReader<Object> reader = new DslJson<>().newReader();
    private final int priceDecimals;
    private final int quantityDecimals;
    private boolean isTouch;

    DslJsonFrames(int priceDecimals, int quantityDecimals) {
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
    }

    @Override
    public void decode(byte[] frame, int length, long[] header, long[] bids, long[] asks) {
        for (int i = 0; i < header.length; i++) {
            header[i] = 0;
        }
        isTouch = false;
        try {
            reader.process(frame, length);
            expect('{');
            do {
                expect('"');
                int key = reader.fillNameWeakHash();
                byte first = reader.getNextToken();
                if (first == '[') {
                    boolean isBid = key == 'b';
                    header[isBid ? 7 : 8] = levels(isBid ? bids : asks);
                } else {
                    member(key, first, header);
                }
            } while (reader.getNextToken() == ',');
            reader.checkObjectEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(char token) throws IOException {
        if (reader.getNextToken() != token) {
            throw reader.newParseError("expected " + token);
        }
    }

    private void member(int key, byte first, long[] header) throws IOException {
        switch (key) {
            case 'e' -> {
                reader.readSimpleQuote();
                isTouch = quoted() == TOUCH;
            }
            case 'T' -> header[0] = NumberConverter.deserializeLong(reader) * NS_PER_MS;
            case 'U' -> header[1] = NumberConverter.deserializeLong(reader);
            case 'u' -> {
                header[2] = NumberConverter.deserializeLong(reader);
                header[1] = isTouch ? header[2] : header[1];
            }
            case PREVIOUS -> header[3] = NumberConverter.deserializeLong(reader);
            case 'a' -> {
                if (isTouch) {
                    reader.readSimpleQuote();
                } else {
                    header[1] = NumberConverter.deserializeLong(reader);
                }
            }
            case 'p', 'b' -> header[4] = decimal(priceDecimals);
            case 'q', 'B' -> header[5] = decimal(quantityDecimals);
            case 'm' -> header[6] = reader.wasTrue() ? 1 : reader.wasFalse() ? 0 : -1;
            default -> {
                if (first == '"') {
                    reader.readSimpleQuote();
                } else {
                    NumberConverter.deserializeLong(reader);
                }
            }
        }
    }

    private int levels(long[] out) throws IOException {
        int n = 0;
        byte token = reader.getNextToken();
        while (token == '[') {
            expect('"');
            out[n] = decimal(priceDecimals);
            expect(',');
            expect('"');
            out[n + 1] = decimal(quantityDecimals);
            expect(']');
            n += 2;
            token = reader.getNextToken();
            if (token == ',') {
                token = reader.getNextToken();
            }
        }
        reader.checkArrayEnd();
        return n;
    }

    private long decimal(int decimals) throws IOException {
        return Decimals.mantissa(reader.readSimpleQuote(), quoted(), decimals);
    }

    /** Length of what was read in quotes last. */
    private int quoted() {
        return reader.getCurrentIndex() - reader.getTokenStart() - 1;
    }
}
