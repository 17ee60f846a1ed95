package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.Tier;
import ebb.engine.strategy.nullspectre.ConvictionSettings;
import ebb.engine.strategy.nullspectre.MicroUse;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Gates of NullSpectre that only the whole way shows: what microstructure must confirm, and a settlement that is near. */
class EvidenceGatesTest {
    private static final int THIRD_PUSH = 51 * 15;
    private static final ConvictionSettings.Weights HARDLY_MICRO = new ConvictionSettings.Weights(95, 0, 5, 0, 0);
    private static final ConvictionSettings.Weights HARDLY_FUNDING = new ConvictionSettings.Weights(95, 0, 0, 5, 0);

    private static PumpedCoins played(MicroUse.Gate gate) {
        MicroUse usual = MicroUse.DEFAULT;
        MicroUse micro = new MicroUse(usual.capture(), gate, usual.confirmMicro());
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(HARDLY_MICRO, micro));
        coins.define(1);
        coins.play(1, 0, 0, PumpedCoins.LENGTH);
        return coins;
    }

    private static Tier tier(PumpedCoins coins) {
        List<UnsafeBuffer> signals = coins.inbox.emitted(SignalDecoder.TEMPLATE_ID);
        return new SignalDecoder()
                .wrapAndApplyHeader(signals.get(0), 0, new MessageHeaderDecoder())
                .tier();
    }

    private static int entries(PumpedCoins coins) {
        return coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID).size();
    }

    @Test
    void shouldAskMicrostructureOfNobodyOfTheHighestTierOrOfAllNsMic3() {
        PumpedCoins free = played(MicroUse.Gate.NONE);
        assertEquals(Tier.MAX, tier(free), "there is no tape, and nobody asks for one");
        assertTrue(entries(free) > 0);

        PumpedCoins highest = played(MicroUse.Gate.MAX);
        assertEquals(Tier.HIGH, tier(highest), "without confirmation the highest tier falls");
        assertTrue(entries(highest) > 0);

        PumpedCoins all = played(MicroUse.Gate.ALL);
        assertEquals("NS-MIC-3", all.signals().get(0).denial(), "" + all.signals());
        assertEquals(0, entries(all));
    }

    /** The deciding close comes with a settlement so many minutes ahead. */
    private static PumpedCoins settling(long rate, int minutesAhead) {
        PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(HARDLY_FUNDING, MicroUse.DEFAULT));
        coins.define(1);
        coins.play(1, 0, 0, THIRD_PUSH - 1);
        long decision = coins.inbox.now + PumpedCoins.MINUTE;
        coins.inbox.funding(0, rate, FundingKind.PREDICTED, 28_800, decision + minutesAhead * PumpedCoins.MINUTE);
        coins.play(1, 0, THIRD_PUSH - 1, THIRD_PUSH);
        return coins;
    }

    @Test
    void shouldWaitForASettlementThatShortsWouldPayNsFun4() {
        PumpedCoins near = settling(-100_000, 4);
        assertEquals(List.of("DECLINED"), PumpedCoins.statuses(near.signals()));
        assertEquals("NS-FUN-4", near.signals().get(0).denial(), "" + near.signals());
        // The settlement is past at the next close, which may still enter (NS-CON-5).
        near.inbox.funding(0, -100_000, FundingKind.SETTLED, 28_800, near.inbox.now + 480 * PumpedCoins.MINUTE);
        near.play(1, 0, THIRD_PUSH, THIRD_PUSH + 15);
        assertEquals(List.of("DECLINED", "ISSUED"), PumpedCoins.statuses(near.signals()));

        assertEquals(
                List.of("ISSUED"), PumpedCoins.statuses(settling(-100_000, 6).signals()), "six minutes are far");
        assertEquals(
                List.of("ISSUED"), PumpedCoins.statuses(settling(100_000, 4).signals()), "shorts receive");
    }
}
