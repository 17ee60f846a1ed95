package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.risk.Limit;
import ebb.engine.risk.RiskSettings;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every limit denies an order just beyond it, by name, and lets the one at its edge through (NS-RSK-3 to 6, INST-6, TICK). */
class RiskLimitsTest {
    private static final long MONEY = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** Price 1.0000 in ticks. */
    private static final long ONE = 10_000;
    /** A coin whose tick is 5 and whose lot is 10, of 20 to 50. */
    private static final int COARSE = 4;

    /** Sends what it was told with the next print. */
    private static final class Hand implements Strategy {
        private Outlet outlet;
        private Consumer<OrderPlan> next;

        @Override
        public String name() {
            return "hand";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).trades();
        }

        @Override
        public void onTrade(Market market, long price, long qty, Side aggressor) {
            if (next != null) {
                OrderPlan plan = outlet.order(market, 1);
                next.accept(plan);
                next = null;
                outlet.submit(plan);
            }
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.mark("hand");
        }

        @Override
        public void readFrom(SnapshotReader in) {
            in.mark("hand");
        }

        @Override
        public long digest() {
            return 0;
        }

        @Override
        public long digestAnew() {
            return 0;
        }
    }

    /** An account of 5,000 at two coins of price 1. */
    private static final class Desk {
        private final Hand hand = new Hand();
        private final Inbox inbox;
        private long prints;

        Desk(RiskSettings limits) {
            EngineSettings usual = Inbox.settings();
            EngineSettings settings = new EngineSettings(
                    usual.time(),
                    usual.refusals(),
                    usual.books(),
                    usual.markets(),
                    usual.orders(),
                    limits,
                    usual.paper(),
                    usual.caps(),
                    true);
            inbox = new Inbox(settings, hand);
            inbox.start();
            for (int id = 0; id < 5; id++) {
                int coin = id;
                inbox.define(
                        id,
                        "COIN" + id,
                        terms -> terms.seqModel(SeqModel.NONE)
                                .tick(coin == COARSE ? 5 : 1)
                                .lot(coin == COARSE ? 10 : 1)
                                .minQty(coin == COARSE ? 20 : 1)
                                .maxQty(coin == COARSE ? 50 : 1_000_000));
                inbox.sessionLive(id, Stream.BOOK);
                inbox.sessionLive(id, Stream.TRADES);
                book(id, ONE);
            }
            inbox.reconciled();
        }

        /** A book around a price, and the mark there. */
        void book(int id, long price) {
            if (id == COARSE) {
                inbox.deepBook(id, ++prints, price, 100_000, 100_000, 1, 100_000);
            } else {
                inbox.snapshot(id, ++prints, price - 5, price + 5, 100_000);
            }
            inbox.mark(id, price);
        }

        Desk order(int id, Consumer<OrderPlan> plan) {
            hand.next = plan;
            inbox.trade(id, ONE, 10, Side.BUY);
            return this;
        }

        Desk wait(int seconds) {
            for (int i = 0; i < 4 * seconds; i++) {
                inbox.now += SECOND / 4;
                inbox.tick();
            }
            return this;
        }

        int sent() {
            return inbox.emitted(NewOrderDecoder.TEMPLATE_ID).size();
        }

        List<Limit> denials() {
            List<Limit> denials = new ArrayList<>();
            RiskEventDecoder event = new RiskEventDecoder();
            for (UnsafeBuffer each : inbox.emitted(RiskEventDecoder.TEMPLATE_ID)) {
                event.wrapAndApplyHeader(each, 0, new MessageHeaderDecoder());
                if (event.kind() == RiskKind.LIMIT && event.verdict() == RiskVerdict.DENY) {
                    denials.add(Limit.values()[event.limitCode() - Limit.FIRST_CODE]);
                }
            }
            return denials;
        }
    }

    private final Set<Limit> asked = EnumSet.noneOf(Limit.class);

    private static RiskSettings limits(
            long order, long gross, int positions, long symbol, long loss, int run, long reserve, int own, int all) {
        return new RiskSettings(
                order * MONEY,
                gross * MONEY,
                positions,
                symbol,
                200_000,
                20_000,
                50_000,
                3,
                loss,
                run,
                reserve,
                own,
                all);
    }

    /** Wide but for what each case narrows. */
    private static RiskSettings wide() {
        return limits(100_000, 200_000, 20, 1_000_000, 1_000_000, 20, 0, 50, 100);
    }

    /** A short entry at 1 that rests, its stop so many ticks above. */
    private static Consumer<OrderPlan> sell(long qty, long price, long stop, int leverage) {
        return plan -> plan.role(Role.ENTRY)
                .limit(Side.SELL, qty, price, Tif.GTC)
                .leverage(leverage)
                .protectedBy(stop, Trigger.MARK);
    }

    private static Consumer<OrderPlan> usual(long qty) {
        return sell(qty, ONE + 10, ONE + 1_000, 3);
    }

    private void assertDenied(Limit limit, Desk desk, int id, Consumer<OrderPlan> plan) {
        int before = desk.sent();
        int denied = desk.denials().size();
        desk.order(id, plan);
        List<Limit> denials = desk.denials();
        assertEquals(List.of(limit), denials.subList(denied, denials.size()));
        assertEquals(before, desk.sent(), "nothing leaves: " + limit);
        assertEquals(desk.inbox.engine.stateHashAnew(), desk.inbox.engine.stateHashNow());
        asked.add(limit);
    }

    private static void assertSent(Desk desk, int id, Consumer<OrderPlan> plan) {
        int before = desk.sent();
        int denied = desk.denials().size();
        desk.order(id, plan);
        assertEquals(
                before + 1,
                desk.sent(),
                () -> "denied by "
                        + desk.denials().subList(denied, desk.denials().size()));
    }

    @Test
    void shouldDenyWhatIsBeyondEachLimitAndSendWhatIsAtItsEdge() {
        states();
        grid();
        prices();
        sizes();
        counts();
        losses();
        assertEquals(
                EnumSet.complementOf(EnumSet.of(Limit.SESSION, Limit.STRATEGY_KILL)),
                asked,
                "SESSION is asked in OrderSessionsTest, STRATEGY_KILL in StrategyKillTest, all others here");
    }

    private void states() {
        Desk halted = new Desk(wide());
        halted.inbox.command(Cmd.KILL, 2);
        assertDenied(Limit.TRADING_STATE, halted, 0, usual(100));

        Desk desk = new Desk(wide());
        desk.inbox.define(
                0,
                "COIN0",
                terms -> terms.seqModel(SeqModel.NONE).maxQty(1_000_000).status(Status.HALTED));
        assertDenied(Limit.INSTRUMENT_STATUS, desk, 0, usual(100));
        desk.inbox.define(0, "COIN0", terms -> terms.seqModel(SeqModel.NONE).maxQty(1_000_000));
        assertSent(desk, 0, usual(100));

        desk.inbox.session(1, Stream.BOOK, ebb.codecs.sbe.Session.DOWN);
        assertDenied(Limit.BOOK, desk, 1, usual(100));

        Desk unmarked = new Desk(wide());
        // The mark grows stale while book and tape go on.
        for (int i = 0; i < 20; i++) {
            unmarked.inbox.now += SECOND;
            unmarked.inbox.snapshot(0, ++unmarked.prints, ONE - 5, ONE + 5, 100_000);
        }
        assertDenied(Limit.REFERENCE, unmarked, 0, usual(100));
    }

    private void grid() {
        Desk desk = new Desk(wide());
        assertDenied(Limit.VALIDITY, desk, COARSE, sell(20, ONE + 11, ONE + 1_000, 3));
        assertDenied(Limit.VALIDITY, desk, COARSE, sell(20, ONE + 10, ONE + 1_001, 3));
        assertDenied(Limit.VALIDITY, desk, COARSE, sell(25, ONE + 10, ONE + 1_000, 3));
        assertDenied(Limit.VALIDITY, desk, COARSE, sell(10, ONE + 10, ONE + 1_000, 3));
        assertDenied(Limit.VALIDITY, desk, COARSE, sell(60, ONE + 10, ONE + 1_000, 3));
        assertSent(desk, COARSE, sell(20, ONE + 10, ONE + 1_000, 3));
        assertSent(desk, COARSE, sell(50, ONE + 10, ONE + 1_000, 3));
    }

    private void prices() {
        Desk desk = new Desk(wide());
        assertDenied(Limit.COLLAR, desk, 0, sell(100, ONE + 501, ONE + 1_600, 3));
        assertSent(desk, 0, sell(100, ONE + 500, ONE + 1_600, 3));
        assertDenied(Limit.STOP, desk, 1, sell(100, ONE + 10, ONE, 3));
        assertDenied(
                Limit.STOP,
                desk,
                1,
                plan -> plan.role(Role.ENTRY)
                        .limit(Side.SELL, 100, ONE + 10, Tif.GTC)
                        .leverage(3));
        // 20 % of the entry, and equality denies.
        assertDenied(Limit.STOP_DISTANCE, desk, 1, sell(100, ONE, ONE + 2_000, 3));
        assertSent(desk, 1, sell(100, ONE, ONE + 1_999, 3));
    }

    private void sizes() {
        Desk order = new Desk(limits(100, 200_000, 20, 1_000_000, 1_000_000, 20, 0, 50, 100));
        assertDenied(Limit.ORDER_NOTIONAL, order, 0, sell(101, ONE, ONE + 1_000, 3));
        assertSent(order, 0, sell(100, ONE, ONE + 1_000, 3));

        Desk gross = new Desk(limits(100, 250, 20, 1_000_000, 1_000_000, 20, 0, 50, 100));
        assertSent(gross, 0, sell(100, ONE, ONE + 1_000, 3));
        assertSent(gross, 1, sell(100, ONE, ONE + 1_000, 3));
        assertDenied(Limit.GROSS_NOTIONAL, gross, 2, sell(51, ONE, ONE + 1_000, 3));
        assertSent(gross, 2, sell(50, ONE, ONE + 1_000, 3));

        Desk leverage = new Desk(wide());
        assertDenied(Limit.LEVERAGE, leverage, 0, sell(100, ONE, ONE + 1_000, 4));

        // 15 % of 5,000 is a margin of 750.
        Desk symbol = new Desk(limits(100_000, 200_000, 20, 150_000, 1_000_000, 20, 0, 50, 100));
        assertDenied(Limit.SYMBOL_MARGIN, symbol, 0, sell(751, ONE, ONE + 1_000, 1));
        assertSent(symbol, 0, sell(750, ONE, ONE + 1_000, 1));
        assertDenied(Limit.SYMBOL_MARGIN, symbol, 0, sell(1, ONE, ONE + 1_000, 1));
        assertSent(symbol, 1, sell(1_500, ONE, ONE + 1_000, 2));

        Desk reserve = new Desk(limits(100_000, 200_000, 20, 1_000_000, 1_000_000, 20, 200_000, 50, 100));
        assertDenied(Limit.RESERVE, reserve, 0, sell(4_001, ONE, ONE + 1_000, 1));
        assertSent(reserve, 0, sell(4_000, ONE, ONE + 1_000, 1));
    }

    private void counts() {
        Desk positions = new Desk(limits(100_000, 200_000, 2, 1_000_000, 1_000_000, 20, 0, 50, 100));
        assertSent(positions, 0, usual(100));
        assertSent(positions, 1, usual(100));
        assertDenied(Limit.POSITIONS, positions, 2, usual(100));
        assertSent(positions, 1, usual(100));

        Desk own = new Desk(limits(100_000, 200_000, 20, 1_000_000, 1_000_000, 20, 0, 2, 3));
        assertSent(own, 0, usual(100));
        assertSent(own, 0, usual(100));
        assertDenied(Limit.OPEN_ORDERS_INSTRUMENT, own, 0, usual(100));
        assertSent(own, 1, usual(100));
        assertDenied(Limit.OPEN_ORDERS, own, 2, usual(100));
    }

    /** A short of 2,000 whose stop takes 15 %: 300 of 5,000, and fees. */
    private static Desk beaten(RiskSettings limits) {
        Desk desk = new Desk(limits);
        assertSent(desk, 0, sell(2_000, ONE - 20, ONE + 1_500, 3));
        desk.wait(1);
        assertTrue(desk.inbox.engine.orders().positions().net(0) < 0, "it is short");
        desk.book(0, ONE + 1_500);
        desk.wait(2);
        assertEquals(0, desk.inbox.engine.orders().positions().net(0), "its stop was hit");
        return desk;
    }

    private void losses() {
        Desk day = beaten(limits(100_000, 200_000, 20, 1_000_000, 50_000, 20, 0, 50, 100));
        assertDenied(Limit.DAILY_LOSS, day, 1, usual(100));
        Desk bolder = beaten(limits(100_000, 200_000, 20, 1_000_000, 100_000, 20, 0, 50, 100));
        assertSent(bolder, 1, usual(100));

        Desk run = beaten(limits(100_000, 200_000, 20, 1_000_000, 1_000_000, 1, 0, 50, 100));
        assertDenied(Limit.LOSING_RUN, run, 1, usual(100));
    }

    @Test
    void shouldLetReductionsPassWhereEntriesDoNot() {
        Desk desk = new Desk(wide());
        assertSent(desk, 0, sell(1_000, ONE - 20, ONE + 1_500, 3));
        desk.wait(1);
        desk.inbox.command(Cmd.KILL, 1);
        assertDenied(Limit.TRADING_STATE, desk, 1, usual(100));
        int before = desk.sent();
        // The mark reaches the stop: what protects goes on.
        desk.book(0, ONE + 1_500);
        desk.wait(2);
        assertEquals(0, desk.inbox.engine.orders().positions().net(0));
        assertEquals(before, desk.sent(), "the stop rested already");
    }
}
