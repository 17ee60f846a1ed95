package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Orders, positions, protection and the simulated exchange, brought back from snapshots in the middle of a storm. */
class FloorSnapshotTest {
    private static final int STEPS = 1_200;
    // Few enough that slots and executions are used again and again.
    private static final OrderSettings SMALL = new OrderSettings(
            OrderSettings.ACK_NS,
            OrderSettings.STOP_ACK_NS,
            OrderSettings.NAKED_NS,
            OrderSettings.QUERIES,
            OrderSettings.STOP_MAX_MICRO,
            64,
            32);
    // Refuses for now, and says that it does not know, often enough that snapshots fall into waits (NS-EXE-2).
    private static final PaperSettings PAPER = new PaperSettings(
            1_000_000_000_000_000L, 20 * Floor.MS, 0, 0, true, false, 64, new FaultSettings(100_000, 30_000, 11));

    private static Floor fresh() {
        Floor floor = new Floor(PAPER, Floor.plain().grid(2, 1));
        floor.orders(new Orders(SMALL, 3, floor.instruments, floor.timers, floor.exchange, order -> true, floor));
        return floor;
    }

    private static SnapshotWriter write(Floor from) {
        SnapshotWriter out = new SnapshotWriter();
        from.timers.writeTo(out);
        from.orders.writeTo(out);
        from.exchange.writeTo(out);
        return out;
    }

    private static void read(Floor to, SnapshotReader in) {
        to.timers.readFrom(in);
        to.orders.readFrom(in);
        to.exchange.readFrom(in);
        in.finish();
        to.timers.checkClaimed();
    }

    /** A second floor in the state of the first; the book is not part of either, it is copied by hand. */
    private static Floor copy(Floor from) {
        SnapshotWriter out = write(from);
        Floor to = fresh();
        read(to, new SnapshotReader(out.buffer(), 0, out.length()));
        to.book.isLive = from.book.isLive;
        to.book.bids.putAll(from.book.bids);
        to.book.asks.putAll(from.book.asks);
        return to;
    }

    private static void assertSame(Floor one, Floor other, String where) {
        assertEquals(String.join("\n", one.lines), String.join("\n", other.lines), where);
        assertEquals(one.timers.digest(), other.timers.digest(), where + ": timers");
        assertEquals(one.orders.digest(), other.orders.digest(), where + ": orders");
        assertEquals(one.exchange.digest(), other.exchange.digest(), where + ": exchange");
        assertEquals(other.orders.digestAnew(), other.orders.digest(), where + ": orders anew");
        assertEquals(other.exchange.digestAnew(), other.exchange.digest(), where + ": exchange anew");
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        int lines = 0;
        int held = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Script script = new Script(seed);
            Floor floor = fresh();
            Floor other = null;
            for (int step = 0; step < STEPS; step++) {
                Consumer<Floor> next = script.next();
                next.accept(floor);
                String where = "seed " + seed + " step " + step;
                if (other != null) {
                    next.accept(other);
                    assertSame(floor, other, where);
                    lines += floor.lines.size();
                    other.lines.clear();
                }
                floor.lines.clear();
                if (script.random.nextInt(60) == 0) {
                    // Now and then the copy's copy, so that what came back is written down again.
                    held += floor.exchange.position(0) != 0 && floor.exchange.liveOrders() > 1 ? 1 : 0;
                    other = copy(other == null || script.random.nextBoolean() ? floor : other);
                    assertSame(floor, other, where + " copied");
                }
            }
            for (OrderFault fault : OrderFault.values()) {
                assertEquals(floor.orders.count(fault), other.orders.count(fault), fault + ", seed " + seed);
            }
        }
        assertTrue(lines > 10_000, "the floors were too quiet to prove anything: " + lines);
        assertTrue(held > 50, "too few snapshots held a position with orders: " + held);
    }

    @Test
    void shouldRefuseASnapshotThatIsCutAnywhere() {
        Script script = new Script(5);
        Floor floor = fresh();
        for (int step = 0; step < STEPS; step++) {
            script.next().accept(floor);
        }
        SnapshotWriter out = write(floor);
        for (int length = 0; length < out.length(); length += 1 + out.length() / 150) {
            SnapshotReader in = new SnapshotReader(out.buffer(), 0, length);
            assertThrows(SnapshotException.class, () -> read(fresh(), in), "cut at " + length);
        }
    }

    @Test
    void shouldNameAPositionOfAnInstrumentThatTheEngineLacks() {
        Floor floor = fresh();
        Script script = new Script(5);
        for (int step = 0; step < STEPS; step++) {
            script.next().accept(floor);
        }
        SnapshotWriter out = new SnapshotWriter();
        floor.orders.positions().writeTo(out);
        Floor other = new Floor(PAPER, Floor.plain());
        SnapshotException gone = assertThrows(
                SnapshotException.class,
                () -> new Orders(SMALL, 3, new InstrumentTable(), other.timers, other.exchange, order -> true, other)
                        .positions()
                        .readFrom(new SnapshotReader(out.buffer(), 0, out.length())));
        assertTrue(gone.getMessage().contains("instrument 0"), gone.getMessage());
    }

    /** Steps that depend on dice alone, so that two floors can be led through the same ones. */
    private static final class Script {
        final SplittableRandom random;
        private final List<Long> ids = new ArrayList<>();
        private long ms;
        private long middle = 10_000;

        Script(long seed) {
            random = new SplittableRandom(seed);
        }

        Consumer<Floor> next() {
            switch (random.nextInt(16)) {
                case 0, 1, 2:
                    ms += random.nextInt(10) == 0 ? random.nextInt(3_000) : random.nextInt(50);
                    long to = ms;
                    return floor -> floor.at(to);
                case 3, 4, 5, 6:
                    return level();
                case 7, 8:
                    return print();
                case 9:
                    long mark = middle + random.nextInt(21) - 10;
                    long index = random.nextBoolean() ? mark + 1 : Instrument.ABSENT;
                    return floor -> {
                        floor.orders.positions().onMark(0, mark);
                        floor.exchange.onMark(0, mark, index);
                    };
                case 10, 11, 12:
                    return order();
                case 13:
                    return change();
                case 14:
                    return position();
                default:
                    return rare();
            }
        }

        private Consumer<Floor> level() {
            middle += 2 * (random.nextInt(5) - 2);
            boolean buys = random.nextBoolean();
            long away = 2 * random.nextInt(6);
            long price = (buys ? middle - 2 - away : middle + away) / 2 * 2;
            long qty = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20);
            return floor -> {
                // What stands in the way goes first, so that the book is never crossed.
                Side against = buys ? Side.SELL : Side.BUY;
                while (!floor.book.side(against).isEmpty()
                        && (buys ? floor.book.asks.firstKey() <= price : floor.book.bids.firstKey() >= price)) {
                    long gone = floor.book.side(against).firstKey();
                    floor.book.set(against, gone, 0);
                    floor.exchange.onLevelReported(0, against, gone, 0);
                }
                floor.level(buys ? Side.BUY : Side.SELL, price, qty);
            };
        }

        private Consumer<Floor> print() {
            boolean buys = random.nextBoolean();
            long price = middle / 2 * 2 + (buys ? 2 : -2) * random.nextInt(4);
            long qty = 1 + random.nextInt(25);
            Side aggressor = random.nextInt(10) == 0 ? Side.NULL_VAL : buys ? Side.BUY : Side.SELL;
            return floor -> {
                floor.orders.positions().onTrade(0, price);
                floor.exchange.onTrade(0, price, qty, aggressor);
            };
        }

        private Consumer<Floor> order() {
            int strategy = random.nextInt(3);
            boolean buys = random.nextBoolean();
            boolean exits = random.nextInt(4) == 0;
            long qty = 1 + random.nextInt(15);
            long even = middle / 2 * 2;
            long price = even + 2 * (random.nextInt(9) - 4);
            int kind = random.nextInt(6);
            long until = Floor.START + (ms + 20 + random.nextInt(2_000)) * Floor.MS;
            long share = random.nextBoolean() ? OrderPlan.WHOLE_MICRO : 400_000;
            int leverage = random.nextInt(4);
            boolean isDropped = random.nextInt(20) == 0;
            return floor -> {
                OrderPlan plan = floor.orders.draft();
                if (plan == null) {
                    return;
                }
                Side side = buys ? Side.BUY : Side.SELL;
                plan.by(0, strategy, 100 + strategy).role(exits ? Role.EXIT : Role.ENTRY);
                plan.leverage(leverage);
                switch (kind) {
                    case 0 -> plan.market(side, qty);
                    case 1 -> plan.limit(side, qty, price, Tif.IOC);
                    case 2 -> plan.limit(side, qty, price, Tif.POST_ONLY);
                    case 3 -> plan.limit(side, qty, price, Tif.GTC).until(until);
                    default -> plan.limit(side, qty, price, Tif.GTC);
                }
                if (!exits) {
                    plan.protectedBy(even + (buys ? -30 : 30), Trigger.MARK).target(even + (buys ? 20 : -20), share);
                }
                ids.add(plan.order().clOrd());
                if (isDropped) {
                    floor.orders.discard(plan.order());
                } else {
                    floor.orders.submit(plan.order());
                }
            };
        }

        /** A cancel or a change of an order, ended and forgotten ones included. */
        private Consumer<Floor> change() {
            long id = ids.isEmpty() ? 1 : ids.get(ids.size() - 1 - random.nextInt(Math.min(60, ids.size())));
            boolean cancels = random.nextBoolean();
            long qty = 1 + random.nextInt(15);
            long move = 2 * (random.nextInt(5) - 2);
            return floor -> {
                Order order = floor.orders.find(id);
                if (order != null && cancels) {
                    floor.orders.cancel(order, CancelWhy.TIMEOUT);
                } else if (order != null) {
                    long price = order.price() == Instrument.ABSENT ? Instrument.ABSENT : order.price() + move;
                    floor.orders.replace(order, price, qty, Instrument.ABSENT);
                }
            };
        }

        private Consumer<Floor> position() {
            int strategy = random.nextInt(3);
            int kind = random.nextInt(4);
            long price = middle / 2 * 2 + 2 * (random.nextInt(30) - 15);
            long rate = random.nextInt(2_000_001) - 1_000_000;
            return floor -> {
                Position p = floor.orders.positions().find(0, strategy);
                if (kind == 0) {
                    floor.orders.positions().onFunding(0, rate, price, floor);
                    floor.exchange.onFunding(0, rate, price);
                } else if (p != null && kind == 1) {
                    floor.orders.protection().exit(p, ExitWhy.THESIS);
                } else if (p != null && kind == 2) {
                    floor.orders.protection().aim(p, price, 700_000);
                } else if (p != null) {
                    floor.orders.protection().tighten(p, price);
                }
            };
        }

        /** The book goes or comes back, or is replaced; the venue speaks of what it was not asked. */
        private Consumer<Floor> rare() {
            boolean isLive = random.nextInt(4) != 0;
            int kind = random.nextInt(4);
            long id = ids.isEmpty() ? 1 : ids.get(ids.size() - 1 - random.nextInt(Math.min(20, ids.size())));
            return floor -> {
                switch (kind) {
                    case 0 -> floor.exchange.onBookReplaced(0);
                    case 1 -> floor.orders.onReject(id, RejectWhy.NOT_FOUND);
                    case 2 -> floor.orders.onUnknown(id, Action.NEW);
                    default -> {
                        floor.book.isLive = isLive;
                        floor.exchange.onBookChanged(0);
                    }
                }
            };
        }
    }
}
