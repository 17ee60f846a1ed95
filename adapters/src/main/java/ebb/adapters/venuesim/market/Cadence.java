package ebb.adapters.venuesim.market;

/**
 * How often an instrument says what, ms of market time.
 *
 * @param depthMs between book updates
 * @param markMs between marks
 * @param tickerMs between tickers
 * @param fundingMs between predicted rates
 */
public record Cadence(int depthMs, int markMs, int tickerMs, int fundingMs) {
    /** About one book update a second: hours of market in seconds. */
    public static final Cadence FAST_FORWARD = new Cadence(1_000, 2_000, 5_000, 60_000);

    /** As the venues do. */
    public static final Cadence REAL = new Cadence(200, 1_000, 1_000, 15_000);

    /** Refuses what never comes due. */
    public Cadence {
        if (depthMs < 10 || markMs < 1 || tickerMs < 1 || fundingMs < 1) {
            throw new IllegalArgumentException(
                    "cadence " + depthMs + ", " + markMs + ", " + tickerMs + ", " + fundingMs + " ms");
        }
    }
}
