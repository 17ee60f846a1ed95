package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.Rules;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Tier;
import ebb.codecs.sbe.Validity;
import ebb.engine.signal.SignalDraft;
import ebb.engine.strategy.Market;
import org.junit.jupiter.api.Test;

/** A signal carries every rule that was asked, however many (law 8, messages.md {@code Signal.more}). */
class SignalReasonsTest {
    /** Emits a signal with so many reasons and all targets; returns it as a reader sees it. */
    private static PumpedCoins.Told told(int reasons, PumpedCoins coins) {
        coins.define(1);
        Market market = coins.inbox.engine.market(0);
        SignalDraft draft = coins.outlet().signal(market);
        draft.kind = SignalKind.ENTRY;
        draft.status = SignalStatus.DECLINED;
        draft.direction = Dir.SHORT;
        draft.tier = Tier.NONE;
        for (int i = 0; i < SignalDraft.TARGETS; i++) {
            draft.target(10_000 - i, 1, 1, TargetKind.NODE);
        }
        int rule = Rules.load().code("REJ-5");
        for (int i = 0; i < reasons; i++) {
            draft.reasons().gate(rule, Validity.VALID, i, true, 0);
        }
        coins.outlet().issue(draft);
        return coins.signals().get(0);
    }

    @Test
    void shouldCarryWhatItHasNoRoomForDirectlyBehindIt() {
        for (int reasons : new int[] {0, 1, 29, 30, 31, 68}) {
            PumpedCoins coins = new PumpedCoins(PumpedCoins.settings(false));
            PumpedCoins.Told told = told(reasons, coins);

            assertEquals(reasons, told.asked().size());
            for (int i = 0; i < reasons; i++) {
                assertEquals(i, told.asked().get(i).value(), "in the order in which they were asked");
            }
            assertEquals(
                    reasons > SignalDraft.REASONS ? 1 : 0,
                    coins.inbox.emitted(ReasonsDecoder.TEMPLATE_ID).size());
        }
    }
}
