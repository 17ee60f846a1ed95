package ebb.codecs;

/** How a quotient becomes a long (NUM-3); which one, NUM-4 says by purpose. */
public enum Rounding {
    /** Towards −∞. */
    FLOOR,
    /** Towards +∞. */
    CEIL,
    /** To the nearest, a tie to the even neighbour. */
    HALF_EVEN,
    /** Towards 0. */
    DOWN
}
