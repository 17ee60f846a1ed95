package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.strategy.nullspectre.RunnerWatch.Verdict;
import ebb.testing.Allocations;
import org.junit.jupiter.api.Test;

class RunnerWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final double ATR = 100;

    private final RunnerWatch watch = new RunnerWatch(RunnerSettings.DEFAULT);

    private boolean trade(long seconds, long price) {
        return watch.onTrade(seconds * SECOND, price, ATR);
    }

    private void minutes(int count, long volume) {
        for (int i = 0; i < count; i++) {
            watch.onMinute(volume, true);
        }
    }

    @Test
    void shouldJudgeAsTheVectorsDoNsRun6() {
        for (JsonNode c : Cases.of("conviction.json", "runner verdict")) {
            JsonNode g = c.get("given");
            Verdict verdict = watch.verdict(
                    g.get("touches").asInt(),
                    g.get("bounce").asBoolean(),
                    g.get("volume").asBoolean(),
                    g.get("cvd").asBoolean());
            assertEquals(c.get("expect").get("verdict").asText(), verdict.name(), c.toString());
        }
    }

    @Test
    void shouldCountATouchOnBothEdgesOfTheBandNsRun2() {
        watch.watch(10_000);
        assertFalse(trade(0, 10_101));
        assertTrue(trade(1, 10_100));
        watch.watch(10_000);
        assertFalse(trade(2, 9_899));
        assertTrue(trade(3, 9_900));
        assertEquals(1, watch.touches());
    }

    @Test
    void shouldCountAnotherTouchOnlyFiveMinutesAfterTheLastEndedNsRun2() {
        watch.watch(10_000);
        assertTrue(trade(0, 10_000));
        trade(10, 10_200);
        trade(39, 10_050);
        trade(40, 10_200);
        trade(70, 10_300);
        // Out from 40 on: the touch ended at 70, so the next may begin at 370
        assertFalse(trade(369, 10_000));
        assertTrue(trade(370, 10_000));
        assertEquals(2, watch.touches());
    }

    @Test
    void shouldEndATouchEvenIfNoPrintSaidSoNsRun2() {
        watch.watch(10_000);
        trade(0, 10_000);
        trade(1, 10_200);
        // Nothing for long; the touch ended at 31
        assertTrue(trade(331, 10_000));
    }

    @Test
    void shouldSeeABounceOfOnePercentOrHalfAnAtrNsRun3() {
        watch.watch(10_000);
        trade(0, 10_050);
        trade(1, 9_950);
        trade(2, 10_049);
        assertFalse(watch.hasBounced());
        trade(3, 10_050);
        assertTrue(watch.hasBounced(), "100 is one per cent of the support");
        watch.watch(10_000);
        watch.onTrade(10 * SECOND, 9_950, 400);
        watch.onTrade(11 * SECOND, 10_149, 400);
        assertFalse(watch.hasBounced(), "half an ATR is 200");
        watch.onTrade(12 * SECOND, 10_150, 400);
        assertTrue(watch.hasBounced());
    }

    @Test
    void shouldTakeABounceBackThatFailsWithinAQuarterOfAnHourNsRun3() {
        watch.watch(10_000);
        trade(0, 9_950);
        trade(1, 10_150);
        trade(60, 10_150);
        assertTrue(watch.hasBounced());
        trade(901, 9_949);
        assertFalse(watch.hasBounced(), "exactly 15 minutes after the bounce");
        watch.watch(10_000);
        trade(2_000, 9_950);
        trade(2_001, 10_150);
        trade(2_060, 10_150);
        trade(2_902, 9_890);
        assertTrue(watch.hasBounced());
    }

    @Test
    void shouldAskTheBounceAgainAfterALowerLowOfTheSameTouchNsRun3() {
        watch.watch(10_000);
        trade(0, 10_000);
        trade(1, 10_100);
        assertTrue(watch.hasBounced());
        trade(2, 9_950);
        assertFalse(watch.hasBounced());
    }

    @Test
    void shouldHoldVolumeAgainstTheHourBeforeTheLowNsRun4() {
        watch.watch(10_000);
        minutes(60, 100);
        trade(0, 9_950);
        assertFalse(watch.hasVolume(), "no bar of the bounce has closed");
        minutes(1, 130);
        assertFalse(watch.hasVolume(), "more than 1.3 times is asked");
        minutes(1, 131);
        assertTrue(watch.hasVolume(), "261 in two bars");
        trade(100, 10_150);
        minutes(1, 131);
        minutes(1, 0);
        assertTrue(watch.hasVolume(), "bars after the one that bounced do not count");
    }

    @Test
    void shouldTakeLostVolumeForAbsentNsRun7() {
        watch.watch(10_000);
        minutes(59, 100);
        watch.onMinute(100, false);
        trade(0, 9_950);
        minutes(1, 900);
        assertFalse(watch.hasVolume(), "a bar of the hour before was lost");
        minutes(60, 100);
        watch.watch(10_000);
        trade(400, 9_950);
        minutes(1, 900);
        assertTrue(watch.hasVolume());
        watch.onMinute(900, false);
        assertFalse(watch.hasVolume());
        RunnerWatch fresh = new RunnerWatch(RunnerSettings.DEFAULT);
        fresh.watch(10_000);
        fresh.onTrade(0, 10_000, ATR);
        fresh.onMinute(900, true);
        assertFalse(fresh.hasVolume(), "no hour before");
    }

    @Test
    void shouldPassToTheNextSupportBelowNinetyNinePercentNsRun1() {
        watch.watch(10_000);
        trade(0, 10_000);
        assertFalse(watch.isPassed(9_900));
        assertTrue(watch.isPassed(9_899));
        watch.watch(9_000);
        assertEquals(0, watch.touches());
        assertEquals(9_000, watch.support());
    }

    @Test
    void shouldCloseAtTheThirdTouchAndAlertOnceAtTheSecondNsRun6() {
        watch.watch(10_000);
        minutes(60, 100);
        touchAndLeave(0);
        assertEquals(Verdict.NONE, watch.ask(MINUTE, true), "one touch says nothing");
        touchAndLeave(1_000);
        minutes(1, 500);
        assertEquals(Verdict.ALERT, watch.ask(1_010 * SECOND, true));
        assertEquals(Verdict.NONE, watch.ask(1_909 * SECOND, true), "not again within a quarter of an hour");
        assertEquals(Verdict.ALERT, watch.ask(1_910 * SECOND, true));
        touchAndLeave(2_000);
        assertTrue(watch.hasBounced());
        assertEquals(Verdict.AUTO, watch.ask(2_010 * SECOND, false));
        assertEquals(3, watch.touches());
    }

    private void touchAndLeave(long second) {
        trade(second, 9_950);
        trade(second + 1, 10_150);
    }

    @Test
    void shouldAllocateNothing() {
        watch.watch(10_000);
        long[] sum = {0};
        Allocations.assertNone(i -> {
            watch.onTrade(i * 20L * SECOND, 9_900 + i % 400, ATR);
            watch.onMinute(100 + i % 90, true);
            sum[0] += watch.ask(i * 20L * SECOND, (i & 7) == 0).ordinal() + watch.touches();
        });
        assertTrue(sum[0] > 0);
    }
}
