package ebb.adapters.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.FramesReader;
import ebb.adapters.files.LineKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The slow and obvious reading of a Binance frame: a tree, decimals, text lines as {@code Messages} writes them. */
final class BinanceTwin {
    private static final int LEVELS = 56;

    private final ObjectMapper json = new ObjectMapper();
    private final Dialect dialect;
    private final TreeMap<String, int[]> exponents = new TreeMap<>();
    private final List<String> slots = new ArrayList<>();

    BinanceTwin(Dialect dialect) {
        this.dialect = dialect;
    }

    int slot(String symbol) {
        return slots.indexOf(symbol);
    }

    void define(String symbol, int pe, int qe) {
        exponents.put(symbol, new int[] {pe, qe});
        slots.add(symbol);
    }

    /** The finest digit of each symbol in a capture (INST-7). */
    TreeMap<String, int[]> exponents(Path file) throws Exception {
        try (FramesReader reader = new FramesReader(file)) {
            String only = null;
            while (reader.next()) {
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                if (reader.kind() == LineKind.IN) {
                    JsonNode tree = json.readTree(bytes);
                    JsonNode data = tree.has("data") ? tree.get("data") : tree;
                    only = data.get("s").asText();
                    see(only, data);
                    if (data.has("k")) {
                        see(only, data.get("k"));
                    }
                }
            }
            try (FramesReader again = new FramesReader(file)) {
                while (again.next()) {
                    if (again.kind() == LineKind.HTTP) {
                        byte[] bytes = new byte[again.payload().capacity()];
                        again.payload().getBytes(0, bytes);
                        JsonNode tree = json.readTree(bytes);
                        if (tree.has("lastUpdateId")) {
                            see(again.conn().equals("-") ? only : symbolOf(again.conn()), tree);
                        }
                    }
                }
            }
        }
        slots.addAll(exponents.keySet());
        return exponents;
    }

    private void see(String symbol, JsonNode data) {
        int[] e = exponents.computeIfAbsent(symbol, s -> new int[] {0, 0});
        for (String side : List.of("b", "a", "bids", "asks")) {
            if (data.has(side) && data.get(side).isArray()) {
                data.get(side).forEach(level -> {
                    finer(e, 0, level.get(0));
                    finer(e, 1, level.get(1));
                });
            } else if (data.has(side) && data.get(side).isTextual()) {
                finer(e, 0, data.get(side));
            }
        }
        for (String key : List.of("p", "o", "h", "l", "c")) {
            if (data.has(key) && data.get(key).isTextual()) {
                finer(e, 0, data.get(key));
            }
        }
        for (String key : List.of("A", "B", "v", "V")) {
            if (data.has(key) && data.get(key).isTextual() && !(data.has("o") && key.equals("B"))) {
                finer(e, 1, data.get(key));
            }
        }
        if (data.has("q") && data.has("p")) {
            finer(e, 1, data.get("q"));
        }
    }

    private static void finer(int[] e, int i, JsonNode text) {
        BigDecimal value = new BigDecimal(text.asText());
        e[i] = value.signum() == 0
                ? e[i]
                : Math.min(e[i], -value.stripTrailingZeros().scale());
    }

    String symbolOf(String url) {
        int at = url.indexOf("symbol=");
        if (at < 0) {
            return slots.isEmpty() ? "" : slots.get(0);
        }
        int end = url.indexOf('&', at);
        return url.substring(at + 7, end < 0 ? url.length() : end);
    }

    private long price(String symbol, JsonNode text) {
        return scaled(text, exponents.get(symbol)[0]);
    }

    private long quantity(String symbol, JsonNode text) {
        return scaled(text, exponents.get(symbol)[1]);
    }

    private static long scaled(JsonNode text, int exponent) {
        return new BigDecimal(text.asText()).scaleByPowerOfTen(-exponent).longValueExact();
    }

    private static long rounded(JsonNode text, int exponent) {
        return new BigDecimal(text.asText())
                .scaleByPowerOfTen(-exponent)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private String head(String symbol, long receiveNs, int flags) {
        return "#" + slot(symbol) + " v" + dialect.venue().code() + " c7 t" + receiveNs + " f" + flags + " ";
    }

    private static String ns(JsonNode data, String key) {
        return data.has(key) ? data.get(key).asLong() + "000000" : "-";
    }

    List<String> frame(JsonNode tree, long t) {
        JsonNode d = tree.has("data") ? tree.get("data") : tree;
        String s = d.has("s") ? d.get("s").asText() : d.path("o").path("s").asText();
        List<String> lines = new ArrayList<>();
        switch (d.path("e").asText("bookTicker")) {
            case "depthUpdate":
                if (tree.path("stream").asText().matches(".*@depth\\d+.*")) {
                    lines.add("Top " + head(s, t, 3) + ns(d, "T") + " u" + d.get("u") + " " + best(s, d.get("b"), 1)
                            + " " + best(s, d.get("a"), -1) + " 65535 65535");
                    break;
                }
                String ids = ns(d, d.has("T") ? "T" : "E") + " " + d.get("U") + ".." + d.get("u") + " p"
                        + (d.has("pu") ? d.get("pu").asText() : "-") + " k4294967295 0 d0";
                chunks(lines, "Delta ", s, t, ids, d.get("b"), d.get("a"));
                break;
            case "trade":
                lines.add("Trade " + head(s, t, 3) + ns(d, "T") + " " + price(s, d.get("p")) + ":"
                        + quantity(s, d.get("q")) + " " + (d.get("m").asBoolean() ? "SELL" : "BUY") + " i" + d.get("t")
                        + " f- n- 65535 65535 " + flags(d.path("X").asText("MARKET")) + " NULL_VAL");
                break;
            case "aggTrade":
                long count = d.get("l").asLong() - d.get("f").asLong() + 1;
                lines.add("Trade " + head(s, t, 3) + ns(d, "T") + " " + price(s, d.get("p")) + ":"
                        + quantity(s, d.get("q")) + " " + (d.get("m").asBoolean() ? "SELL" : "BUY") + " i" + d.get("a")
                        + " f" + d.get("f") + " n" + count + " 65535 65535 64 NULL_VAL");
                break;
            case "bookTicker":
                lines.add("Top " + head(s, t, 3) + ns(d, "T") + " u" + d.get("u") + " " + price(s, d.get("b")) + ":"
                        + quantity(s, d.get("B")) + " " + price(s, d.get("a")) + ":" + quantity(s, d.get("A"))
                        + " 65535 65535");
                break;
            case "kline":
                lines.add(candle(s, t, d.get("k")));
                break;
            case "markPriceUpdate":
                int pe = exponents.get(s)[0];
                lines.add("Mark " + head(s, t, 3) + ns(d, "E") + " " + optional(d, "p", pe) + " " + optional(d, "i", pe)
                        + " " + optional(d, "P", pe));
                if (!d.path("r").asText().isEmpty() && d.path("T").asLong() > 0) {
                    lines.add("Funding " + head(s, t, 3) + ns(d, "E") + " " + rounded(d.get("r"), -9) + " " + ns(d, "T")
                            + " - PREDICTED");
                }
                break;
            case "forceOrder":
                JsonNode o = d.get("o");
                lines.add("Liquidation " + head(s, t, 3) + ns(o, "T") + " "
                        + rounded(o.get("ap"), exponents.get(s)[0]) + ":" + quantity(s, o.get("z")) + " - "
                        + o.get("S").asText() + " 1");
                break;
            case "24hrTicker":
            case "24hrMiniTicker":
                lines.add("Ticker " + head(s, t, 3) + ns(d, "E") + " " + price(s, d.get("c")) + " v"
                        + quantity(s, d.get("v")) + " q" + turnover(d.get("q")) + " " + price(s, d.get("h")) + " "
                        + price(s, d.get("l")));
                break;
            default:
                throw new IllegalArgumentException(d.toString());
        }
        return lines;
    }

    private String best(String s, JsonNode levels, int sign) {
        long price = 0;
        long quantity = 0;
        for (JsonNode level : levels) {
            long p = price(s, level.get(0));
            if (quantity(s, level.get(1)) > 0 && (price == 0 || (p - price) * sign > 0)) {
                price = p;
                quantity = quantity(s, level.get(1));
            }
        }
        return price == 0 ? "-:-" : price + ":" + quantity;
    }

    private static String optional(JsonNode d, String key, int exponent) {
        return d.has(key) ? Long.toString(rounded(d.get(key), exponent)) : "-";
    }

    private static int flags(String type) {
        return type.equals("MARKET") ? 0 : type.equals("ADL") ? 4 : 2;
    }

    private String turnover(JsonNode text) {
        return dialect == Dialect.COINM ? "-" : Long.toString(rounded(text, -8));
    }

    private String candle(String s, long t, JsonNode k) {
        int seconds = switch (k.get("i").asText()) {
            case "1m" -> 60;
            case "5m" -> 300;
            case "15m" -> 900;
            case "1h" -> 3600;
            case "4h" -> 14400;
            default -> 86400;
        };
        return "Candle " + head(s, t, 3) + ns(k, "t") + " " + price(s, k.get("o")) + " " + price(s, k.get("h")) + " "
                + price(s, k.get("l")) + " " + price(s, k.get("c")) + " v" + quantity(s, k.get("v")) + " q"
                + turnover(k.get("q")) + " b" + quantity(s, k.get("V")) + " n" + k.get("n") + " " + seconds + "s "
                + (k.get("x").asBoolean() ? 3 : 2);
    }

    List<String> book(String s, JsonNode d, long t) {
        List<String> lines = new ArrayList<>();
        String time = d.has("T") ? ns(d, "T") : ns(d, "E");
        String ids = time + " " + d.get("lastUpdateId") + " r5 k4294967295 1000/1000 0 d0";
        chunks(lines, "Snapshot ", s, t, ids, d.get("bids"), d.get("asks"));
        return lines;
    }

    private void chunks(List<String> lines, String name, String s, long t, String ids, JsonNode bids, JsonNode asks) {
        List<String> levels = new ArrayList<>();
        bids.forEach(l -> levels.add(" b" + price(s, l.get(0)) + ":" + quantity(s, l.get(1))));
        asks.forEach(l -> levels.add(" a" + price(s, l.get(0)) + ":" + quantity(s, l.get(1))));
        int at = 0;
        do {
            int end = Math.min(at + LEVELS, levels.size());
            int flags = (at == 0 ? 1 : 0) | (end == levels.size() ? 2 : 0);
            lines.add(name + head(s, t, flags) + ids + String.join("", levels.subList(at, end)));
            at = end;
        } while (at < levels.size());
    }
}
