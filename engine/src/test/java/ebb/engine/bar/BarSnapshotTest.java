package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BarSnapshotTest {
    private static final long S = Frames.SECOND_NS;
    private static final long START = 20_000 * Frames.DAY_NS;
    private static final long[] LENGTHS = {S, 5 * S, 15 * S, Frames.MINUTE_NS};

    /** A tape with its bars and timers. */
    private static final class Driven implements Digested, Snapshotted {
        final BarRig rig;
        final Candle candle = new Candle();
        final OpenBar open = new OpenBar();

        Driven(long seed) {
            BarSettings settings = BarSettings.of(new Frames(0, LENGTHS))
                    .withFeed((seed & 1) == 0 ? BarFeed.TRADES : BarFeed.VENUE)
                    .withRings(40, 20, 12, 5);
            rig = new BarRig(settings);
        }

        void step(SplittableRandom random) {
            long last = Math.max(START, rig.timers.nowNs());
            long now = last + random.nextLong(2 * S);
            long price = random.nextLong(90, 110);
            long qty = random.nextLong(1, 10);
            int sign = random.nextInt(3) - 1;
            switch (random.nextInt(160)) {
                case 0 -> rig.down(now);
                case 1, 2 -> rig.live(now);
                case 3 -> history(random, now);
                case 4 -> calendar(now, random.nextInt(4) > 0);
                case 5 -> rig.bars.onDayRoll();
                case 6 -> rig.trade(now + random.nextLong(90 * S), price, qty, sign);
                case 7, 8, 9 -> rig.refill(now, now - random.nextLong(3 * S), price, qty, sign);
                case 10 -> loss(now);
                case 11, 12, 13, 14, 15 -> candle(random, now, price);
                default -> rig.tradeAt(now, now - random.nextLong(2 * S), price, qty, sign);
            }
        }

        private void calendar(long now, boolean isOpen) {
            rig.timers.fireUntil(now);
            rig.bars.onCalendar(now, isOpen);
        }

        private void loss(long now) {
            rig.timers.fireUntil(now);
            rig.tape.onLoss(now);
        }

        private void candle(SplittableRandom random, long now, long price) {
            rig.timers.fireUntil(now);
            long start = rig.bars.frames().startOf(0, now) - random.nextInt(6) * LENGTHS[0];
            rig.bars.onCandle(
                    now, candle.of(start, random.nextLong(9), BarFlags.CLOSED).prices(price, price, price, price));
        }

        private void history(SplittableRandom random, long now) {
            rig.timers.fireUntil(now);
            int frame = random.nextInt(LENGTHS.length);
            long start = rig.bars.frames().startOf(frame, now) - 9 * LENGTHS[frame];
            for (int i = 0; i < 9; i++) {
                long price = random.nextLong(90, 110);
                candle.of(start + i * LENGTHS[frame], random.nextLong(100), BarFlags.CLOSED);
                if (random.nextInt(4) > 0) {
                    rig.bars.onHistory(frame, now, candle.prices(price, price + 2, price - 2, price));
                }
            }
            // Sometimes the end is still to come when the snapshot is taken.
            if (random.nextBoolean()) {
                rig.bars.onHistoryEnd(frame, now);
            }
        }

        /** What can be read. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (int frame = 0; frame < LENGTHS.length; frame++) {
                rig.bars.copyOpen(frame, open);
                text.append(open.digest())
                        .append(' ')
                        .append(rig.bars.ring(frame).count());
            }
            return text.append(rig.bars.isOpen())
                    .append(rig.bars.lateTrades())
                    .append(rig.bars.refusedCandles())
                    .append(rig.bars.history().isDiffering())
                    .toString();
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            rig.timers.writeTo(out);
            rig.tape.writeTo(out);
            rig.bars.writeTo(out);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            rig.timers.readFrom(in);
            rig.tape.readFrom(in);
            rig.bars.readFrom(in);
            rig.timers.checkClaimed();
        }

        @Override
        public long digest() {
            return rig.timers.digest() + 3 * rig.tape.digest() + 5 * rig.bars.digest();
        }

        @Override
        public long digestAnew() {
            return rig.timers.digestAnew() + 3 * rig.tape.digestAnew() + 5 * rig.bars.digestAnew();
        }
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        int bars = 0;
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Driven driven = new Driven(seed);
            int before = random.nextInt(seed < 12 ? 20 : 900);
            for (int i = 0; i < before; i++) {
                driven.step(random);
            }
            Driven copy = new Driven(seed);
            Snapshots.copy(driven, copy, "seed " + seed);
            assertEquals(driven.text(), copy.text(), "seed " + seed);
            driven.rig.recorder.calls.clear();
            driven.rig.recorder.missing.clear();
            driven.rig.recorder.recomputed.clear();
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 300; i++) {
                driven.step(one);
                copy.step(other);
                Snapshots.assertSame(driven, copy, "seed " + seed + " step " + i);
                assertEquals(driven.text(), copy.text(), "seed " + seed + " step " + i);
            }
            assertEquals(driven.rig.recorder.calls, copy.rig.recorder.calls, "seed " + seed);
            assertEquals(driven.rig.recorder.missing, copy.rig.recorder.missing, "seed " + seed);
            assertEquals(driven.rig.recorder.recomputed, copy.rig.recorder.recomputed, "seed " + seed);
            bars += driven.rig.recorder.calls.size();
        }
        assertTrue(bars > 5_000, bars + " bars");
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        SplittableRandom random = new SplittableRandom(1);
        Driven driven = new Driven(2);
        for (int i = 0; i < 300; i++) {
            driven.step(random);
        }
        Snapshots.assertRefusedWhenCut(driven, () -> new Driven(2));
    }
}
