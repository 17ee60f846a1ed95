package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.KillLevel;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.risk.RiskSettings;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What people are told, and how often (NS-ALR-1). */
class AlertsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long STOP = 11_500;

    /** Sells after each print while it is flat, with a stop 15 % above. */
    private static final class Seller implements Strategy {
        private long qty = 300;
        private Outlet outlet;

        @Override
        public String name() {
            return "seller";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).trades();
        }

        @Override
        public void onTrade(Market market, long price, long size, Side aggressor) {
            if (outlet.isEngaged(market)) {
                return;
            }
            OrderPlan plan = outlet.order(market, 1);
            plan.role(Role.ENTRY)
                    .limit(Side.SELL, qty, price - 2, Tif.GTC)
                    .leverage(2)
                    .protectedBy(STOP, Trigger.MARK)
                    .target(9_000, OrderPlan.WHOLE_MICRO);
            outlet.submit(plan);
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.putLong(qty);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            qty = in.readLong();
        }

        @Override
        public long digest() {
            return qty;
        }

        @Override
        public long digestAnew() {
            return qty;
        }
    }

    /** An alert as it was emitted. */
    private record Told(Severity severity, String rule, int instrument, long id, long ref, int repeat, long value) {}

    private static List<Told> told(Inbox inbox) {
        AlertDecoder alert = new AlertDecoder();
        Rules rules = Rules.load();
        return inbox.emitted(AlertDecoder.TEMPLATE_ID).stream()
                .map(each -> {
                    alert.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                    return new Told(
                            alert.severity(),
                            rules.name(alert.code()),
                            OutHead.instrument(each, 0),
                            alert.alert(),
                            alert.ref(),
                            alert.repeat(),
                            alert.value());
                })
                .toList();
    }

    private static List<Told> told(Inbox inbox, Severity severity, String rule) {
        return told(inbox).stream()
                .filter(each -> each.severity() == severity && each.rule().equals(rule))
                .toList();
    }

    private static Inbox ready(EngineSettings settings, Mode mode, Strategy strategy) {
        Inbox inbox = new Inbox(settings, strategy);
        inbox.mode = mode;
        inbox.start();
        for (int id = 0; id < 2; id++) {
            inbox.define(id, "COIN" + id, SeqModel.NONE);
            inbox.sessionLive(id, Stream.BOOK);
            inbox.sessionLive(id, Stream.TRADES);
        }
        inbox.reconciled();
        price(inbox, 10_000);
        return inbox;
    }

    private static Inbox ready(Mode mode) {
        return ready(Inbox.settings(), mode, new Seller());
    }

    private static long updates = 1;

    /** Book and mark of the first instrument at a price. */
    private static void price(Inbox inbox, long mid) {
        inbox.snapshot(0, ++updates, mid - 1, mid + 1, 10_000);
        inbox.mark(0, mid);
    }

    private static void pass(Inbox inbox, long ns) {
        long end = inbox.now + ns;
        while (inbox.now < end) {
            inbox.now = Math.min(end, inbox.now + SECOND / 2);
            inbox.tick();
        }
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    /** A short of 300 at about 10,000. */
    private static void sell(Inbox inbox) {
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, SECOND);
        assertEquals(-300, inbox.engine.orders().positions().net(0));
    }

    @Test
    void shouldTellTheSameKeyOnceInFiveMinutesAndAnotherAtOnce() {
        Inbox inbox = ready(Mode.BACKTEST);
        for (int i = 0; i < 10; i++) {
            inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
            inbox.now += 29 * SECOND;
        }
        inbox.subscription(0, Stream.TRADES, SubState.REFUSED);
        inbox.subscription(1, Stream.BOOK, SubState.REFUSED);
        assertEquals(
                List.of(0, 0, 1),
                told(inbox, Severity.WARN, "NS-UNI-6").stream()
                        .map(Told::instrument)
                        .toList(),
                "once for each stream of each instrument");
        inbox.now += 9 * SECOND;
        inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
        assertEquals(3, told(inbox, Severity.WARN, "NS-UNI-6").size(), "one second before the five minutes");
        inbox.now += SECOND;
        inbox.subscription(0, Stream.BOOK, SubState.REFUSED);
        assertEquals(4, told(inbox, Severity.WARN, "NS-UNI-6").size());
    }

    @Test
    void shouldRepeatWhatIsCriticalEachMinuteUntilItIsAcknowledged() {
        Inbox inbox = ready(Mode.PAPER);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        pass(inbox, 3 * MINUTE + SECOND);
        List<Told> lost = told(inbox, Severity.CRITICAL, "NS-EXE-3");
        assertEquals(List.of(0, 1, 2, 3), lost.stream().map(Told::repeat).toList(), "at once, then after each minute");
        assertEquals(Nulls.ID, lost.get(0).ref());
        assertEquals(lost.get(0).id(), lost.get(3).ref(), "a repeat names the first");
        inbox.command(Cmd.ACK_ALERT, 0, lost.get(1).id() + 100, "t");
        assertEquals(1, inbox.engine.counters().count(Counters.Cause.BAD_FIELD), "there is no such alert");
        inbox.command(Cmd.ACK_ALERT, 0, lost.get(0).id(), "t");
        pass(inbox, 5 * MINUTE);
        assertEquals(4, told(inbox, Severity.CRITICAL, "NS-EXE-3").size(), "acknowledged");
    }

    @Test
    void shouldAcknowledgeAllAtOnce() {
        Inbox inbox = ready(Mode.PAPER);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.command(Cmd.KILL, 1);
        inbox.command(Cmd.ACK_ALERT, 0);
        pass(inbox, 4 * MINUTE);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-EXE-3").size());
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-LIV-5").size());
    }

    @Test
    void shouldNotRepeatWhereNobodyCanAcknowledge() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        pass(inbox, 4 * MINUTE);
        assertEquals(1, told(inbox, Severity.CRITICAL, "NS-EXE-3").size());
    }

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

    @Test
    void shouldTellOfAPersonsKillAndNotOfTheEndOfARun() {
        Inbox inbox = ready(Mode.PAPER);
        inbox.command(Cmd.KILL, 2, Nulls.ID, KillLevel.PROCESS);
        assertEquals(List.of(), told(inbox, Severity.CRITICAL, "NS-LIV-5"));
        inbox.command(Cmd.KILL, 2);
        assertEquals(
                2_000_000, told(inbox, Severity.CRITICAL, "NS-LIV-5").get(0).value());
    }

    @Test
    void shouldTellOfFillsAndOfTheEndOfATrade() {
        Inbox inbox = ready(Mode.BACKTEST);
        sell(inbox);
        price(inbox, 8_990);
        pass(inbox, 2 * SECOND);
        assertEquals(0, inbox.engine.orders().positions().net(0));
        assertEquals(1, told(inbox, Severity.INFO, "NS-ENT-1").size());
        assertEquals(1, told(inbox, Severity.INFO, "NS-POS-1").size());
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
        Inbox inbox = ready(Mode.PAPER);
        inbox.series(1, "mcap", 86_400, 172_800);
        inbox.context(1, 0, 5_000_000, 0, inbox.now, CtxStatus.OK);
        inbox.funding(0, 300_000, FundingKind.PREDICTED);
        sell(inbox);
        inbox.session(0, Stream.BOOK, Session.DOWN);
        inbox.mark(0, STOP + 5);
        pass(inbox, 30 * SECOND);
        SnapshotWriter writer = new SnapshotWriter();
        inbox.engine.writeTo(writer);
        byte[] bytes = new byte[writer.length()];
        writer.buffer().getBytes(0, bytes);
        Inbox other = new Inbox(Inbox.settings(), new Seller());
        other.engine.readFrom(new SnapshotReader(new UnsafeBuffer(bytes), 0, bytes.length));
        assertEquals(inbox.engine.stateHashNow(), other.engine.stateHashNow());
        other.follow(inbox);
        pass(inbox, 5 * MINUTE);
        pass(other, 5 * MINUTE);
        assertEquals(inbox.engine.stateHashNow(), other.engine.stateHashNow());
        List<Told> all = told(inbox);
        List<Told> since = told(other);
        assertEquals(10, since.size(), "two alerts, five repeats each");
        assertEquals(all.subList(all.size() - since.size(), all.size()), since);
    }
}
