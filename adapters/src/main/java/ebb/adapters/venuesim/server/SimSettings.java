package ebb.adapters.venuesim.server;

/**
 * How strict the simulated venues are. Silence is measured in real time, rates in the time of the server's clock, as the
 * client measures its own.
 *
 * @param silence when a connection counts as dead
 * @param mexc limits of MEXC
 * @param futures limits of Binance USD-M
 * @param spot limits of Binance spot
 * @param backlogBytes waiting for a client that does not read; beyond it the connection is reset; or {@link #PATIENT}
 */
public record SimSettings(Silence silence, Limits mexc, Limits futures, Limits spot, int backlogBytes) {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    /** In place of a backlog: the market waits for the slowest client instead of dropping it. */
    public static final int PATIENT = 0;

    /** As the venues are. */
    public static final SimSettings DEFAULTS = new SimSettings(
            Silence.DEFAULTS,
            new Limits(100, 1_100, 1_000, 2 * SECOND, 20, 60, 90 * SECOND),
            new Limits(10, 1_024, 300, MINUTE, 2_400, 2_600, 120 * SECOND),
            new Limits(5, 1_024, 300, MINUTE, 6_000, 6_500, 120 * SECOND),
            64 << 20);

    /**
     * Real times after which something is done about a connection, ns.
     *
     * @param mexcNs without {@code ping}: MEXC closes, even while data flows
     * @param futuresPingNs between pings of Binance USD-M
     * @param futuresPongNs without a pong: closed
     * @param spotPingNs between pings of Binance spot
     * @param spotPongNs without a pong: closed
     * @param lifeNs after which Binance ends every connection
     * @param noticeNs how long before that spot says {@code serverShutdown}
     */
    public record Silence(
            long mexcNs,
            long futuresPingNs,
            long futuresPongNs,
            long spotPingNs,
            long spotPongNs,
            long lifeNs,
            long noticeNs) {
        /** 60 s; 3 min, 10 min; 20 s, 60 s; 24 h, 10 min. */
        public static final Silence DEFAULTS =
                new Silence(MINUTE, 3 * MINUTE, 10 * MINUTE, 20 * SECOND, MINUTE, 1_440 * MINUTE, 10 * MINUTE);
    }

    /**
     * What one venue puts up with.
     *
     * @param messages from a client in a second; one more closes its connection
     * @param streams on a connection
     * @param connections opened within five minutes
     * @param windowNs in which requests are counted, ns
     * @param weight of requests in a window: beyond it they are "too frequent"
     * @param banWeight of requests in a window, refused ones included: beyond it the client is shut out
     * @param banNs how long
     */
    public record Limits(
            int messages, int streams, int connections, long windowNs, int weight, int banWeight, long banNs) {
        /**
         * Messages and requests so many times as many, streams and connections as before: for a market whose clock runs
         * faster than the one that limits are measured by.
         *
         * @param times 1 or more
         * @return wider limits
         */
        public Limits eased(int times) {
            return new Limits(
                    messages * times, streams, connections, windowNs, weight * times, banWeight * times, banNs);
        }
    }

    /**
     * The same, each venue's messages and requests limited so many times as widely.
     *
     * @param times 1 or more
     * @return wider limits
     */
    public SimSettings eased(int times) {
        return new SimSettings(silence, mexc.eased(times), futures.eased(times), spot.eased(times), backlogBytes);
    }

    /** The same with other times of silence. */
    public SimSettings with(Silence other) {
        return new SimSettings(other, mexc, futures, spot, backlogBytes);
    }

    /** The same with another backlog. */
    public SimSettings withBacklog(int bytes) {
        return new SimSettings(silence, mexc, futures, spot, bytes);
    }
}
