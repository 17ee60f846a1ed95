package ebb.engine.pattern;

import ebb.engine.bar.BarSource;

/** SWING-1 and the rise of SWING-2, on bars read through a {@link Mirror}. Stateless; allocates nothing. */
final class SwingRule {
    private SwingRule() {}

    /**
     * Whether a bar is a swing high, known only when k more bars have closed.
     *
     * @param age the bar asked about; at least {@code newest + k}
     */
    static boolean isHigh(Mirror mirror, BarSource bars, int age, int k) {
        if (age + k >= bars.size() || bars.isEmpty(age)) {
            return false;
        }
        long high = mirror.high(bars, age);
        for (int i = 1; i <= k; i++) {
            if (high <= mirror.high(bars, age + i) || high < mirror.high(bars, age - i)) {
                return false;
            }
        }
        return true;
    }

    /** How far the bar's high stands above the lowest low of up to {@code look} bars before it; its own low not. */
    static long rise(Mirror mirror, BarSource bars, int age, int look) {
        int last = Math.min(age + look, bars.size() - 1);
        long lowest = Long.MAX_VALUE;
        for (int i = age + 1; i <= last; i++) {
            lowest = Math.min(lowest, mirror.low(bars, i));
        }
        return mirror.high(bars, age) - lowest;
    }
}
