package ebb.engine.flow;

/**
 * Settings of {@link Cvd} and {@link CvdFlip} (core.md §18, `cvd.*`).
 *
 * @param slots readings of one second that are kept: longest window in seconds + 1, 2…86,401
 * @param flipMicro dead band of a flip on either side of 0 in micro-units, 1…1,000,000
 */
public record CvdSettings(int slots, int flipMicro) {
    /** `cvd.slots`: an hour and one second. */
    public static final int SLOTS = 3_601;

    /** `cvd.flip`: 0.05. */
    public static final int FLIP_MICRO = 50_000;

    /** What core.md gives. */
    public static final CvdSettings DEFAULTS = new CvdSettings(SLOTS, FLIP_MICRO);

    /** Checks the ranges. */
    public CvdSettings {
        if (slots < 2 || slots > 86_401) {
            throw new IllegalArgumentException("cvd.slots " + slots + " is not in 2..86401");
        }
        if (flipMicro < 1 || flipMicro > 1_000_000) {
            throw new IllegalArgumentException("cvd.flip " + flipMicro + "e-6 is not in 0.000001..1");
        }
    }
}
