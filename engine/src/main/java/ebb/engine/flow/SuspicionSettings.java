package ebb.engine.flow;

/**
 * What looks as if somebody deceives the others (PAT-4, PAT-5, keys {@code pat.*}).
 *
 * @param spoof levels that are shown and not meant
 * @param washRun alternating groups of equal quantity in a row that look like one trader's ({@code pat.wash}), at least 2
 */
public record SuspicionSettings(SpoofSettings spoof, int washRun) {
    /** core.md §18. */
    public static final SuspicionSettings DEFAULTS = new SuspicionSettings(SpoofSettings.DEFAULTS, WashWatch.RUN);

    /** Refuses a run that any two groups make. */
    public SuspicionSettings {
        if (washRun < 2) {
            throw new IllegalArgumentException("pat.wash " + washRun + ": at least 2");
        }
    }
}
