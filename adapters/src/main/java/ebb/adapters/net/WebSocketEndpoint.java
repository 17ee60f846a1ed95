package ebb.adapters.net;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a WebSocket client connects and what the venue wants there.
 *
 * @param uri {@code wss://host[:port]/path?query}; {@code ws://} only to this machine
 * @param headers sent with the handshake beside Host and User-Agent
 * @param heartbeat the venue's form of a ping
 * @param outgoing the venue's limit on incoming messages, pings and pongs included; belongs to this client alone
 */
public record WebSocketEndpoint(
        URI uri, Map<String, String> headers, Heartbeat heartbeat, Optional<RateLimiter> outgoing) {
    /** Refuses what cannot be connected to, or not safely. */
    public WebSocketEndpoint {
        Origin.of(uri, "wss", "ws");
        headers = Map.copyOf(headers);
    }

    /**
     * An endpoint without extra headers and without a limit.
     *
     * @param uri as above
     * @param heartbeat as above
     * @return the endpoint
     */
    public static WebSocketEndpoint of(URI uri, Heartbeat heartbeat) {
        return new WebSocketEndpoint(uri, Map.of(), heartbeat, Optional.empty());
    }
}
