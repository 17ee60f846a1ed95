package ebb.desk;

import ebb.desk.InstrumentData.Candle;
import java.util.List;

/**
 * A way that a price went.
 *
 * @param from candle it began in, at its low when it went up
 * @param to candle it ended in, at its high when it went up
 * @param isUp whether it rose
 * @param share how far it went, as a share of where it began; 0 when it went nowhere
 */
record Move(Candle from, Candle to, boolean isUp, double share) {
    /** Share of the move within which a candle still counts as its foot: the last such candle is where it began. */
    private static final double FOOT = 0.02;

    /**
     * The greatest rise or fall, as a share of where it began.
     *
     * @param candles at least one, in order of time
     * @param isUp whether to look for a rise
     * @return one of share 0 where there is none
     */
    static Move greatest(List<Candle> candles, boolean isUp) {
        Candle start = candles.get(0);
        Move best = new Move(start, start, isUp, 0);
        for (Candle candle : candles) {
            boolean begins = candle == start || (isUp ? candle.low() < start.low() : candle.high() > start.high());
            // Which end of a candle came first is told by where it closed.
            boolean wentThatWay = isUp ? candle.close() > candle.open() : candle.close() < candle.open();
            Candle from = begins && wentThatWay ? candle : start;
            start = begins ? candle : start;
            if (from != candle || wentThatWay) {
                best = best.orGreater(from, candle);
            }
        }
        if (best.share == 0) {
            return best;
        }
        Candle foot = best.foot(candles);
        return new Move(foot, best.to, isUp, share(foot, best.to, isUp));
    }

    private Move orGreater(Candle first, Candle last) {
        double other = share(first, last, isUp);
        return other > share ? new Move(first, last, isUp, other) : this;
    }

    private static double share(Candle from, Candle to, boolean isUp) {
        double ratio =
                isUp ? (double) to.high() / Math.max(1, from.low()) : (double) to.low() / Math.max(1, from.high());
        return Math.max(0, isUp ? ratio - 1 : 1 - ratio);
    }

    private Candle foot(List<Candle> candles) {
        Candle foot = from;
        double room = FOOT * Math.abs(toPrice() - fromPrice());
        for (Candle candle : candles) {
            double away = isUp ? candle.low() - fromPrice() : fromPrice() - candle.high();
            if (candle.startNs() > from.startNs() && candle.startNs() < to.startNs() && away <= room) {
                foot = candle;
            }
        }
        return foot;
    }

    /** Where it began, price mantissa. */
    long fromPrice() {
        return isUp ? from.low() : from.high();
    }

    /** Where it ended, price mantissa. */
    long toPrice() {
        return isUp ? to.high() : to.low();
    }
}
