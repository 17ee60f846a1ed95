package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdIndexTest {
    @Test
    void shouldAgreeWithAMapThroughPutsAndRemoves() {
        long seed = 21;
        SplittableRandom random = new SplittableRandom(seed);
        IdIndex index = new IdIndex(500);
        Map<Long, Integer> twin = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            long id = random.nextLong(800) * 1_000_003L;
            if (random.nextBoolean() && (twin.size() < 500 || twin.containsKey(id))) {
                index.put(id, step);
                twin.put(id, step);
            } else {
                index.remove(id);
                twin.remove(id);
            }
            long asked = random.nextLong(800) * 1_000_003L;
            assertEquals(twin.getOrDefault(asked, IdIndex.ABSENT), index.get(asked), "seed " + seed + " step " + step);
            assertEquals(twin.size(), index.size());
        }
    }

    @Test
    void shouldRefuseMoreThanItWasMadeFor() {
        IdIndex index = new IdIndex(1);
        assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < 10; i++) {
                index.put(i, i);
            }
        });
    }
}
