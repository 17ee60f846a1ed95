package ebb.bench.peer;

import com.alibaba.fastjson2.JSONReader;

/** Peer of PERF §1: fastjson2's streaming reader, which hands out numbers in quotes as Strings. */
final class Fastjson2Frames implements PeerFrames {
    private static final long NS_PER_MS = 1_000_000L;

    private final JSONReader.Context context = new JSONReader.Context();
    private final int priceDecimals;
    private final int quantityDecimals;

    Fastjson2Frames(int priceDecimals, int quantityDecimals) {
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
    }

    @Override
    public void decode(byte[] frame, int length, long[] header, long[] bids, long[] asks) {
        for (int i = 0; i < header.length; i++) {
            header[i] = 0;
        }
        try (JSONReader reader = JSONReader.of(frame, 0, length, java.nio.charset.StandardCharsets.US_ASCII, context)) {
            if (!reader.nextIfObjectStart()) {
                throw new IllegalStateException("no object");
            }
            boolean isTouch = false;
            while (!reader.nextIfObjectEnd()) {
                String key = reader.readFieldName();
                if (key.equals("e")) {
                    isTouch = reader.readString().equals("bookTicker");
                } else if (reader.nextIfArrayStart()) {
                    boolean isBid = key.equals("b");
                    header[isBid ? 7 : 8] = levels(reader, isBid ? bids : asks);
                } else {
                    member(reader, key, isTouch, header);
                }
            }
        }
    }

    private void member(JSONReader reader, String key, boolean isTouch, long[] header) {
        switch (key) {
            case "T" -> header[0] = reader.readInt64Value() * NS_PER_MS;
            case "U" -> header[1] = reader.readInt64Value();
            case "u" -> {
                header[2] = reader.readInt64Value();
                header[1] = isTouch ? header[2] : header[1];
            }
            case "pu" -> header[3] = reader.readInt64Value();
            case "a" -> {
                if (isTouch) {
                    reader.skipValue();
                } else {
                    header[1] = reader.readInt64Value();
                }
            }
            case "p", "b" -> header[4] = Decimals.mantissa(reader.readString(), priceDecimals);
            case "q", "B" -> header[5] = Decimals.mantissa(reader.readString(), quantityDecimals);
            case "m" -> header[6] = reader.readBoolValue() ? 1 : 0;
            default -> reader.skipValue();
        }
    }

    private int levels(JSONReader reader, long[] out) {
        int n = 0;
        while (!reader.nextIfArrayEnd()) {
            reader.nextIfArrayStart();
            out[n] = Decimals.mantissa(reader.readString(), priceDecimals);
            out[n + 1] = Decimals.mantissa(reader.readString(), quantityDecimals);
            reader.nextIfArrayEnd();
            reader.nextIfComma();
            n += 2;
        }
        reader.nextIfComma();
        return n;
    }
}
