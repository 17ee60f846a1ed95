package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import org.junit.jupiter.api.Test;

class EntryPriceTest {
    private final Instrument fine =
            Cases.perpetual(new Definition().exponents(-4, 0).grid(1, 1));
    private final Instrument coarse =
            Cases.perpetual(new Definition().exponents(-4, 0).grid(100, 1));
    private final EntryPrice cross = new EntryPrice(EntrySettings.DEFAULT);

    @Test
    void shouldCrossByTwoTicksAndNoMoreThanFiftyBasisPointsNsEnt1() {
        assertEquals(9_988, cross.of(fine, 9_990, 10_010, 10_000, 200));
        // Two ticks of 1 % each are more than 50 bp of the mid of 9,950: 9,900.25, up to the tick
        assertEquals(10_000, cross.of(coarse, 9_900, 10_000, 9_900, 1_000));
    }

    @Test
    void shouldExpireRatherThanChaseNsEnt1() {
        // 9,988 against 10,038 − 0.25·200 = 9,988 and one more
        assertEquals(9_988, cross.of(fine, 9_990, 10_010, 10_038, 200));
        assertEquals(EntryPrice.EXPIRED, cross.of(fine, 9_990, 10_010, 10_039, 200));
    }

    @Test
    void shouldJoinTheAskWhereAskedToNsEnt1() {
        EntrySettings d = EntrySettings.DEFAULT;
        EntryPrice join = new EntryPrice(new EntrySettings(
                EntrySettings.Style.JOIN, d.ticks(), d.timeoutNs(), d.reprices(), d.chaseAtr(), d.lifeNs()));
        assertEquals(10_010, join.of(fine, 9_990, 10_010, 10_000, 200));
        assertEquals(EntryPrice.EXPIRED, join.of(fine, 9_990, 10_010, 10_061, 200));
    }

    @Test
    void shouldLeaveRoomForSlipBelowTheCloseWhereThereIsNoBookNsCon7() {
        // 50 bp below the close, and no more than a quarter of the range
        assertEquals(9_950, cross.ofClose(fine, 10_000, 1_000));
        assertEquals(9_975, cross.ofClose(fine, 10_000, 100));
        assertEquals(10_000, cross.ofClose(fine, 10_000, 0));
        // On the grid, up: never above a close that lies on it
        assertEquals(10_000, cross.ofClose(coarse, 10_000, 1_000));
        assertEquals(1, cross.ofClose(fine, 1, 1_000_000));
    }
}
