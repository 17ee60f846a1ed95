package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.engine.perp.FundingRate;
import ebb.engine.state.Digested;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the strategy remembers, brought back at random moments, goes on as if nothing had happened. */
class NullSpectreSnapshotTest {
    private static final long MINUTE = 60_000_000_000L;

    /** One step of a part; the answer is what it says of itself. */
    private interface Step<T> {
        String apply(T part, SplittableRandom random, long nowNs);
    }

    private static <T extends Digested & Snapshotted> void shouldGoOn(Supplier<T> fresh, int steps, Step<T> step) {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            T part = fresh.get();
            T other = fresh.get();
            long now = 0;
            for (int i = 0; i < steps; i++) {
                now += random.nextLong(3 * MINUTE);
                long dice = random.nextLong();
                String where = "seed " + seed + " step " + i;
                String says = step.apply(part, new SplittableRandom(dice), now);
                assertEquals(says, step.apply(other, new SplittableRandom(dice), now), where);
                Snapshots.assertSame(part, other, where);
                if (random.nextInt(15) == 0) {
                    other = fresh.get();
                    Snapshots.copy(part, other, where);
                }
            }
            Snapshots.assertRefusedWhenCut(part, fresh);
        }
    }

    @Test
    void shouldBringBackFundingsPast() {
        shouldGoOn(() -> new FundingHistory(FundingRate.FLIP_MIN), 300, (part, random, now) -> {
            long rate = random.nextLong(-400_000, 400_000);
            if (random.nextInt(3) == 0) {
                part.onSettled(now, rate);
            } else {
                part.onPredicted(now, rate);
            }
            return part.flip(now, 30 * MINUTE) + " " + part.isRanked() + " " + (part.isRanked() ? part.rank(rate) : 0);
        });
    }

    @Test
    void shouldBringBackTheSamplesAtThePeak() {
        shouldGoOn(MicroCapture::new, 400, (part, random, now) -> {
            long high = 100 + random.nextInt(20);
            double score = random.nextDouble() * 100;
            if (random.nextInt(5) == 0) {
                part.close(now, high, score, random.nextBoolean());
            } else {
                part.sample(high, score, random.nextInt(4) != 0);
            }
            return part.last() + " " + part.atPeak(now - 10 * MINUTE, now);
        });
    }

    @Test
    void shouldBringBackTheRunnersWatch() {
        shouldGoOn(() -> new RunnerWatch(RunnerSettings.DEFAULT), 600, (part, random, now) -> {
            switch (random.nextInt(12)) {
                case 0 -> part.watch(10_000 + random.nextInt(100));
                case 1, 2, 3, 4 -> part.onMinute(random.nextInt(1_000), random.nextInt(40) != 0);
                default -> part.onTrade(now, 9_900 + random.nextInt(400), 100);
            }
            return part.touches() + " " + part.hasBounced() + " " + part.hasVolume() + " "
                    + part.ask(now, random.nextBoolean());
        });
    }

    @Test
    void shouldBringBackTheLifeOfASetup() {
        SetupLife.Event[] events = SetupLife.Event.values();
        shouldGoOn(SetupLife::new, 300, (part, random, now) -> {
            part.apply(events[random.nextInt(events.length)]);
            part.onTime(now);
            if (random.nextInt(8) == 0) {
                part.cool(now + 5 * MINUTE);
            }
            return part.state().name();
        });
    }

    @Test
    void shouldBringBackTheTrackRecord() {
        shouldGoOn(() -> new TrackRecord(20, 100_000), 200, (part, random, now) -> {
            part.onClosed(random.nextLong(-2_000_000, 2_000_000));
            return part.wins() + " " + part.losses() + " " + part.closed() + " " + part.losingRun() + " "
                    + part.payoff() + " " + part.isEdgeGone(450_000, 1.1);
        });
    }

    @Test
    void shouldBringBackHowCloselyAnInstrumentIsFollowed() {
        shouldGoOn(UniverseState::new, 300, (part, random, now) -> {
            part.listed(random.nextInt(10) == 0, random.nextInt(10) != 0, random.nextInt(5) != 0);
            part.observed(random.nextBoolean(), random.nextInt(4), random.nextBoolean(), random.nextInt(10) == 0);
            part.evaluate();
            return part.stage() + " " + part.isSubscribed() + " " + part.isSampled();
        });
    }
}
