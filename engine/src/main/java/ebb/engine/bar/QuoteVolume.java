package ebb.engine.bar;

import ebb.codecs.Nulls;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;

/** Money of a print, price · quantity at 1e-8, rounded HALF_EVEN (BAR-3). */
final class QuoteVolume {
    private static final int MONEY = -8;

    private final long up;
    private final long down;
    private final long downAgain;

    QuoteVolume(int priceExponent, int qtyExponent) {
        int power = priceExponent + qtyExponent - MONEY;
        up = power > 0 ? Scaled.pow10(power) : 1;
        down = power < 0 ? Scaled.pow10(Math.min(Scaled.MAX_POW10, -power)) : 1;
        downAgain = power < -Scaled.MAX_POW10 ? Scaled.pow10(-power - Scaled.MAX_POW10) : 1;
    }

    /** The money, or {@link Nulls#LONG} if it does not fit a long. */
    long of(long price, long qty) {
        if (up > 1) {
            if (!Scaled.multiplyFits(price, qty) || !Scaled.multiplyFits(price * qty, up)) {
                return Nulls.LONG;
            }
            return price * qty * up;
        }
        // The quotient is a long only if the product is below down · 2⁶³; one less leaves room to round up.
        long doubledHigh = Math.multiplyHigh(price, qty) << 1 | (price * qty) >>> 63;
        if (doubledHigh >= (down == 1 ? 1 : down - 1)) {
            return Nulls.LONG;
        }
        if (downAgain == 1) {
            return Scaled.mulDiv(price, qty, down, Rounding.HALF_EVEN);
        }
        // Below 1e-26 of a unit the first division decides no rounding of the second, except a tie it hides.
        return Scaled.divide(Scaled.mulDiv(price, qty, down, Rounding.DOWN), downAgain, Rounding.HALF_EVEN);
    }
}
