package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The profile after each of many bars against its rules laid out tick by tick over the whole window (VP-1 to 4). */
class VolumeProfileTwinTest {
    private static final long FRAME = 900_000_000_000L;
    private static final long SEED = 275;
    private static final int STEPS = 100_000;
    private static final int WINDOW = 96;
    private static final int BUCKETS = 60;
    private static final int NODES = 5;
    private static final int APART = 3;

    private long lowest;
    private long width;
    private long[] volume;
    private long[] smooth;

    @Test
    void shouldAgreeWithTheWholeWindowAfterEachBar() {
        SplittableRandom random = new SplittableRandom(SEED);
        ListBars bars = new ListBars();
        VolumeProfile profile = new VolumeProfile(
                new VolumeProfileSettings(1, 1, BUCKETS, NODES, APART, VolumeProfileSettings.Spread.RANGE), 1, FRAME);
        long price = 5_000;
        long full = 0;
        for (int step = 0; step < STEPS; step++) {
            price += random.nextInt(61) - 30 + (5_000 - price) / 50;
            long low = price - random.nextInt(9);
            long high = price + random.nextInt(9);
            bars.add(step * FRAME, price, high, low, price, random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(5_000));
            bars.advance();
            profile.rebuild(bars, 0);
            List<ListBars.Bar> window = bars.all.subList(Math.max(0, bars.all.size() - WINDOW), bars.all.size());
            String where = "seed " + SEED + ", step " + step;
            if (window.stream().allMatch(ListBars.Bar::isEmpty)) {
                assertEquals(0, profile.total(), where);
                continue;
            }
            lay(window);
            compare(profile, where);
            full += profile.nodes() == NODES ? 1 : 0;
        }
        assertTrue(full > STEPS / 20 && full < STEPS, "five nodes in " + full + " of the profiles");
    }

    private void lay(List<ListBars.Bar> window) {
        List<ListBars.Bar> traded = window.stream().filter(b -> !b.isEmpty()).toList();
        lowest = traded.stream().mapToLong(ListBars.Bar::low).min().orElseThrow();
        long highest = traded.stream().mapToLong(ListBars.Bar::high).max().orElseThrow();
        width = (highest - lowest + BUCKETS) / BUCKETS;
        volume = new long[highest == lowest ? 1 : BUCKETS];
        for (ListBars.Bar bar : traded) {
            long span = bar.high() - bar.low() + 1;
            int[] ticks = new int[volume.length];
            for (long tick = bar.low(); tick <= bar.high(); tick++) {
                ticks[bucket(tick)]++;
            }
            long laid = 0;
            for (int k = 0; k < volume.length; k++) {
                long share = bar.volume() * ticks[k] / span;
                volume[k] += share;
                laid += share;
            }
            volume[bucket(bar.close())] += bar.volume() - laid;
        }
        smooth = new long[volume.length];
        for (int k = 0; k < smooth.length; k++) {
            smooth[k] = at(volume, k - 1) + 2 * volume[k] + at(volume, k + 1);
        }
    }

    private int bucket(long tick) {
        return (int) ((tick - lowest) / width);
    }

    private static long at(long[] of, int k) {
        return k < 0 || k >= of.length ? 0 : of[k];
    }

    private void compare(VolumeProfile profile, String where) {
        assertEquals(volume.length, profile.buckets(), where);
        for (int k = 0; k < volume.length; k++) {
            assertEquals(volume[k], profile.volume(k), where);
        }
        List<Integer> peaks = new ArrayList<>();
        for (int k = 0; k < smooth.length; k++) {
            long left = at(smooth, k - 1);
            long right = at(smooth, k + 1);
            if (smooth[k] >= Math.max(left, right) && smooth[k] > Math.min(left, right)) {
                peaks.add(k);
            }
        }
        peaks.sort((a, b) -> smooth[a] != smooth[b] ? Long.compare(smooth[b], smooth[a]) : Integer.compare(a, b));
        List<Integer> kept = new ArrayList<>();
        for (int peak : peaks) {
            if (kept.size() < NODES && kept.stream().allMatch(k -> Math.abs(k - peak) >= APART)) {
                kept.add(peak);
            }
        }
        assertEquals(kept.size(), profile.nodes(), where);
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(kept.get(i), profile.node(i), where);
            assertEquals(price(kept.get(i)), profile.nodePrice(i), where);
        }
    }

    private long price(int node) {
        BigDecimal weighted = BigDecimal.ZERO;
        long sum = 0;
        for (int k = node - 1; k <= node + 1; k++) {
            long twiceCentre = 2 * (lowest + k * width) + width - 1;
            weighted = weighted.add(BigDecimal.valueOf(at(volume, k)).multiply(BigDecimal.valueOf(twiceCentre)));
            sum += at(volume, k);
        }
        return weighted.divide(BigDecimal.valueOf(2 * sum), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
