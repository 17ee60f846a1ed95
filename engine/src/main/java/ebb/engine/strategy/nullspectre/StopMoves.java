package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Where the stop of an open short may move (NS-PRT-2 to 4): to breakeven after the first partial exit, then after the
 * lowest low. One per position; {@link #begin} starts the next. Allocates nothing.
 */
public final class StopMoves implements Snapshotted {
    /** NS-PRT-2: a stop nearer to the ask than this would be hit by the spread. */
    private static final int ROOM_TICKS = 2;

    private static final double NANO = 1e-9;
    /** Money is 1e-8. */
    private static final int MONEY = -8;

    private final double trailAtr;
    private long lowestLow;
    private boolean hasLow;

    /**
     * No position yet.
     *
     * @param trailAtr distance of the trailing stop from the lowest low, in ATR ({@code ns.trail-atr})
     */
    public StopMoves(double trailAtr) {
        this.trailAtr = trailAtr;
    }

    /** A position was opened: no bar has closed since. */
    public void begin() {
        hasLow = false;
        lowestLow = 0;
    }

    /**
     * A bar closed while the position was open (NS-PRT-4).
     *
     * @param low its low, price mantissa
     */
    public void onClose(long low) {
        lowestLow = hasLow ? Math.min(lowestLow, low) : low;
        hasLow = true;
    }

    /**
     * Lowest low since the entry.
     *
     * @return price mantissa; 0 before the first close
     */
    public long lowestLow() {
        return lowestLow;
    }

    /**
     * The price at which nothing is lost (NS-PRT-3), towards the market so that it is no loss (NUM-4).
     *
     * @param instrument whose grid, fee and size count
     * @param entry average entry, price mantissa
     * @param qty quantity that is open, mantissa, above 0
     * @param fundingPaid money paid, 1e-8; received is negative and lifts it
     * @return price mantissa
     */
    public static long breakeven(Instrument instrument, long entry, long qty, long fundingPaid) {
        double fees = entry * (1 - 2 * (instrument.takerFee() * NANO));
        // Funding per base unit, in price mantissas; both powers of ten are applied one after the other.
        double perContract = (double) fundingPaid / qty / instrument.contractSize();
        double funding = times10(
                times10(perContract, MONEY - instrument.pe()), -instrument.qe() - instrument.contractExponent());
        return instrument.floorPrice(Micro.floor(fees - funding));
    }

    private static double times10(double x, int power) {
        return power >= 0 ? x * Scaled.pow10(power) : x / Scaled.pow10(-power);
    }

    /**
     * Where the trail would put the stop (NS-PRT-4).
     *
     * @param instrument whose grid it is put on, away from the market
     * @param atr range now, price mantissa units
     * @param current the stop that rests; returned before the first close
     * @return price mantissa, not above the current one
     */
    public long trailed(Instrument instrument, double atr, long current) {
        if (!hasLow) {
            return current;
        }
        return Math.min(current, instrument.stopPrice(false, Micro.ceiling(lowestLow + trailAtr * atr)));
    }

    /**
     * Whether a stop may be moved (NS-PRT-2): down by a tick at least, and clear of the ask.
     *
     * @param instrument whose ticks count
     * @param next where to, price mantissa on the grid
     * @param current where it rests
     * @param bestAsk best ask
     * @return whether it may
     */
    public static boolean isAllowed(Instrument instrument, long next, long current, long bestAsk) {
        return current - next >= instrument.tickAt(next) && next > bestAsk + ROOM_TICKS * instrument.tickAt(bestAsk);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(lowestLow);
        out.putBoolean(hasLow);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        lowestLow = in.readLong();
        hasLow = in.readBoolean();
    }
}
