package ebb.engine.strategy.nullspectre;

/**
 * What must have happened before a failed push means anything (keys {@code ns.rej.*}).
 *
 * @param windowNs how far back the run and the top are looked for ({@code ns.rej.top-window}), ns, above 0
 * @param minRunMicro least rise of the level over the lowest low ({@code ns.rej.min-run}), micro-units; 0 asks for none
 */
public record PumpSettings(long windowNs, long minRunMicro) {
    /** NS-REJ-1: the level may lie this far below the highest high, in ATR. */
    public static final double SLACK_ATR = 0.5;

    /** NS-REJ-1, NS-REJ-2. */
    public static final PumpSettings DEFAULT = new PumpSettings(72 * 3_600_000_000_000L, 300_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public PumpSettings {
        if (windowNs <= 0 || minRunMicro < 0) {
            throw new IllegalArgumentException("ns.rej: top-window " + windowNs + " ns, min-run " + minRunMicro);
        }
    }
}
