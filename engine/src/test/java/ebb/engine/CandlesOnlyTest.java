package ebb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import org.junit.jupiter.api.Test;

/** A whole trade where there is neither book nor print (PAPER-7, NS-CON-7). */
class CandlesOnlyTest {
    private static final long MINUTE = 60_000_000_000L;

    /** Sells once, at the close of the first minute. */
    private static final class Seller implements Strategy {
        private Outlet outlet;
        private boolean hasSold;

        @Override
        public String name() {
            return "seller";
        }

        @Override
        public void declare(Declaration declaration, Outlet to) {
            outlet = to;
            declaration.tierA(instrument -> true).bars(MINUTE, 0);
        }

        @Override
        public void onBar(Market market, int frame) {
            if (frame != 0 || hasSold) {
                return;
            }
            hasSold = true;
            OrderPlan plan = outlet.order(market, 1);
            plan.role(Role.ENTRY)
                    .limit(Side.SELL, 10, market.bars().ring(0).close(0) - 100, Tif.IOC)
                    .leverage(2)
                    .protectedBy(10_500, Trigger.MARK)
                    .target(9_000, OrderPlan.WHOLE_MICRO);
            outlet.submit(plan);
        }

        @Override
        public void writeTo(SnapshotWriter to) {
            to.putBoolean(hasSold);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            hasSold = in.readBoolean();
        }

        @Override
        public long digest() {
            return hasSold ? 1 : 0;
        }

        @Override
        public long digestAnew() {
            return digest();
        }
    }

    @Test
    void shouldTradeWithoutABookWhereNoneCanBe() {
        Inbox inbox = new Inbox(PumpedCoins.candles(), new Seller());
        inbox.now = (Inbox.T0 / MINUTE + 1) * MINUTE;
        inbox.start();
        inbox.define(0, "COIN", SeqModel.NONE);
        inbox.reconciled();
        long[][] minutes = {
            {10_000, 10_010, 9_990, 10_000}, {10_000, 10_020, 9_980, 10_000}, {9_500, 9_500, 8_900, 8_950},
        };
        for (long[] each : minutes) {
            inbox.now += MINUTE;
            inbox.candle(0, each[0], each[1], each[2], each[3], 100_000);
        }
        inbox.now += MINUTE;
        inbox.tick();

        assertEquals(3, inbox.emitted(NewOrderDecoder.TEMPLATE_ID).size(), "entry, stop, target");
        assertEquals(1, inbox.emitted(TradeRecordDecoder.TEMPLATE_ID).size());
        assertEquals(inbox.engine.stateHashAnew(), inbox.engine.stateHashNow());
    }
}
