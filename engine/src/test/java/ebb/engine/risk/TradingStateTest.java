package ebb.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Trading;
import org.junit.jupiter.api.Test;

/** What bounds trading: kills, which a person ends, and lags, which end by themselves (RELIABILITY 3a). */
class TradingStateTest {
    private final TradingState trading = new TradingState();

    TradingStateTest() {
        trading.reconciled();
    }

    @Test
    void shouldOnlyReduceWhileTheProcessLags() {
        long before = trading.digest();
        assertTrue(trading.lag(true));
        assertEquals(Trading.REDUCE_ONLY, trading.state());
        assertEquals(1, trading.level());
        assertEquals(0, trading.killLevel());
        assertNotEquals(before, trading.digest());
        assertFalse(trading.lag(true), "said twice, moved once");
        assertTrue(trading.lag(false));
        assertEquals(Trading.NORMAL, trading.state());
        assertEquals(before, trading.digest());
    }

    @Test
    void shouldNeverEndAPersonsKillWithTheLag() {
        for (int level = 1; level <= 4; level++) {
            TradingState killed = new TradingState();
            killed.reconciled();
            killed.lag(true);
            killed.kill(level);
            Trading under = killed.state();
            assertFalse(killed.lag(false));
            assertEquals(under, killed.state());
            assertEquals(level, killed.level());
        }
    }

    @Test
    void shouldStayHaltedUnreconciledWhateverTheLag() {
        TradingState booting = new TradingState();
        assertFalse(booting.lag(true));
        assertEquals(Trading.HALTED, booting.state());
        assertTrue(booting.reconciled());
        assertEquals(Trading.REDUCE_ONLY, booting.state());
        assertTrue(booting.lag(false));
        assertEquals(Trading.NORMAL, booting.state());
    }

    @Test
    void shouldEndBothByAPersonsResume() {
        trading.lag(true);
        trading.kill(2);
        trading.arm(0);
        assertTrue(trading.resume(TradingState.ARM_NS));
        assertEquals(Trading.NORMAL, trading.state());
        assertEquals(0, trading.level());
    }

    @Test
    void shouldForgetTheLagOfTheProcessBefore() {
        trading.lag(true);
        trading.begin();
        assertFalse(trading.lags());
        trading.reconciled();
        assertEquals(Trading.NORMAL, trading.state());
    }
}
