package ebb.adapters.venuesim;

import ebb.adapters.venuesim.fault.DepthMill;
import ebb.adapters.venuesim.fault.Faults;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.MarketListener;
import ebb.adapters.venuesim.market.Print;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.BinanceEvents;
import ebb.adapters.venuesim.wire.MexcPushes;
import ebb.adapters.venuesim.wire.Text;
import java.util.Locale;

/** Writes each event as the frames of those feeds that carry it; Binance's in the envelope of combined streams. */
final class FeedWriter implements MarketListener {
    private final MarketFrames frames;
    private final Text out;
    private final MexcPushes mexc;
    private final BinanceEvents binance;
    private final DepthMill[] mills;
    private final boolean[] hasBook;
    private final String[] streams;
    private final Text whole = new Text();

    FeedWriter(MarketFrames frames, SyntheticMarket market, Faults faults, Text out) {
        this.frames = frames;
        this.out = out;
        mexc = new MexcPushes(out);
        binance = new BinanceEvents(out);
        int count = market.instruments().size();
        mills = new DepthMill[count];
        hasBook = new boolean[count];
        streams = new String[count];
        for (Instrument each : market.instruments()) {
            mills[each.index()] = new DepthMill(each, faults, out);
            streams[each.index()] = each.spec().symbol().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void onDepth(Instrument instrument, DepthChanges changes) {
        SimVenue venue = instrument.spec().venue();
        Feed feed = Feed.ofDepth(venue);
        mills[instrument.index()].update(changes, frames.marketMs(changes.timeNs()), 0, (form, payload) -> {
            if (form != DepthMill.Form.BINARY && form != DepthMill.Form.OVERSIZE) {
                if (venue != SimVenue.MEXC) {
                    wrap(instrument, "@depth@100ms");
                }
                frames.frame(feed, changes.timeNs());
            }
        });
        if (venue != SimVenue.MEXC) {
            out.clear();
            binance.envelope(streams[instrument.index()] + "@bookTicker");
            binance.bookTicker(instrument, changes.timeNs());
            out.put('}');
            frames.frame(feed, changes.timeNs());
        }
        if (!hasBook[instrument.index()]) {
            hasBook[instrument.index()] = true;
            frames.requestBook(venue, instrument.spec().symbol());
        }
    }

    @Override
    public void onTrade(Instrument instrument, Print print) {
        SimVenue venue = instrument.spec().venue();
        Feed feed = Feed.ofTape(venue);
        switch (venue) {
            case MEXC -> {
                out.clear();
                mexc.deal(instrument, print);
                frames.frame(feed, print.timeNs());
            }
            case BINANCE_USDM -> {
                open(instrument, "@aggTrade");
                binance.aggTrade(instrument, print);
                close(feed, print.timeNs());
            }
            case BINANCE_SPOT -> {
                for (int fill = 0; fill < print.fills(); fill++) {
                    open(instrument, "@trade");
                    binance.trade(instrument, print, fill);
                    close(feed, print.timeNs());
                }
            }
        }
    }

    @Override
    public void onMark(Instrument instrument, long timeNs) {
        if (instrument.spec().venue() == SimVenue.MEXC) {
            for (int index = 0; index < 2; index++) {
                out.clear();
                mexc.mark(instrument, index == 1, timeNs);
                frames.frame(Feed.MEXC, timeNs);
            }
        } else {
            open(instrument, "@markPrice@1s");
            binance.mark(instrument, timeNs);
            close(Feed.USDM_MARKET, timeNs);
        }
    }

    @Override
    public void onTicker(Instrument instrument, long timeNs) {
        if (instrument.spec().venue() == SimVenue.MEXC) {
            out.clear();
            mexc.ticker(instrument, timeNs);
            frames.frame(Feed.MEXC, timeNs);
        }
    }

    @Override
    public void onFunding(Instrument instrument, long timeNs) {
        if (instrument.spec().venue() == SimVenue.MEXC) {
            out.clear();
            mexc.funding(instrument, timeNs);
            frames.frame(Feed.MEXC, timeNs);
        }
    }

    @Override
    public void onLiquidation(Instrument instrument, Print print, long lots) {
        if (instrument.spec().venue() == SimVenue.BINANCE_USDM) {
            open(instrument, "@forceOrder");
            binance.forceOrder(instrument, print, lots);
            close(Feed.USDM_MARKET, print.timeNs());
        }
    }

    private void open(Instrument instrument, String stream) {
        out.clear();
        binance.envelope(streams[instrument.index()] + stream);
    }

    private void close(Feed feed, long timeNs) {
        out.put('}');
        frames.frame(feed, timeNs);
    }

    /** Puts what stands in the text into an envelope. */
    private void wrap(Instrument instrument, String stream) {
        whole.clear().raw(out.array(), 0, out.length());
        open(instrument, stream);
        out.raw(whole.array(), 0, whole.length()).put('}');
    }
}
