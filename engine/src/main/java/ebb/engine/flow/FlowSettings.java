package ebb.engine.flow;

/**
 * All settings of a {@link Tape}.
 *
 * @param tape of prints and groups
 * @param cvd of the volume delta
 * @param vpin of the toxicity
 * @param micro of the microstructure score
 */
public record FlowSettings(TapeSettings tape, CvdSettings cvd, VpinSettings vpin, MicroSettings micro) {
    /** What core.md gives. */
    public static final FlowSettings DEFAULTS = new FlowSettings(
            TapeSettings.DEFAULTS, CvdSettings.DEFAULTS, VpinSettings.DEFAULTS, MicroSettings.DEFAULTS);

    /**
     * The same for an instrument: volumes as its mantissas.
     *
     * @param qe its quantity exponent
     * @return settings of one tape
     */
    public FlowSettings at(int qe) {
        return new FlowSettings(tape, cvd, vpin.at(qe), micro);
    }
}
