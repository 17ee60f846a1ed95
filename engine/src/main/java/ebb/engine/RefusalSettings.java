package ebb.engine;

/**
 * When a stream that is refused too often is taken for broken (EVT-5, core §18, evt).
 *
 * @param limit {@code evt.refuse-limit}, first figure: so many refused messages of one stream
 * @param spanNs {@code evt.refuse-limit}, second figure: within so long, ns
 */
public record RefusalSettings(int limit, long spanNs) {
    /** What core.md gives: 10 in 60 s. */
    public static final RefusalSettings DEFAULTS = new RefusalSettings(10, 60_000_000_000L);

    /** Greatest limit: the times of so many refusals are kept for each stream. */
    public static final int MAX_LIMIT = 1_000;

    /** Checks the ranges. */
    public RefusalSettings {
        if (limit < 1 || limit > MAX_LIMIT || spanNs < 1_000_000) {
            throw new IllegalArgumentException("evt.refuse-limit " + limit + "/" + spanNs + " ns: 1 to " + MAX_LIMIT
                    + " messages within at least 1 ms");
        }
    }
}
