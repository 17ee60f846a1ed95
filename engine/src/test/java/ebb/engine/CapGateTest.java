package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.MetricDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The market cap as a gate of NullSpectre, from the message to the trade (NS-CAP-1 to 4, NS-CON-4). */
class CapGateTest {
    private static final int MCAP = 3;
    private static final long HOUR = 60 * PumpedCoins.MINUTE;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** One coin whose cap in USD was told so long ago when the story begins; none if 0. */
    private static PumpedCoins played(boolean usesCap, long usd, long ageNs) {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(usesCap));
        coins.inbox.series(MCAP, "mcap", 3_600, 172_800);
        coins.define(1);
        if (usd > 0) {
            coins.inbox.context(MCAP, 0, usd, 0, coins.inbox.now - ageNs, CtxStatus.OK);
        }
        coins.play(1, 0, 0, PumpedCoins.LENGTH);
        return coins;
    }

    @Test
    void shouldTradeACoinBetweenTheEdgesAndTagTheTrade() {
        PumpedCoins coins = played(true, 24_000_000, 0);

        PumpedCoins.Told issued = issued(coins);
        PumpedCoins.Asked cap = issued.of("NS-CAP-1");
        assertEquals("PASS", cap.verdict());
        assertEquals(24_000_000_000_000L, cap.value());
        assertEquals(60_000_000_000_000L, cap.threshold());
        // Frozen since the setup: the age is told and judges nothing.
        PumpedCoins.Asked age = issued.of("NS-CAP-2");
        assertEquals("INFO", age.verdict());
        assertTrue(age.value() >= 12 * 3_600_000_000L && age.value() <= 14 * 3_600_000_000L, "age " + age.value());
        assertTags(coins, false, true);
    }

    @Test
    void shouldTagACoinBelowTheLowerEdgeAsHigh() {
        assertTags(played(true, 2_699_999, 0), true, false);
    }

    @Test
    void shouldTakeTheEdgesForMedium() {
        assertTags(played(true, 2_700_000, 0), false, true);
        assertTags(played(true, 60_000_000, 0), false, true);
    }

    @Test
    void shouldDenyACoinThatIsTooLarge() {
        PumpedCoins coins = played(true, 60_000_001, 0);

        assertDeniedBy(coins, "NS-CAP-1", "FAIL");
    }

    @Test
    void shouldDenyACoinWhoseCapNobodyKnows() {
        assertDeniedBy(played(true, 0, 0), "NS-CAP-2", "UNKNOWN");
    }

    @Test
    void shouldDenyACapThatIsTooOld() {
        // 40 h old at the start, above 48 h at the first decision some 13 hours later.
        PumpedCoins coins = played(true, 24_000_000, 40 * HOUR);

        assertDeniedBy(coins, "NS-CAP-2", "FAIL");
        PumpedCoins.Asked age = coins.signals().get(0).of("NS-CAP-2");
        assertEquals(172_800_000_000L, age.threshold());
        assertTrue(age.value() > age.threshold());
    }

    @Test
    void shouldNotAskWhereTheFilterIsOff() {
        PumpedCoins coins = played(false, 0, 0);

        assertEquals("NOT_ASKED", issued(coins).of("NS-CAP-1").verdict());
        assertTags(coins, false, false);
    }

    @Test
    void shouldKeepTheClassOfASetupWhateverIsToldMeanwhile() {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(true));
        coins.inbox.series(MCAP, "mcap", 3_600, 172_800);
        coins.define(1);
        coins.inbox.context(MCAP, 0, 24_000_000, 0, coins.inbox.now, CtxStatus.OK);
        // To the signal of the third rejection; then the source takes its value back, as for a coin it no longer knows.
        int minute = 0;
        while (coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID).isEmpty()) {
            coins.play(1, 0, minute, ++minute);
        }
        coins.inbox.context(MCAP, 0, 0, 0, coins.inbox.now, CtxStatus.ERROR);
        coins.play(1, 0, minute, PumpedCoins.LENGTH);

        assertTags(coins, false, true);
        assertEquals(
                ebb.engine.context.CapClass.UNKNOWN,
                coins.outlet().caps().classOf(0, coins.inbox.now),
                "after the trade the class follows its values again");
    }

    @Test
    void shouldTellEachDayWhatTheFilterLeavesOut() {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(true));
        coins.inbox.series(MCAP, "mcap", 3_600, 172_800);
        coins.define(4);
        coins.inbox.context(MCAP, 0, 1_000_000, 0, coins.inbox.now, CtxStatus.OK);
        coins.inbox.context(MCAP, 1, 70_000_000, 0, coins.inbox.now, CtxStatus.OK);
        coins.inbox.context(MCAP, 2, 7_000_000, 0, coins.inbox.now, CtxStatus.OK);
        coins.inbox.now += PumpedCoins.DAY;
        coins.inbox.tick();

        List<UnsafeBuffer> metrics = coins.inbox.emitted(MetricDecoder.TEMPLATE_ID);
        assertEquals(1, metrics.size());
        MetricDecoder metric = new MetricDecoder();
        metric.wrapAndApplyHeader(metrics.get(0), 0, header);
        assertEquals(ebb.codecs.Rules.load().code("NS-CAP-4"), metric.metric());
        assertEquals(500_000, metric.value(), "one is too large, one unknown");
        assertEquals(4, metric.n());
    }

    @Test
    void shouldTellNothingOfTheFilterWhereNobodyTellsCaps() {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(true));
        coins.define(1);
        coins.inbox.now += PumpedCoins.DAY;
        coins.inbox.tick();

        assertTrue(coins.inbox.emitted(MetricDecoder.TEMPLATE_ID).isEmpty());
    }

    private static PumpedCoins.Told issued(PumpedCoins coins) {
        return coins.signals().stream()
                .filter(each -> each.status().equals("ISSUED"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no signal passed: " + coins.signals()));
    }

    private static void assertDeniedBy(PumpedCoins coins, String rule, String verdict) {
        assertFalse(coins.signals().isEmpty(), "a setup was judged");
        for (PumpedCoins.Told each : coins.signals()) {
            assertEquals("DECLINED", each.status());
            assertEquals(rule, each.denial(), each.toString());
            assertEquals(verdict, each.of(rule).verdict());
        }
        assertTrue(coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID).isEmpty());
    }

    private void assertTags(PumpedCoins coins, boolean isHigh, boolean isMedium) {
        List<UnsafeBuffer> records = coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID);
        assertEquals(1, records.size(), () -> "one trade of " + PumpedCoins.statuses(coins.signals()));
        TradeRecordDecoder record = new TradeRecordDecoder();
        record.wrapAndApplyHeader(records.get(0), 0, header);
        assertEquals(isHigh, record.tags().cAP_HIGH());
        assertEquals(isMedium, record.tags().cAP_MEDIUM());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }
}
