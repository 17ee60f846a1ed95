package ebb.research.validate;

import ebb.research.stats.Interval;

/**
 * A question with its answer.
 *
 * @param name rule and figure
 * @param value what was found, NaN where nothing was
 * @param range 95 % interval of the value, {@link Interval#NONE} where there is none
 * @param threshold what was wanted
 * @param verdict the answer
 */
public record Gate(String name, double value, Interval range, double threshold, Verdict verdict) {
    static Gate of(String name, double value, double threshold, Verdict verdict) {
        return new Gate(name, value, Interval.NONE, threshold, verdict);
    }
}
