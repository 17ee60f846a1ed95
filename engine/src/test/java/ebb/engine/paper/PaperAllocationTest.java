package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.FillReport;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.order.OrderListener;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.time.Timers;
import ebb.testing.Allocations;
import org.junit.jupiter.api.Test;

/** Entry, stop, target and flat, over and over, through order room and exchange: no byte once warm (law 5). */
class PaperAllocationTest {
    private static final int CYCLE = 40;

    /** Ten levels a side around 10000, always as many. */
    private static final class TenLevels implements DisplayedBook {
        @Override
        public boolean isLive(int instrument) {
            return true;
        }

        @Override
        public int levels(int instrument, Side side) {
            return 10;
        }

        @Override
        public long best(int instrument, Side side) {
            return side == Side.BUY ? 9_999 : 10_001;
        }

        @Override
        public long next(int instrument, Side side, long price) {
            return side == Side.BUY ? price - 1 : price + 1;
        }

        @Override
        public long qtyAt(int instrument, Side side, long price) {
            return Math.abs(price - 10_000) <= 10 ? 3 : 0;
        }
    }

    private static class Loop implements Executions, OrderListener {
        private final InstrumentTable instruments = new InstrumentTable();
        private final Timers timers = new Timers(64);
        private final PaperExchange exchange;
        private final Orders orders;
        private long trades;
        private long profit;

        Loop() {
            instruments.define(0, Floor.plain());
            exchange = new PaperExchange(
                    new PaperSettings(Long.MAX_VALUE / 4, Floor.MS, 0, 0, true, false, 512),
                    instruments,
                    timers,
                    new TenLevels(),
                    this);
            OrderSettings settings = new OrderSettings(
                    OrderSettings.ACK_NS, OrderSettings.STOP_ACK_NS, OrderSettings.NAKED_NS, 5, 200_000, 512, 1_024);
            orders = new Orders(settings, 1, instruments, timers, exchange, order -> true, this);
            timers.fireUntil(Floor.START);
        }

        void step(int i) {
            timers.fireUntil(timers.nowNs() + Floor.MS);
            int at = i % CYCLE;
            boolean isLong = i / CYCLE % 2 == 0;
            if (at == 0) {
                orders.submit(orders.draft()
                        .by(0, 1, i)
                        .limit(isLong ? Side.BUY : Side.SELL, 8, isLong ? 10_003 : 9_997, Tif.GTC)
                        .protectedBy(isLong ? 9_900 : 10_100, Trigger.MARK)
                        .target(isLong ? 10_050 : 9_950, OrderPlan.WHOLE_MICRO)
                        .order());
            } else if (at < 10) {
                exchange.onLevelReported(0, at % 2 == 0 ? Side.BUY : Side.SELL, 9_996 + at, 3);
                exchange.onBookChanged(0);
            } else if (at < 20) {
                exchange.onTrade(0, 10_000, 1, at % 2 == 0 ? Side.BUY : Side.SELL);
                orders.positions().onMark(0, 10_000 + at);
            } else if (at == 20 && i / CYCLE % 3 == 0) {
                exchange.onMark(0, isLong ? 9_900 : 10_100, Instrument.ABSENT);
            } else if (at == 20) {
                exchange.onTrade(0, isLong ? 10_051 : 9_949, 1, isLong ? Side.BUY : Side.SELL);
            } else if (at == 30) {
                exchange.onMark(0, 10_000, Instrument.ABSENT);
            }
        }

        @Override
        public void ack(long clOrd, long orderId, long price, long qty, long cum, AckKind kind) {
            orders.onAck(clOrd, orderId, price, qty, cum, kind);
        }

        @Override
        public void reject(long clOrd, RejectWhy why, RetryClass again) {
            orders.onReject(clOrd, why, again);
        }

        @Override
        public void closed(long clOrd, long orderId, long cum, CloseWhy why) {
            orders.onClosed(clOrd, orderId, cum, why);
        }

        @Override
        public void cancelReject(long clOrd, RejectWhy why, boolean known) {
            orders.onCancelReject(clOrd, why);
        }

        @Override
        public void fill(FillReport fill) {
            orders.onFill(fill);
        }

        @Override
        public void onOrderState(Order order, OrdState from, OrdState to) {}

        @Override
        public void onOrderRetry(Order order, int attempt) {}

        @Override
        public void onFill(FillReport fill, Order order, Position position) {}

        @Override
        public void onPosition(Position position) {}

        @Override
        public void onTradeClosed(Position position) {
            trades++;
            profit += position.pnl();
        }

        @Override
        public void onOrderFault(OrderFault fault, Order order, long clOrd) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void shouldAllocateNothingFromEntryToFlat() {
        Loop loop = new Loop();
        Allocations.assertNone(loop::step);
        int steps = Allocations.WARM_UP + 5 * Allocations.WINDOW;
        assertEquals(steps / CYCLE, loop.trades, "one trade a cycle");
        assertTrue(loop.profit != 0);
        assertEquals(0, loop.orders.liveCount());
        assertEquals(loop.orders.digestAnew(), loop.orders.digest());
        assertEquals(loop.exchange.digestAnew(), loop.exchange.digest());
    }

    @Test
    void shouldSeeAnAllocationIfThereIsOne() {
        byte[][] escapes = new byte[1][];
        Loop loop = new Loop() {
            @Override
            public void onTradeClosed(Position position) {
                escapes[0] = new byte[16];
            }
        };
        assertEquals(32L * Allocations.WINDOW / CYCLE, Allocations.leastWindow(loop::step));
        assertEquals(16, escapes[0].length);
    }
}
