package ebb.engine.book;

/**
 * Settings shared by all books (core.md §18, group {@code book}).
 *
 * @param maxLevelsA {@code book.max-levels} of tier A: levels kept a side; {@link #UNBOUNDED} for all
 * @param maxLevelsB the same of tier B
 * @param minLevels {@code book.min-levels}: known levels below which a side with a horizon asks for a snapshot;
 *     {@link #AUTO} for half of the smaller of the snapshot's limit and the capacity
 * @param blindLevels {@code book.blind-levels}: known levels below which a side with a horizon is blind
 * @param sightedLevels {@code book.sighted-levels}: known levels that end it; at least {@code blindLevels}
 * @param poolLevels {@code book.pool-levels}: level updates that all resync buffers hold together
 * @param staleNs {@code book.stale}: silence of a connection that times its books out, ns
 * @param silentNs {@code book.silent}: span of prints without depth, ns
 * @param silentTrades {@code book.silent-trades}: how many such prints
 * @param crossGraceNs {@code book.cross-grace}: how long a book may stay crossed, ns; less than {@code staleNs}
 * @param resyncMinNs {@code book.resync-min}: least time between two requests, ns
 * @param resyncMaxNs {@code book.resync-max}: greatest, ns
 * @param resyncAlert {@code book.resync-alert}: failed requests in a row that raise an alert
 * @param emptyAlertNs {@code book.empty-alert}: how long a side may be empty without an alert, ns
 */
public record BookSettings(
        int maxLevelsA,
        int maxLevelsB,
        int minLevels,
        int blindLevels,
        int sightedLevels,
        int poolLevels,
        long staleNs,
        long silentNs,
        int silentTrades,
        long crossGraceNs,
        long resyncMinNs,
        long resyncMaxNs,
        int resyncAlert,
        long emptyAlertNs) {
    /** No capacity: every level is kept. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** {@code book.min-levels} follows the snapshot's limit. */
    public static final int AUTO = 0;

    /** Default of {@code book.max-levels}, tier A. */
    public static final int MAX_LEVELS_A = 1_500;

    /** Default of {@code book.max-levels}, tier B. */
    public static final int MAX_LEVELS_B = 50;

    /** Default of {@code book.blind-levels}. */
    public static final int BLIND_LEVELS = 5;

    /** Default of {@code book.sighted-levels}. */
    public static final int SIGHTED_LEVELS = 20;

    /** Default of {@code book.pool-levels}. */
    public static final int POOL_LEVELS = 65_536;

    /** Default of {@code book.stale}. */
    public static final long STALE_NS = 10_000_000_000L;

    /** Default of {@code book.silent}. */
    public static final long SILENT_NS = 10_000_000_000L;

    /** Default of {@code book.silent-trades}. */
    public static final int SILENT_TRADES = 5;

    /** Default of {@code book.cross-grace}. */
    public static final long CROSS_GRACE_NS = 1_000_000_000L;

    /** Default of {@code book.resync-min}. */
    public static final long RESYNC_MIN_NS = 1_000_000_000L;

    /** Default of {@code book.resync-max}. */
    public static final long RESYNC_MAX_NS = 30_000_000_000L;

    /** Default of {@code book.resync-alert}. */
    public static final int RESYNC_ALERT = 5;

    /** Default of {@code book.empty-alert}. */
    public static final long EMPTY_ALERT_NS = 10_000_000_000L;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the key that is out of range
     */
    public BookSettings {
        require(maxLevelsA >= 1 && maxLevelsB >= 1, "book.max-levels", "at least 1");
        require(minLevels >= 0, "book.min-levels", "at least 0");
        require(blindLevels >= 0, "book.blind-levels", "at least 0");
        require(sightedLevels >= blindLevels, "book.sighted-levels", "at least book.blind-levels");
        require(poolLevels >= 1, "book.pool-levels", "at least 1");
        require(silentTrades >= 1 && silentNs > 0, "book.silent", "above 0");
        require(crossGraceNs > 0 && crossGraceNs < staleNs, "book.cross-grace", "above 0 and below book.stale");
        require(resyncMinNs > 0 && resyncMinNs <= resyncMaxNs, "book.resync-min", "above 0, at most book.resync-max");
        require(resyncAlert >= 1, "book.resync-alert", "at least 1");
        require(emptyAlertNs > 0, "book.empty-alert", "above 0");
    }

    /**
     * The defaults of core.md §18.
     *
     * @return settings
     */
    public static BookSettings defaults() {
        return new BookSettings(
                MAX_LEVELS_A,
                MAX_LEVELS_B,
                AUTO,
                BLIND_LEVELS,
                SIGHTED_LEVELS,
                POOL_LEVELS,
                STALE_NS,
                SILENT_NS,
                SILENT_TRADES,
                CROSS_GRACE_NS,
                RESYNC_MIN_NS,
                RESYNC_MAX_NS,
                RESYNC_ALERT,
                EMPTY_ALERT_NS);
    }

    private static void require(boolean holds, String key, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + wanted);
        }
    }
}
