package ebb.engine.paper;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Definition;
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
import java.util.ArrayList;
import java.util.List;

/** Order room and simulated exchange wired as the engine wires them, over one book; writes down what comes back. */
final class Floor implements Executions, OrderListener {
    static final long MS = 1_000_000L;
    static final long START = 1_000_000 * MS;

    final InstrumentTable instruments = new InstrumentTable();
    final Timers timers = new Timers(64);
    final SimpleBook book = new SimpleBook();
    final List<String> lines = new ArrayList<>();
    final PaperExchange exchange;
    Orders orders;
    boolean isQuiet;

    Floor() {
        this(PaperSettings.defaults(), plain());
    }

    static Definition plain() {
        return new Definition()
                .named(0, "X", Kind.PERP_LINEAR)
                .exponents(-2, 0)
                .fees(200_000, 600_000)
                .tier(0, 5_000_000, 0);
    }

    Floor(PaperSettings settings, Definition definition) {
        instruments.define(0, definition);
        exchange = new PaperExchange(settings, instruments, timers, book, this);
        orders = new Orders(OrderSettings.defaults(), 1, instruments, timers, exchange, order -> true, this);
        timers.fireUntil(START);
    }

    /** Hands the answers to another order room. */
    void orders(Orders others) {
        orders = others;
    }

    OrderPlan draft() {
        return orders.draft().by(0, 1, 7);
    }

    Order send(OrderPlan plan) {
        Order order = plan.order();
        orders.submit(order);
        return order;
    }

    void at(long ms) {
        timers.fireUntil(START + ms * MS);
    }

    /** A delta of one level, as the engine tells it. */
    void level(Side side, long price, long qty) {
        book.set(side, price, qty);
        exchange.onLevelReported(0, side, price, qty);
        exchange.onBookChanged(0);
    }

    String take() {
        String all = String.join("\n", lines);
        lines.clear();
        return all;
    }

    private void say(String line) {
        if (!isQuiet) {
            lines.add((timers.nowNs() - START) / MS + " " + line);
        }
    }

    private static String no(long clOrd) {
        return clOrd == Order.NO_ID ? "venue" : "#" + (clOrd & 0xFFFF);
    }

    @Override
    public void ack(long clOrd, long orderId, long price, long qty, long cum, AckKind kind) {
        say("ack " + no(clOrd) + " " + kind + " qty " + qty);
        orders.onAck(clOrd, orderId, price, qty, cum, kind);
    }

    @Override
    public void reject(long clOrd, RejectWhy why, RetryClass again) {
        say("reject " + no(clOrd) + " " + why + (again == RetryClass.NEVER ? "" : " " + again));
        orders.onReject(clOrd, why, again);
    }

    @Override
    public void closed(long clOrd, long orderId, long cum, CloseWhy why) {
        say("closed " + no(clOrd) + " " + why + " cum " + cum);
        orders.onClosed(clOrd, orderId, cum, why);
    }

    @Override
    public void cancelReject(long clOrd, RejectWhy why, boolean known) {
        say("cancel-reject " + no(clOrd) + " " + why + (known ? " known" : ""));
        orders.onCancelReject(clOrd, why);
    }

    @Override
    public void fill(FillReport fill) {
        say("fill " + no(fill.clOrd()) + " " + fill.side() + " " + fill.qty() + " at " + fill.price() + " "
                + fill.liquidity() + " fee " + fill.fee() + (fill.is(FillReport.LIQUIDATION) ? " LIQUIDATION" : ""));
        orders.onFill(fill);
    }

    @Override
    public void onOrderState(Order order, OrdState from, OrdState to) {}

    @Override
    public void onOrderRetry(Order order, int attempt) {
        say("retry " + no(order.clOrd()) + " " + attempt);
    }

    @Override
    public void onFill(FillReport fill, Order order, Position position) {}

    @Override
    public void onPosition(Position position) {}

    @Override
    public void onTradeClosed(Position p) {
        say("trade " + p.why() + " pnl " + p.pnl() + " entry " + p.entry() + " exit " + p.exit());
    }

    @Override
    public void onOrderFault(OrderFault fault, Order order, long clOrd) {
        say("fault " + fault);
    }

    long absent() {
        return Instrument.ABSENT;
    }
}
