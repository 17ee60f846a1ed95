package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CvdTest {
    private static final long S = Cvd.SLOT_NS;

    private final FlowEpoch epoch = new FlowEpoch();
    private final Cvd cvd = new Cvd(CvdSettings.DEFAULTS, epoch);

    private record Print(long nowNs, long qty, int sign) {}

    @Test
    void shouldAgreeWithAScanOfAllTradesCvd2() {
        for (long seed = 1; seed <= 4; seed++) {
            compareWithScan(seed, 100_000);
        }
    }

    private static void compareWithScan(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        int slots = 61;
        FlowEpoch epoch = new FlowEpoch();
        Cvd cvd = new Cvd(new CvdSettings(slots, CvdSettings.FLIP_MICRO), epoch);
        ArrayDeque<Print> recent = new ArrayDeque<>();
        long now = 1_700_000_000_000_000_000L + random.nextLong(S);
        long total = 0;
        for (int step = 0; step < steps; step++) {
            // Bursts, quiet seconds, and now and then a silence longer than the ring reaches.
            int kind = random.nextInt(100);
            now += kind < 60 ? random.nextLong(S / 20) : kind < 98 ? random.nextLong(3 * S) : random.nextLong(100 * S);
            if (random.nextInt(5) > 0) {
                Print print = new Print(now, random.nextLong(1, 1_000_000), random.nextInt(3) - 1);
                cvd.onTrade(print.nowNs(), print.qty(), print.sign());
                recent.addLast(print);
                total += print.sign() * print.qty();
            }
            while (!recent.isEmpty() && recent.peekFirst().nowNs() < now - slots * S) {
                recent.removeFirst();
            }
            assertEquals(total, cvd.total(), () -> "seed " + seed);
            if (step % 7 == 0) {
                long windowNs = 1 + random.nextLong((slots - 1) * S);
                long from = Math.floorDiv(now - windowNs, S);
                long delta = 0;
                long volume = 0;
                for (Print print : recent) {
                    if (Math.floorDiv(print.nowNs(), S) > from) {
                        delta += print.sign() * print.qty();
                        volume += print.qty();
                    }
                }
                String where = "seed " + seed + " step " + step + " window " + windowNs;
                assertEquals(delta, cvd.delta(now, windowNs), where);
                assertEquals(volume, cvd.volume(now, windowNs), where);
            }
            if (step % 1_000 == 0) {
                assertEquals(cvd.digestAnew(), cvd.digest(), "seed " + seed + " step " + step);
            }
        }
    }

    @Test
    void shouldWarmUpUntilAWindowLiesAfterTheStartVal3() {
        cvd.start(100 * S);
        cvd.onTrade(105 * S, 10, Aggressor.BUY);
        // Six seconds that end in second 105 begin with second 100.
        assertEquals(Validity.VALID, cvd.validity(105 * S, 6 * S));
        assertEquals(Validity.WARMING, cvd.validity(105 * S, 7 * S));
        assertEquals(Validity.WARMING, cvd.validitySince(99 * S));
        assertEquals(Validity.VALID, cvd.validitySince(100 * S));
    }

    @Test
    void shouldBeUndefinedWithoutVolumeCvd5() {
        assertEquals(Validity.UNDEFINED, cvd.validity(S, S));
        cvd.onTrade(10 * S, 4, Aggressor.SELL);
        assertEquals(Validity.UNDEFINED, cvd.validity(100 * S, 60 * S));
        assertEquals(0, cvd.normalised(100 * S, 60 * S));
        assertEquals(-1, cvd.normalised(10 * S, S));
    }

    @Test
    void shouldBeInexactOnlyWhileAWindowReachesBackToTheLossCvd6() {
        cvd.start(0);
        cvd.onTrade(100 * S, 1, Aggressor.BUY);
        long loss = epoch.lose(101 * S + 5);
        cvd.onTrade(102 * S, 1, Aggressor.BUY);
        cvd.onTrade(110 * S, 1, Aggressor.BUY);
        // The window of W seconds that ends at 110 s holds the seconds after 110 − W.
        assertEquals(Validity.INEXACT, cvd.validity(110 * S, 9 * S + 1));
        assertEquals(Validity.INEXACT, cvd.validity(110 * S, 10 * S));
        assertEquals(Validity.VALID, cvd.validity(110 * S, 8 * S));
        epoch.recover(loss);
        assertEquals(Validity.VALID, cvd.validity(110 * S, 10 * S));
    }

    @Test
    void shouldBeInexactWhileTheSessionIsDownEvt3() {
        cvd.start(0);
        cvd.onTrade(100 * S, 1, Aggressor.BUY);
        epoch.down(100 * S);
        assertEquals(Validity.INEXACT, cvd.validity(100 * S, S));
        epoch.live(200 * S);
        cvd.onTrade(210 * S, 1, Aggressor.BUY);
        assertEquals(Validity.VALID, cvd.validity(210 * S, 5 * S));
        assertEquals(Validity.INEXACT, cvd.validity(210 * S, 11 * S));
    }

    @Test
    void shouldCountTheSessionFromTheDayRollCvd3() {
        cvd.onTrade(S, 5, Aggressor.BUY);
        assertEquals(Validity.WARMING, cvd.sessionValidity());
        cvd.onDayRoll(10 * S);
        cvd.onTrade(11 * S, 3, Aggressor.SELL);
        assertEquals(-3, cvd.sessionDelta());
        assertEquals(3, cvd.sessionVolume());
        assertEquals(2, cvd.total());
        assertEquals(Validity.VALID, cvd.sessionValidity());
    }

    @Test
    void shouldRefuseAWindowTheRingCannotHoldCvd2() {
        cvd.onTrade(S, 1, Aggressor.BUY);
        assertThrows(IllegalArgumentException.class, () -> cvd.delta(S, 3_601 * S));
        assertThrows(IllegalArgumentException.class, () -> cvd.volume(S, 0));
    }

    @Test
    void shouldTurnInexactInsteadOfWrappingNum2() {
        cvd.start(0);
        cvd.onTrade(S, Long.MAX_VALUE - 1, Aggressor.BUY);
        assertEquals(Validity.VALID, cvd.validitySince(S));
        cvd.onTrade(S, 2, Aggressor.BUY);
        assertTrue(cvd.hasOverflowed());
        assertEquals(Long.MAX_VALUE - 1, cvd.total());
        assertEquals(Validity.INEXACT, cvd.validitySince(S));
        cvd.reset();
        assertFalse(cvd.hasOverflowed());
        assertEquals(0, cvd.total());
        assertEquals(new Cvd(CvdSettings.DEFAULTS, epoch).digest(), cvd.digest());
    }

    @Test
    void shouldFlipOnlyAfterTheOtherSideCvd7() {
        CvdFlip flip = new CvdFlip(cvd, 10 * S, 50_000);
        cvd.start(0);
        cvd.onTrade(100 * S, 1_000, Aggressor.BUY);
        assertFalse(flip.evaluate(100 * S));
        assertFalse(flip.isFlippedUp());
        // −5 % exactly counts; −4.9 % would not.
        cvd.onTrade(101 * S, 1_104, Aggressor.SELL);
        assertFalse(flip.evaluate(101 * S));
        cvd.onTrade(101 * S, 2, Aggressor.SELL);
        assertTrue(flip.evaluate(101 * S));
        assertTrue(flip.isFlippedDown());
        cvd.onTrade(102 * S, 212, Aggressor.BUY);
        assertFalse(flip.evaluate(102 * S));
        cvd.onTrade(102 * S, 120, Aggressor.BUY);
        assertTrue(flip.evaluate(102 * S));
        assertTrue(flip.isFlippedUp());
        flip.anchor(103 * S);
        assertFalse(flip.isFlippedUp());
        assertFalse(flip.evaluate(103 * S));
        assertEquals(flip.digestAnew(), flip.digest());
    }

    @Test
    void shouldNotFlipOnWhatIsNotValidCvd7() {
        CvdFlip flip = new CvdFlip(cvd, 10 * S, 50_000);
        cvd.start(0);
        cvd.onTrade(100 * S, 10, Aggressor.SELL);
        flip.evaluate(100 * S);
        epoch.lose(101 * S);
        cvd.onTrade(102 * S, 100, Aggressor.BUY);
        assertFalse(flip.evaluate(102 * S));
        assertEquals(Validity.INEXACT, flip.validity(102 * S));
        assertTrue(flip.evaluate(111 * S));
    }
}
