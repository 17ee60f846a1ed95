package ebb.engine.indicator;

import ebb.engine.state.Digested;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * A study on closed bars: a value and how far it may be trusted (VAL-1). The value is a number even when it is not
 * valid (NUM-7: no NaN in state): 0 until the study has one.
 */
public interface Study extends Digested, Snapshotted {
    /**
     * The study's main figure as of the last bar it was given; each study names its unit.
     *
     * @return the value; 0 while there is none
     */
    double value();

    /**
     * Whether {@link #value()} may be used.
     *
     * @return VALID, WARMING, UNDEFINED where a divisor is 0, INEXACT where a sum does not fit a long (NUM-2)
     */
    Validity validity();

    /** Forgets everything (INST-5, BAR-7): the state of a study that has seen no bar. */
    void reset();
}
