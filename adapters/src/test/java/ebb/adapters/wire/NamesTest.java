package ebb.adapters.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    private final JsonScan scan = new JsonScan();

    private int find(Names names, String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        scan.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        return names.find(scan, 1, bytes.length - 2);
    }

    @Test
    void shouldFindWhatAMapFinds() {
        SplittableRandom random = new SplittableRandom(SEED);
        Names names = new Names();
        Map<String, Integer> twin = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int length = 1 + random.nextInt(20);
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < length; k++) {
                text.append((char) ('A' + random.nextInt(3)));
            }
            String name = text.toString();
            assertEquals(twin.getOrDefault(name, -1), find(names, name), () -> "seed " + SEED + ": " + name);
            if (random.nextInt(4) == 0) {
                twin.putIfAbsent(name, twin.size());
                assertEquals(twin.get(name), names.add(name));
            }
        }
        assertEquals(twin.size(), names.size());
    }

    @Test
    void shouldTakeNamesThatAreNotAscii() {
        Names names = Names.of("币安人生USDT", "BTCUSDT");
        assertEquals(0, find(names, "币安人生USDT"));
        assertEquals(-1, find(names, "币安人生USD"));
        assertEquals(1, find(names, "BTCUSDT"));
    }

    @Test
    void shouldRefuseNamesThatAreEmptyOrTooLong() {
        assertThrows(IllegalArgumentException.class, () -> Names.of(""));
        assertThrows(IllegalArgumentException.class, () -> Names.of("x".repeat(49)));
        assertEquals(0, find(Names.of("x".repeat(48)), "x".repeat(48)));
        assertEquals(-1, find(Names.of("x"), "x".repeat(400)));
    }
}
