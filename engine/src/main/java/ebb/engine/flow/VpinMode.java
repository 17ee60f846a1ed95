package ebb.engine.flow;

/** How volume is told apart (VPIN-11); part of the metric's name, for thresholds never carry over. */
public enum VpinMode {
    /** By the taker's side the venue prints: `vpin.aggr`. */
    AGGRESSOR,
    /** By bulk classification of one-minute bars (VPIN-8): `vpin.bulk`. */
    BULK
}
