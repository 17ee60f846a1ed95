package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.instrument.Instrument;

/**
 * Where the stop of a short goes (NS-STP-1) and whether it is near enough (NS-STP-2). The part up to the highest rejection
 * is structure; only the part beyond it is widened or narrowed by the venue. Allocates nothing.
 */
public final class StopPrice {
    /** What is planned with prices up to here fits longs. */
    static final long MOST_PRICE = Long.MAX_VALUE >> 10;

    private static final double MICRO = 1e-6;

    private final StopSettings settings;

    /**
     * Creates the rule.
     *
     * @param settings figures
     */
    public StopPrice(StopSettings settings) {
        this.settings = settings;
    }

    /**
     * The stop.
     *
     * @param instrument whose grid it is put on, away from the market
     * @param highest the level's highest peak ever, price mantissa
     * @param atr range at the deciding close, price mantissa units
     * @return price mantissa
     */
    public long of(Instrument instrument, long highest, double atr) {
        return instrument.stopPrice(false, Micro.ceiling(raw(instrument, highest, atr)));
    }

    /** Whether the stop leaves room for what a plan multiplies and sums of its prices (NUM-2). */
    boolean hasRoom(Instrument instrument, long highest, double atr) {
        return raw(instrument, highest, atr) <= MOST_PRICE;
    }

    private double raw(Instrument instrument, long highest, double atr) {
        double raw = highest * (1 + settings.bufferMicro() * MICRO);
        if (settings.usesAtr()) {
            raw = Math.max(raw, highest + settings.atr() * atr);
            raw = highest + settings.factors().of(instrument.venue()) * (raw - highest);
        }
        return raw;
    }

    /**
     * Distance of a stop above its entry.
     *
     * @param entry price mantissa, above 0
     * @param stop price mantissa
     * @return share of the entry, micro-units, rounded up; not above 0 where the stop is not above the entry
     */
    public static long distanceMicro(long entry, long stop) {
        return Scaled.mulDiv(stop - entry, Micro.ONE, entry, Rounding.CEIL);
    }

    /**
     * NS-STP-2, without rounding: above 0 and below the most, equality denies.
     *
     * @param entry price mantissa, above 0
     * @param stop price mantissa
     * @return whether it may be traded
     */
    public boolean isAllowed(long entry, long stop) {
        return stop > entry && Scaled.compareProducts(stop - entry, Micro.ONE, entry, settings.maxMicro()) < 0;
    }
}
