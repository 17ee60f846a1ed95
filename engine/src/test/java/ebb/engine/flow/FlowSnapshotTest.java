package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.IdModel;
import ebb.engine.flow.TradeFilter.Verdict;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import ebb.engine.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowSnapshotTest {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    private static final long DAY = 86_400 * S;

    /** A tape with its timers and all that is read from it. */
    private static final class Rig implements Digested, Snapshotted {
        final Timers timers = new Timers(2);
        final List<String> groups = new ArrayList<>();
        final Tape tape;
        final CvdFlip flip;
        final boolean isBulk;

        Rig(IdModel model, boolean isBulk, boolean isAuto) {
            this.isBulk = isBulk;
            // Small rings, so that a few thousand prints wrap them all.
            TapeSettings prints = new TapeSettings(true, 50 * MS, 350_000, 32, 5 * S, 5 * S);
            VpinSettings vpin = new VpinSettings(
                    isBulk ? VpinMode.BULK : VpinMode.AGGRESSOR, 7, 50, 3, isAuto ? 0 : 900, 0, 12, 3, 20, 5, 900_000);
            MicroSettings d = MicroSettings.DEFAULTS;
            MicroSettings micro = new MicroSettings(9, d.maxAgeNs(), d.confirmMicro(), 30, 40, 30, 1.5, 2, 3);
            tape = new Tape(
                    new FlowSettings(prints, new CvdSettings(21, CvdSettings.FLIP_MICRO), vpin, micro),
                    model,
                    1,
                    timers,
                    (now, g) -> groups.add(now + " " + g.side() + " " + g.qty() + " " + g.prints()));
            flip = new CvdFlip(tape.cvd(), 10 * S, CvdSettings.FLIP_MICRO);
        }

        /** One random event; returns what can be read afterwards. */
        String step(SplittableRandom random, long number) {
            timers.fireUntil(timers.nowNs() < 0 ? S : timers.nowNs() + random.nextLong(200) * random.nextLong(12) * MS);
            long now = timers.nowNs();
            Verdict verdict = print(random, number, now);
            switch (random.nextInt(120)) {
                case 0 -> tape.onDown(now);
                case 1, 2 -> tape.onLive(now);
                case 3 -> tape.onLoss(now);
                case 4 -> dayRolls();
                case 5 -> tape.vpin().onDailyCandle(now - random.nextLong(4) * DAY, random.nextLong(20_000, 90_000));
                case 6 -> tape.vpin().onDailyCandlesEnd(now);
                case 7 -> flip.anchor(now);
                default -> {}
            }
            if (isBulk) {
                tape.vpin().onBar(now, random.nextLong(900, 1_100), random.nextLong(500));
            }
            boolean hasFlipped = flip.evaluate(now);
            Object micro = tape.micro().measure(now, 5, 6, Validity.VALID, Aggressor.SELL);
            Cvd cvd = tape.cvd();
            Vpin vpin = tape.vpin();
            return verdict + " " + hasFlipped + " " + micro + " " + tape.micro().score() + " "
                    + cvd.validity(now, 9 * S)
                    + " " + cvd.delta(now, 9 * S) + " " + cvd.sessionDelta() + " " + cvd.sessionValidity() + " "
                    + vpin.value() + " " + vpin.validity() + " " + vpin.openSize() + " " + vpin.openBuy() + " "
                    + vpin.bulkShare() + " " + vpin.rank().value() + " "
                    + vpin.rank().isToxic() + " "
                    + tape.rule().inferred() + " " + tape.filter().refills() + " " + groups.size();
        }

        private Verdict print(SplittableRandom random, long number, long now) {
            long price = random.nextLong(900, 1_100);
            long qty = random.nextLong(1, 400);
            int given = random.nextInt(3) - 1;
            long tx = now - random.nextInt(3) * 10 * MS;
            // Ids that skip now and then, and come back.
            long id = number + (random.nextInt(30) == 0 ? random.nextInt(8) - 4 : 0);
            Verdict verdict = tape.admit(now, id, tx, price, qty, given);
            if (verdict != Verdict.DUPLICATE && verdict != Verdict.REPEAT) {
                tape.take(now, tx, price, qty, tape.side(price, given, random.nextBoolean() ? 2_000 : Long.MIN_VALUE));
            }
            return verdict;
        }

        private void dayRolls() {
            long day = (timers.nowNs() / DAY + 1) * DAY;
            timers.fireUntil(day);
            tape.onDayRoll(day);
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            timers.writeTo(out);
            tape.writeTo(out);
            flip.writeTo(out);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            timers.readFrom(in);
            tape.readFrom(in);
            flip.readFrom(in);
            timers.checkClaimed();
        }

        @Override
        public long digest() {
            return timers.digest() + 3 * tape.digest() + 5 * flip.digest();
        }

        @Override
        public long digestAnew() {
            return timers.digestAnew() + 3 * tape.digestAnew() + 5 * flip.digestAnew();
        }
    }

    private static Rig rig(long seed) {
        IdModel[] models = {IdModel.NONE, IdModel.OPAQUE, IdModel.MONOTONE, IdModel.CONTIGUOUS};
        return new Rig(models[(int) (seed & 3)], (seed & 4) != 0, (seed & 8) != 0);
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        for (long seed = 0; seed < 64; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rig rig = rig(seed);
            int before = random.nextInt(seed < 16 ? 60 : 1_500);
            for (int i = 0; i < before; i++) {
                rig.step(random, i);
            }
            Rig copy = rig(seed);
            Snapshots.copy(rig, copy, "seed " + seed);
            rig.groups.clear();
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 400; i++) {
                String where = "seed " + seed + " step " + i;
                assertEquals(rig.step(one, before + i), copy.step(other, before + i), where);
                Snapshots.assertSame(rig, copy, where);
            }
            assertEquals(rig.groups, copy.groups, "seed " + seed);
        }
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        for (long seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rig rig = rig(seed);
            for (int i = 0; i < 300; i++) {
                rig.step(random, i);
            }
            long which = seed;
            Snapshots.assertRefusedWhenCut(rig, () -> rig(which));
        }
    }

    @Test
    void shouldRefuseASnapshotOfAnotherConfiguration() {
        Rig rig = rig(3);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            rig.step(random, i);
        }
        SnapshotWriter out = new SnapshotWriter();
        rig.writeTo(out);
        for (long other = 0; other < 8; other++) {
            if (other != 3) {
                Rig into = rig(other);
                SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
                assertThrows(SnapshotException.class, () -> into.readFrom(in), "configuration " + other);
            }
        }
        assertTrue(rig.groups.size() > 10);
    }
}
