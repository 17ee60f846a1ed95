package ebb.desk.markup;

/**
 * Times of day of one run, with the date in front where the run is longer than a day.
 *
 * @param hasDates whether the date is said
 */
public record Times(boolean hasDates) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int YEAR = 5;

    /**
     * Times of a run of this span.
     *
     * @param fromNs begin, ns since epoch
     * @param toNs end, ns since epoch
     * @return with dates when it is longer than a day
     */
    public static Times of(long fromNs, long toNs) {
        return new Times(toNs - fromNs > DAY_NS);
    }

    /**
     * A time to the minute.
     *
     * @param ns since epoch
     * @return {@code 14:45}, or {@code 03-21 14:45}
     */
    public String minute(long ns) {
        return (hasDates ? Figures.date(ns).substring(YEAR) + " " : "") + Figures.minute(ns);
    }

    /**
     * A time to the second.
     *
     * @param ns since epoch
     * @return {@code 14:45:01}, or {@code 03-21 14:45:01}
     */
    public String second(long ns) {
        return (hasDates ? Figures.date(ns).substring(YEAR) + " " : "") + Figures.second(ns);
    }
}
