package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.engine.strategy.Answer;
import ebb.engine.strategy.nullspectre.Discipline;
import ebb.engine.strategy.nullspectre.EdgeSettings;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A strategy that lost enters nothing before a person has reviewed it, through the whole engine (NS-RSK-9). */
class PausedTest {
    private static final int LAG = 60;

    private static PumpedCoins coins() {
        NullSpectreSettings plain = PumpedCoins.settings(false);
        Discipline d = plain.discipline();
        // One trade is all the edge there is, so that one loss ends it.
        Discipline discipline = new Discipline(
                d.coolLossNs(),
                d.coolNs(),
                d.streak(),
                d.onStreak(),
                d.evenMicro(),
                d.window(),
                new EdgeSettings(1, 350_000, 0));
        return new PumpedCoins(new NullSpectreSettings(
                plain.frameNs(),
                plain.minRejections(),
                plain.universe(),
                plain.evidence(),
                plain.trade(),
                plain.management(),
                discipline,
                plain.operating()));
    }

    @Test
    void shouldRefuseEverySetupFromTheLossToTheReview() {
        PumpedCoins coins = coins();
        coins.define(3);
        int minute = 0;
        // Two minutes after the first coin's entry it jumps through its stop; the others follow their stories.
        int jump = Integer.MAX_VALUE;
        while (coins.signals(1).isEmpty()) {
            coins.inbox.now += PumpedCoins.MINUTE;
            if (minute < jump) {
                coins.candle(0, minute);
            } else {
                coins.inbox.candle(0, 160_000, 160_000, 160_000, 160_000, 1_000);
            }
            coins.candle(1, minute - LAG);
            coins.candle(2, minute - 2 * LAG);
            minute++;
            if (jump == Integer.MAX_VALUE
                    && !coins.inbox.emitted(NewOrderDecoder.TEMPLATE_ID).isEmpty()) {
                jump = minute + 2;
            }
        }
        assertEquals(1, coins.inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).size());
        PumpedCoins.Told second = coins.signals(1).get(0);
        assertEquals("DECLINED", second.status());
        assertEquals("NS-RSK-9", second.denial());
        assertEquals(0, second.of("NS-RSK-9").value(), "nothing of one was won");
        assertEquals(350_000, second.of("NS-RSK-9").threshold());
        assertTrue(isTold(coins));

        assertFalse(isAnswered(coins));
        coins.inbox.command(Cmd.REVIEWED, 0);
        assertTrue(isAnswered(coins), "by name: DONE");
        while (coins.signals(2).isEmpty()) {
            coins.inbox.now += PumpedCoins.MINUTE;
            coins.inbox.candle(0, 160_000, 160_000, 160_000, 160_000, 1_000);
            coins.candle(1, minute - LAG);
            coins.candle(2, minute - 2 * LAG);
            minute++;
        }
        assertEquals(
                "ISSUED",
                coins.signals(2).get(0).status(),
                coins.signals(2).get(0).denial());
        assertEquals(coins.inbox.engine.stateHashAnew(), coins.inbox.engine.stateHashNow());
    }

    /** The review was answered: an alert that refers to the command, and says DONE. */
    private static boolean isAnswered(PumpedCoins coins) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        AlertDecoder alert = new AlertDecoder();
        int code = Rules.load().code("NS-RSK-4");
        for (UnsafeBuffer each : coins.inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            alert.wrapAndApplyHeader(each, 0, header);
            boolean isAnswer = alert.code() == code && alert.ref() != AlertDecoder.refNullValue();
            if (isAnswer && alert.severity() == Severity.INFO && alert.value() == Answer.DONE.ordinal()) {
                return true;
            }
        }
        return false;
    }

    /** An alert says that the edge is gone. */
    private static boolean isTold(PumpedCoins coins) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        AlertDecoder alert = new AlertDecoder();
        int code = Rules.load().code("NS-RSK-9");
        for (UnsafeBuffer each : coins.inbox.emitted(AlertDecoder.TEMPLATE_ID)) {
            alert.wrapAndApplyHeader(each, 0, header);
            if (alert.code() == code) {
                return true;
            }
        }
        return false;
    }
}
