package ebb.engine.flow;

import ebb.codecs.sbe.Side;

/**
 * The taker's side as a sign, so that δ = sign · quantity (CVD-1). On the wire it is an optional {@link Side}.
 */
public final class Aggressor {
    /** The taker bought. */
    public static final int BUY = 1;

    /** The taker sold; a venue's "buyer is maker" (TRD-2). */
    public static final int SELL = -1;

    /** The venue does not say and no rule can tell (TRD-3). */
    public static final int UNKNOWN = 0;

    private Aggressor() {}

    /**
     * The sign of a side from the wire.
     *
     * @param side as decoded; null, absent and unknown values are {@link #UNKNOWN}
     * @return one of the three constants
     */
    public static int of(Side side) {
        return side == Side.BUY ? BUY : side == Side.SELL ? SELL : UNKNOWN;
    }

    /**
     * The side of a sign, for the wire.
     *
     * @param sign one of the three constants
     * @return the side, {@link Side#NULL_VAL} if unknown
     */
    public static Side side(int sign) {
        return sign > 0 ? Side.BUY : sign < 0 ? Side.SELL : Side.NULL_VAL;
    }
}
