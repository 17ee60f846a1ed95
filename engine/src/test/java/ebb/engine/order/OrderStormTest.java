package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.PosState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The invariants of RELIABILITY §4 that need no journal, after each event of seeded storms. */
class OrderStormTest {
    private static final long S = 1_000_000_000L;
    private static final OrderSettings SMALL = new OrderSettings(
            OrderSettings.ACK_NS,
            OrderSettings.STOP_ACK_NS,
            OrderSettings.NAKED_NS,
            OrderSettings.QUERIES,
            OrderSettings.STOP_MAX_MICRO,
            1_024,
            4_096);

    @Test
    void shouldKeepTheInvariantsInAnyStorm() {
        long dealt = 0;
        long late = 0;
        for (long seed = 1; seed <= 100; seed++) {
            Storm storm = new Storm(seed);
            storm.play();
            dealt += storm.venue.dealt;
            late += storm.orders.count(OrderFault.LATE_FILL);
        }
        assertTrue(dealt > 5_000, "too little was dealt to prove anything: " + dealt);
        assertTrue(late > 10, "no fill came late: " + late);
    }

    private static final class Storm implements OrderListener {
        private final long seed;
        private final SplittableRandom random;
        private final InstrumentTable instruments = new InstrumentTable();
        private final Timers timers = new Timers(16);
        private final StormyVenue venue;
        private final Orders orders;
        private final Map<Long, Long> cums = new HashMap<>();
        private final Map<Long, Long> fills = new HashMap<>();
        private final Set<Long> executions = new HashSet<>();
        private final Set<Long> ids = new HashSet<>();
        private final Set<Long> lateOnes = new HashSet<>();
        private long signed;
        private long unprotectedSince = -1;
        private long unprotected = -1;
        private String now = "";

        Storm(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            instruments.define(
                    0, new Definition().named(0, "X", Kind.PERP_LINEAR).exponents(-2, 0));
            timers.fireUntil(100 * S);
            venue = new StormyVenue(random, random.nextInt(3) == 0, 100 * S);
            orders = new Orders(SMALL, (int) seed, instruments, timers, venue, order -> true, this);
            venue.orders = orders;
        }

        void play() {
            for (int step = 0; step < 250; step++) {
                now = "seed " + seed + " step " + step;
                advance(timers.nowNs() + random.nextLong(60_000_000L));
                int dice = random.nextInt(10);
                if (dice < 2) {
                    enter();
                } else if (dice == 2 && orders.first() != null) {
                    orders.cancel(orders.first(), CancelWhy.TIMEOUT);
                } else {
                    venue.act();
                }
                check();
                assertEquals(orders.digestAnew(), orders.digest(), now);
            }
            orders.cancelEntries(CancelWhy.SHUTDOWN);
            now = "seed " + seed + " at the end";
            for (int i = 0; i < 600; i++) {
                advance(timers.nowNs() + S);
                check();
            }
            for (StormyVenue.Live live : venue.all) {
                Order order = orders.find(live.id);
                assertEquals(live.cum, order.cum(), now + ": filled, invariant 3");
                assertEquals(live.isOver, !order.isLive(), now + ": " + order.state() + ", invariant 10");
            }
            assertEquals(venue.position, orders.positions().net(0), now + ": position, invariant 3");
        }

        private void enter() {
            boolean buys = random.nextBoolean();
            Order order = orders.draft()
                    .by(0, 1, 1)
                    .role(Role.ENTRY)
                    .limit(buys ? Side.BUY : Side.SELL, 1 + random.nextInt(30), 10_000, Tif.GTC)
                    .protectedBy(buys ? 9_500 : 10_500, Trigger.MARK)
                    .target(buys ? 10_500 : 9_500, random.nextBoolean() ? 1_000_000 : 400_000)
                    .order();
            assertTrue(ids.add(order.root()), now + ": an id came twice, invariant 15");
            orders.submit(order);
        }

        /** Reports, timers and time in the order of their instants. */
        private void advance(long to) {
            while (venue.nextEvent() <= to) {
                timers.fireUntil(venue.nextEvent());
                venue.runNext();
                check();
            }
            timers.fireUntil(to);
            venue.nowNs = to;
        }

        private void check() {
            for (StormyVenue.Live live : venue.all) {
                Order order = orders.find(live.id);
                long before = cums.getOrDefault(live.id, 0L);
                assertTrue(order.cum() >= before, now + ": filled quantity fell, invariant 1");
                cums.put(live.id, order.cum());
                assertEquals(fills.getOrDefault(order.root(), 0L), order.cum(), now + ": sum of fills, invariant 2");
                long leaves = order.isLive() ? Math.max(0, order.qty() - order.cum()) : 0;
                assertTrue(order.leaves() <= leaves, now + ": leaves, invariant 1");
            }
            assertEquals(signed, orders.positions().net(0), now + ": signed fills, invariant 2");
            protection();
        }

        /** Invariant 11: within order.naked and a little of the first moment without a stop, the way out is taken. */
        private void protection() {
            Position p = orders.positions().find(0, 1);
            boolean isSafe = p == null || p.isFlat() || orders.protection().isProtected(p);
            if (isSafe) {
                unprotectedSince = -1;
                return;
            }
            if (unprotectedSince < 0 || unprotected != p.id()) { // turned over: another trade, another clock
                unprotected = p.id();
                unprotectedSince = timers.nowNs();
            }
            if (timers.nowNs() - unprotectedSince > OrderSettings.NAKED_NS) {
                boolean isLeaving = p.state() == PosState.UNPROTECTED || p.state() == PosState.CLOSING;
                assertTrue(isLeaving, now + ": naked and not leaving: " + p.state() + ", invariant 11");
            }
        }

        @Override
        public void onOrderRetry(Order order, int attempt) {}

        @Override
        public void onOrderState(Order order, OrdState from, OrdState to) {
            boolean wasOver = Order.isTerminal(from);
            boolean isLate = lateOnes.contains(order.root()) || to == OrdState.FILLED || order.cum() > 0;
            boolean isOtherCopy = from == OrdState.REJECTED && order.resent;
            assertTrue(!wasOver || isLate || isOtherCopy, now + ": " + from + " -> " + to + ", invariant 9");
        }

        @Override
        public void onFill(FillReport fill, Order order, Position position) {
            assertTrue(executions.add(fill.execId()), now + ": an execution twice, invariant 4");
            fills.merge(order.root(), fill.qty(), Long::sum);
            signed += fill.side() == Side.BUY ? fill.qty() : -fill.qty();
            if (fill.is(FillReport.LATE)) {
                lateOnes.add(order.root());
            }
        }

        @Override
        public void onPosition(Position position) {}

        @Override
        public void onTradeClosed(Position position) {}

        @Override
        public void onOrderFault(OrderFault fault, Order order, long clOrd) {
            assertTrue(fault != OrderFault.OVERFILL && fault != OrderFault.CONFLICTING_EXECUTION, now + ": " + fault);
        }
    }
}
