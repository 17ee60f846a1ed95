package ebb.adapters.net;

import java.util.Map;

/**
 * One request.
 *
 * @param method GET, POST, PUT or DELETE
 * @param target path and query as they go over the wire, beginning with {@code /}
 * @param headers beside Host, User-Agent and Content-Length
 * @param body empty for none; not changed after it was handed over
 * @param weight by the venue's count, 0 or more
 * @param isUrgent a cancel: passes those that wait and may use the limiter's reserve
 */
public record RestRequest(
        String method, String target, Map<String, String> headers, byte[] body, int weight, boolean isUrgent) {
    private static final byte[] NO_BODY = {};

    /** Refuses what would not survive the wire. */
    public RestRequest {
        if (!target.startsWith("/") || !isPrintable(target)) {
            throw new IllegalArgumentException("target must begin with / and be plain ASCII without blanks: " + target);
        }
        if (weight < 0) {
            throw new IllegalArgumentException("weight must be 0 or more, is " + weight);
        }
        headers = Map.copyOf(headers);
    }

    /**
     * A public read.
     *
     * @param target path and query
     * @param weight by the venue's count
     * @return the request
     */
    public static RestRequest get(String target, int weight) {
        return new RestRequest("GET", target, Map.of(), NO_BODY, weight, false);
    }

    /**
     * Whether asking twice is the same as asking once.
     *
     * @return true for GET
     */
    public boolean isRepeatable() {
        return method.equals("GET");
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
