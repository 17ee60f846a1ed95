package ebb.engine.pattern;

import ebb.engine.bar.BarSource;

/**
 * Reads bars as they are, or upside down: a swing low is a swing high of the negated prices, so that each rule is written
 * once. Thresholds round alike, because negation turns floor into ceil and the verdict with it.
 */
enum Mirror {
    /** Prices as they are: highs, resistance, failed pushes up. */
    UPRIGHT,
    /** Prices negated: lows, support, failed pushes down. */
    FLIPPED;

    long high(BarSource bars, int age) {
        return this == UPRIGHT ? bars.high(age) : -bars.low(age);
    }

    long low(BarSource bars, int age) {
        return this == UPRIGHT ? bars.low(age) : -bars.high(age);
    }

    long close(BarSource bars, int age) {
        return this == UPRIGHT ? bars.close(age) : -bars.close(age);
    }

    /** The true price of a mirrored one, and the other way round. */
    long price(long mirrored) {
        return this == UPRIGHT ? mirrored : -mirrored;
    }
}
