package ebb.engine.instrument;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;

/**
 * Isolated margin (NS-RSK-6, mirrored for longs; for inverse contracts the same balance in base, where it is 1/price
 * that moves linearly). Prices are mantissas, rates 1e-9.
 */
public final class Margin {
    private static final long ONE = 1_000_000_000L;

    private Margin() {}

    /** Initial margin in settlement money of a quantity at a price, up (NUM-4). */
    public static long initial(Instrument instrument, long qty, long price, int leverage) {
        long value = instrument.value(qty, price, Rounding.CEIL);
        return Scaled.mulDiv(value, 1, leverage, Rounding.CEIL);
    }

    /**
     * The last mark at or beyond which the venue closes an isolated position: a long's down, a short's up, so that an
     * integer mark meets it exactly when it meets the unrounded one.
     *
     * @return price mantissa; {@link Instrument#ABSENT} if no price above 0 liquidates it
     */
    public static long liquidationPrice(
            Instrument instrument, boolean isLong, long entry, int leverage, long maintenance) {
        return price(instrument, isLong, entry, leverage, maintenance);
    }

    /**
     * The price at which its margin is used up: the liquidation price without maintenance.
     *
     * @return price mantissa; {@link Instrument#ABSENT} if none above 0
     */
    public static long bankruptcyPrice(Instrument instrument, boolean isLong, long entry, int leverage) {
        return price(instrument, isLong, entry, leverage, 0);
    }

    private static long price(Instrument instrument, boolean isLong, long entry, int leverage, long maintenance) {
        long share = ONE * leverage;
        long up;
        long down;
        if (instrument.isInverse()) {
            // long: entry·(1+m)/(1+1/lev); short: entry·(1−m)/(1−1/lev); both ends times lev
            up = (isLong ? ONE + maintenance : ONE - maintenance) * leverage;
            down = isLong ? share + ONE : share - ONE;
        } else {
            up = isLong ? share - ONE : share + ONE;
            down = (isLong ? ONE - maintenance : ONE + maintenance) * leverage;
        }
        if (up <= 0 || down <= 0) {
            return Instrument.ABSENT;
        }
        return Scaled.mulDiv(entry, up, down, isLong ? Rounding.FLOOR : Rounding.CEIL);
    }
}
