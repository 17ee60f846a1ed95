package ebb.engine.order;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.OrdState;
import ebb.engine.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;

/** Writes down what leaves the order room and what it tells, one short line each. */
final class Recorder implements OrderGateway, OrderListener {
    final List<String> lines = new ArrayList<>();
    final List<Order> sent = new ArrayList<>();

    @Override
    public void newOrder(Order o) {
        sent.add(o);
        String price = o.price() == Instrument.ABSENT ? "" : " at " + o.price();
        String stop = o.stop() == Instrument.ABSENT ? "" : " stop " + o.stop();
        lines.add("> new " + no(o) + " " + o.role() + " " + o.side() + " " + o.qty() + price + stop);
    }

    @Override
    public void cancel(Order o, CancelWhy why) {
        lines.add("> cancel " + no(o) + " " + why);
    }

    @Override
    public void replace(Order o) {
        String price = o.pendingPrice() == Instrument.ABSENT ? "" : " at " + o.pendingPrice();
        String stop = o.pendingStop() == Instrument.ABSENT ? "" : " stop " + o.pendingStop();
        lines.add(
                "> replace " + no(o) + " by " + (o.pendingClOrd() & 0xFFFF) + " qty " + o.pendingQty() + price + stop);
    }

    @Override
    public void query(Order o, int attempt) {
        lines.add("> query " + no(o) + " " + attempt);
    }

    @Override
    public void onOrderState(Order o, OrdState from, OrdState to) {
        lines.add("  " + no(o) + " " + from + " -> " + to);
    }

    @Override
    public void onOrderRetry(Order o, int attempt) {
        lines.add("  retry " + no(o) + " " + attempt);
    }

    @Override
    public void onFill(FillReport fill, Order o, Position p) {
        String whose = o == null ? "venue" : no(o);
        lines.add("  fill " + whose + " " + fill.qty() + " at " + fill.price() + ", open " + p.signedQty());
    }

    @Override
    public void onPosition(Position p) {
        lines.add("  position " + p.id() + " " + p.state() + " " + p.signedQty() + " stop "
                + (p.stop() == Instrument.ABSENT ? "none" : p.stop()));
    }

    @Override
    public void onTradeClosed(Position p) {
        lines.add("  trade " + p.id() + " " + p.why() + " pnl " + p.pnl() + " r " + p.rMicro());
    }

    @Override
    public void onOrderFault(OrderFault fault, Order o, long clOrd) {
        lines.add("  fault " + fault);
    }

    private static String no(Order o) {
        return "#" + (o.root() & 0xFFFF);
    }

    List<String> take() {
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        return taken;
    }
}
