package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.engine.instrument.Instrument;

/**
 * Limit of the selling order that enters (NS-ENT-1): bounded by ticks below the bid and by a share of the mid, and never
 * chasing the close that decided. Allocates nothing.
 */
public final class EntryPrice {
    /** The market has left: no entry any more. */
    public static final long EXPIRED = 0;

    private static final double MICRO = 1e-6;

    private final EntrySettings settings;

    /**
     * Creates the rule.
     *
     * @param settings figures
     */
    public EntryPrice(EntrySettings settings) {
        this.settings = settings;
    }

    /**
     * The limit now.
     *
     * @param instrument whose grid it is put on, up
     * @param bid best bid, price mantissa
     * @param ask best ask, price mantissa, above the bid
     * @param close the close that decided
     * @param a range of the rejection that decided, price mantissa units
     * @return price mantissa, or {@link #EXPIRED} where it would be too far below the close
     */
    public long of(Instrument instrument, long bid, long ask, long close, double a) {
        long price = offered(instrument, bid, ask);
        return price < lowest(close, a) ? EXPIRED : price;
    }

    /**
     * The limit as the style has it, however far it is from the close.
     *
     * @param instrument whose grid it is put on, up
     * @param bid best bid, price mantissa
     * @param ask best ask, price mantissa, above the bid
     * @return price mantissa
     */
    public long offered(Instrument instrument, long bid, long ask) {
        return settings.style() == EntrySettings.Style.JOIN ? ask : crossing(instrument, bid, ask);
    }

    /**
     * No entry is priced below (NS-ENT-1: no chasing).
     *
     * @param close the close that decided
     * @param a range of the rejection that decided, price mantissa units
     * @return price mantissa, rounded up
     */
    public long lowest(long close, double a) {
        return Micro.edgeCeiling(close - settings.chaseAtr() * a);
    }

    /**
     * The limit where there is no book (NS-CON-7): the same band below the close as below a mid, never chasing. It lies
     * below the entry of the signal, which is the close, so that the fill can be worse by what the simulated exchange
     * makes it worse ({@code ns.bt.slip}).
     *
     * @param instrument whose grid it is put on, up
     * @param close the close that decided, price mantissa, above 0
     * @param a range of the rejection that decided, price mantissa units
     * @return price mantissa, at most the close where that lies on the grid
     */
    public long ofClose(Instrument instrument, long close, double a) {
        long band = Micro.ceiling(close * (1 - EntrySettings.MOST_CROSS_MICRO * MICRO));
        long lowest = lowest(close, a);
        return instrument.ceilPrice(Math.max(1, Math.max(band, lowest)));
    }

    private long crossing(Instrument instrument, long bid, long ask) {
        double mid = (double) (bid + ask) / 2;
        long band = Micro.ceiling(mid * (1 - EntrySettings.MOST_CROSS_MICRO * MICRO));
        return instrument.ceilPrice(Math.max(bid - settings.ticks() * instrument.tickAt(bid), band));
    }
}
