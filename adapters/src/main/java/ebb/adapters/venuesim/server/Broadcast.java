package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.fault.DepthMill;
import ebb.adapters.venuesim.fault.Faults;
import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.MarketListener;
import ebb.adapters.venuesim.market.Print;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.BinanceEvents;
import ebb.adapters.venuesim.wire.Frames;
import ebb.adapters.venuesim.wire.MexcPushes;
import ebb.adapters.venuesim.wire.Text;
import java.util.List;
import java.util.Map;

/** Sends what happens to those who listen; what nobody listens to is not even written. Loop only. */
final class Broadcast implements MarketListener {
    private static final long MS = 1_000_000L;

    private final SyntheticMarket market;
    private final Subscriptions subscriptions;
    private final Map<Client, Session> sessions;
    private final Text out = new Text();
    private final Text whole = new Text();
    private final MexcPushes mexc = new MexcPushes(out);
    private final BinanceEvents binance = new BinanceEvents(out);
    private final BinanceEvents envelope = new BinanceEvents(whole);
    private final BookCopy book = new BookCopy();
    private final DepthMill[] mills;
    private final long startedNanos = System.nanoTime();
    private long sent;

    Broadcast(SyntheticMarket market, Faults faults, Subscriptions subscriptions, Map<Client, Session> sessions) {
        this.market = market;
        this.subscriptions = subscriptions;
        this.sessions = sessions;
        mills = new DepthMill[market.instruments().size()];
        for (Instrument each : market.instruments()) {
            mills[each.index()] = new DepthMill(each, faults, out);
        }
    }

    /** Frames given to sockets. */
    long sent() {
        return sent;
    }

    long realMs() {
        return (System.nanoTime() - startedNanos) / MS;
    }

    @Override
    public void onDepth(Instrument instrument, DepthChanges changes) {
        List<Subscription> updates = subscriptions.of(instrument, Channel.DEPTH);
        if (!updates.isEmpty()) {
            long marketMs = (changes.timeNs() - market.startNs()) / MS;
            mills[instrument.index()].update(changes, marketMs, realMs(), (form, payload) -> send(updates, form));
        }
        List<Subscription> singles = subscriptions.of(instrument, Channel.DEPTH_SINGLE);
        for (int i = 0; !singles.isEmpty() && changes.firstId() + i <= changes.lastId(); i++) {
            out.clear();
            mexc.single(instrument, changes, i);
            send(singles, DepthMill.Form.TEXT);
        }
        List<Subscription> touches = subscriptions.of(instrument, Channel.TOUCH);
        if (!touches.isEmpty()) {
            out.clear();
            binance.bookTicker(instrument, changes.timeNs());
            send(touches, DepthMill.Form.TEXT);
        }
        List<Subscription> tops = subscriptions.of(instrument, Channel.DEPTH_TOP);
        for (int i = 0; i < tops.size(); i++) {
            top(instrument, tops.get(i));
        }
    }

    @Override
    public void onTrade(Instrument instrument, Print print) {
        List<Subscription> tape = subscriptions.of(instrument, Channel.TAPE);
        if (!tape.isEmpty()) {
            out.clear();
            if (isMexc(instrument)) {
                mexc.deal(instrument, print);
            } else {
                binance.aggTrade(instrument, print);
            }
            send(tape, DepthMill.Form.TEXT);
        }
        List<Subscription> fills = subscriptions.of(instrument, Channel.FILLS);
        for (int fill = 0; !fills.isEmpty() && fill < print.fills(); fill++) {
            out.clear();
            binance.trade(instrument, print, fill);
            send(fills, DepthMill.Form.TEXT);
        }
    }

    @Override
    public void onMark(Instrument instrument, long timeNs) {
        for (int i = 0; i < 2; i++) {
            List<Subscription> those = subscriptions.of(instrument, i == 0 ? Channel.MARK : Channel.INDEX);
            if (!those.isEmpty()) {
                out.clear();
                if (isMexc(instrument)) {
                    mexc.mark(instrument, i == 1, timeNs);
                } else {
                    binance.mark(instrument, timeNs);
                }
                send(those, DepthMill.Form.TEXT);
            }
        }
    }

    @Override
    public void onTicker(Instrument instrument, long timeNs) {
        List<Subscription> tickers = subscriptions.of(instrument, Channel.TICKER);
        if (!tickers.isEmpty() && isMexc(instrument)) {
            out.clear();
            mexc.ticker(instrument, timeNs);
            send(tickers, DepthMill.Form.TEXT);
        }
        for (int i = 0; !isMexc(instrument) && i < tickers.size(); i++) {
            miniTicker(instrument, tickers.get(i), timeNs);
        }
        List<Subscription> candles = subscriptions.of(instrument, Channel.KLINE);
        for (int i = 0; i < candles.size(); i++) {
            candle(instrument, candles.get(i), timeNs);
        }
    }

    @Override
    public void onFunding(Instrument instrument, long timeNs) {
        List<Subscription> those = subscriptions.of(instrument, Channel.FUNDING);
        if (!those.isEmpty()) {
            out.clear();
            mexc.funding(instrument, timeNs);
            send(those, DepthMill.Form.TEXT);
        }
    }

    @Override
    public void onLiquidation(Instrument instrument, Print print, long lots) {
        List<Subscription> those = subscriptions.of(instrument, Channel.FORCED);
        if (!those.isEmpty()) {
            out.clear();
            binance.forceOrder(instrument, print, lots);
            send(those, DepthMill.Form.TEXT);
        }
    }

    /** One by one, or in the array of those that changed, which here is one. */
    private void miniTicker(Instrument instrument, Subscription subscription, long timeNs) {
        boolean isArray = subscription.argument() != null;
        out.clear();
        if (isArray) {
            out.put('[');
        }
        binance.miniTicker(instrument, timeNs);
        if (isArray) {
            out.put(']');
        }
        send(subscription, DepthMill.Form.TEXT);
    }

    private void top(Instrument instrument, Subscription subscription) {
        int limit = Integer.parseInt(subscription.argument());
        instrument.copyBook(book, 0);
        out.clear();
        if (isMexc(instrument)) {
            mexc.full(instrument, book, limit);
        } else {
            binance.partial(instrument, book, limit);
        }
        send(subscription, DepthMill.Form.TEXT);
    }

    /** The running candle; when a new one has begun, first the old one as it ended. */
    private void candle(Instrument instrument, Subscription subscription, long timeNs) {
        String interval = subscription.argument();
        boolean isMexc = isMexc(instrument);
        long frameNs = isMexc ? Frames.mexc(interval) : Frames.binance(interval);
        long startNs = timeNs / frameNs * frameNs;
        long beforeNs = subscription.candleNs();
        for (int i = beforeNs != 0 && beforeNs != startNs ? 0 : 1; i < 2; i++) {
            out.clear();
            if (isMexc) {
                mexc.kline(instrument, interval, i == 0 ? beforeNs : startNs, timeNs);
            } else {
                binance.kline(instrument, interval, i == 0 ? beforeNs : startNs, i == 0, timeNs);
            }
            send(subscription, DepthMill.Form.TEXT);
        }
        subscription.candleNs(startNs);
    }

    private void send(List<Subscription> to, DepthMill.Form form) {
        for (int i = 0; i < to.size(); i++) {
            send(to.get(i), form);
        }
    }

    private void send(Subscription to, DepthMill.Form form) {
        Client client = to.client();
        Text payload = out;
        if (sessions.get(client) instanceof BinanceSession session && session.isCombined()) {
            whole.clear();
            envelope.envelope(to.name());
            payload = whole.raw(out.array(), 0, out.length()).put('}');
        }
        switch (form) {
            case BINARY -> client.binary(payload);
            case FRAGMENTS -> client.fragments(payload);
            default -> client.text(payload);
        }
        sent++;
    }

    private static boolean isMexc(Instrument instrument) {
        return instrument.spec().venue() == SimVenue.MEXC;
    }
}
