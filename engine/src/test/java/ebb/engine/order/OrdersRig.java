package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** One instrument's orders, whose messages are kept, and what a venue would answer. */
abstract class OrdersRig {
    static final long S = 1_000_000_000L;
    final InstrumentTable instruments = new InstrumentTable();
    final Timers timers = new Timers(64);
    final Recorder out = new Recorder();
    boolean isAdmitted = true;
    final Orders orders;
    final FillReport fill = new FillReport();
    long execs;

    OrdersRig() {
        instruments.define(
                0,
                new Definition()
                        .named(0, "X", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .fees(200_000, 600_000));
        orders = new Orders(OrderSettings.defaults(), 5, instruments, timers, out, order -> isAdmitted, out);
        timers.fireUntil(100 * S);
    }

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(orders.digestAnew(), orders.digest());
    }

    /** Sells short at 10000 with a stop at 10500 and a target at 9000. */
    Order entry(long qty) {
        Order order = orders.draft()
                .by(0, 1, 77)
                .role(Role.ENTRY)
                .limit(Side.SELL, qty, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK)
                .target(9_000, OrderPlan.WHOLE_MICRO)
                .order();
        orders.submit(order);
        return order;
    }

    void ack(Order order) {
        orders.onAck(
                order.isReplacePending() ? order.pendingClOrd() : order.clOrd(),
                order.root() + 1_000,
                Instrument.ABSENT,
                Instrument.ABSENT,
                Instrument.ABSENT,
                order.isReplacePending() ? AckKind.REPLACED : AckKind.NEW);
    }

    void fill(Order order, long qty, long price) {
        execs++;
        fill(order, execs, qty, price, order.cum() + qty);
    }

    void fill(Order order, long exec, long qty, long price, long cum) {
        orders.onFill(fill.clear()
                .of(0, order.clOrd(), order.root() + 1_000)
                .trade(exec, order.side(), price, qty)
                .cost(0, Liquidity.TAKER, cum, 0));
    }

    Order sent(int i) {
        return out.sent.get(i);
    }

    void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", out.take()));
    }

    List<Order> sent() {
        return out.sent;
    }
}
