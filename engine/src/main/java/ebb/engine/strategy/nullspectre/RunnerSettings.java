package ebb.engine.strategy.nullspectre;

/**
 * When the last part of a position leaves (keys {@code ns.run.*}). Shares are micro-units.
 *
 * @param touchMicro half width of the support's band ({@code ns.run.touch})
 * @param spaceNs least time from the end of a touch to the next ({@code ns.run.space})
 * @param leaveNs time outside the band that ends a touch ({@code ns.run.leave})
 * @param bounceMicro least bounce, share of the support ({@code ns.run.bounce})
 * @param bounceAtr least bounce in ATR ({@code ns.run.bounce-atr})
 * @param volumeMicro volume that is high, as a multiple of the mean before ({@code ns.run.vol})
 * @param alertTouches touches that alert ({@code ns.run.alert})
 * @param autoTouches touches that close ({@code ns.run.auto})
 */
public record RunnerSettings(
        long touchMicro,
        long spaceNs,
        long leaveNs,
        long bounceMicro,
        double bounceAtr,
        long volumeMicro,
        int alertTouches,
        int autoTouches) {
    private static final long SECOND = 1_000_000_000L;

    /** NS-RUN-3: a price below the touch's low within this time takes the bounce back. */
    public static final long FAKE_OUT_NS = 900 * SECOND;

    /** NS-RUN-4: bars whose mean volume is ordinary. */
    public static final int MEAN_BARS = 60;

    /** NS-RUN-6: no second alert before. */
    public static final long REALERT_NS = 900 * SECOND;

    /** NS-RUN-1: a close below this share of the support has passed it. */
    public static final long PASSED_MICRO = 990_000;

    /** NS-RUN-2 to 6. */
    public static final RunnerSettings DEFAULT =
            new RunnerSettings(10_000, 300 * SECOND, 30 * SECOND, 10_000, 0.5, 1_300_000, 2, 3);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public RunnerSettings {
        if (touchMicro < 0 || spaceNs < 0 || leaveNs < 0 || bounceMicro < 0 || !(bounceAtr >= 0) || volumeMicro < 0) {
            throw new IllegalArgumentException("ns.run: touch " + touchMicro + ", space " + spaceNs + ", leave "
                    + leaveNs + ", bounce " + bounceMicro + "/" + bounceAtr + ", vol " + volumeMicro);
        }
        if (alertTouches < 1 || autoTouches <= alertTouches) {
            throw new IllegalArgumentException("ns.run: alert " + alertTouches + " must be below auto " + autoTouches);
        }
    }
}
