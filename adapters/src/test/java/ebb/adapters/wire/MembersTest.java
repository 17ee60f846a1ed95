package ebb.adapters.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final String[] KEYS = {
        "e", "E", "U", "pu", "version", "begin", "asks", "exactly12byt", "thirteenbytes", "nextSettleTime"
    };

    private final JsonScan scan = new JsonScan();
    private final Members members = new Members(Names.of(KEYS));

    private List<String> walk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        List<String> found = new ArrayList<>();
        members.start(true);
        int at = 0;
        while (true) {
            int key = members.next(scan, at);
            if (key < 0 || key == Members.END) {
                found.add(key < 0 ? "fault " + key : "end " + members.position());
                return found;
            }
            int value = members.position();
            at = scan.skip(value);
            found.add((key == Members.OTHER ? "?" : KEYS[key]) + "="
                    + text.substring(value, Math.max(at, value)).trim());
            if (at < 0) {
                return found;
            }
        }
    }

    @Test
    void shouldReadMembersOfAnyOrderAfterAnyOther() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("{");
            List<String> expected = new ArrayList<>();
            // Mostly the same order, as on a connection, sometimes another: predictions hold and fail.
            int start = random.nextInt(10) == 0 ? random.nextInt(KEYS.length) : 0;
            int count = random.nextInt(10) == 0 ? random.nextInt(KEYS.length) : KEYS.length - 1;
            for (int k = 0; k < count; k++) {
                String key = random.nextInt(30) == 0 ? "unknown" + random.nextInt(3) : KEYS[(start + k) % KEYS.length];
                String gap = random.nextInt(40) == 0 ? " " : "";
                String value = Integer.toString(random.nextInt(1000));
                text.append(k > 0 ? "," : "")
                        .append(gap)
                        .append('"')
                        .append(key)
                        .append("\":")
                        .append(gap)
                        .append(value);
                expected.add((key.startsWith("unknown") ? "?" : key) + "=" + value);
            }
            text.append('}');
            expected.add("end " + text.length());
            assertEquals(expected, walk(text + " "), () -> "seed " + SEED + ": " + text);
        }
    }

    @Test
    void shouldNotTakeAnotherKeyForThePredictedOne() {
        assertEquals(List.of("version=1", "nextSettleTime=2", "end 32"), walk("{\"version\":1,\"nextSettleTime\":2}"));
        assertEquals(List.of("?=1", "?=2", "end 32"), walk("{\"versioN\":1,\"nextSettleTimE\":2}"));
        assertEquals(List.of("version=1", "?=2", "end 33"), walk("{\"version\":1,\"nextSettleTimex\":2}"));
    }

    @Test
    void shouldTellWhereAnObjectIsBroken() {
        assertEquals(List.of("end 2"), walk("{}"));
        assertEquals(List.of("end 4"), walk(" { }"));
        assertEquals(List.of("fault -2"), walk("{"));
        assertEquals(List.of("fault -2"), walk("{\"e"));
        assertEquals(List.of("fault -2"), walk("{\"e\""));
        assertEquals(List.of("fault -1"), walk("{\"e\" 1}"));
        assertEquals(List.of("fault -1"), walk("[\"e\"]"));
        assertEquals(List.of("e=1", "fault -2"), walk("{\"e\":1"));
        assertEquals(List.of("e=1", "fault -1"), walk("{\"e\":1 \"E\":2}"));
        assertEquals(List.of("e=1", "fault -1"), walk("{\"e\":1,}"));
    }
}
