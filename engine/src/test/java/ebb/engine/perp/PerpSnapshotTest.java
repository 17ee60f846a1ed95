package ebb.engine.perp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.engine.state.Snapshots;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PerpSnapshotTest {
    private static String step(PerpState perp, SplittableRandom random, long nowNs) {
        long tx = random.nextInt(4) == 0 ? PerpState.ABSENT : nowNs - random.nextLong(6);
        boolean isStored = switch (random.nextInt(4)) {
            case 0 -> perp.onMark(tx, nowNs, absentOr(random), absentOr(random));
            case 1 ->
                perp.onFunding(tx, nowNs, random.nextLong(9), absentOr(random), absentOr(random), random.nextBoolean());
            case 2 -> perp.onOpenInterest(tx, nowNs, random.nextLong(9));
            default -> {
                perp.onLiquidation(random.nextBoolean(), random.nextLong(100));
                yield true;
            }
        };
        return isStored + " " + perp.mark() + " " + perp.index() + " " + perp.isMarkFresh(nowNs, 5) + " "
                + perp.fundingRate() + " " + perp.settledRate() + " " + perp.nextSettleNs() + " " + perp.intervalSec()
                + " " + perp.openInterest() + " " + perp.liquidatedLong() + " " + perp.liquidatedShort() + " "
                + perp.dropped();
    }

    private static long absentOr(SplittableRandom random) {
        return random.nextInt(3) == 0 ? PerpState.ABSENT : random.nextLong(100);
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PerpState perp = new PerpState();
            int before = random.nextInt(60);
            for (int i = 0; i < before; i++) {
                step(perp, random, 100 + i);
            }
            PerpState copy = new PerpState();
            Snapshots.copy(perp, copy, "seed " + seed);
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 60; i++) {
                String where = "seed " + seed + " step " + i;
                assertEquals(step(perp, one, 100 + before + i), step(copy, other, 100 + before + i), where);
                Snapshots.assertSame(perp, copy, where);
            }
        }
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        Snapshots.assertRefusedWhenCut(new PerpState(), PerpState::new);
    }
}
