package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.flow.Decimals;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bars against bars made from a list of all prints, each frame directly; digests; allocation. */
class BarsTwinTest {
    private static final long S = Frames.SECOND_NS;
    private static final long[] LENGTHS = {5 * S, 15 * S, Frames.MINUTE_NS, 5 * Frames.MINUTE_NS, Frames.HOUR_NS};
    private static final Decimals PLAIN = new Decimals(0);

    /** A print as the twin keeps it: in which base period the tape stood, and whether it came too late for its own. */
    private record Print(long txNs, long price, long qty, int sign, long standsIn, boolean isLate, long cvdAfter) {}

    @Test
    void shouldEqualBarsMadeDirectlyFromAllPrintsBar2() {
        for (long seed = 1; seed <= 4; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarRig rig =
                new BarRig(BarSettings.of(new Frames(0, LENGTHS)).withRings(20_000, 20_000, 20_000, 20_000, 20_000));
        List<Print> prints = new ArrayList<>();
        long now = 20_000 * Frames.DAY_NS + random.nextLong(Frames.HOUR_NS);
        long price = 10_000;
        long standsIn = Long.MIN_VALUE;
        long cvd = 0;
        // Some seeds trade densely, some leave many periods empty.
        long pace = seed % 3 == 0 ? 20 * S : S;
        for (int step = 0; step < 3_000; step++) {
            now += random.nextInt(200) == 0 ? random.nextLong(60 * pace) : random.nextLong(pace);
            long tx = now - (random.nextInt(20) == 0 ? random.nextLong(12 * S) : random.nextLong(S / 5));
            tx += random.nextInt(30) == 0 ? 1_900 * S / 1_000 : 0;
            price += random.nextLong(-5, 6);
            long qty = random.nextLong(1, 50);
            int sign = random.nextInt(3) - 1;
            rig.tradeAt(now, tx, price, qty, sign);
            // What a timer had closed by now, then what this print closes (BAR-4).
            long base = LENGTHS[0];
            if (standsIn != Long.MIN_VALUE) {
                standsIn = Math.max(standsIn, Math.floorDiv(now - BarSettings.GRACE_NS, base) * base);
            }
            standsIn = Math.max(standsIn, Math.floorDiv(tx, base) * base);
            cvd += sign * qty;
            prints.add(new Print(tx, price, qty, sign, standsIn, tx < standsIn, cvd));
            if (step % 500 == 0) {
                rig.assertDigest();
            }
        }
        rig.assertDigest();
        for (int frame = 0; frame < LENGTHS.length; frame++) {
            assertEquals(direct(LENGTHS[frame], prints), built(rig.bars, frame), "seed " + seed + " frame " + frame);
        }
        assertTrue(rig.bars.lateTrades() > 10);
    }

    private static List<String> built(Bars bars, int frame) {
        List<String> all = new ArrayList<>();
        BarRing ring = bars.ring(frame);
        for (int age = ring.size() - 1; age >= 0; age--) {
            all.add(BarRecorder.text(ring, age, PLAIN, PLAIN));
        }
        return all;
    }

    /** Every closed bar of a frame, by one pass over all prints a bar. */
    private static List<String> direct(long length, List<Print> prints) {
        List<String> bars = new ArrayList<>();
        long first = Math.floorDiv(prints.get(0).standsIn(), length) * length;
        long end = Math.floorDiv(prints.get(prints.size() - 1).standsIn(), length) * length;
        long close = 0;
        long cvd = 0;
        for (long start = first; start < end; start += length) {
            long open = 0;
            long high = Long.MIN_VALUE;
            long low = Long.MAX_VALUE;
            long volume = 0;
            long buy = 0;
            long sell = 0;
            int trades = 0;
            long late = 0;
            long lateHere = 0;
            long cvdOpen = cvd;
            long cvdHigh = cvd;
            long cvdLow = cvd;
            for (Print p : prints) {
                boolean isMine = p.txNs() >= start && p.txNs() < start + length;
                if (p.isLate() && isMine) {
                    lateHere += p.qty();
                }
                if (p.standsIn() < start || p.standsIn() >= start + length) {
                    continue;
                }
                cvd = p.cvdAfter();
                cvdHigh = Math.max(cvdHigh, cvd);
                cvdLow = Math.min(cvdLow, cvd);
                if (p.isLate()) {
                    late += p.sign() * p.qty();
                    continue;
                }
                open = trades == 0 ? p.price() : open;
                high = Math.max(high, p.price());
                low = Math.min(low, p.price());
                close = p.price();
                volume += p.qty();
                buy += p.sign() > 0 ? p.qty() : 0;
                sell += p.sign() < 0 ? p.qty() : 0;
                trades++;
            }
            boolean isEmpty = trades == 0;
            bars.add(start / 1_000_000 + (isEmpty ? " empty" : " traded")
                    + " o" + (isEmpty ? close : open)
                    + " h" + (isEmpty ? close : high)
                    + " l" + (isEmpty ? close : low)
                    + " c" + close
                    + " v" + volume
                    + " b" + buy
                    + " s" + sell
                    + " n" + trades
                    + " cvd " + cvdOpen
                    + " " + cvdHigh
                    + " " + cvdLow
                    + " " + cvd
                    + " late " + late
                    + (lateHere * 100 > volume ? " amended" : ""));
        }
        return bars;
    }

    @Test
    void shouldGiveTheSameDigestForTheSamePrintsAndAnotherForOthers() {
        long one = run(1, 100, 0);
        assertEquals(one, run(1, 100, 0));
        assertNotEquals(one, run(1, 101, 0));
        assertNotEquals(one, run(2, 100, 0));
        assertNotEquals(one, run(1, 100, 1));
    }

    private static long run(long seed, long lastPrice, long lastQty) {
        SplittableRandom random = new SplittableRandom(seed);
        BarRig rig = new BarRig(BarSettings.of(new Frames(0, LENGTHS)));
        long now = 20_000 * Frames.DAY_NS;
        rig.live(now);
        for (int step = 0; step < 3_000; step++) {
            now += random.nextLong(2 * S);
            rig.tradeAt(now, now - random.nextLong(2 * S), random.nextLong(90, 110), 1 + random.nextLong(9), 1);
            if (random.nextInt(300) == 0) {
                rig.down(now);
                now += random.nextLong(40 * S);
                rig.live(now);
                history(rig.bars, random, now);
            }
            rig.assertDigest();
        }
        rig.trade(now, lastPrice, 5 + lastQty, 1);
        return rig.bars.digest();
    }

    private static void history(Bars bars, SplittableRandom random, long now) {
        Candle candle = new Candle();
        for (int frame = 0; frame < LENGTHS.length; frame++) {
            long start = bars.frames().startOf(frame, now) - 30 * LENGTHS[frame];
            for (int i = 0; i < 30; i++) {
                if (random.nextInt(5) > 0) {
                    long price = random.nextLong(90, 110);
                    bars.onHistory(
                            frame,
                            now,
                            candle.of(start + i * LENGTHS[frame], random.nextLong(100), BarFlags.CLOSED)
                                    .prices(price, price + 2, price - 2, price));
                }
            }
            bars.onHistoryEnd(frame, now);
            BarRing ring = bars.ring(frame);
            for (int age = 1; age < ring.size(); age++) {
                assertEquals(ring.startNs(age - 1) - LENGTHS[frame], ring.startNs(age), "a hole at age " + age);
            }
        }
    }

    @Test
    void shouldAllocateNothingAPrintOrABar() {
        BarRig rig = new BarRig(BarSettings.of(new Frames(0, LENGTHS)).withRings(100, 100, 100, 100, 100));
        Bars bars =
                new Bars(BarSettings.of(new Frames(0, LENGTHS)), 0, 0, rig.tape, rig.timers, new CountingListener());
        long start = 20_000 * Frames.DAY_NS;
        Candle candle = new Candle();
        long[] digests = new long[1];
        Allocations.Step step = i -> {
            long now = start + i * S;
            rig.timers.fireUntil(now);
            long tx = now - (i % 7 == 0 ? 9 * S : 0);
            bars.beforeTrade(now, tx);
            rig.tape.take(now, tx, 100 + i % 13, 1 + i % 5, i % 3 - 1);
            bars.onTrade(tx, 100 + i % 13, 1 + i % 5, i % 3 - 1);
            if (i % 50 == 49) {
                rig.tape.onLoss(now);
                long ended = bars.frames().startOf(2, now) - Frames.MINUTE_NS;
                bars.onHistory(
                        2,
                        now,
                        candle.of(ended, 5, BarFlags.CLOSED)
                                .prices(100, 101, 99, 100)
                                .details(500, 3, 2));
                bars.onHistoryEnd(2, now);
            }
            digests[0] += bars.digest();
        };
        Allocations.assertNone(step);
        assertTrue(bars.ring(0).count() > 50_000);
        assertTrue(bars.history().replaced() > 1_000);
        assertNotEquals(0, digests[0]);
        // Negative control: a listener that keeps an object a bar.
        Object[] kept = new Object[1];
        long bytes = Allocations.leastWindow(i -> {
            step.run(1_000_000 + i);
            kept[0] = new byte[16];
        });
        assertEquals(32L * Allocations.WINDOW, bytes, 1_024);
        assertTrue(kept[0] != null);
    }

    private static final class CountingListener implements BarListener {
        private long bars;

        @Override
        public void onBar(int frame, BarRing ring) {
            bars += ring.volume(0);
        }

        @Override
        public void onBarsDone(long endNs, int frames) {
            bars += frames;
        }

        @Override
        public void onHistory(int frame, BarRing ring) {
            bars++;
        }

        @Override
        public void onMissing(long fromNs, long toNs) {
            bars++;
        }
    }
}
