package ebb.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Rounding;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.FillReport;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.order.OrderGateway;
import ebb.engine.order.OrderListener;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sums that are kept as orders change, against a walk over all orders and positions at each question. */
class ExposureTwinTest {
    private static final long S = 1_000_000_000L;
    private static final int INSTRUMENTS = 1_030;
    private static final int STRATEGIES = 3;
    private static final int STEPS = 600;

    @Test
    void shouldSayWhatAWalkOverAllOrdersSays() {
        int asked = 0;
        int fills = 0;
        int restored = 0;
        for (long seed = 1; seed <= 40; seed++) {
            Room room = new Room(seed);
            for (int step = 0; step < STEPS; step++) {
                room.step(step);
            }
            asked += room.asked;
            fills += room.fills;
            restored += room.restored;
        }
        assertTrue(asked > 5_000 && fills > 2_000 && restored > 50, asked + " " + fills + " " + restored);
    }

    /** A room of orders where everything happens at random. */
    private static final class Room implements OrderGateway, OrderListener, RiskInputs {
        private final SplittableRandom random;
        private final long seed;
        private final InstrumentTable instruments = new InstrumentTable();
        private final Timers timers = new Timers(16);
        private final Orders orders;
        private final Exposure exposure;
        private final long[] references = new long[INSTRUMENTS];
        private final FillReport fill = new FillReport();
        private long executions;
        private int asked;
        private int fills;
        private int restored;

        Room(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            for (int i = 0; i < INSTRUMENTS; i++) {
                Kind kind = i % 3 == 2 ? Kind.PERP_INVERSE : Kind.PERP_LINEAR;
                instruments.define(i, new Definition().named(0, "X" + i, kind).exponents(-2, -i % 2));
                references[i] = 10_000;
            }
            timers.fireUntil(100 * S);
            orders = new Orders(OrderSettings.defaults(), 1, instruments, timers, this, order -> true, this);
            exposure = new Exposure(orders, instruments, this);
        }

        void step(int step) {
            references[instrument()] = random.nextInt(5) == 0 ? RiskInputs.ABSENT : 9_000 + random.nextInt(2_000);
            if (random.nextInt(4) == 0) {
                timers.fireUntil(timers.nowNs() + random.nextLong(S));
            }
            if (random.nextInt(3) == 0) {
                ask("seed " + seed + " step " + step);
            } else {
                report(pick());
            }
            if (random.nextInt(200) == 0) {
                restore();
            }
        }

        private int instrument() {
            // Few most of the time, so that orders meet; seldom one beyond the room that sums begin with.
            return random.nextInt(20) == 0 ? INSTRUMENTS - 1 : random.nextInt(4);
        }

        private void ask(String when) {
            Order draft = plan().order();
            // Now and then another draft lies there unsent.
            Order other = random.nextInt(5) == 0 ? plan().order() : null;
            exposure.look();
            check(draft, when);
            if (random.nextInt(8) == 0) {
                orders.discard(draft);
            } else {
                orders.submit(draft);
            }
            if (other != null) {
                orders.discard(other);
            }
            asked++;
        }

        private OrderPlan plan() {
            boolean buys = random.nextBoolean();
            Side side = buys ? Side.BUY : Side.SELL;
            long qty = 1 + random.nextInt(50);
            OrderPlan plan = orders.draft().by(instrument(), random.nextInt(STRATEGIES), 1);
            switch (random.nextInt(4)) {
                case 0:
                    plan.role(Role.ENTRY).market(side, qty);
                    break;
                case 1:
                    plan.role(Role.STOP).stopMarket(side, qty, 9_900, Trigger.MARK);
                    break;
                default:
                    plan.role(Role.ENTRY).limit(side, qty, 9_500 + random.nextInt(1_000), Tif.GTC);
            }
            return plan.leverage(random.nextInt(5)).protectedBy(buys ? 9_000 : 11_000, Trigger.MARK);
        }

        private Order pick() {
            List<Order> live = new ArrayList<>();
            for (Order each = orders.first(); each != null; each = orders.after(each)) {
                live.add(each);
            }
            return live.isEmpty() ? null : live.get(random.nextInt(live.size()));
        }

        private void report(Order order) {
            if (order == null || order.state() == OrdState.NEW) {
                return;
            }
            long id = order.isReplacePending() ? order.pendingClOrd() : order.clOrd();
            long none = RiskInputs.ABSENT;
            switch (random.nextInt(8)) {
                case 0:
                    orders.onClosed(id, none, order.cum(), CloseWhy.OURS);
                    break;
                case 1:
                    orders.onReject(id, RejectWhy.BALANCE);
                    break;
                case 2:
                    orders.cancel(order, CancelWhy.TIMEOUT);
                    break;
                case 3:
                    orders.replace(order, none, order.qty() + random.nextInt(9), none);
                    break;
                case 4:
                    orders.onAck(id, order.root(), none, none, none, AckKind.NEW);
                    break;
                default:
                    fill(order);
            }
        }

        private void fill(Order order) {
            long qty = 1 + random.nextLong(Math.max(1, order.leaves()));
            executions++;
            fills++;
            orders.onFill(fill.clear()
                    .of(order.instrument(), order.clOrd(), order.root())
                    .trade(executions, order.side(), 9_500 + random.nextInt(1_000), qty)
                    .cost(0, Liquidity.TAKER, order.cum() + qty, 0));
        }

        private void restore() {
            SnapshotWriter out = new SnapshotWriter();
            timers.writeTo(out);
            orders.writeTo(out);
            SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
            timers.readFrom(in);
            orders.readFrom(in);
            restored++;
        }

        private void check(Order draft, String when) {
            assertEquals(gross(draft), exposure.gross(draft), when);
            assertEquals(margin(Exposure.ALL, draft), exposure.margin(Exposure.ALL, draft), when);
            assertEquals(positionsWith(draft), exposure.positionsWith(draft), when);
            assertEquals(live(Exposure.ALL), exposure.liveOrders(Exposure.ALL), when);
            for (int i : new int[] {0, 1, 2, 3, 1_027, INSTRUMENTS - 1}) {
                assertEquals(margin(i, draft), exposure.margin(i, draft), when);
                assertEquals(live(i), exposure.liveOrders(i), when);
            }
        }

        private long notional(Order order) {
            long reference = references[order.instrument()];
            long fallback = order.stop() == RiskInputs.ABSENT ? order.planStop() : order.stop();
            long floating = reference == RiskInputs.ABSENT ? fallback : reference;
            long price = order.price() == RiskInputs.ABSENT ? floating : order.price();
            return instruments.at(order.instrument()).notional(order.worstLeaves(), price, Rounding.CEIL);
        }

        private long notional(Position position) {
            if (position.isFlat()) {
                return 0;
            }
            long reference = references[position.instrument().id()];
            long price = reference == RiskInputs.ABSENT ? position.entry() : reference;
            return position.instrument().notional(position.qty(), price, Rounding.CEIL);
        }

        private long gross(Order but) {
            long sum = 0;
            for (int i = 0; i < orders.positions().count(); i++) {
                sum += notional(orders.positions().at(i));
            }
            for (Order each = orders.first(); each != null; each = orders.after(each)) {
                sum += each == but || each.isReduceOnly() ? 0 : notional(each);
            }
            return sum;
        }

        private long margin(int of, Order but) {
            long sum = 0;
            for (int i = 0; i < orders.positions().count(); i++) {
                Position each = orders.positions().at(i);
                boolean counts = of == Exposure.ALL || each.instrument().id() == of;
                sum += counts ? ceilDiv(notional(each), but.leverage()) : 0;
            }
            for (Order each = orders.first(); each != null; each = orders.after(each)) {
                boolean counts = of == Exposure.ALL || each.instrument() == of;
                sum += counts && each != but && !each.isReduceOnly() ? ceilDiv(notional(each), each.leverage()) : 0;
            }
            return sum;
        }

        private static long ceilDiv(long value, int leverage) {
            int by = Math.max(1, leverage);
            return (value + by - 1) / by;
        }

        private int positionsWith(Order draft) {
            int count = 0;
            for (int i = 0; i < orders.positions().count(); i++) {
                count += orders.positions().at(i).isFlat() ? 0 : 1;
            }
            for (Order each = orders.first(); each != null; each = orders.after(each)) {
                boolean isSamePair = each.instrument() == draft.instrument() && each.strategy() == draft.strategy();
                count += !each.isReduceOnly() && !isSamePair && opens(each) ? 1 : 0;
            }
            return opens(draft) ? count + 1 : count;
        }

        private boolean opens(Order order) {
            Position position = orders.positions().find(order.instrument(), order.strategy());
            return position == null || position.isFlat();
        }

        private int live(int of) {
            int count = 0;
            for (Order each = orders.first(); each != null; each = orders.after(each)) {
                count += of == Exposure.ALL || each.instrument() == of ? 1 : 0;
            }
            return count;
        }

        @Override
        public boolean isBookLive(int instrument) {
            return true;
        }

        @Override
        public boolean isSessionSound(int instrument) {
            return true;
        }

        @Override
        public long reference(int instrument) {
            return references[instrument];
        }

        @Override
        public void newOrder(Order order) {
            // Answers come at random.
        }

        @Override
        public void cancel(Order order, CancelWhy why) {
            // Answers come at random.
        }

        @Override
        public void replace(Order order) {
            // Answers come at random.
        }

        @Override
        public void query(Order order, int attempt) {
            // Answers come at random.
        }

        @Override
        public void onOrderState(Order order, OrdState from, OrdState to) {
            // Of no use here.
        }

        @Override
        public void onOrderRetry(Order order, int attempt) {
            // Of no use here.
        }

        @Override
        public void onFill(FillReport report, Order order, Position position) {
            // Of no use here.
        }

        @Override
        public void onPosition(Position position) {
            // Of no use here.
        }

        @Override
        public void onTradeClosed(Position position) {
            // Of no use here.
        }

        @Override
        public void onOrderFault(OrderFault fault, Order order, long clOrd) {
            // Of no use here.
        }
    }
}
