package ebb.app.live;

import ebb.adapters.context.CapStatus;
import ebb.adapters.feed.FeedStatus;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A feed's status as a tree for JSON. */
final class FeedTree {
    private FeedTree() {}

    static Map<String, Object> of(FeedStatus status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("venue", status.venue().text());
        tree.put("ready", status.isReady());
        List<Object> connections = new ArrayList<>();
        long frames = 0;
        long losses = 0;
        for (FeedStatus.Connection each : status.connections()) {
            Map<String, Object> connection = new LinkedHashMap<>();
            connection.put("name", each.name());
            connection.put("state", each.state().name());
            connection.put("frames", each.frames());
            connection.put("fragmented", each.fragmented());
            connection.put("attempts", each.attempts());
            connection.put("losses", each.losses());
            connection.put("live", each.live());
            connection.put("streams", each.streams());
            connections.add(connection);
            frames += each.frames();
            losses += each.losses();
        }
        tree.put("frames", frames);
        tree.put("losses", losses);
        tree.put("rejected", status.decoded().rejected());
        tree.put("reasons", reasons(status.decoded()));
        tree.put("gaps", status.decoded().gaps());
        tree.put("conflated", status.decoded().conflations());
        tree.put("lostTrades", status.decoded().lostTrades());
        tree.put("dropped", status.decoded().droppedMessages());
        tree.put("snapshots", status.requests().snapshots());
        tree.put("snapshotFailures", status.requests().snapshotFailures());
        tree.put("histories", status.requests().histories());
        tree.put("historyFailures", status.requests().historyFailures());
        tree.put("historiesGivenUp", status.requests().historiesGivenUp());
        tree.put("historyHoles", status.requests().historyHoles());
        tree.put("refusedRequests", status.requests().refused());
        tree.put("connections", connections);
        tree.put("lastError", status.lastError().isEmpty() ? null : status.lastError());
        return tree;
    }

    /** The same of the market caps; the instruments without a coin by name. */
    static Map<String, Object> of(CapStatus status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("provider", status.provider());
        tree.put("rounds", status.rounds());
        tree.put("coins", status.coins());
        tree.put("published", status.published());
        tree.put("unmapped", status.unmapped());
        Map<String, Object> refusals = new LinkedHashMap<>();
        status.refusals().forEach((refusal, count) -> refusals.put(refusal.name(), count));
        tree.put("refusals", refusals);
        tree.put("lastError", status.lastError().isEmpty() ? null : status.lastError());
        return tree;
    }

    /** Refused frames by reason; reasons that did not occur are absent. */
    private static Map<String, Object> reasons(DecodeCounters counters) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Rejection each : Rejection.values()) {
            if (counters.rejectedFor(each) > 0) {
                tree.put(each.name(), counters.rejectedFor(each));
            }
        }
        return tree;
    }

    /** Frames of all connections. */
    static long frames(FeedStatus status) {
        return status.connections().stream()
                .mapToLong(FeedStatus.Connection::frames)
                .sum();
    }
}
