package ebb.engine.instrument;

import ebb.codecs.ArithmeticHalt;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Kind;

/**
 * What a quantity is worth (INST-2, INST-3). Everything that depends on exponents and contract size is folded into one
 * reduced fraction when the instrument is defined, so that a value is one 128-bit product and one division, rounded
 * once. Money is 1e-8 of its currency.
 */
final class Contract {
    /** Exponent of money (NUM-1). */
    static final int MONEY = -8;

    private final boolean isInverse;
    /** Linear: money of qty·price = qty·price·up/(down·downAgain). Inverse: base of qty/price = qty·up/(price·down). */
    private final long up;

    private final long down;
    private final long downAgain;
    /** Inverse only: quote money of qty = qty·quoteUp/quoteDown. */
    private final long quoteUp;

    private final long quoteDown;

    Contract(Kind kind, int pe, int qe, long size, int sizeExponent) {
        isInverse = kind == Kind.PERP_INVERSE;
        int power = sizeExponent + qe - MONEY + (isInverse ? -pe : pe);
        long factor = size;
        while (power < 0 && factor % 10 == 0) {
            factor /= 10;
            power++;
        }
        up = power > 0 ? Scaled.multiplyExact(factor, Scaled.pow10(power)) : factor;
        down = power < 0 ? Scaled.pow10(Math.min(Scaled.MAX_POW10, -power)) : 1;
        downAgain = power < -Scaled.MAX_POW10 ? Scaled.pow10(-power - Scaled.MAX_POW10) : 1;
        int quotePower = sizeExponent + qe - MONEY;
        quoteUp = quotePower > 0 ? Scaled.multiplyExact(size, Scaled.pow10(quotePower)) : size;
        quoteDown = quotePower < 0 ? Scaled.pow10(-quotePower) : 1;
    }

    static String fault(Kind kind, int pe, int qe, long size, int sizeExponent) {
        int quotePower = sizeExponent + qe - MONEY;
        int power = kind == Kind.PERP_INVERSE ? quotePower - pe : quotePower + pe;
        if (sizeExponent < -Scaled.MAX_POW10
                || sizeExponent > 9
                || quotePower < -Scaled.MAX_POW10
                || power > Scaled.MAX_POW10
                || power < -2 * Scaled.MAX_POW10) {
            return "contract size and quantity exponent leave no room for money";
        }
        try {
            new Contract(kind, pe, qe, size, sizeExponent);
        } catch (ArithmeticHalt tooLarge) {
            return "contract size overflows at these exponents";
        }
        return null;
    }

    boolean isInverse() {
        return isInverse;
    }

    /** Whether the notional of a quantity ≥ 0 at a price above 0 is a long. */
    boolean hasNotional(long qty, long price) {
        if (isInverse) {
            return Scaled.mulDivFits(qty, quoteUp, quoteDown);
        }
        return Scaled.multiplyFits(qty, up) && Scaled.mulDivFits(qty * up, price, down);
    }

    /** Notional in quote money of a quantity ≥ 0 at a price above 0. */
    long notional(long qty, long price, Rounding mode) {
        if (isInverse) {
            return Scaled.mulDiv(qty, quoteUp, quoteDown, mode);
        }
        return valueLinear(qty, price, mode);
    }

    /** Value in settlement money: notional if linear, base if inverse. */
    long value(long qty, long price, Rounding mode) {
        return isInverse ? valueInverse(qty, price, mode) : valueLinear(qty, price, mode);
    }

    private long valueLinear(long qty, long price, Rounding mode) {
        long first = Scaled.mulDiv(Scaled.multiplyExact(qty, up), price, down, mode);
        return downAgain == 1 ? first : Scaled.mulDiv(first, 1, downAgain, mode);
    }

    private long valueInverse(long qty, long price, Rounding mode) {
        return Scaled.mulDiv(qty, up, Scaled.multiplyExact(price, down), mode);
    }

    /**
     * Linear: money of (qty·move − rest), where rest is in price·quantity mantissas and 0 ≤ rest ≤ qty: floor, the
     * direction that is against us for profit and loss alike (NUM-4).
     */
    long gainFloor(long qty, long move, long rest) {
        long factor = Scaled.multiplyExact(qty, up);
        long whole = Scaled.mulDiv(factor, move, down, Rounding.FLOOR);
        long left = factor * move - whole * down; // wraps twice; the difference is exact, it lies in [0, down)
        long gain = Scaled.addExact(whole, Math.floorDiv(left - Scaled.multiplyExact(rest, up), down));
        return downAgain == 1 ? gain : Math.floorDiv(gain, downAgain);
    }

    /** Inverse: money per price-quantity, for the fraction kept beside a rounded base amount. */
    long inverseFraction(long qty, long price, long whole, long scale) {
        long divisor = Scaled.multiplyExact(price, down);
        long left = qty * up - whole * divisor; // wraps twice; exact, in [0, divisor)
        return Scaled.mulDiv(left, scale, divisor, Rounding.FLOOR);
    }

    /** Inverse: price mantissa at which a quantity is worth base money and a fraction of it, half to even, for display. */
    long inversePrice(long qty, long base, long fraction, long scale) {
        boolean isFine = base < Long.MAX_VALUE / scale / down - 1 && qty < Long.MAX_VALUE / up;
        if (isFine) {
            return Scaled.mulDiv(qty * up, scale, (base * scale + fraction) * down, Rounding.HALF_EVEN);
        }
        long value = Scaled.mulDiv(qty, up, base, Rounding.HALF_EVEN);
        return down == 1 ? value : Scaled.mulDiv(value, 1, down, Rounding.HALF_EVEN);
    }
}
