package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatternSnapshotTest {
    private static final int BARS = 1_400;
    /** All patterns on one range, both ways round. */
    private static final class Board implements Digested, Snapshotted {
        final List<String> log = new ArrayList<>();
        final Atr atr = new Atr(AtrSettings.DEFAULT);
        final Swings swings = new Swings(SwingSettings.DEFAULT, atr);
        final Levels levels = new Levels(LevelSettings.DEFAULT, SwingSettings.DEFAULT, atr);
        final Divergence ofHighs = new Divergence(DivergenceSettings.DEFAULT, false);
        final Divergence ofLows = new Divergence(DivergenceSettings.DEFAULT, true);
        final RejectionTracker down = tracker(false);
        final RejectionTracker up = tracker(true);
        final VolumeProfile profile = new VolumeProfile(
                new VolumeProfileSettings(2, 1, 40, 5, 3, VolumeProfileSettings.Spread.RANGE),
                1,
                RejectionTrackerTest.FRAME);

        private RejectionTracker tracker(boolean isOfLows) {
            return new RejectionTracker(
                    RejectionTrackerTest.LOOSE,
                    new RejectionTracker.Frame(RejectionTrackerTest.FRAME, 20),
                    isOfLows,
                    atr,
                    (id, start, price, n, event) -> log.add(start + " " + id + " " + event + " " + price + " " + n));
        }

        void step(ListBars bars, SplittableRandom random) {
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            swings.onBar(bars, 0);
            levels.onBar(bars, 0, swings);
            ofHighs.onBar(bars.close(0), bars.cvdClose(0), swings);
            ofLows.onBar(bars.close(0), bars.cvdClose(0), swings);
            down.onBar(bars, 0);
            up.onBar(bars, 0);
            if (down.size() > 0 && random.nextInt(9) == 0) {
                down.hold(down.level(random.nextInt(down.size())).id(), random.nextBoolean());
            }
            if (random.nextInt(30) == 0) {
                profile.rebuild(bars, 0);
            }
            if (random.nextInt(700) == 0) {
                swings.reset();
                down.reset();
                levels.reset();
                ofHighs.reset();
            }
        }

        /** What can be read. */
        String text() {
            StringBuilder text = new StringBuilder();
            text.append(ofHighs.kind())
                    .append(ofHighs.strength())
                    .append(ofHighs.validity())
                    .append(ofLows.knownNs());
            for (int back = 0; back < swings.highs(); back++) {
                text.append(swings.high(back).mix(back));
            }
            for (int i = 0; i < levels.size(); i++) {
                PriceLevel level = levels.level(i);
                text.append(' ').append(level.price()).append(level.touches()).append(level.isResistance());
            }
            for (int i = 0; i < down.size(); i++) {
                RejectionLevel level = down.level(i);
                text.append(' ')
                        .append(level.price())
                        .append(level.state())
                        .append(level.count())
                        .append(level.size());
            }
            for (int k = 0; k < profile.buckets(); k++) {
                text.append(profile.smooth(k)).append(' ');
            }
            for (int i = 0; i < profile.nodes(); i++) {
                text.append(profile.nodePrice(i)).append(' ');
            }
            return text.append(profile.control())
                    .append(profile.areaLow())
                    .append(profile.lowNodes())
                    .toString();
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            atr.writeTo(out);
            swings.writeTo(out);
            levels.writeTo(out);
            ofHighs.writeTo(out);
            ofLows.writeTo(out);
            down.writeTo(out);
            up.writeTo(out);
            profile.writeTo(out);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            atr.readFrom(in);
            swings.readFrom(in);
            levels.readFrom(in);
            ofHighs.readFrom(in);
            ofLows.readFrom(in);
            down.readFrom(in);
            up.readFrom(in);
            profile.readFrom(in);
        }

        @Override
        public long digest() {
            return atr.digest()
                    + 3 * swings.digest()
                    + 5 * levels.digest()
                    + 7 * ofHighs.digest()
                    + 11 * ofLows.digest()
                    + 13 * down.digest()
                    + 17 * up.digest()
                    + 19 * profile.digest();
        }

        @Override
        public long digestAnew() {
            return atr.digestAnew()
                    + 3 * swings.digestAnew()
                    + 5 * levels.digestAnew()
                    + 7 * ofHighs.digestAnew()
                    + 11 * ofLows.digestAnew()
                    + 13 * down.digestAnew()
                    + 17 * up.digestAnew()
                    + 19 * profile.digestAnew();
        }
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        int events = 0;
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ListBars bars = RejectionTrackerTest.walk(seed, BARS, 1);
            Board board = new Board();
            int before = random.nextInt(seed < 10 ? 40 : BARS - 300);
            for (int i = 0; i < before; i++) {
                bars.advance();
                board.step(bars, random);
            }
            Board copy = new Board();
            Snapshots.copy(board, copy, "seed " + seed);
            board.log.clear();
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 300; i++) {
                assertEquals(board.text(), copy.text(), "seed " + seed + " step " + i);
                bars.advance();
                board.step(bars, one);
                copy.step(bars, other);
                Snapshots.assertSame(board, copy, "seed " + seed + " step " + i);
            }
            assertEquals(board.log, copy.log, "seed " + seed);
            events += board.log.size();
        }
        assertTrue(events > 2_000, events + " events");
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        ListBars bars = RejectionTrackerTest.walk(3, BARS, 1);
        Board board = new Board();
        while (bars.hasMore()) {
            bars.advance();
            board.step(bars, new SplittableRandom(4));
        }
        Snapshots.assertRefusedWhenCut(board, Board::new);
    }
}
