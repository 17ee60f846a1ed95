package ebb.adapters.venuesim.market;

/**
 * How an instrument's traders behave during a leg of its path.
 *
 * @param sellPermille share of takers that sell, 0..1000
 * @param paceFactor trades a second, in hundredths of the instrument's usual
 * @param sizeFactor quantity of a trade, in hundredths of the usual
 * @param askFactor resting asks, in hundredths of resting bids
 * @param noiseFactor unrest of the touch, in hundredths of the usual
 * @param forcedPermille share of takers that are liquidated longs, 0..1000
 */
public record Mood(
        int sellPermille, int paceFactor, int sizeFactor, int askFactor, int noiseFactor, int forcedPermille) {
    /** Nobody is in a hurry. */
    public static final Mood CALM = new Mood(500, 100, 100, 100, 100, 0);
    /** Buyers chase. */
    public static final Mood CHASE = new Mood(415, 190, 190, 85, 130, 0);
    /** The push: crowded tape, asks pile up, takers already sell into it. */
    public static final Mood PUSH = new Mood(575, 210, 230, 165, 90, 0);
    /** The push that leads to the first peak is still bought. */
    public static final Mood FIRST_PUSH = new Mood(430, 210, 220, 110, 90, 0);
    /** The way down from a failed push. */
    public static final Mood FADE = new Mood(610, 130, 120, 130, 120, 0);
    /** Quotes are lifted while takers go on selling. */
    public static final Mood DRIFT_UP = new Mood(555, 100, 90, 120, 120, 0);
    /** The turn of the tide. */
    public static final Mood RUN_OUT = new Mood(670, 230, 220, 150, 150, 0);
    /** A trend with more buyers than sellers. */
    public static final Mood TREND = new Mood(460, 110, 110, 95, 110, 0);
    /** A pullback in it. */
    public static final Mood PULLBACK = new Mood(540, 90, 90, 105, 110, 0);
    /** Longs are liquidated, each sale bringing the next. */
    public static final Mood CASCADE = new Mood(780, 420, 320, 240, 200, 260);
    /** Bargain hunters after it. */
    public static final Mood REBOUND = new Mood(400, 200, 160, 80, 150, 15);
}
