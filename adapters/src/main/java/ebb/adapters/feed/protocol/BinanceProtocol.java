package ebb.adapters.feed.protocol;

import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.RateLimiter;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.codecs.Ingress;
import ebb.codecs.sbe.Stream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Binance USD-M futures and spot (binance.md). Book and tape of futures come over two sockets. */
final class BinanceProtocol implements VenueProtocol {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final int BOOK_LIMIT = 1_000;
    private static final int CANDLE_LIMIT = 1_000;
    private static final int FUNDING_LIMIT = 1_000;
    /** 500 in five minutes of an address, whatever else it asks: a hundred a minute out of 2,400. */
    private static final int FUNDING_WEIGHT = 24;

    private static final int BATCH = 100;
    private static final int PUBLIC = 0;
    private static final int MARKET = 1;
    /** The firewall's answer; it has no Retry-After. */
    private static final int FORBIDDEN = 403;

    private static final long FORBIDDEN_NS = 90 * SECOND;
    private static final Map<Long, String> INTERVALS = Map.ofEntries(
            Map.entry(60L, "1m"),
            Map.entry(180L, "3m"),
            Map.entry(300L, "5m"),
            Map.entry(900L, "15m"),
            Map.entry(1_800L, "30m"),
            Map.entry(3_600L, "1h"),
            Map.entry(7_200L, "2h"),
            Map.entry(14_400L, "4h"),
            Map.entry(21_600L, "6h"),
            Map.entry(28_800L, "8h"),
            Map.entry(43_200L, "12h"),
            Map.entry(86_400L, "1d"));

    private final Dialect dialect;
    private final boolean isFutures;
    private final String root;
    private final BinanceCatalog catalog;

    BinanceProtocol(Dialect dialect) {
        this.dialect = dialect;
        isFutures = dialect == Dialect.USDM;
        root = isFutures ? "/fapi/v1/" : "/api/v3/";
        catalog = new BinanceCatalog(isFutures, BOOK_LIMIT);
    }

    @Override
    public Decoder decoder(Ingress ingress, ControlListener listener) {
        return new BinanceDecoder(dialect, ingress, listener);
    }

    @Override
    public Heartbeat heartbeat() {
        return Heartbeat.PING_FRAME;
    }

    @Override
    public Optional<RateLimiter> outgoing(NetSettings.Rates rates) {
        return Optional.of(RateLimiter.ofVenue(isFutures ? 10 : 5, SECOND, rates));
    }

    @Override
    public String socketName(int socket) {
        return !isFutures ? "stream" : socket == PUBLIC ? "public" : "market";
    }

    @Override
    public List<Topic> topics(String symbol) {
        String name = symbol.toLowerCase(Locale.ROOT);
        int tape = isFutures ? MARKET : PUBLIC;
        List<Topic> all = new ArrayList<>();
        all.add(new Topic(symbol, Stream.BOOK, name + "@depth@100ms", PUBLIC));
        all.add(new Topic(symbol, Stream.TRADES, name + (isFutures ? "@aggTrade" : "@trade"), tape));
        all.add(new Topic(symbol, Stream.TOP, name + "@bookTicker", PUBLIC));
        if (isFutures) {
            all.add(new Topic(symbol, Stream.MARK, name + "@markPrice@1s", MARKET));
            all.add(new Topic(symbol, Stream.LIQ, name + "@forceOrder", MARKET));
        }
        return all;
    }

    /** Marks carry the funding rate. */
    @Override
    public List<Topic> wideTopics(String symbol) {
        String name = symbol.toLowerCase(Locale.ROOT);
        int tape = isFutures ? MARKET : PUBLIC;
        List<Topic> wide = new ArrayList<>();
        wide.add(new Topic(symbol, Stream.TICKER, name + "@miniTicker", tape));
        wide.add(new Topic(symbol, Stream.TRADES, name + (isFutures ? "@aggTrade" : "@trade"), tape));
        if (isFutures) {
            wide.add(new Topic(symbol, Stream.MARK, name + "@markPrice@1s", MARKET));
        }
        return wide;
    }

    @Override
    public List<Topic> deepTopics(String symbol) {
        String name = symbol.toLowerCase(Locale.ROOT);
        List<Topic> deep = new ArrayList<>();
        deep.add(new Topic(symbol, Stream.BOOK, name + "@depth@100ms", PUBLIC));
        deep.add(new Topic(symbol, Stream.TOP, name + "@bookTicker", PUBLIC));
        if (isFutures) {
            deep.add(new Topic(symbol, Stream.LIQ, name + "@forceOrder", MARKET));
        }
        return deep;
    }

    /** binance.md §2. */
    @Override
    public int mostTopics() {
        return 1_024;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public String request(long id, boolean isOn, List<Topic> batch) {
        StringBuilder text = new StringBuilder("{\"method\":\"")
                .append(isOn ? "SUBSCRIBE" : "UNSUBSCRIBE")
                .append("\",\"params\":[");
        for (int i = 0; i < batch.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"").append(batch.get(i).name()).append('"');
        }
        return text.append("],\"id\":").append(id).append('}').toString();
    }

    @Override
    public boolean answers(long id, boolean isOn, Topic first, long answeredId, String text) {
        return answeredId == id;
    }

    @Override
    public RestRequest catalog() {
        return RestRequest.get(root + "exchangeInfo", isFutures ? 1 : 20);
    }

    @Override
    public List<Listing> listings(DirectBuffer body, Predicate<String> wanted, List<String> names) {
        return catalog.read(body, wanted, names);
    }

    @Override
    public RestRequest book(String symbol) {
        return RestRequest.get(root + "depth?symbol=" + encoded(symbol) + "&limit=" + BOOK_LIMIT, isFutures ? 20 : 50);
    }

    @Override
    public int bookLimit() {
        return BOOK_LIMIT;
    }

    @Override
    public boolean hasCandles(long frameSec) {
        return INTERVALS.containsKey(frameSec);
    }

    @Override
    public RestRequest candles(String symbol, long fromNs, long toNs, long frameSec) {
        // Futures weigh by how much could come back.
        long frameNs = frameSec * SECOND;
        int limit = (int) Math.max(1, Math.min(CANDLE_LIMIT, (toNs - fromNs + frameNs - 1) / frameNs));
        int weight = !isFutures ? 2 : limit < 100 ? 1 : limit < 500 ? 2 : 5;
        return RestRequest.get(
                root + "klines?symbol=" + encoded(symbol) + "&interval=" + INTERVALS.get(frameSec) + "&startTime="
                        + fromNs / MS + "&endTime=" + (toNs / MS - 1) + "&limit=" + limit,
                weight);
    }

    @Override
    public int candleLimit() {
        return CANDLE_LIMIT;
    }

    /** Rows of {@code [openTime, o, h, l, c, volume, closeTime, quote, count, takerBuy, …]}. */
    @Override
    public int readCandles(DirectBuffer body, Listing listing, CandleRows into) {
        JsonView json = new JsonView(body);
        if (!json.isArray(json.root())) {
            return -1;
        }
        int before = into.size();
        int[] scales = {0, -listing.pe, -listing.pe, -listing.pe, -listing.pe, -listing.qe, 0, 8, 0, -listing.qe};
        int[] cells = {
            CandleRows.START,
            CandleRows.OPEN,
            CandleRows.HIGH,
            CandleRows.LOW,
            CandleRows.CLOSE,
            CandleRows.VOLUME,
            -1,
            CandleRows.QUOTE,
            CandleRows.COUNT,
            CandleRows.BUY
        };
        for (int at = json.first(json.root()); at >= 0; at = json.next(at)) {
            int row = into.add();
            int cell = json.first(at);
            for (int i = 0; i < cells.length; i++) {
                if (!json.isNumber(cell, scales[i])) {
                    into.truncate(before);
                    return -1;
                }
                if (cells[i] >= 0) {
                    into.set(row, cells[i], i == 0 ? json.value() * MS : json.value());
                }
                cell = json.next(cell);
            }
        }
        return into.size() - before;
    }

    @Override
    public boolean hasFunding() {
        return isFutures;
    }

    @Override
    public RestRequest funding(String symbol, long fromNs, long toNs, int page) {
        return RestRequest.get(
                root + "fundingRate?symbol=" + encoded(symbol) + "&startTime=" + (fromNs + MS - 1) / MS + "&endTime="
                        + (toNs - 1) / MS + "&limit=" + FUNDING_LIMIT,
                FUNDING_WEIGHT);
    }

    @Override
    public int fundingLimit() {
        return FUNDING_LIMIT;
    }

    @Override
    public boolean isFundingNewestFirst() {
        return false;
    }

    /** Rows of {@code {"symbol", "fundingTime", "fundingRate", …}}; nobody tells the interval. */
    @Override
    public int readFunding(DirectBuffer body, FundingRows into) {
        JsonView json = new JsonView(body);
        return json.isArray(json.root()) ? into.read(json, json.root(), "fundingTime") : -1;
    }

    @Override
    public Answered answered(Address address) {
        String symbol = address.parameter("symbol");
        switch (address.path().startsWith(root) ? address.name() : "") {
            case "exchangeInfo":
                return new Answered(Answered.Kind.CATALOG, "", 0, 0);
            case "depth":
                int limit = address.count("limit");
                return new Answered(Answered.Kind.BOOK, symbol, limit == 0 ? isFutures ? 500 : 100 : limit, 0);
            case "fundingRate":
                return isFutures ? new Answered(Answered.Kind.FUNDING, symbol, 0, 0) : null;
            case "klines":
                String interval = address.parameter("interval");
                for (Map.Entry<Long, String> each : INTERVALS.entrySet()) {
                    if (each.getValue().equals(interval)) {
                        return new Answered(Answered.Kind.CANDLES, symbol, 0, each.getKey());
                    }
                }
                return null;
            default:
                return null;
        }
    }

    @Override
    public long bodyCode(DirectBuffer body) {
        return 0; // Errors come with a status of their own.
    }

    @Override
    public long silenceNs(RestReply reply, long venueCode) {
        return reply.status() == FORBIDDEN ? FORBIDDEN_NS : 0;
    }

    @Override
    public long usedWeight(RestReply reply) {
        String used = reply.header("X-MBX-USED-WEIGHT-1M");
        return used != null && used.matches("\\d{1,9}") ? Long.parseLong(used) : -1;
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
