package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import ebb.engine.order.OrderGateway;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.order.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The exchange against the naive one, under random books, prints, marks and orders. */
class PaperTwinTest {
    private static final long RICH = 1_000_000_000_000_000L;

    @Test
    void shouldDoWhatTheNaiveExchangeDoes() {
        int lines = 0;
        for (long seed = 1; seed <= 60; seed++) {
            lines += new Run(seed).play(1_500);
        }
        assertEquals(true, lines > 50_000, "the runs were too quiet to prove anything: " + lines);
    }

    private static final class Run implements OrderGateway {
        private final long seed;
        private final SplittableRandom random;
        private final Floor floor = new Floor(
                new PaperSettings(RICH, 20 * Floor.MS, 0, 0, true, false, 256),
                Floor.plain().grid(2, 1));
        private final List<String> twinLog = new ArrayList<>();
        private final NaiveExchange twin;
        private final Orders orders;
        private final List<Order> sent = new ArrayList<>();
        private long ms;
        private long middle = 10_000;

        Run(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            twin = new NaiveExchange(twinLog, floor.book, floor.instruments.at(0), 20 * Floor.MS, floor.timers.nowNs());
            OrderSettings settings = OrderSettings.defaults();
            orders = new Orders(settings, 1, floor.instruments, floor.timers, this, order -> true, floor);
            floor.orders(orders);
        }

        @Override
        public void newOrder(Order order) {
            floor.exchange.newOrder(order);
            twin.newOrder(order);
        }

        @Override
        public void cancel(Order order, CancelWhy why) {
            floor.exchange.cancel(order, why);
            twin.cancel(order);
        }

        @Override
        public void replace(Order order) {
            floor.exchange.replace(order);
            twin.replace(order);
        }

        @Override
        public void query(Order order, int attempt) {
            throw new AssertionError(
                    "nothing goes unanswered here, seed " + seed + ": #" + (order.root() & 0xFFFF) + " " + order.state()
                            + " cancel " + order.isCancelPending() + " replace " + (order.pendingClOrd() & 0xFFFF)
                            + " cum " + order.cum() + " of " + order.qty() + " role " + order.role() + " ms " + ms);
        }

        int play(int steps) {
            int told = 0;
            for (int step = 0; step < steps; step++) {
                ms += random.nextInt(4) == 0 ? random.nextInt(60) : 0;
                tick();
                event();
                told += compare(step);
            }
            ms += 10_000;
            tick();
            compare(steps);
            assertEquals(twin.position(), floor.exchange.position(0), "position, seed " + seed);
            assertEquals(twin.position(), orders.positions().net(0), "position of the order room, seed " + seed);
            long earned = orders.positions().realised() - orders.positions().fees();
            assertEquals(RICH + earned, floor.exchange.wallet(), "money to the unit, invariant 3, seed " + seed);
            assertEquals(floor.exchange.digestAnew(), floor.exchange.digest(), "seed " + seed);
            assertEquals(orders.digestAnew(), orders.digest(), "seed " + seed);
            return told;
        }

        // Half a millisecond at a time, so that what the order room sends in answer leaves both clocks alike; lives end
        // between the milliseconds, because who is first at one instant depends on the order of registration.
        private void tick() {
            long to = Floor.START + ms * Floor.MS;
            for (long t = Math.max(floor.timers.nowNs(), 0); t <= to; t += Floor.MS / 2) {
                twin.advance(t);
                floor.timers.fireUntil(t);
            }
        }

        private int compare(int step) {
            List<String> mine = new ArrayList<>();
            for (String line : floor.lines) {
                if (!line.contains(" trade ") && !line.contains(" fault ")) {
                    mine.add(line);
                }
            }
            floor.lines.clear();
            assertEquals(
                    String.join("\n", twinLog),
                    String.join("\n", mine),
                    "seed " + seed + " step " + step + " ms " + ms);
            twinLog.clear();
            return mine.size();
        }

        private void event() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> level();
                case 4, 5 -> print();
                case 6 -> mark();
                case 7, 8, 9 -> order();
                case 10 -> cancel();
                default -> replaceOrFlip();
            }
        }

        private void level() {
            middle += 2 * (random.nextInt(5) - 2);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long price = side == Side.BUY ? middle - 2 * (1 + random.nextInt(6)) : middle + 2 * random.nextInt(6);
            price -= price % 2;
            // what stands in the way goes first, so that the book is never crossed
            if (side == Side.BUY) {
                while (!floor.book.asks.isEmpty() && floor.book.asks.firstKey() <= price) {
                    report(Side.SELL, floor.book.asks.firstKey(), 0);
                }
            } else {
                while (!floor.book.bids.isEmpty() && floor.book.bids.firstKey() >= price) {
                    report(Side.BUY, floor.book.bids.firstKey(), 0);
                }
            }
            report(side, price, random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20));
            floor.exchange.onBookChanged(0);
            twin.changed();
        }

        private void report(Side side, long price, long qty) {
            floor.book.set(side, price, qty);
            floor.exchange.onLevelReported(0, side, price, qty);
            twin.level(side, price, qty);
        }

        private void print() {
            boolean buys = random.nextBoolean();
            long best = buys
                    ? (floor.book.asks.isEmpty() ? middle : floor.book.asks.firstKey())
                    : (floor.book.bids.isEmpty() ? middle : floor.book.bids.firstKey());
            long price = best + (random.nextInt(5) == 0 ? (buys ? 2 : -2) : 0);
            long qty = 1 + random.nextInt(25);
            Side aggressor = random.nextInt(10) == 0 ? Side.NULL_VAL : buys ? Side.BUY : Side.SELL;
            floor.exchange.onTrade(0, price, qty, aggressor);
            twin.print(price, qty, aggressor);
        }

        private void mark() {
            long mark = middle + random.nextInt(21) - 10;
            floor.exchange.onMark(0, mark, Instrument.ABSENT);
            twin.mark(mark);
        }

        private void order() {
            OrderPlan plan = orders.draft();
            if (plan == null) {
                return;
            }
            boolean buys = random.nextBoolean();
            Side side = buys ? Side.BUY : Side.SELL;
            long away = 2 * (random.nextInt(9) - 4);
            long price = middle - middle % 2 + (random.nextInt(40) == 0 ? 1 : 0) + (buys ? -away : away);
            long qty = 1 + random.nextInt(15);
            plan.by(0, 1, 1);
            if (random.nextInt(3) == 0) {
                plan.role(Role.EXIT);
            }
            switch (random.nextInt(8)) {
                case 0 -> plan.market(side, qty);
                case 1 -> plan.limit(side, qty, price, Tif.IOC);
                case 2 -> plan.limit(side, qty, price, Tif.FOK);
                case 3 -> plan.limit(side, qty, price, Tif.POST_ONLY);
                case 4 ->
                    plan.limit(side, qty, price, Tif.GTC)
                            .until(Floor.START + (ms + 20 + random.nextInt(300)) * Floor.MS + Floor.MS / 2);
                case 5 ->
                    plan.role(Role.EXIT)
                            .stopMarket(
                                    side,
                                    qty,
                                    middle - middle % 2 + (buys ? 6 : -6),
                                    random.nextBoolean() ? Trigger.MARK : Trigger.LAST);
                default -> plan.limit(side, qty, price, Tif.GTC);
            }
            if (plan.order().role() == Role.ENTRY) {
                plan.protectedBy(buys ? middle - middle % 2 - 40 : middle - middle % 2 + 40, Trigger.MARK);
                if (random.nextBoolean()) {
                    plan.target(buys ? middle - middle % 2 + 10 : middle - middle % 2 - 10, 500_000);
                }
            }
            Order order = plan.order();
            sent.add(order);
            orders.submit(order);
        }

        private void cancel() {
            if (!sent.isEmpty()) {
                orders.cancel(sent.get(random.nextInt(sent.size())), CancelWhy.TIMEOUT);
            }
        }

        private void replaceOrFlip() {
            if (random.nextInt(6) == 0) {
                floor.book.isLive = !floor.book.isLive || random.nextBoolean();
                floor.exchange.onBookChanged(0);
                twin.changed();
            } else if (!sent.isEmpty()) {
                Order order = sent.get(random.nextInt(sent.size()));
                long price = order.price() == Instrument.ABSENT || random.nextBoolean()
                        ? Instrument.ABSENT
                        : order.price() + 2 * (random.nextInt(5) - 2);
                orders.replace(order, price, 1 + random.nextInt(15), Instrument.ABSENT);
            }
        }
    }
}
