package ebb.engine.strategy.nullspectre;

/**
 * How an open position is led (keys {@code ns.prt.*}, {@code ns.trail*}, {@code ns.time-stop}, {@code ns.run.*}).
 *
 * @param usesBreakeven whether the stop moves to breakeven after the first target ({@code ns.prt.be})
 * @param trails whether it then follows the lows ({@code ns.trail})
 * @param trailAtr how far above them, in ATR ({@code ns.trail-atr})
 * @param timeStopNs how long the first target may take ({@code ns.time-stop}), ns
 * @param restsRunner whether the third target rests instead of being watched ({@code ns.run.rest})
 * @param flipNs window of the delta that turns against the runner ({@code ns.run.cvd}), ns
 * @param flipMicro net share that counts as turned ({@code cvd.flip}), micro-units
 * @param runner when the runner leaves
 */
public record Management(
        boolean usesBreakeven,
        boolean trails,
        double trailAtr,
        long timeStopNs,
        boolean restsRunner,
        long flipNs,
        int flipMicro,
        RunnerSettings runner) {
    private static final long MINUTE_NS = 60_000_000_000L;

    /** NS-PRT-3, 4, 6, NS-RUN. */
    public static final Management DEFAULT =
            new Management(true, false, 2.5, 72 * 60 * MINUTE_NS, false, 5 * MINUTE_NS, 50_000, RunnerSettings.DEFAULT);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Management {
        if (!(trailAtr >= 0) || timeStopNs <= 0 || flipNs <= 0 || flipMicro < 0) {
            throw new IllegalArgumentException("ns.trail-atr " + trailAtr + ", ns.time-stop " + timeStopNs
                    + ", ns.run.cvd " + flipNs + ", cvd.flip " + flipMicro);
        }
    }
}
