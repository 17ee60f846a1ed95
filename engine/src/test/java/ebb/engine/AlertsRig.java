package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.OutHead;
import ebb.codecs.Rules;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import java.util.List;

/** Two coins, a strategy that sells, and what people are told. */
abstract class AlertsRig {
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long STOP = 11_500;

    /** Sells after each print while it is flat, with a stop 15 % above. */
    static final class Seller implements Strategy {
        long qty = 300;
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
    record Told(Severity severity, String rule, int instrument, long id, long ref, int repeat, long value) {}

    static List<Told> told(Inbox inbox) {
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

    static List<Told> told(Inbox inbox, Severity severity, String rule) {
        return told(inbox).stream()
                .filter(each -> each.severity() == severity && each.rule().equals(rule))
                .toList();
    }

    static Inbox ready(EngineSettings settings, Mode mode, Strategy strategy) {
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

    static Inbox ready(Mode mode) {
        return ready(Inbox.settings(), mode, new Seller());
    }

    static long updates = 1;

    /** Book and mark of the first instrument at a price. */
    static void price(Inbox inbox, long mid) {
        inbox.snapshot(0, ++updates, mid - 1, mid + 1, 10_000);
        inbox.mark(0, mid);
    }

    static void pass(Inbox inbox, long ns) {
        long end = inbox.now + ns;
        while (inbox.now < end) {
            inbox.now = Math.min(end, inbox.now + SECOND / 2);
            inbox.tick();
        }
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }

    /** A short of 300 at about 10,000. */
    static void sell(Inbox inbox) {
        inbox.trade(0, 10_000, 5, Side.BUY);
        pass(inbox, SECOND);
        assertEquals(-300, inbox.engine.orders().positions().net(0));
    }
}
