package ebb.engine.paper;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/** What happens when a request reaches the exchange: judged, entered, triggered, changed, cancelled (PAPER-1, 2, 4, 5). */
final class Arrivals implements Snapshotted {
    private final PaperSettings settings;
    private final Timers timers;
    private final PaperExchange exchange;
    private final PaperOrders orders;
    private final PaperAccount account;
    private final Reports reports;
    private final Requests requests;
    private final Dealer dealer;
    private final BookMatcher matcher;
    private final CandleMatcher candles;
    private final Faults faults;
    private long orderIds;

    Arrivals(PaperSettings settings, Timers timers, DisplayedBook book, Executions out, PaperExchange exchange) {
        this.settings = settings;
        this.timers = timers;
        this.exchange = exchange;
        orders = new PaperOrders(settings.capacity(), timers);
        account = new PaperAccount(settings.equity());
        reports = new Reports(timers, settings.latencyNs(), out);
        requests = new Requests(timers, settings.latencyNs(), this);
        dealer = new Dealer(orders, account, reports);
        matcher = new BookMatcher(book, dealer);
        candles = new CandleMatcher(settings, dealer, reports, orders);
        faults = new Faults(settings.faults());
    }

    PaperOrders orders() {
        return orders;
    }

    PaperAccount account() {
        return account;
    }

    Reports reports() {
        return reports;
    }

    Requests requests() {
        return requests;
    }

    Dealer dealer() {
        return dealer;
    }

    BookMatcher matcher() {
        return matcher;
    }

    CandleMatcher candles() {
        return candles;
    }

    Faults faults() {
        return faults;
    }

    /** How many orders were taken. */
    long orderIds() {
        return orderIds;
    }

    /** What it owns, but the travelling requests and answers. */
    @Override
    public void writeTo(SnapshotWriter out) {
        orders.writeTo(out);
        out.mark("paper account");
        account.writeTo(out);
        dealer.writeTo(out);
        out.putLong(orderIds);
        faults.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        orders.readFrom(in);
        in.mark("paper account");
        account.readFrom(in);
        dealer.readFrom(in);
        orderIds = in.readLong();
        faults.readFrom(in);
    }

    /** A new order arrives (PAPER-2). */
    void arriveNew(int slot) {
        PaperOrder o = orders.at(slot);
        if (faults.refuses()) {
            reports.reject(o.clOrd, RejectWhy.RATE, RetryClass.LATER);
            drop(o);
            return;
        }
        boolean isDoubted = faults.doubts();
        if (isDoubted) {
            reports.reject(o.clOrd, RejectWhy.UNSPECIFIED, RetryClass.QUERY);
        }
        PaperMarket m = exchange.market(o.instrument);
        RejectWhy why = isDoubted && !faults.takes() ? RejectWhy.UNSPECIFIED : refusal(m, o);
        if (why != RejectWhy.NULL_VAL) {
            if (!isDoubted) {
                reports.reject(o.clOrd, why);
            }
            drop(o);
            return;
        }
        orders.open(o);
        o.orderId = ++orderIds;
        o.arrivedNs = timers.nowNs();
        o.place = PaperOrder.WAITS;
        orders.close(o);
        orders.arrive(o);
        m.add(o);
        if (o.tif == Tif.POST_ONLY && crosses(m, o)) {
            dealer.end(m, o, CloseWhy.POST_ONLY_CROSS);
            exchange.settle(m);
            return;
        }
        if (!isDoubted) {
            reports.ack(o, AckKind.NEW);
        }
        if (o.expiresNs != Instrument.ABSENT) {
            o.timer = timers.schedule(o.expiresNs, requests, requests.expiry(slot));
        }
        if (o.isStop()) {
            dealer.place(o, PaperOrder.STOP, 0);
            tryTrigger(m, o);
        } else {
            enter(m, o);
        }
        exchange.settle(m);
    }

    /** What is not taken leaves its slot. */
    private void drop(PaperOrder o) {
        orders.open(o);
        orders.end(o);
        orders.close(o);
    }

    private boolean crosses(PaperMarket m, PaperOrder o) {
        return settings.isCandlesOnly() ? CandleMatcher.crosses(m, o) : matcher.crosses(m, o);
    }

    private void enter(PaperMarket m, PaperOrder o) {
        if (settings.isCandlesOnly()) {
            candles.arrive(m, o);
        } else {
            matcher.take(m, o);
        }
    }

    private RejectWhy refusal(PaperMarket m, PaperOrder o) {
        if (m == null) {
            return RejectWhy.FORMAT;
        }
        if (orders.find(o.clOrd) != null) {
            return RejectWhy.DUPLICATE_ID;
        }
        RejectWhy why = Judge.form(m, o);
        if (why == RejectWhy.NULL_VAL) {
            why = Judge.status(m, o);
        }
        if (why != RejectWhy.NULL_VAL) {
            return why;
        }
        if (o.reduceOnly) {
            long most = m.closable(o.side);
            if (most == 0) {
                return RejectWhy.REDUCE_ONLY;
            }
            cut(o, most);
        } else if (!settings.isCandlesOnly() && !o.isStop() && !matcher.isLive(m)) {
            return RejectWhy.HALTED;
        }
        return money(m, o, free());
    }

    private RejectWhy money(PaperMarket m, PaperOrder o, long free) {
        long price = judged(m, o);
        RejectWhy why = Judge.limits(m, o, price);
        return why == RejectWhy.NULL_VAL ? Judge.margin(m, o, price, free) : why;
    }

    private void cut(PaperOrder o, long most) {
        if (o.leaves() > most) {
            orders.open(o);
            o.qty = o.cum + most;
            orders.close(o);
        }
    }

    /** The price an order is judged at: its limit, its stop, or the worst of the walk. */
    private long judged(PaperMarket m, PaperOrder o) {
        if (!o.isMarket()) {
            return o.price;
        }
        if (o.isStop()) {
            return o.stop;
        }
        if (settings.isCandlesOnly()) {
            return m.last != Instrument.ABSENT ? m.last : m.mark;
        }
        return matcher.worst(m, o);
    }

    /** Quote money that no position and no live order holds. */
    private long free() {
        long free = account.wallet();
        for (int i = 0; i < exchange.limit(); i++) {
            PaperMarket m = exchange.marketAt(i);
            if (m != null) {
                free -= PaperAccount.held(m);
                for (int k = 0; k < m.count; k++) {
                    PaperOrder o = m.orders[k];
                    if (o.isLive()) {
                        long price = judged(m, o);
                        free -= price == Instrument.ABSENT ? 0 : PaperAccount.asked(m, o, price);
                    }
                }
            }
        }
        return free;
    }

    /** A cancel arrives; a fill met on the way wins. */
    void arriveCancel(long clOrd) {
        PaperOrder o = orders.find(clOrd);
        if (o == null || !o.isLive()) {
            reports.cancelReject(clOrd, RejectWhy.NOT_FOUND, o != null);
            return;
        }
        PaperMarket m = exchange.market(o.instrument);
        dealer.end(m, o, CloseWhy.OURS);
        exchange.settle(m);
    }

    /** A change arrives (PAPER-4). */
    void arriveReplace(long clOrd, long next, long price, long qty, long stop) {
        if (faults.refuses()) {
            reports.reject(next, RejectWhy.RATE, RetryClass.LATER);
            return;
        }
        PaperOrder o = orders.find(clOrd);
        if (o == null || !o.isLive()) {
            reports.reject(next, RejectWhy.NOT_FOUND);
            return;
        }
        PaperMarket m = exchange.market(o.instrument);
        long oldPrice = o.price;
        long oldQty = o.qty;
        long oldStop = o.stop;
        orders.open(o);
        o.price = price == Instrument.ABSENT ? oldPrice : price;
        o.qty = qty == Instrument.ABSENT ? oldQty : qty;
        o.stop = stop == Instrument.ABSENT ? oldStop : stop;
        orders.close(o);
        RejectWhy why = o.qty <= o.cum ? RejectWhy.LIMITS : Judge.form(m, o);
        if (why == RejectWhy.NULL_VAL && o.reduceOnly) {
            cut(o, m.closable(o.side));
        }
        if (why == RejectWhy.NULL_VAL) {
            why = money(m, o, o.reduceOnly ? 0 : free() + PaperAccount.asked(m, o, judged(m, o)));
        }
        if (why != RejectWhy.NULL_VAL) {
            orders.open(o);
            o.price = oldPrice;
            o.qty = oldQty;
            o.stop = oldStop;
            orders.close(o);
            reports.reject(next, why);
            return;
        }
        orders.open(o);
        orders.rename(o, next);
        orders.close(o);
        reports.ack(o, AckKind.REPLACED);
        boolean keeps = o.price == oldPrice && (o.qty == oldQty || settings.keepsPlace() && o.qty < oldQty);
        rejoin(m, o, keeps);
        exchange.settle(m);
    }

    private void rejoin(PaperMarket m, PaperOrder o, boolean keepsPlace) {
        if (o.place == PaperOrder.STOP) {
            tryTrigger(m, o);
        } else if (o.place == PaperOrder.RESTS && !keepsPlace) {
            m.moveToEnd(o);
            if (o.tif == Tif.POST_ONLY && crosses(m, o)) {
                dealer.end(m, o, CloseWhy.POST_ONLY_CROSS);
            } else {
                enter(m, o);
            }
        }
    }

    /** A query arrives. */
    void arriveQuery(long clOrd) {
        PaperOrder o = orders.find(clOrd);
        if (o == null) {
            reports.reject(clOrd, RejectWhy.NOT_FOUND);
        } else if (o.isLive() || o.leaves() == 0) {
            reports.ack(o, AckKind.WORKING);
        } else {
            reports.closed(o, CloseWhy.VENUE);
        }
    }

    /** The life of an order is over. */
    void expire(int slot) {
        PaperOrder o = orders.at(slot);
        o.timer = Timers.NONE;
        if (o.isLive()) {
            PaperMarket m = exchange.market(o.instrument);
            dealer.end(m, o, CloseWhy.EXPIRED);
            exchange.settle(m);
        }
    }

    void tryTrigger(PaperMarket m, PaperOrder o) {
        long at = m.watched(o.trigger);
        if (settings.isCandlesOnly() || at == Instrument.ABSENT || !o.isReached(at)) {
            return;
        }
        orders.open(o);
        o.triggered = true;
        orders.close(o);
        reports.ack(o, AckKind.TRIGGERED);
        matcher.take(m, o);
    }
}
