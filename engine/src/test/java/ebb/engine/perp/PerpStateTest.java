package ebb.engine.perp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PerpStateTest {
    private final PerpState state = new PerpState();

    @Test
    void shouldDropWhatIsOlderThanTheStoredValueEvt4() {
        assertTrue(state.onMark(100, 110, 5_000, 5_001));
        assertFalse(state.onMark(99, 120, 4_000, 4_000));
        assertEquals(5_000, state.mark());
        assertEquals(1, state.dropped());
        assertTrue(state.onMark(100, 130, 5_002, PerpState.ABSENT));
        assertEquals(5_002, state.mark());
        assertEquals(5_001, state.index());
    }

    @Test
    void shouldCallAMarkStaleFromTheLimitOnMark1() {
        assertFalse(state.isMarkFresh(0, 5));
        state.onMark(PerpState.ABSENT, 100, 7, PerpState.ABSENT);
        assertTrue(state.isMarkFresh(104, 5));
        assertFalse(state.isMarkFresh(105, 5));
    }

    @Test
    void shouldKeepPredictedAndSettledFundingApartFund1() {
        state.onFunding(1, 1, 81_000, 900, 28_800, false);
        state.onFunding(2, 2, 70_000, PerpState.ABSENT, PerpState.ABSENT, true);
        assertEquals(81_000, state.fundingRate());
        assertEquals(70_000, state.settledRate());
        assertEquals(900, state.nextSettleNs());
        assertEquals(28_800, state.intervalSec());
    }

    @Test
    void shouldMoveItsDigestWithEachValue() {
        long before = state.digest();
        state.onOpenInterest(1, 1, 10);
        long after = state.digest();
        assertNotEquals(before, after);
        state.onLiquidation(true, 3);
        assertNotEquals(after, state.digest());
        assertEquals(3, state.liquidatedLong());
    }

    @Test
    void shouldInferTheFundingIntervalWhereNobodyTellsItFund1() {
        long hour = 3_600_000_000_000L;
        PerpState short4 = new PerpState();
        short4.onFunding(1, hour, 100, 4 * hour, PerpState.ABSENT, false);
        assertEquals(PerpState.ABSENT, short4.intervalSec(), "three hours left say nothing");
        short4.onFunding(2, 4 * hour, 100, 8 * hour, PerpState.ABSENT, false);
        assertEquals(14_400, short4.intervalSec());
        short4.onFunding(3, 17 * hour, 100, 20 * hour, PerpState.ABSENT, false);
        assertEquals(14_400, short4.intervalSec(), "an outage over three settlements");
        PerpState usual = new PerpState();
        usual.onFunding(1, hour, 100, 8 * hour, PerpState.ABSENT, false);
        assertEquals(28_800, usual.intervalSec(), "seven hours left");
        usual.onFunding(2, hour, 100, 8 * hour, 3_600, false);
        assertEquals(3_600, usual.intervalSec(), "what is told counts");
        assertEquals(PerpState.ABSENT, usual.settlements().settledNs());
        usual.onFunding(3, 8 * hour, 90, PerpState.ABSENT, PerpState.ABSENT, true);
        assertEquals(3, usual.settlements().settledNs());
    }
}
