package ebb.adapters.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.SnapshotRequest;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** {@code mexc-frames.json}: what each line of a hand-made session decodes to. */
class MexcVectorTest {
    private static final int PE = -5;

    @Test
    void shouldDecodeTheSessionOfTheVectors() {
        JsonNode given = SharedData.vectors("mexc-frames.json").get("cases").get(0);
        Recorder recorder = Recorder.of(10);
        MexcDecoder decoder = new MexcDecoder(recorder, ControlListener.NONE);
        int slot = decoder.define("PENGU_USDT", 4, PE, 0);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < given.get("given").get("lines").size(); i++) {
            String[] line = given.get("given").get("lines").get(i).asText().split("\t", 4);
            byte[] bytes = line[3].getBytes(StandardCharsets.UTF_8);
            UnsafeBuffer frame = new UnsafeBuffer(bytes);
            recorder.clear();
            if (line[1].equals("in")) {
                decoder.decode(frame, 0, bytes.length, Long.parseLong(line[0]), 1);
            } else if (line[1].equals("http")) {
                SnapshotRequest request = new SnapshotRequest(slot, 1, SnapshotRequest.UNASKED, 0);
                decoder.decodeSnapshot(request, frame, 0, bytes.length, Long.parseLong(line[0]));
            }
            JsonNode expect = given.get("expect").get(i);
            boolean refused = expect.get("status").asText().equals("STALE(REFUSED)")
                    && given.get("expect").get(i - 1).get("status").asText().equals("LIVE");
            for (JsonNode message : expect.get("messages")) {
                expected.add((i + 1) + " " + expected(message));
            }
            if (refused) {
                expected.add((i + 1) + " gap");
            }
            for (String message : Messages.of(recorder)) {
                actual.add((i + 1) + " " + actual(message));
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual));
        assertEquals(1, decoder.counters().rejected(), "the frame without version");
    }

    private static String expected(JsonNode m) {
        switch (m.get("type").asText()) {
            case "delta":
                return "delta " + m.get("first") + ".." + m.get("last") + levels(m.get("bids"), "b")
                        + levels(m.get("asks"), "a");
            case "snapshot":
                return "snapshot " + m.get("s");
            case "partial":
                return "partial " + m.get("version");
            default:
                String id = m.get("id").isNull() ? "-" : m.get("id").asText();
                return "trade " + id + " " + mantissa(m.get("price").asText(), PE) + ":"
                        + m.get("qty").asText() + " " + m.get("side").asText() + " "
                        + m.get("txMs").asText() + " " + m.get("selfTrade").asBoolean();
        }
    }

    private static String levels(JsonNode side, String name) {
        TreeSet<String> sorted = new TreeSet<>();
        side.forEach(l -> sorted.add(
                " " + name + mantissa(l.get(0).asText(), PE) + ":" + l.get(1).asText()));
        return String.join("", sorted);
    }

    private static long mantissa(String text, int exponent) {
        return new BigDecimal(text).scaleByPowerOfTen(-exponent).longValueExact();
    }

    /** From the line of {@code Messages}, the parts the vectors speak of; levels sorted, as their order is free. */
    private static String actual(String message) {
        String[] part = message.split(" ");
        switch (part[0]) {
            case "Delta":
                TreeSet<String> bids = new TreeSet<>();
                TreeSet<String> asks = new TreeSet<>();
                for (int i = 12; i < part.length; i++) {
                    (part[i].startsWith("b") ? bids : asks).add(" " + part[i]);
                }
                return "delta " + part[7] + String.join("", bids) + String.join("", asks);
            case "Snapshot":
                return "snapshot " + part[7];
            case "Top":
                return "partial " + part[7].substring(1);
            case "Trade":
                boolean self = (Integer.parseInt(part[14]) & 128) != 0;
                return "trade " + part[9].substring(1) + " " + part[7] + " " + part[8] + " "
                        + part[6].substring(0, part[6].length() - 6) + " " + self;
            default:
                return "gap";
        }
    }
}
