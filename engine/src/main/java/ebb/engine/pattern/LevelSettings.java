package ebb.engine.pattern;

/**
 * How swings gather into levels (keys {@code sr.*}, core.md §18); widths in ATR.
 *
 * @param clusterAtr a swing joins a level within this distance of its mean (SR-1), not negative
 * @param touchGap bars between two touches (SR-2), at least 1
 * @param touchAtr half width of the zone in which a high or low touches (SR-2), not negative
 * @param flipAtr a close this far beyond turns the level (SR-3), not negative
 */
public record LevelSettings(double clusterAtr, int touchGap, double touchAtr, double flipAtr) {
    /** Core's defaults. */
    public static final LevelSettings DEFAULT = new LevelSettings(0.5, 3, 0.25, 0.5);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public LevelSettings {
        if (!(clusterAtr >= 0) || touchGap < 1 || !(touchAtr >= 0) || !(flipAtr >= 0)) {
            throw new IllegalArgumentException(
                    "sr: cluster " + clusterAtr + ", gap " + touchGap + ", touch " + touchAtr + ", flip " + flipAtr);
        }
    }
}
