package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Dir;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.ledger.Decision;
import java.util.List;

/**
 * What the market did after a decision, whether or not it was traded: how far it went each way, and whether the stop or a
 * target was touched first. Read off candles: where one candle holds both, the stop is taken to have come first.
 *
 * @param lowest lowest price, mantissa
 * @param lowestNs start of its candle
 * @param highest highest price, mantissa
 * @param highestNs start of its candle
 * @param last last close, mantissa
 * @param targets how many targets were touched before the stop
 * @param stoppedNs start of the candle that touched the stop, or {@code Long.MIN_VALUE}
 */
record Aftermath(long lowest, long lowestNs, long highest, long highestNs, long last, int targets, long stoppedNs) {
    private static final long NEVER = Long.MIN_VALUE;

    /**
     * Looks at the candles behind a decision.
     *
     * @param decision what was thought
     * @param candles in order of time, those that start at or after it
     * @return null without one
     */
    static Aftermath of(Decision decision, List<Candle> candles) {
        if (candles.isEmpty()) {
            return null;
        }
        Candle low = candles.get(0);
        Candle high = candles.get(0);
        boolean hasIdea = !Nulls.isNull(decision.idea().entry());
        int targets = 0;
        long stopped = NEVER;
        for (Candle each : candles) {
            low = each.low() < low.low() ? each : low;
            high = each.high() > high.high() ? each : high;
            if (hasIdea && stopped == NEVER) {
                stopped = isStopped(decision, each) ? each.startNs() : NEVER;
                targets = stopped == NEVER ? reached(decision, each, targets) : targets;
            }
        }
        long last = candles.get(candles.size() - 1).close();
        return new Aftermath(low.low(), low.startNs(), high.high(), high.startNs(), last, targets, stopped);
    }

    private static boolean isStopped(Decision decision, Candle candle) {
        long stop = decision.idea().stop();
        return isShort(decision) ? candle.high() >= stop : candle.low() <= stop;
    }

    private static int reached(Decision decision, Candle candle, int before) {
        int reached = before;
        while (reached < decision.parts().size()
                && (isShort(decision)
                        ? candle.low() <= decision.parts().get(reached).price()
                        : candle.high() >= decision.parts().get(reached).price())) {
            reached++;
        }
        return reached;
    }

    private static boolean isShort(Decision decision) {
        return decision.judgement().direction() == Dir.SHORT;
    }

    boolean isStopped() {
        return stoppedNs != NEVER;
    }
}
