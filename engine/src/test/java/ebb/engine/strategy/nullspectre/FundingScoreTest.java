package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.perp.FundingRate;
import ebb.engine.state.Validity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FundingScoreTest {
    private static final long BP = FundingSettings.BP;
    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;

    private final FundingScore funding = new FundingScore(FundingSettings.DEFAULT);
    private final FundingHistory history = new FundingHistory(FundingRate.FLIP_MIN);

    @Test
    void shouldScoreRatesAsTheVectorsDoNsFun1() {
        for (JsonNode c : Cases.of("conviction.json", "funding score")) {
            funding.measure(Cases.mantissa(c.get("given").get("rate8h"), -9));
            Cases.assertAgrees(c.get("expect").get("S"), funding.score(), 1, c.toString());
        }
    }

    @Test
    void shouldBringAnyIntervalToEightHoursFund1() {
        assertEquals(8 * BP, FundingRate.per8h(BP, 3_600));
        assertEquals(2 * BP, FundingRate.per8h(BP, 14_400));
        assertEquals(-BP, FundingRate.per8h(-BP, 28_800));
    }

    @Test
    void shouldDenyWhereShortsPayTooMuchNsFun2() {
        funding.measure(-5 * BP);
        assertTrue(funding.isDenied());
        funding.measure(-5 * BP + 1);
        assertFalse(funding.isDenied());
        assertEquals(0, funding.score());
        funding.missing();
        assertTrue(funding.isDenied());
        assertEquals(Validity.UNDEFINED, funding.validity());
    }

    @Test
    void shouldLiftACrowdedCoinToSixtyNsFun2() {
        for (int i = 0; i < FundingHistory.SETTLEMENTS; i++) {
            assertFalse(history.isRanked());
            history.onSettled(i * 8 * HOUR, i < 86 ? BP : 3 * BP);
        }
        long now = 90 * 8 * HOUR;
        // (86 + 4/2)/90 = 0.978 of the past lies below 3 bp: crowded, though the rate alone is worth 22 points
        funding.measure(3 * BP, history, now);
        assertTrue(funding.isCrowded());
        assertEquals(60, funding.score());
        funding.measure(9 * BP, history, now);
        assertEquals(800.0 / 9, funding.score(), 1e-12);
        // 43/90 at the common rate
        funding.measure(BP, history, now);
        assertFalse(funding.isCrowded());
        assertEquals(0, funding.score());
    }

    @Test
    void shouldScoreNothingAfterAFlipToNegativeAndTenMoreAfterOneToPositiveNsFun3() {
        history.onSettled(0, 4 * BP);
        history.onPredicted(HOUR, BP / 4);
        assertEquals(0, history.flip(HOUR, DAY), "within the band nothing flips");
        history.onPredicted(2 * HOUR, -BP);
        assertEquals(-1, history.flip(2 * HOUR, DAY));
        funding.measure(2 * BP, history, 3 * HOUR);
        assertTrue(funding.isFlippedDown());
        assertEquals(0, funding.score());
        history.onSettled(8 * HOUR, -BP);
        assertEquals(-1, history.flip(26 * HOUR, DAY), "dated by the first rate beyond the band");
        assertEquals(0, history.flip(26 * HOUR + 1, DAY));
        history.onPredicted(27 * HOUR, BP);
        funding.measure(BP, history, 27 * HOUR);
        assertTrue(funding.isFlippedUp());
        assertEquals(10, funding.score());
        funding.measure(10 * BP, history, 27 * HOUR);
        assertEquals(100, funding.score());
        history.onPredicted(28 * HOUR, -BP);
        assertEquals(0, history.flip(28 * HOUR, DAY), "a flip taken back before its settlement never was");
    }

    @Test
    void shouldKnowTheMeanOfTheLastThreeSettledFund2() {
        history.onSettled(0, 9 * BP);
        history.onSettled(8 * HOUR, BP);
        assertFalse(history.hasMean());
        history.onSettled(16 * HOUR, 3 * BP);
        assertEquals(433_333, history.mean());
        history.onSettled(24 * HOUR, -2 * BP);
        assertEquals(66_667, history.mean(), "of 1, 3 and −2");
    }

    @Test
    void shouldKeepItsDigestInStep() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 2_000; i++) {
            long rate = random.nextLong(-12 * BP, 12 * BP);
            if (random.nextInt(8) == 0) {
                history.onSettled(i * HOUR, rate);
            } else {
                history.onPredicted(i * HOUR, rate);
            }
            assertEquals(history.digestAnew(), history.digest(), "seed 41, step " + i);
        }
        assertTrue(history.isRanked());
    }
}
