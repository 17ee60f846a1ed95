package ebb.engine.instrument;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;

/**
 * A venue's price band around the mark (TICK-2).
 *
 * @param up how far above the mark an order may stand, 1e-9 of it, or {@link Instrument#ABSENT} for any price
 * @param down how far below, 1e-9, or {@link Instrument#ABSENT}
 */
record PriceBand(long up, long down) {
    /**
     * Whether a price lies within the band.
     *
     * @param price mantissa
     * @param mark mantissa; without one ({@link Instrument#ABSENT}) only a band that is open on both sides holds a price
     */
    boolean holds(long price, long mark) {
        if (mark == Instrument.ABSENT) {
            return up == Instrument.ABSENT && down == Instrument.ABSENT;
        }
        boolean high = up != Instrument.ABSENT
                && price > Scaled.mulDiv(mark, Instrument.RATE_ONE + up, Instrument.RATE_ONE, Rounding.FLOOR);
        boolean low = down != Instrument.ABSENT
                && price < Scaled.mulDiv(mark, Instrument.RATE_ONE - down, Instrument.RATE_ONE, Rounding.CEIL);
        return !high && !low;
    }
}
