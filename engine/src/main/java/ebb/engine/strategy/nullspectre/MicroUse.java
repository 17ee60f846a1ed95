package ebb.engine.strategy.nullspectre;

/**
 * What the microstructure is asked for (keys {@code ns.mic.*}).
 *
 * @param capture which samples count ({@code ns.mic.capture})
 * @param gate what it must confirm ({@code ns.mic.gate})
 * @param confirmMicro score above which it confirms ({@code micro.confirm}), micro-units
 */
public record MicroUse(Capture capture, Gate gate, long confirmMicro) {
    /** NS-MIC-2, NS-MIC-3. */
    public static final MicroUse DEFAULT = new MicroUse(Capture.PEAK, Gate.NONE, 70_000_000);

    /** Which samples count (NS-MIC-2). */
    public enum Capture {
        /** The best from the peak to the confirming close. */
        PEAK,
        /** That of the deciding close. */
        DECISION
    }

    /** What it must confirm (NS-MIC-3). */
    public enum Gate {
        /** Nothing. */
        NONE,
        /** The tier MAX, which falls to HIGH without it. */
        MAX,
        /** Every setup. */
        ALL
    }
}
