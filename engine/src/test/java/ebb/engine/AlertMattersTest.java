package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.engine.risk.RiskSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of (NS-ALR-1). */
class AlertMattersTest extends AlertsRig {
    @Test
    void shouldSayNothingOfALostBookWithoutAPosition() {
        Inbox inbox = ready(Mode.PAPER);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        pass(inbox, MINUTE);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-EXE-3"));
    }

    /** The stop cannot be filled while there is no book; the mark runs away. */
    @Test
    void shouldTellOfAMarkBeyondTheStopForMoreThanTwoSeconds() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.mark(0, STOP);
        pass(inbox, 10 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-PRT-1"), "at the stop is not beyond it");
        inbox.mark(0, STOP + 1);
        pass(inbox, 2 * SECOND);
        inbox.mark(0, STOP);
        pass(inbox, 3 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-PRT-1"), "it came back in time");
        inbox.mark(0, STOP + 5);
        pass(inbox, 2 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-PRT-1"), "two seconds are not more than two");
        pass(inbox, SECOND);
        List<Told> beyond = told(inbox, Severity.CRITICAL, "NS-PRT-1");
        assertEquals(1, beyond.size());
        assertEquals(STOP + 5, beyond.get(0).value());
        pass(inbox, 10 * SECOND);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-PRT-1").size());
    }

    @Test
    void shouldTellOf80PercentAndOfAllOfTheDailyLossOnceADay() {
        EngineSettings s = Inbox.settings();
        RiskSettings r = s.risk();
        // Half a percent of 5,000: 25.
        RiskSettings narrow = new RiskSettings(
                r.orderNotional(),
                r.grossNotional(),
                r.positions(),
                r.symbolMarginMicro(),
                r.stopMaxMicro(),
                r.collarMajorMicro(),
                r.collarMicro(),
                r.leverage(),
                5_000,
                r.losingRun(),
                r.reserveMicro(),
                r.openOrdersInstrument(),
                r.openOrders());
        EngineSettings settings = new EngineSettings(
                s.time(),
                s.refusals(),
                s.books(),
                s.markets(),
                s.orders(),
                narrow,
                s.paper(),
                s.caps(),
                AlertSettings.DEFAULTS,
                true);
        Inbox inbox = ready(settings, Mode.BACKTEST, new Seller());
        sell(inbox);
        price(inbox, 10_600);
        pass(inbox, 2 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-RSK-4"), "18 of 25");
        price(inbox, 10_680);
        pass(inbox, 2 * SECOND);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-RSK-4").size(), "20.4 of 25");
        price(inbox, 10_600);
        pass(inbox, 10 * MINUTE);
        price(inbox, 10_690);
        pass(inbox, 2 * SECOND);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-RSK-4").size(), "told today");
        price(inbox, 10_850);
        pass(inbox, 2 * SECOND);
        List<Told> losses = told(inbox, Severity.CRITICAL, "NS-RSK-4");
        assertEquals(2, losses.size(), "25.5 of 25");
        assertTrue(losses.get(1).value() >= 5_000, () -> losses.toString());
    }

    @Test
    void shouldTellOfFundingThatTurnsWhileAPositionIsOpen() {
        Inbox inbox = ready(Mode.BACKTEST);
        inbox.funding(0, 300_000, FundingKind.SETTLED);
        inbox.now += SECOND;
        inbox.funding(0, -300_000, FundingKind.PREDICTED);
        assertEquals(List.of(), told(inbox, Severity.WARN, "NS-FUN-3"), "no position");
        inbox.now += SECOND;
        inbox.funding(0, 300_000, FundingKind.PREDICTED);
        sell(inbox);
        inbox.funding(0, -49_999, FundingKind.PREDICTED);
        assertEquals(List.of(), told(inbox, Severity.WARN, "NS-FUN-3"), "within half a basis point nothing turns");
        inbox.now += SECOND;
        inbox.funding(0, -50_000, FundingKind.PREDICTED);
        List<Told> flips = told(inbox, Severity.WARN, "NS-FUN-3");
        assertEquals(1, flips.size());
        assertEquals(-50, flips.get(0).value(), "rate for 8 hours, micro-units");
        pass(inbox, 400 * SECOND);
        inbox.funding(0, -60_000, FundingKind.PREDICTED);
        inbox.now += SECOND;
        inbox.funding(0, -60_000, FundingKind.SETTLED);
        assertEquals(1, told(inbox, Severity.WARN, "NS-FUN-3").size(), "the turn was told, its settlement is no other");
    }

    @Test
    void shouldMeasureTheTurnOfFundingFromTheSideThatWasSettledFund3() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        inbox.funding(0, -300_000, FundingKind.PREDICTED);
        inbox.now += SECOND;
        inbox.funding(0, 300_000, FundingKind.PREDICTED);
        assertEquals(List.of(), told(inbox, Severity.WARN, "NS-FUN-3"), "nothing is settled yet");
        inbox.now += SECOND;
        inbox.funding(0, 300_000, FundingKind.SETTLED);
        assertEquals(List.of(), told(inbox, Severity.WARN, "NS-FUN-3"), "the first settlement turns nothing");
        inbox.now += SECOND;
        inbox.funding(0, -300_000, FundingKind.SETTLED);
        assertEquals(1, told(inbox, Severity.WARN, "NS-FUN-3").size(), "unannounced");
    }

    @Test
    void shouldTellOfTheThirdLossInARowAndOfEachFurtherOne() {
        Seller seller = new Seller();
        // So small that the daily loss and the exposure let all of them through.
        seller.qty = 20;
        Inbox inbox = ready(Inbox.settings(), Mode.BACKTEST, seller);
        for (int loss = 1; loss <= 4; loss++) {
            price(inbox, 10_000);
            // The house's own breaker stands at three.
            inbox.command(Cmd.REVIEWED, 0);
            inbox.trade(0, 10_000, 5, Side.BUY);
            pass(inbox, SECOND);
            assertEquals(-20, inbox.engine.orders().positions().net(0), "loss " + loss);
            price(inbox, STOP + 10);
            pass(inbox, 2 * SECOND);
            assertEquals(0, inbox.engine.orders().positions().net(0), "loss " + loss);
            int expected = Math.max(0, loss - 2);
            assertEquals(expected, told(inbox, Severity.WARN, "NS-RSK-7").size(), "loss " + loss);
        }
        assertEquals(3_000_000, told(inbox, Severity.WARN, "NS-RSK-7").get(0).value());
    }

    @Test
    void shouldTellOfAnOrderWhoseFateIsUnknownForTenSeconds() {
        EngineSettings s = Inbox.settings();
        EngineSettings real = new EngineSettings(
                s.time(),
                s.refusals(),
                s.books(),
                s.markets(),
                s.orders(),
                s.risk(),
                s.paper(),
                s.caps(),
                AlertSettings.DEFAULTS,
                false);
        Inbox inbox = ready(real, Mode.LIVE, new Seller());
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, 3 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-EXE-1"));
        pass(inbox, 10 * SECOND);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-EXE-1"), "UNKNOWN for ten seconds, not longer");
        pass(inbox, 2 * SECOND);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-EXE-1").size());
    }

    @Test
    void shouldTellOfCapsThatGoStale() {
        Inbox inbox = ready(Mode.BACKTEST);
        inbox.series(1, "mcap", 86_400, 172_800);
        inbox.context(1, 0, 5_000_000, 0, inbox.now, CtxStatus.OK);
        inbox.context(1, 1, 5_000_000, 0, inbox.now + 30 * MINUTE, CtxStatus.ERROR);
        inbox.now += 48 * 60 * MINUTE;
        inbox.tick();
        assertEquals(List.of(), told(inbox, Severity.WARN, "NS-CAP-2"), "48 hours are not too old");
        inbox.now += 5 * MINUTE;
        inbox.tick();
        List<Told> stale = told(inbox, Severity.WARN, "NS-CAP-2");
        assertEquals(1, stale.size());
        assertEquals(0, stale.get(0).instrument());
        inbox.now += 24 * 60 * MINUTE;
        inbox.tick();
        assertEquals(1, told(inbox, Severity.WARN, "NS-CAP-2").size(), "told once until a new value comes");
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }
}
