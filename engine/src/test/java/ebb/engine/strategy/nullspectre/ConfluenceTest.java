package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.bar.BarSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfluenceTest {
    /** Highs alone, the newest first. */
    private record Highs(long... of) implements BarSource {
        @Override
        public int size() {
            return of.length;
        }

        @Override
        public long startNs(int age) {
            return -age;
        }

        @Override
        public long open(int age) {
            return of[age];
        }

        @Override
        public long high(int age) {
            return of[age];
        }

        @Override
        public long low(int age) {
            return of[age];
        }

        @Override
        public long close(int age) {
            return of[age];
        }

        @Override
        public long volume(int age) {
            return 1;
        }

        @Override
        public long cvdClose(int age) {
            return 0;
        }

        @Override
        public boolean hasCvd(int age) {
            return false;
        }

        @Override
        public boolean isEmpty(int age) {
            return of[age] == 0;
        }

        @Override
        public boolean isPartial(int age) {
            return false;
        }
    }

    @Test
    void shouldFlagALevelNearASwingHighNsMtf1() {
        Highs highs = new Highs(90, 95, 110, 100, 80, 85, 84);
        assertTrue(Confluence.isNear(highs, 110, 0));
        assertTrue(Confluence.isNear(highs, 105, 5), "the edge of the zone counts");
        assertFalse(Confluence.isNear(highs, 104, 5));
        assertFalse(Confluence.isNear(highs, 85, 0), "a high among higher ones is no swing");
        assertFalse(Confluence.isNear(new Highs(110, 95, 90, 80, 70), 110, 0), "not known before two bars more");
        assertFalse(Confluence.isNear(new Highs(90, 95, 110, 110, 80, 70), 200, 1));
    }

    @Test
    void shouldAgreeWithASlowTwin() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] of = random.longs(60, 0, 30).toArray();
            Highs highs = new Highs(of);
            for (long level = -5; level < 40; level++) {
                boolean expected = false;
                for (int i = 2; i + 2 < of.length; i++) {
                    boolean isTop = of[i] != 0 && of[i] > of[i + 1] && of[i] > of[i + 2];
                    isTop &= of[i] >= of[i - 1] && of[i] >= of[i - 2];
                    expected |= isTop && Math.abs(of[i] - level) <= 2.5;
                }
                assertEquals(expected, Confluence.isNear(highs, level, 2.5), "seed " + seed + " level " + level);
            }
        }
    }
}
