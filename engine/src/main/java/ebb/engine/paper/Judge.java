package ebb.engine.paper;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;

/** Judges an order on arrival as the venue would (PAPER-2): form, grid, limits, status, band, reduce-only. */
final class Judge {
    private Judge() {}

    /** The first reason to refuse it, or NULL_VAL. */
    static RejectWhy form(PaperMarket m, PaperOrder o) {
        Instrument i = m.instrument;
        if (o.qty <= 0 || (o.isStop() && o.stop <= 0) || (!o.isMarket() && o.price <= 0)) {
            return RejectWhy.FORMAT;
        }
        if (o.type == OrdType.MOC || o.type == OrdType.LOC) {
            return RejectWhy.FORMAT;
        }
        if ((!o.isMarket() && !i.isPrice(o.price)) || (o.isStop() && !i.isPrice(o.stop))) {
            return RejectWhy.TICK;
        }
        return i.isQty(o.qty) ? RejectWhy.NULL_VAL : RejectWhy.LOT;
    }

    /** Whether the instrument's status lets it in (INST-6). */
    static RejectWhy status(PaperMarket m, PaperOrder o) {
        Status status = m.instrument.status();
        boolean isLetIn;
        switch (status) {
            case TRADING:
                isLetIn = true;
                break;
            case REDUCE_ONLY:
            case SETTLING:
            case DELISTING:
                isLetIn = o.reduceOnly;
                break;
            case POST_ONLY:
                isLetIn = o.tif == Tif.POST_ONLY;
                break;
            default:
                isLetIn = false;
                break;
        }
        return isLetIn ? RejectWhy.NULL_VAL : RejectWhy.HALTED;
    }

    /**
     * Quantity, notional and band (TICK-2). A reduce-only order that closes all may be smaller than the least.
     *
     * @param worst limit price, or the worst price of the walk; ABSENT if there is none
     */
    static RejectWhy limits(PaperMarket m, PaperOrder o, long worst) {
        Instrument i = m.instrument;
        boolean closesAll = o.reduceOnly && o.qty >= m.closable(o.side);
        long most = o.isMarket() && i.maxMarketQty() != Instrument.ABSENT ? i.maxMarketQty() : i.maxQty();
        if ((o.qty < i.minQty() && !closesAll) || (most != Instrument.ABSENT && o.qty > most)) {
            return RejectWhy.LIMITS;
        }
        if (!o.reduceOnly && i.minNotional() != Instrument.ABSENT && worst != Instrument.ABSENT) {
            if (i.notional(o.qty, worst, Rounding.FLOOR) < i.minNotional()) {
                return RejectWhy.NOTIONAL;
            }
        }
        boolean hasBand = i.bandUp() != Instrument.ABSENT || i.bandDown() != Instrument.ABSENT;
        if (hasBand && !o.isMarket() && !i.isWithinBand(o.price, m.mark)) {
            return RejectWhy.BAND;
        }
        return RejectWhy.NULL_VAL;
    }

    /** Leverage asked and margin free (PAPER-2); {@code free} is quote money. */
    static RejectWhy margin(PaperMarket m, PaperOrder o, long price, long free) {
        Instrument i = m.instrument;
        long opening = o.reduceOnly ? 0 : m.opening(o.side, o.qty);
        if (opening == 0) {
            return RejectWhy.NULL_VAL;
        }
        if (i.kind() == Kind.SPOT && o.side == Side.SELL) {
            return RejectWhy.BALANCE;
        }
        if (price == Instrument.ABSENT) {
            return RejectWhy.HALTED;
        }
        long notional = i.notional(Scaled.addExact(opening, m.position.qty()), price, Rounding.CEIL);
        int most = i.tiers().leverageAt(notional);
        boolean isTooMuch = (i.maxLeverage() > 0 && o.leverage > i.maxLeverage()) || (most > 0 && o.leverage > most);
        if (isTooMuch || o.leverage < 0) {
            return RejectWhy.LEVERAGE;
        }
        return PaperAccount.asked(m, o, price) > free ? RejectWhy.BALANCE : RejectWhy.NULL_VAL;
    }
}
