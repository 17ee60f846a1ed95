package ebb.adapters.venuesim.server;

import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.Frames;
import ebb.adapters.venuesim.wire.MexcPushes;
import ebb.adapters.venuesim.wire.Text;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MEXC's side: acks that name no symbol, an error for a contract that is not there, silence for a method it does not know,
 * now and then two pongs for a ping, and the end of the connection without pings even while data flows.
 */
final class MexcSession implements Session {
    private static final long MS = 1_000_000L;
    private static final int TWO_PONGS_EACH = 5;
    private static final Pattern METHOD = text("method");
    private static final Pattern SYMBOL = text("symbol");
    private static final Pattern INTERVAL = text("interval");
    private static final Pattern LIMIT = Pattern.compile("\"limit\"\\s*:\\s*(\\d{1,4})");
    private static final Pattern SINGLE = Pattern.compile("\"compress\"\\s*:\\s*false");

    private final Client client;
    private final SyntheticMarket market;
    private final Subscriptions subscriptions;
    private final SimSettings settings;
    private final Text out = new Text();
    private final MexcPushes words = new MexcPushes(out);
    private final Set<String> names = new HashSet<>();
    private long pingedNanos = System.nanoTime();
    private int pings;

    MexcSession(Client client, SyntheticMarket market, Subscriptions subscriptions, SimSettings settings) {
        this.client = client;
        this.market = market;
        this.subscriptions = subscriptions;
        this.settings = settings;
    }

    @Override
    public void onText(String text, long nowNs) {
        String method = find(METHOD, text);
        if (method == null) {
            return;
        }
        if (method.equals("ping")) {
            ping(nowNs);
        } else if (method.startsWith("sub.")) {
            subscribe(method.substring(4), text, nowNs);
        } else if (method.startsWith("unsub.") || method.equals("usub.depth.full")) {
            unsubscribe(method, text, nowNs);
        }
    }

    @Override
    public void onPong() {
        // The venue sends no pings; a pong nobody asked for is nothing to it.
    }

    @Override
    public void tend(long nowNanos) {
        if (nowNanos - pingedNanos > settings.silence().mexcNs()) {
            client.close(1000, "");
        }
    }

    private void ping(long nowNs) {
        pingedNanos = System.nanoTime();
        int count = ++pings % TWO_PONGS_EACH == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            out.clear();
            words.pong(nowNs / MS);
            client.text(out);
        }
    }

    private void subscribe(String topic, String text, long nowNs) {
        Channel channel = channel(topic, text);
        if (channel == null) {
            return;
        }
        String symbol = find(SYMBOL, text);
        Instrument instrument = symbol == null ? null : market.find(SimVenue.MEXC, symbol);
        if (instrument == null) {
            out.clear();
            words.unknown(symbol == null ? "" : symbol, nowNs / MS);
            client.text(out);
            return;
        }
        String argument = argument(channel, text);
        if (channel == Channel.KLINE && Frames.mexc(argument) == 0) {
            return;
        }
        String name = name(topic, symbol, argument);
        // Asked twice it is acknowledged twice and sent once; of a whole book there is one size a symbol.
        boolean isNew = names.add(name);
        if (!isNew && (channel == Channel.DEPTH_TOP || topic.equals("depth"))) {
            subscriptions.remove(client, name);
            isNew = true;
        }
        if (isNew && names.size() <= settings.mexc().streams()) {
            subscriptions.add(new Subscription(client, channel, instrument, name, argument));
        }
        acknowledge("sub." + topic, nowNs);
    }

    private void unsubscribe(String method, String text, long nowNs) {
        String topic = method.substring(method.indexOf('.') + 1);
        Channel channel = channel(topic, text);
        String symbol = find(SYMBOL, text);
        if (channel == null || symbol == null) {
            return;
        }
        String name = name(topic, symbol, argument(channel, text));
        names.remove(name);
        subscriptions.remove(client, name);
        acknowledge(method, nowNs);
    }

    private void acknowledge(String method, long nowNs) {
        out.clear();
        words.subscribed(method, nowNs / MS);
        client.text(out);
    }

    private static Channel channel(String topic, String text) {
        return switch (topic) {
            case "depth" -> SINGLE.matcher(text).find() ? Channel.DEPTH_SINGLE : Channel.DEPTH;
            case "depth.full" -> Channel.DEPTH_TOP;
            case "deal" -> Channel.TAPE;
            case "ticker" -> Channel.TICKER;
            case "funding.rate" -> Channel.FUNDING;
            case "index.price" -> Channel.INDEX;
            case "fair.price" -> Channel.MARK;
            case "kline" -> Channel.KLINE;
            default -> null;
        };
    }

    private static String argument(Channel channel, String text) {
        if (channel == Channel.KLINE) {
            String interval = find(INTERVAL, text);
            return interval == null ? "" : interval;
        }
        String limit = find(LIMIT, text);
        return channel == Channel.DEPTH_TOP ? limit == null ? "20" : limit : null;
    }

    private static String name(String topic, String symbol, String argument) {
        return topic + " " + symbol + (topic.equals("kline") ? " " + argument : "");
    }

    private static Pattern text(String key) {
        return Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"");
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
