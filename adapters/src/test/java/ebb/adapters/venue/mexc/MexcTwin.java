package ebb.adapters.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slow and obvious reading of a MEXC frame: a tree, decimals, text lines as {@code Messages} writes them. */
final class MexcTwin {
    private static final int LEVELS = 56;

    private final Map<String, int[]> exponents = new HashMap<>();
    private final List<String> slots = new ArrayList<>();
    private final Map<String, String> candles = new HashMap<>();
    private final Map<String, Long> starts = new HashMap<>();

    int define(String symbol, int pe, int qe) {
        exponents.put(symbol, new int[] {pe, qe});
        slots.add(symbol);
        return slots.size() - 1;
    }

    int slot(String symbol) {
        return slots.indexOf(symbol);
    }

    private long price(String s, JsonNode number) {
        return decimal(number).scaleByPowerOfTen(-exponents.get(s)[0]).longValueExact();
    }

    private long quantity(String s, JsonNode number) {
        return decimal(number).scaleByPowerOfTen(-exponents.get(s)[1]).longValueExact();
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.isTextual() ? new BigDecimal(number.asText()) : number.decimalValue();
    }

    private static long rounded(JsonNode number, int exponent) {
        return decimal(number)
                .scaleByPowerOfTen(-exponent)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private String head(String s, long t, int flags) {
        return "#" + slot(s) + " v0 c3 t" + t + " f" + flags + " ";
    }

    private static String ns(JsonNode number) {
        return number == null || number.isNull() || number.isMissingNode() ? "-" : number.asText() + "000000";
    }

    /** The messages of a frame; null if it is no market data of an instrument that was defined. */
    List<String> frame(JsonNode tree, long t) {
        List<String> lines = new ArrayList<>();
        String channel = tree.path("channel").asText("");
        JsonNode d = tree.path("data");
        String s = tree.path("symbol").asText("");
        boolean market = channel.startsWith("push.") && !channel.startsWith("push.personal");
        if (channel.equals("push.tickers")) {
            d.forEach(e -> {
                if (exponents.containsKey(e.get("symbol").asText())) {
                    lines.addAll(ticker(e.get("symbol").asText(), t, e, ns(tree.path("ts"))));
                }
            });
            return lines;
        }
        if (!market || !exponents.containsKey(s)) {
            return null;
        }
        String sent = ns(tree.path("ts"));
        String made = d.hasNonNull("cts") ? ns(d.get("cts")) : sent;
        switch (channel) {
            case "push.depth":
                JsonNode first = d.hasNonNull("begin") ? d.get("begin") : d.path("version");
                JsonNode last = d.hasNonNull("end") ? d.get("end") : d.path("version");
                chunks(
                        lines,
                        "Delta ",
                        s,
                        t,
                        made + " " + first.asText() + ".." + last.asText() + " p- k4294967295 0 d0",
                        d.get("bids"),
                        d.get("asks"));
                break;
            case "push.depth.full":
                lines.add(
                        "Top " + head(s, t, 3) + made + " u" + d.get("version").asText() + " "
                                + best(s, d.get("bids"), 1) + " " + best(s, d.get("asks"), -1) + " 65535 65535");
                break;
            case "push.deal":
                if (d.isArray()) {
                    d.forEach(e -> lines.add(trade(s, t, e)));
                } else {
                    lines.add(trade(s, t, d));
                }
                break;
            case "push.ticker":
                lines.addAll(ticker(s, t, d, sent));
                break;
            case "push.fair.price":
                lines.add("Mark " + head(s, t, 3) + sent + " "
                        + rounded(d.get("price"), exponents.get(s)[0]) + " - -");
                break;
            case "push.index.price":
                lines.add("Mark " + head(s, t, 3) + sent + " - "
                        + rounded(d.get("price"), exponents.get(s)[0]) + " -");
                break;
            case "push.funding.rate":
                lines.add("Funding " + head(s, t, 3) + sent + " " + rounded(d.get("rate"), -9) + " "
                        + ns(d.path("nextSettleTime")) + " - PREDICTED");
                break;
            case "push.kline":
                candle(lines, s, t, d);
                break;
            default:
                return null;
        }
        return lines;
    }

    private void candle(List<String> lines, String s, long t, JsonNode d) {
        Map<String, Integer> seconds = Map.of("Min1", 60, "Min5", 300, "Min15", 900, "Min60", 3600, "Hour4", 14400);
        long start = d.get("t").asLong();
        String key = s + d.get("interval").asText();
        String text = start + "000000000 " + price(s, d.get("o")) + " " + price(s, d.get("h")) + " "
                + price(s, d.get("l")) + " " + price(s, d.get("c")) + " v" + quantity(s, d.get("q")) + " q"
                + rounded(d.get("a"), -8) + " b- n- "
                + seconds.get(d.get("interval").asText()) + "s ";
        if (starts.getOrDefault(key, start) < start) {
            lines.add("Candle " + head(s, t, 3) + candles.get(key) + "3");
        }
        if (starts.getOrDefault(key, start) <= start) {
            lines.add("Candle " + head(s, t, 3) + text + "2");
            starts.put(key, start);
            candles.put(key, text);
        }
    }

    private String trade(String s, long t, JsonNode e) {
        return "Trade " + head(s, t, 3) + ns(e.path("t")) + " " + price(s, e.get("p")) + ":" + quantity(s, e.get("v"))
                + " " + (e.get("T").asInt() == 1 ? "BUY" : "SELL") + " i"
                + e.path("i").asText("-")
                + " f- n- 65535 65535 " + (e.path("M").asInt() == 1 ? 128 : 0) + " NULL_VAL";
    }

    private List<String> ticker(String s, long t, JsonNode d, String sent) {
        List<String> lines = new ArrayList<>();
        int pe = exponents.get(s)[0];
        String tx = d.hasNonNull("timestamp") ? ns(d.get("timestamp")) : sent;
        lines.add("Ticker " + head(s, t, 3) + tx + " " + price(s, d.get("lastPrice")) + " v"
                + (d.has("volume24") ? quantity(s, d.get("volume24")) : "-") + " q"
                + (d.has("amount24") ? rounded(d.get("amount24"), -8) : "-") + " "
                + (d.has("high24Price") ? price(s, d.get("high24Price")) : "-") + " "
                + (d.has("lower24Price") ? price(s, d.get("lower24Price")) : "-"));
        if (d.has("fairPrice") || d.has("indexPrice")) {
            lines.add("Mark " + head(s, t, 3) + tx + " " + (d.has("fairPrice") ? rounded(d.get("fairPrice"), pe) : "-")
                    + " " + (d.has("indexPrice") ? rounded(d.get("indexPrice"), pe) : "-") + " -");
        }
        if (d.has("holdVol")) {
            lines.add("Interest " + head(s, t, 3) + tx + " " + quantity(s, d.get("holdVol")));
        }
        return lines;
    }

    private String best(String s, JsonNode levels, int sign) {
        String best = "-:-";
        long price = 0;
        for (JsonNode level : levels) {
            long p = price(s, level.get(0));
            if (quantity(s, level.get(1)) > 0 && (price == 0 || (p - price) * sign > 0)) {
                price = p;
                best = p + ":" + quantity(s, level.get(1));
            }
        }
        return best;
    }

    List<String> book(String s, JsonNode tree, long t, long request, int limit) {
        JsonNode d = tree.has("data") ? tree.get("data") : tree;
        List<String> lines = new ArrayList<>();
        String ids = ns(d.path("timestamp")) + " " + d.get("version") + " r" + request + " k4294967295 " + limit + "/"
                + limit + " " + (request == -1 ? 16 : 0) + " d0";
        chunks(lines, "Snapshot ", s, t, ids, d.get("bids"), d.get("asks"));
        return lines;
    }

    private void chunks(List<String> lines, String name, String s, long t, String ids, JsonNode bids, JsonNode asks) {
        // Chunks are cut in the order of the frame; within a chunk bids stand first.
        List<String> b = new ArrayList<>();
        List<String> a = new ArrayList<>();
        bids.forEach(l -> b.add(" b" + price(s, l.get(0)) + ":" + quantity(s, l.get(1))));
        asks.forEach(l -> a.add(" a" + price(s, l.get(0)) + ":" + quantity(s, l.get(1))));
        List<String> all = new ArrayList<>(name.equals("Delta ") ? a : b);
        all.addAll(name.equals("Delta ") ? b : a);
        int at = 0;
        do {
            int end = Math.min(at + LEVELS, all.size());
            int flags = (at == 0 ? 1 : 0) | (end == all.size() ? 2 : 0);
            StringBuilder line = new StringBuilder(name + head(s, t, flags) + ids);
            all.subList(at, end).stream().filter(l -> l.startsWith(" b")).forEach(line::append);
            all.subList(at, end).stream().filter(l -> l.startsWith(" a")).forEach(line::append);
            lines.add(line.toString());
            at = end;
        } while (at < all.size());
    }
}
