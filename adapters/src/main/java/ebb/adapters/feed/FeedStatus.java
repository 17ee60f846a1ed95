package ebb.adapters.feed;

import ebb.adapters.net.ConnectionState;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Venue;
import java.util.List;

/**
 * How a feed stands. Each figure is whole; they need not be of one instant.
 *
 * @param venue whose
 * @param isReady all instruments defined, all streams live
 * @param connections one for each socket
 * @param requests what was asked for by REST
 * @param decoded where the frames went, and what a full ring did
 * @param lastError what went wrong last, empty if nothing did
 */
public record FeedStatus(
        Venue venue,
        boolean isReady,
        List<Connection> connections,
        Requests requests,
        DecodeCounters decoded,
        String lastError) {
    /**
     * One socket.
     *
     * @param name such as {@code binance-usdm-market}
     * @param state now
     * @param conn number of the present connection, -1 if there is none
     * @param frames messages received, all connections together
     * @param fragmented of these, how many came in fragments
     * @param attempts connections tried
     * @param losses live connections lost
     * @param live streams that are live
     * @param streams streams that are wanted
     */
    public record Connection(
            String name,
            ConnectionState state,
            int conn,
            long frames,
            long fragmented,
            int attempts,
            long losses,
            int live,
            int streams) {}

    /**
     * What was asked for by REST.
     *
     * @param snapshots books delivered
     * @param snapshotFailures answers that were none
     * @param histories requests for candles or settlements answered in full
     * @param historyFailures answers that were none; each is asked for again, {@code net.history-tries} times
     * @param historiesGivenUp requests that were given up
     * @param historyHoles answers in which candles or settlements are missing between others
     * @param refused requests of the engine that were not taken: unknown instrument, kind or frame, or too many waiting
     */
    public record Requests(
            long snapshots,
            long snapshotFailures,
            long histories,
            long historyFailures,
            long historiesGivenUp,
            long historyHoles,
            long refused) {}
}
