package ebb.engine.flow;

/**
 * All settings of a {@link Tape} and of what watches it.
 *
 * @param tape of prints and groups
 * @param cvd of the volume delta
 * @param vpin of the toxicity
 * @param micro of the microstructure score
 * @param suspicion of spoofing and washing
 */
public record FlowSettings(
        TapeSettings tape, CvdSettings cvd, VpinSettings vpin, MicroSettings micro, SuspicionSettings suspicion) {
    /** What core.md gives. */
    public static final FlowSettings DEFAULTS = new FlowSettings(
            TapeSettings.DEFAULTS, CvdSettings.DEFAULTS, VpinSettings.DEFAULTS, MicroSettings.DEFAULTS);

    /**
     * Settings that suspect what core.md suspects.
     *
     * @param tape of prints and groups
     * @param cvd of the volume delta
     * @param vpin of the toxicity
     * @param micro of the microstructure score
     */
    public FlowSettings(TapeSettings tape, CvdSettings cvd, VpinSettings vpin, MicroSettings micro) {
        this(tape, cvd, vpin, micro, SuspicionSettings.DEFAULTS);
    }

    /**
     * The same for an instrument: volumes as its mantissas.
     *
     * @param qe its quantity exponent
     * @return settings of one tape
     */
    public FlowSettings at(int qe) {
        return new FlowSettings(tape, cvd, vpin.at(qe), micro, suspicion);
    }
}
