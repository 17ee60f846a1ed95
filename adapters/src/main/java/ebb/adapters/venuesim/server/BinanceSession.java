package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.Frames;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binance's side, futures and spot: unknown streams are taken without a word, streams of the other path stay silent, pings
 * want their pong, and no connection lives longer than a day.
 */
final class BinanceSession implements Session {
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,18}|\"[^\"]{0,64}\")");
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern STREAM = Pattern.compile("([a-z0-9_]+|!)@?([A-Za-z]+)(\\d*)(?:_(\\w+))?(?:@(\\w+))?");

    private final Client client;
    private final Path path;
    private final SyntheticMarket market;
    private final Subscriptions subscriptions;
    private final SimSettings settings;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean isCombined;
    private long pingedNanos = System.nanoTime();
    private long pongedNanos = pingedNanos;
    private boolean isToldOfEnd;

    /**
     * What the path of a connection promises.
     *
     * @param isCombined whether payloads come in envelopes
     * @param hasPublic whether books are served
     * @param hasMarket whether all else is
     */
    record Path(boolean isCombined, boolean hasPublic, boolean hasMarket) {
        /** Of a request's path, without its query. */
        static Path of(SimVenue venue, String path) {
            boolean isCombined = path.endsWith("/stream");
            boolean isKnown = isCombined || path.contains("/ws");
            if (venue == SimVenue.BINANCE_SPOT) {
                return new Path(isCombined, isKnown, isKnown);
            }
            boolean isMarket = path.startsWith("/market");
            // Without a part of the path one gets the public streams, and no word about the others.
            boolean isPublic = !isMarket && !path.startsWith("/private");
            return new Path(isCombined, isKnown && isPublic, isKnown && isMarket);
        }
    }

    BinanceSession(
            Client client, Path path, SyntheticMarket market, Subscriptions subscriptions, SimSettings settings) {
        this.client = client;
        this.path = path;
        this.market = market;
        this.subscriptions = subscriptions;
        this.settings = settings;
        isCombined = path.isCombined();
    }

    boolean isCombined() {
        return isCombined;
    }

    /** Subscribes; too many are refused as a whole. */
    boolean subscribe(String[] streams) {
        Set<String> all = new LinkedHashSet<>(names);
        for (String each : streams) {
            all.add(each);
        }
        SimSettings.Limits limits = client.venue() == SimVenue.BINANCE_USDM ? settings.futures() : settings.spot();
        if (all.size() > limits.streams()) {
            return false;
        }
        for (String each : streams) {
            if (names.add(each)) {
                listen(each);
            }
        }
        return true;
    }

    @Override
    public void onText(String text, long nowNs) {
        Matcher id = ID.matcher(text);
        String number = id.find() ? id.group(1) : "null";
        Matcher method = METHOD.matcher(text);
        if (!method.find()) {
            error("Invalid request: missing field `method`", number);
            return;
        }
        switch (method.group(1)) {
            case "SUBSCRIBE" -> {
                if (subscribe(params(text))) {
                    answer("null", number);
                } else {
                    error("Invalid request: too many streams", number);
                }
            }
            case "UNSUBSCRIBE" -> {
                for (String each : params(text)) {
                    names.remove(each);
                    subscriptions.remove(client, each);
                }
                answer("null", number);
            }
            case "LIST_SUBSCRIPTIONS" -> answer(list(), number);
            case "SET_PROPERTY" -> {
                isCombined = text.contains("true");
                answer("null", number);
            }
            default -> error("Invalid request: unknown variant `" + method.group(1) + "`", number);
        }
    }

    @Override
    public void onPong() {
        pongedNanos = System.nanoTime();
    }

    @Override
    public void tend(long nowNanos) {
        SimSettings.Silence silence = settings.silence();
        boolean isFutures = client.venue() == SimVenue.BINANCE_USDM;
        if (nowNanos - pingedNanos >= (isFutures ? silence.futuresPingNs() : silence.spotPingNs())) {
            pingedNanos = nowNanos;
            client.ping();
        }
        if (nowNanos - pongedNanos >= (isFutures ? silence.futuresPongNs() : silence.spotPongNs())) {
            client.close(1008, "Pong timeout");
        }
        long leftNs = silence.lifeNs() - (nowNanos - client.openedNanos());
        if (!isFutures && !isToldOfEnd && leftNs < silence.noticeNs()) {
            isToldOfEnd = true;
            String event = "{\"e\":\"serverShutdown\",\"E\":" + market.timeNs() / 1_000_000L + "}";
            client.text(isCombined ? "{\"stream\":\"!serverShutdown\",\"data\":" + event + "}" : event);
        }
        if (leftNs <= 0) {
            client.close(1001, "going away");
        }
    }

    private void listen(String name) {
        Matcher stream = STREAM.matcher(name);
        if (!stream.matches()) {
            return;
        }
        Channel channel = channel(stream);
        if (channel == null || !(channel.isPublic() ? path.hasPublic() : path.hasMarket())) {
            return;
        }
        String argument = switch (channel) {
            case KLINE -> stream.group(4);
            case TICKER -> stream.group(5);
            default -> stream.group(3);
        };
        for (Instrument each : market.instruments()) {
            String symbol = each.spec().symbol().toLowerCase(Locale.ROOT);
            // Of all instruments at once there are mini tickers as an array alone, and liquidations.
            boolean isMeant = stream.group(1).equals("!") ? isOfAll(channel, argument) : symbol.equals(stream.group(1));
            if (each.spec().venue() == client.venue() && isMeant) {
                subscriptions.add(new Subscription(client, channel, each, name, argument));
            }
        }
    }

    private static boolean isOfAll(Channel channel, String argument) {
        return channel != Channel.TICKER || argument != null;
    }

    private Channel channel(Matcher stream) {
        boolean isFutures = client.venue() == SimVenue.BINANCE_USDM;
        String size = stream.group(3);
        return switch (stream.group(2)) {
            case "depth" -> size.isEmpty() ? Channel.DEPTH : size.matches("5|10|20") ? Channel.DEPTH_TOP : null;
            case "bookTicker" -> Channel.TOUCH;
            case "aggTrade" -> Channel.TAPE;
            case "trade" -> Channel.FILLS;
            case "markPrice" -> isFutures ? Channel.MARK : null;
            case "miniTicker" -> Channel.TICKER;
            case "forceOrder" -> isFutures ? Channel.FORCED : null;
            case "kline" -> stream.group(4) != null && Frames.binance(stream.group(4)) > 0 ? Channel.KLINE : null;
            default -> null;
        };
    }

    private static String[] params(String text) {
        int at = text.indexOf("\"params\"");
        int from = text.indexOf('[', Math.max(at, 0));
        int to = text.indexOf(']', Math.max(from, 0));
        if (at < 0 || from < 0 || to < 0) {
            return new String[0];
        }
        return NAME.matcher(text.substring(from, to))
                .results()
                .map(each -> each.group(1))
                .toArray(String[]::new);
    }

    private String list() {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
    }

    private void answer(String result, String id) {
        client.text("{\"result\":" + result + ",\"id\":" + id + "}");
    }

    private void error(String message, String id) {
        client.text("{\"error\":{\"code\":2,\"msg\":\"" + message + "\"},\"id\":" + id + "}");
    }
}
