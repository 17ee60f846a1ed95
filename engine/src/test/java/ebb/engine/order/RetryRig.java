package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import org.junit.jupiter.api.AfterEach;

/** One instrument's orders at a venue that refuses for now, whose messages are kept. */
abstract class RetryRig {
    static final long MS = 1_000_000L;
    static final long S = 1_000 * MS;
    static final long START = 100 * S;
    final InstrumentTable instruments = new InstrumentTable();
    Timers timers = new Timers(64);
    final Recorder out = new Recorder();
    boolean isAdmitted = true;
    Orders orders;
    final FillReport fill = new FillReport();
    long execs;

    RetryRig() {
        instruments.define(
                0,
                new Definition()
                        .named(0, "X", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .fees(200_000, 600_000));
        orders = room(OrderSettings.NAKED_NS);
        timers.fireUntil(START);
    }

    Orders room(long nakedNs) {
        return new Orders(
                new OrderSettings(
                        OrderSettings.ACK_NS,
                        OrderSettings.STOP_ACK_NS,
                        nakedNs,
                        OrderSettings.QUERIES,
                        OrderSettings.STOP_MAX_MICRO,
                        OrderSettings.CAPACITY,
                        OrderSettings.EXECUTIONS),
                5,
                instruments,
                timers,
                out,
                order -> isAdmitted,
                out);
    }

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(orders.digestAnew(), orders.digest());
    }

    void at(long ms) {
        timers.fireUntil(START + ms * MS);
    }

    /** Sells short at 10000 with a stop at 10500, for as long as {@code lifeMs}. */
    Order entry(long lifeMs) {
        OrderPlan plan = orders.draft()
                .by(0, 1, 77)
                .role(Role.ENTRY)
                .limit(Side.SELL, 10, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK);
        Order order = (lifeMs == 0 ? plan : plan.until(START + lifeMs * MS)).order();
        orders.submit(order);
        return order;
    }

    void later(long clOrd) {
        orders.onReject(clOrd, RejectWhy.RATE, RetryClass.LATER);
    }

    void ack(long clOrd, AckKind kind) {
        orders.onAck(clOrd, clOrd + 1_000, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT, kind);
    }

    void fill(Order order, long qty, long price) {
        execs++;
        orders.onFill(fill.clear()
                .of(0, order.clOrd(), order.root() + 1_000)
                .trade(execs, order.side(), price, qty)
                .cost(0, Liquidity.TAKER, order.cum() + qty, 0));
    }

    /** A short position of ten whose stop has been sent. */
    Order openPosition() {
        Order entry = entry(0);
        ack(entry.clOrd(), AckKind.NEW);
        fill(entry, 10, 10_000);
        out.take();
        return out.sent.get(1);
    }

    void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", out.take()));
    }
}
