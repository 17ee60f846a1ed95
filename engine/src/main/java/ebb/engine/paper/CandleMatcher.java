package ebb.engine.paper;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;

/** Fills against closed bars, where there is neither book nor print (PAPER-7). */
final class CandleMatcher {
    private static final long MICRO = 1_000_000;

    private final PaperSettings settings;
    private final Dealer dealer;
    private final Reports reports;
    private final PaperOrders orders;
    private long budget;

    CandleMatcher(PaperSettings settings, Dealer dealer, Reports reports, PaperOrders orders) {
        this.settings = settings;
        this.dealer = dealer;
        this.reports = reports;
        this.orders = orders;
    }

    /** True if the last close is good enough for an order's limit: it would trade at once. */
    static boolean crosses(PaperMarket m, PaperOrder o) {
        return m.last != Instrument.ABSENT && o.accepts(m.last);
    }

    /**
     * An order that is to take waits for a bar's open, a limit that crosses the last close among them; any other limit
     * that may rest waits to be reached.
     */
    void arrive(PaperMarket m, PaperOrder o) {
        if (o.reduceOnly && m.closable(o.side) == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
        } else {
            dealer.place(o, o.mayRest() && !crosses(m, o) ? PaperOrder.RESTS : PaperOrder.WAITS, 0);
        }
    }

    /**
     * A base bar closed. First what waits takes at its open, then stops, then resting limits: a stop and a target in one
     * bar are a stop.
     *
     * @param endNs end of the bar; what arrived at or after it is not for this bar
     */
    void onBar(PaperMarket m, long endNs, long open, long high, long low, long volume) {
        budget = m.instrument.floorQty(Scaled.mulDiv(volume, settings.barShareMicro(), MICRO, Rounding.FLOOR));
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place == PaperOrder.WAITS && o.arrivedNs < endNs) {
                takeAt(m, o, open);
            }
        }
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.place == PaperOrder.STOP && o.arrivedNs < endNs && o.isReached(extreme(o, high, low))) {
                trigger(m, o, open);
            }
        }
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            boolean isThrough = o.isBuy() ? low < o.price : high > o.price;
            if (o.place == PaperOrder.RESTS && o.arrivedNs < endNs && isThrough) {
                restAt(m, o, open);
            }
        }
    }

    /** The end of the bar towards which the stop lies. */
    private static long extreme(PaperOrder o, long high, long low) {
        boolean isUpward = o.isReached(Long.MAX_VALUE);
        return isUpward ? high : low;
    }

    private void trigger(PaperMarket m, PaperOrder o, long open) {
        if (o.reduceOnly && m.closable(o.side) == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
            return;
        }
        if (budget <= 0) {
            return;
        }
        orders.open(o);
        o.triggered = true;
        orders.close(o);
        reports.ack(o, AckKind.TRIGGERED);
        boolean isOpenWorse = o.isBuy() ? open > o.stop : open < o.stop;
        takeAt(m, o, isOpenWorse ? open : o.stop);
    }

    private void takeAt(PaperMarket m, PaperOrder o, long base) {
        long room = Dealer.room(m, o);
        if (room == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
            return;
        }
        if (budget <= 0) {
            return; // a bar without volume fills nobody; the next one may
        }
        if (!o.accepts(base)) {
            rest(m, o, CloseWhy.IOC_REST);
            return;
        }
        boolean isWhole = room <= budget;
        if (o.tif == Tif.FOK && !isWhole) {
            dealer.end(m, o, CloseWhy.FOK);
            return;
        }
        long part = Math.min(room, budget);
        budget -= part;
        dealer.fill(m, o, slipped(m.instrument, o, base), part, false);
        if (o.place == PaperOrder.ENDED) {
            return;
        }
        if (part == room) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
        } else {
            rest(m, o, CloseWhy.IOC_REST);
        }
    }

    /** What was not taken stays at its limit where it may (PAPER-3); else it ends. */
    private void rest(PaperMarket m, PaperOrder o, CloseWhy why) {
        if (o.mayRest()) {
            dealer.place(o, PaperOrder.RESTS, 0);
        } else {
            dealer.end(m, o, why);
        }
    }

    /** A price made worse by {@code paper.slip}, on the grid, never beyond the order's limit. */
    private long slipped(Instrument instrument, PaperOrder o, long base) {
        if (o.isBuy()) {
            long worse = instrument.ceilPrice(Scaled.mulDiv(base, MICRO + settings.slipMicro(), MICRO, Rounding.CEIL));
            return o.isMarket() ? worse : Math.min(worse, o.price);
        }
        long worse = instrument.floorPrice(Scaled.mulDiv(base, MICRO - settings.slipMicro(), MICRO, Rounding.FLOOR));
        long floor = Math.max(worse, instrument.tickAt(worse));
        return o.isMarket() ? floor : Math.max(floor, o.price);
    }

    private void restAt(PaperMarket m, PaperOrder o, long open) {
        boolean isOpenBetter = o.isBuy() ? open < o.price : open > o.price;
        long part = Math.min(Dealer.room(m, o), budget);
        if (part > 0) {
            budget -= part;
            dealer.fill(m, o, isOpenBetter ? open : o.price, part, !isOpenBetter);
        }
        if (o.place != PaperOrder.ENDED && o.reduceOnly && m.closable(o.side) == 0) {
            dealer.end(m, o, CloseWhy.REDUCE_ONLY);
        }
    }
}
