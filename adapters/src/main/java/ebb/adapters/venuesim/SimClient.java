package ebb.adapters.venuesim;

import ebb.adapters.venuesim.market.SimVenue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** One client's socket: what it subscribed to, and how the venue treats what it sends. Loop only. */
final class SimClient {
    /** MEXC closes a socket on which no ping came for so long, even while data flows. */
    static final long PING_NS = 60_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int FUTURES_PER_SECOND = 10;
    private static final int SPOT_PER_SECOND = 5;
    private static final int MEXC_PER_SECOND = 100;

    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern SYMBOL = Pattern.compile("\"symbol\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final Pattern NAME = Pattern.compile("\"([a-z0-9_!]+@?[A-Za-z0-9@_]*)\"");

    private final VenueSimServer server;
    private final SimVenue venue;
    private final Channel channel;
    private final int connection;
    private final Set<String> topics = new HashSet<>();
    private long lastPingNanos = System.nanoTime();
    private long secondNanos = System.nanoTime();
    private int inSecond;
    private int pings;
    private boolean hasUnflushed;

    SimClient(VenueSimServer server, SimVenue venue, String uri, Channel channel) {
        this.server = server;
        this.venue = venue;
        this.channel = channel;
        QueryStringDecoder target = new QueryStringDecoder(uri);
        this.connection = connection(venue, target.path());
        for (String streams : target.parameters().getOrDefault("streams", java.util.List.of())) {
            topics.addAll(Set.of(streams.split("/")));
        }
    }

    /** Number of the feed that the path leads to; 0 where the venue stays silent. */
    private static int connection(SimVenue venue, String path) {
        return switch (venue) {
            case MEXC -> path.equals("/edge") ? Feed.MEXC.connection() : 0;
            case BINANCE_SPOT -> path.startsWith("/stream") || path.startsWith("/ws") ? Feed.SPOT.connection() : 0;
            // A path without /public or /market gets public streams only, and no word about it.
            case BINANCE_USDM ->
                path.startsWith("/market") ? Feed.USDM_MARKET.connection() : Feed.USDM_PUBLIC.connection();
        };
    }

    int connection() {
        return connection;
    }

    /** Anything was received: the venue counts messages. */
    void heard() {
        long now = System.nanoTime();
        if (now - secondNanos >= SECOND_NS) {
            secondNanos = now;
            inSecond = 0;
        }
        int most = switch (venue) {
            case MEXC -> MEXC_PER_SECOND;
            case BINANCE_USDM -> FUTURES_PER_SECOND;
            case BINANCE_SPOT -> SPOT_PER_SECOND;
        };
        if (++inSecond > most) {
            close(1008, "Too many requests");
        }
    }

    void onText(String text) {
        Matcher method = METHOD.matcher(text);
        if (!method.find()) {
            return;
        }
        if (venue == SimVenue.MEXC) {
            onMexc(method.group(1), text);
        } else {
            onBinance(method.group(1), text);
        }
    }

    private void onMexc(String method, String text) {
        long ms = server.marketMs();
        if (method.equals("ping")) {
            lastPingNanos = System.nanoTime();
            // Now and then the venue answers one ping twice.
            for (int i = 0; i < (++pings % 5 == 0 ? 2 : 1); i++) {
                say("{\"channel\":\"pong\",\"data\":" + ms + ",\"ts\":" + ms + "}");
            }
            return;
        }
        boolean isOn = method.startsWith("sub.");
        if (!isOn && !method.startsWith("unsub.")) {
            return;
        }
        String topic = method.substring(method.indexOf('.') + 1);
        Matcher symbol = SYMBOL.matcher(text);
        String name = symbol.find() ? symbol.group(1) : "";
        if (!server.hasSymbol(venue, name)) {
            say("{\"channel\":\"rs.error\",\"data\":\"Contract [" + name + "] not exists\",\"ts\":" + ms + "}");
            return;
        }
        if (isOn) {
            topics.add(topic + " " + name);
        } else {
            topics.remove(topic + " " + name);
        }
        say("{\"channel\":\"rs." + method + "\",\"data\":\"success\",\"ts\":" + ms + "}");
    }

    private void onBinance(String method, String text) {
        Matcher id = ID.matcher(text);
        String number = id.find() ? id.group(1) : "null";
        switch (method) {
            case "SUBSCRIBE", "UNSUBSCRIBE" -> {
                int from = text.indexOf('[');
                int to = text.indexOf(']', Math.max(from, 0));
                if (from < 0 || to < 0) {
                    say("{\"code\":2,\"msg\":\"Invalid request: params\",\"id\":" + number + "}");
                    return;
                }
                Matcher names = NAME.matcher(text.substring(from, to));
                while (names.find()) {
                    // An unknown stream is taken without a word.
                    if (method.equals("SUBSCRIBE")) {
                        topics.add(names.group(1));
                    } else {
                        topics.remove(names.group(1));
                    }
                }
                say("{\"result\":null,\"id\":" + number + "}");
            }
            case "LIST_SUBSCRIPTIONS" ->
                say("{\"result\":[" + (topics.isEmpty() ? "" : "\"" + String.join("\",\"", topics) + "\"") + "],\"id\":"
                        + number + "}");
            default -> say("{\"code\":2,\"msg\":\"Invalid request: unknown method\",\"id\":" + number + "}");
        }
    }

    /** Whether a frame belongs to a subscription; one too broken to tell goes to all. */
    boolean wants(DirectBuffer frame) {
        String text = head(frame);
        if (venue == SimVenue.MEXC) {
            String symbol = between(text, "\"symbol\":\"");
            String topic = between(tail(frame), "\"channel\":\"push.");
            return symbol == null || topic == null || !server.hasSymbol(venue, symbol)
                    ? !topics.isEmpty()
                    : topics.contains(topic + " " + symbol);
        }
        String stream = between(text, "\"stream\":\"");
        return stream == null ? !topics.isEmpty() : topics.contains(stream) || topics.contains(speedless(stream));
    }

    /** {@code btcusdt@markPrice} stands for the stream at any speed. */
    private static String speedless(String stream) {
        int second = stream.indexOf('@', stream.indexOf('@') + 1);
        return second < 0 ? stream + "@1s" : stream.substring(0, second);
    }

    private static String between(String text, String key) {
        int from = text.indexOf(key);
        int to = from < 0 ? -1 : text.indexOf('"', from + key.length());
        return to < 0 ? null : text.substring(from + key.length(), to);
    }

    private static String head(DirectBuffer frame) {
        return frame.getStringWithoutLengthAscii(0, Math.min(80, frame.capacity()));
    }

    private static String tail(DirectBuffer frame) {
        int length = Math.min(80, frame.capacity());
        return frame.getStringWithoutLengthAscii(frame.capacity() - length, length);
    }

    void send(DirectBuffer frame) {
        ByteBuf bytes = channel.alloc().buffer(frame.capacity());
        bytes.writeBytes(frame.byteArray(), frame.wrapAdjustment(), frame.capacity());
        channel.write(new TextWebSocketFrame(bytes));
        hasUnflushed = true;
    }

    boolean isTaking() {
        return channel.isWritable();
    }

    private void say(String text) {
        channel.writeAndFlush(
                new TextWebSocketFrame(channel.alloc().buffer().writeBytes(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Once a pump: sends what was written, and closes a socket without pings. */
    void tend() {
        if (hasUnflushed) {
            hasUnflushed = false;
            channel.flush();
        }
        if (venue == SimVenue.MEXC && System.nanoTime() - lastPingNanos > PING_NS) {
            close(1005, "");
        }
    }

    /** Ends the connection without a word, by a reset. */
    void cut() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private void close(int code, String reason) {
        // 1005 must not be sent: the venue just ends the connection.
        if (code == 1005) {
            channel.close();
        } else {
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(done -> channel.close());
        }
    }
}
