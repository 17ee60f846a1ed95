package ebb.engine.paper;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.OrderGateway;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * The simulated exchange (PAPER-1…8). Requests arrive {@code paper.latency} after they were made, answers apply as long
 * after that; in between it matches on every hook the root calls. It keeps its own positions and wallet, as a venue
 * does, and knows nothing of strategies.
 */
public final class PaperExchange implements OrderGateway, Digested, Snapshotted {
    private final PaperSettings settings;
    private final InstrumentTable instruments;
    private final Arrivals arrivals;
    private final PaperOrders orders;
    private final PaperAccount account;
    private final Reports reports;
    private final Requests requests;
    private final Dealer dealer;
    private final BookMatcher matcher;
    private final CandleMatcher candles;
    private PaperMarket[] markets = new PaperMarket[64];
    private int limit;
    private long digest;
    // Markets that have moved since the last digest: what they are worth in it is made when it is asked for.
    private PaperMarket[] moved = new PaperMarket[64];
    private int movedSize;

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
        arrivals = new Arrivals(settings, timers, book, out, this);
        orders = arrivals.orders();
        account = arrivals.account();
        reports = arrivals.reports();
        requests = arrivals.requests();
        dealer = arrivals.dealer();
        matcher = arrivals.matcher();
        candles = arrivals.candles();
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

    private void triggerAll(PaperMarket m) {
        for (int i = 0; i < m.count; i++) {
            if (m.orders[i].place == PaperOrder.STOP) {
                arrivals.tryTrigger(m, m.orders[i]);
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

    PaperMarket market(int instrument) {
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

    int limit() {
        return limit;
    }

    PaperMarket marketAt(int instrument) {
        return markets[instrument];
    }

    /** After matching: what has nothing left to close ends, ended orders leave the list, the digest follows. */
    void settle(PaperMarket m) {
        dealer.endIdle(m);
        m.sweep();
        seal(m);
    }

    private void seal(PaperMarket m) {
        if (!m.hasMoved) {
            m.hasMoved = true;
            if (movedSize == moved.length) {
                moved = Arrays.copyOf(moved, movedSize * 2);
            }
            moved[movedSize++] = m;
        }
    }

    private void foldMoved() {
        while (movedSize > 0) {
            PaperMarket m = moved[--movedSize];
            digest -= m.mix;
            m.mix = m.entry();
            digest += m.mix;
            m.hasMoved = false;
            moved[movedSize] = null;
        }
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        arrivals.writeTo(out);
        reports.writeTo(out);
        requests.writeTo(out);
        out.mark("paper markets");
        out.putInt(limit);
        for (int i = 0; i < limit; i++) {
            out.putBoolean(markets[i] != null);
            if (markets[i] != null) {
                markets[i].writeTo(out);
            }
        }
    }

    /** After the instruments were read. */
    @Override
    public void readFrom(SnapshotReader in) {
        arrivals.readFrom(in);
        reports.readFrom(in);
        requests.readFrom(in);
        in.mark("paper markets");
        int count = in.readCount(InstrumentTable.MAX_ID);
        markets = new PaperMarket[Math.max(count, markets.length)];
        limit = 0;
        foldMoved();
        digest = 0;
        for (int i = 0; i < count; i++) {
            if (in.readBoolean()) {
                if (!instruments.isDefined(i)) {
                    throw new SnapshotException("the snapshot has a market of instrument " + i + ", which it lacks");
                }
                markets[i] = new PaperMarket(instruments.at(i));
                markets[i].readFrom(in, orders);
                digest += markets[i].mix;
                limit = i + 1;
            }
        }
    }

    @Override
    public long digest() {
        foldMoved();
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
        return Digest.mix(account.mix(), arrivals.orderIds(), dealer.executions())
                + arrivals.faults().mix();
    }
}
