package ebb.engine.paper;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.OrderGateway;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * The simulated exchange (PAPER-1…8). Requests arrive {@code paper.latency} after they were made, answers apply as long
 * after that; in between it matches on every hook the root calls. It keeps its own positions and wallet, as a venue
 * does, and knows nothing of strategies.
 */
public final class PaperExchange implements OrderGateway, Digested {
    private final PaperSettings settings;
    private final InstrumentTable instruments;
    private final Timers timers;
    private final PaperOrders orders;
    private final PaperAccount account;
    private final Reports reports;
    private final Requests requests;
    private final Dealer dealer;
    private final BookMatcher matcher;
    private final CandleMatcher candles;
    private PaperMarket[] markets = new PaperMarket[64];
    private int limit;
    private long orderIds;
    private long digest;

    /**
     * Creates an exchange without orders.
     *
     * @param settings figures
     * @param instruments the engine's table
     * @param timers engine time
     * @param book the live books
     * @param out takes the answers
     */
    public PaperExchange(
            PaperSettings settings, InstrumentTable instruments, Timers timers, DisplayedBook book, Executions out) {
        this.settings = settings;
        this.instruments = instruments;
        this.timers = timers;
        orders = new PaperOrders(settings.capacity(), timers);
        account = new PaperAccount(settings.equity());
        reports = new Reports(timers, settings.latencyNs(), out);
        requests = new Requests(timers, settings.latencyNs(), this);
        dealer = new Dealer(orders, account, reports);
        matcher = new BookMatcher(book, dealer);
        candles = new CandleMatcher(settings, dealer, reports, orders);
    }

    @Override
    public void newOrder(Order order) {
        PaperOrder claimed = orders.claim(order);
        if (claimed == null) {
            reports.reject(order.clOrd(), RejectWhy.LIMITS);
        } else {
            requests.enter(claimed);
        }
    }

    @Override
    public void cancel(Order order, CancelWhy why) {
        requests.cancel(order.clOrd());
    }

    @Override
    public void replace(Order order) {
        requests.replace(
                order.clOrd(), order.pendingClOrd(), order.pendingPrice(), order.pendingQty(), order.pendingStop());
    }

    @Override
    public void query(Order order, int attempt) {
        requests.query(order.clOrd());
    }

    /** A new order arrives (PAPER-2). */
    void arriveNew(int slot) {
        PaperOrder o = orders.at(slot);
        PaperMarket m = market(o.instrument);
        RejectWhy why = refusal(m, o);
        if (why != RejectWhy.NULL_VAL) {
            reports.reject(o.clOrd, why);
            orders.open(o);
            orders.end(o);
            orders.close(o);
            return;
        }
        orders.open(o);
        o.orderId = ++orderIds;
        o.arrivedNs = timers.nowNs();
        o.place = PaperOrder.WAITS;
        orders.close(o);
        orders.arrive(o);
        m.add(o);
        if (o.tif == Tif.POST_ONLY && !settings.isCandlesOnly() && matcher.crosses(m, o)) {
            dealer.end(m, o, CloseWhy.POST_ONLY_CROSS);
            settle(m);
            return;
        }
        reports.ack(o, AckKind.NEW);
        if (o.expiresNs != Instrument.ABSENT) {
            o.timer = timers.schedule(o.expiresNs, requests, requests.expiry(slot));
        }
        if (o.isStop()) {
            dealer.place(o, PaperOrder.STOP, 0);
            tryTrigger(m, o);
        } else {
            enter(m, o);
        }
        settle(m);
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
        for (int i = 0; i < limit; i++) {
            PaperMarket m = markets[i];
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
        PaperMarket m = markets[o.instrument];
        dealer.end(m, o, CloseWhy.OURS);
        settle(m);
    }

    /** A change arrives (PAPER-4). */
    void arriveReplace(long clOrd, long next, long price, long qty, long stop) {
        PaperOrder o = orders.find(clOrd);
        if (o == null || !o.isLive()) {
            reports.reject(next, RejectWhy.NOT_FOUND);
            return;
        }
        PaperMarket m = markets[o.instrument];
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
        settle(m);
    }

    private void rejoin(PaperMarket m, PaperOrder o, boolean keepsPlace) {
        if (o.place == PaperOrder.STOP) {
            tryTrigger(m, o);
        } else if (o.place == PaperOrder.RESTS && !keepsPlace) {
            m.moveToEnd(o);
            boolean isCrossing = o.tif == Tif.POST_ONLY && !settings.isCandlesOnly() && matcher.crosses(m, o);
            if (isCrossing) {
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
            PaperMarket m = markets[o.instrument];
            dealer.end(m, o, CloseWhy.EXPIRED);
            settle(m);
        }
    }

    private void tryTrigger(PaperMarket m, PaperOrder o) {
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

    private void triggerAll(PaperMarket m) {
        for (int i = 0; i < m.count; i++) {
            if (m.orders[i].place == PaperOrder.STOP) {
                tryTrigger(m, m.orders[i]);
            }
        }
    }

    /** True if the levels of an instrument matter: the root may skip {@link #onLevelReported} otherwise. */
    public boolean watchesLevels(int instrument) {
        PaperMarket m = instrument < limit ? markets[instrument] : null;
        return m != null && (m.count > 0 || !m.taken.isEmpty());
    }

    /** The venue reported a level of its book (a delta), with its new quantity, 0 if gone. */
    public void onLevelReported(int instrument, Side side, long price, long qty) {
        if (watchesLevels(instrument)) {
            PaperMarket m = markets[instrument];
            matcher.onLevel(m, side, price, qty);
            seal(m);
        }
    }

    /** The venue's book was replaced by a snapshot; before {@link #onBookChanged}. */
    public void onBookReplaced(int instrument) {
        if (watchesLevels(instrument)) {
            PaperMarket m = markets[instrument];
            matcher.onReplaced(m);
            seal(m);
        }
    }

    /** A book changed, in levels or in status, and is complete (LAST). */
    public void onBookChanged(int instrument) {
        if (instrument < limit && markets[instrument] != null && markets[instrument].count > 0) {
            PaperMarket m = markets[instrument];
            matcher.onBook(m);
            settle(m);
        }
    }

    /** A print; the aggressor is NULL_VAL if nobody knows. */
    public void onTrade(int instrument, long price, long qty, Side aggressor) {
        PaperMarket m = market(instrument);
        if (m == null || settings.isCandlesOnly()) {
            return;
        }
        m.last = price;
        if (m.count > 0) {
            matcher.onPrint(m, price, qty, aggressor);
            triggerAll(m);
        }
        settle(m);
    }

    /** Mark and index; ABSENT leaves the one before. */
    public void onMark(int instrument, long mark, long index) {
        PaperMarket m = market(instrument);
        if (m == null) {
            return;
        }
        m.mark = mark == Instrument.ABSENT ? m.mark : mark;
        m.index = index == Instrument.ABSENT ? m.index : index;
        if (m.count > 0) {
            triggerAll(m);
        }
        if (mark != Instrument.ABSENT) {
            dealer.liquidate(m, mark);
        }
        settle(m);
    }

    /** A base bar closed; candles only (PAPER-7). Prices are mantissas, {@code endNs} is the end of the bar. */
    public void onBar(int instrument, long endNs, long open, long high, long low, long close, long volume) {
        PaperMarket m = market(instrument);
        if (m == null || !settings.isCandlesOnly()) {
            return;
        }
        if (volume > 0) {
            candles.onBar(m, endNs, open, high, low, volume);
        }
        dealer.liquidate(m, m.position.isLong() ? low : high);
        m.last = close;
        m.mark = close;
        settle(m);
    }

    /** Funding was settled (FUND-4): positive rate, 1e-9: longs pay. */
    public void onFunding(int instrument, long rate, long mark) {
        PaperMarket m = market(instrument);
        if (m != null) {
            account.fund(m, rate, mark);
            seal(m);
        }
    }

    /** The status of an instrument changed (INST-6): what is being delisted loses its orders. */
    public void onStatus(int instrument) {
        PaperMarket m = market(instrument);
        if (m != null && m.instrument.status() == Status.DELISTING) {
            dealer.endAll(m, CloseWhy.DELISTED);
            settle(m);
        }
    }

    /** Wallet: start + realised − fees + funding, quote money. */
    public long wallet() {
        return account.wallet();
    }

    /** Our net position of an instrument at the exchange, signed. */
    public long position(int instrument) {
        PaperMarket m = instrument < limit ? markets[instrument] : null;
        return m == null ? 0 : m.position.signedQty();
    }

    /** Live orders at the exchange. */
    public int liveOrders() {
        int live = 0;
        for (int i = 0; i < limit; i++) {
            live += markets[i] == null ? 0 : markets[i].count;
        }
        return live;
    }

    private PaperMarket market(int instrument) {
        if (instrument < limit && instrument >= 0 && markets[instrument] != null) {
            return markets[instrument];
        }
        Instrument defined = instruments.at(instrument);
        if (defined == null || defined.kind() == Kind.INDEX) {
            return null;
        }
        if (instrument >= markets.length) {
            markets = Arrays.copyOf(markets, Math.max(instrument + 1, markets.length * 2));
        }
        limit = Math.max(limit, instrument + 1);
        PaperMarket fresh = new PaperMarket(defined);
        markets[instrument] = fresh;
        seal(fresh);
        return fresh;
    }

    /** After matching: what has nothing left to close ends, ended orders leave the list, the digest follows. */
    private void settle(PaperMarket m) {
        dealer.endIdle(m);
        m.sweep();
        seal(m);
    }

    private void seal(PaperMarket m) {
        digest -= m.mix;
        m.mix = m.entry();
        digest += m.mix;
    }

    @Override
    public long digest() {
        return digest + orders.digest() + reports.digest() + requests.digest() + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = orders.digestAnew() + reports.digestAnew() + requests.digestAnew() + scalars();
        for (int i = 0; i < limit; i++) {
            sum += markets[i] == null ? 0 : markets[i].entryAnew();
        }
        return sum;
    }

    private long scalars() {
        return Digest.mix(account.mix(), orderIds, dealer.executions());
    }
}
