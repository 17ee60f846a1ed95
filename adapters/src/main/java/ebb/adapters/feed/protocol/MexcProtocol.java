package ebb.adapters.feed.protocol;

import ebb.adapters.net.Heartbeat;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.RateLimiter;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.mexc.MexcDecoder;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Stream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** MEXC perpetuals (mexc.md): one socket; acknowledgements name no symbol, so one subscription is asked for at a time. */
final class MexcProtocol implements VenueProtocol {
    private static final String ROOT = "/api/v1/contract/";
    private static final int DEFAULT_LIMIT = 1_500;
    private static final long SECOND = 1_000_000_000L;
    private static final int BOOK_LIMIT = 1_000;
    private static final int CANDLE_LIMIT = 2_000;
    private static final String FUNDING = "funding_rate/history";
    private static final int FUNDING_LIMIT = 100;
    private static final int MONEY_SCALE = 8;
    private static final int FORBIDDEN = 403;
    private static final long FORBIDDEN_NS = 90 * SECOND;
    private static final long TOO_FREQUENT = 510;
    private static final long TOO_FREQUENT_NS = 2 * SECOND;
    private static final Map<Long, String> INTERVALS = Map.of(
            60L, "Min1", 300L, "Min5", 900L, "Min15", 1_800L, "Min30", 3_600L, "Min60", 14_400L, "Hour4", 28_800L,
            "Hour8", 86_400L, "Day1", 604_800L, "Week1");
    private static final String[] COLUMNS = {"time", "open", "high", "low", "close", "vol", "amount"};

    private final MexcCatalog catalog = new MexcCatalog(BOOK_LIMIT);

    @Override
    public Decoder decoder(Ingress ingress, ControlListener listener) {
        return new MexcDecoder(ingress, listener);
    }

    @Override
    public Heartbeat heartbeat() {
        return Heartbeat.text("{\"method\":\"ping\"}");
    }

    @Override
    public Optional<RateLimiter> outgoing(NetSettings.Rates rates) {
        return Optional.of(RateLimiter.ofVenue(100, SECOND, rates));
    }

    @Override
    public String socketName(int socket) {
        return "edge";
    }

    @Override
    public List<Topic> topics(String symbol) {
        return List.of(
                new Topic(symbol, Stream.BOOK, "depth", 0),
                new Topic(symbol, Stream.TRADES, "deal", 0),
                new Topic(symbol, Stream.TICKER, "ticker", 0),
                new Topic(symbol, Stream.FUNDING, "funding.rate", 0),
                new Topic(symbol, Stream.MARK, "fair.price", 0),
                new Topic(symbol, Stream.MARK, "index.price", 0));
    }

    @Override
    public List<Topic> wideTopics(String symbol) {
        return List.of(
                new Topic(symbol, Stream.TICKER, "ticker", 0),
                new Topic(symbol, Stream.FUNDING, "funding.rate", 0),
                new Topic(symbol, Stream.TRADES, "deal", 0));
    }

    @Override
    public List<Topic> deepTopics(String symbol) {
        return List.of(
                new Topic(symbol, Stream.BOOK, "depth", 0),
                new Topic(symbol, Stream.MARK, "fair.price", 0),
                new Topic(symbol, Stream.MARK, "index.price", 0));
    }

    /** mexc.md §2: more was accepted, not promised. */
    @Override
    public int mostTopics() {
        return 100;
    }

    @Override
    public int batch() {
        return 1;
    }

    /** Depth merged each 200 ms, deals one by one: CVD and VPIN want raw prints. Both defaults have changed before. */
    @Override
    public String request(long id, boolean isOn, List<Topic> batch) {
        Topic one = batch.get(0);
        String compress = one.stream() == Stream.BOOK ? ",\"compress\":true" : "";
        compress = one.stream() == Stream.TRADES ? ",\"compress\":false" : compress;
        return "{\"method\":\"" + method(isOn, one) + "\",\"param\":{\"symbol\":\"" + one.symbol() + '"' + compress
                + "},\"gzip\":false}";
    }

    @Override
    public boolean answers(long id, boolean isOn, Topic first, long answeredId, String text) {
        return text.equals(method(isOn, first));
    }

    private static String method(boolean isOn, Topic of) {
        return (isOn ? "sub." : "unsub.") + of.name();
    }

    @Override
    public RestRequest catalog() {
        return RestRequest.get(ROOT + "detail", 1);
    }

    @Override
    public List<Listing> listings(DirectBuffer body, Predicate<String> wanted, List<String> names) {
        return catalog.read(body, wanted, names);
    }

    @Override
    public RestRequest book(String symbol) {
        return RestRequest.get(ROOT + "depth/" + encoded(symbol) + "?limit=" + BOOK_LIMIT, 1);
    }

    @Override
    public int bookLimit() {
        return BOOK_LIMIT;
    }

    @Override
    public boolean hasCandles(long frameSec) {
        return INTERVALS.containsKey(frameSec);
    }

    /** Both ends are in seconds and inclusive. */
    @Override
    public RestRequest candles(String symbol, long fromNs, long toNs, long frameSec) {
        return RestRequest.get(
                ROOT + "kline/" + encoded(symbol) + "?interval=" + INTERVALS.get(frameSec) + "&start=" + fromNs / SECOND
                        + "&end=" + (toNs - 1) / SECOND,
                1);
    }

    @Override
    public int candleLimit() {
        return CANDLE_LIMIT;
    }

    /** Columns; {@code vol} is contracts, {@code amount} turnover. */
    @Override
    public int readCandles(DirectBuffer body, Listing listing, CandleRows into) {
        JsonView json = new JsonView(body);
        int data = json.member(json.root(), "data");
        int before = into.size();
        int[] cells = new int[COLUMNS.length];
        for (int i = 0; i < cells.length; i++) {
            int column = json.member(data, COLUMNS[i]);
            if (!json.isArray(column)) {
                return -1;
            }
            cells[i] = json.first(column);
        }
        int[] scales = {0, -listing.pe, -listing.pe, -listing.pe, -listing.pe, -listing.qe, MONEY_SCALE};
        while (cells[0] >= 0) {
            int row = into.add();
            for (int i = 0; i < cells.length; i++) {
                if (!json.isNumber(cells[i], scales[i])) {
                    into.truncate(before);
                    return -1;
                }
                into.set(row, i, i == 0 ? json.value() * SECOND : json.value());
                cells[i] = json.next(cells[i]);
            }
            into.set(row, CandleRows.BUY, Nulls.LONG);
            into.set(row, CandleRows.COUNT, Nulls.U32);
        }
        return into.size() - before;
    }

    @Override
    public boolean hasFunding() {
        return true;
    }

    @Override
    public RestRequest funding(String symbol, long fromNs, long toNs, int page) {
        return RestRequest.get(
                ROOT + FUNDING + "?symbol=" + encoded(symbol) + "&page_num=" + page + "&page_size=" + FUNDING_LIMIT, 1);
    }

    @Override
    public int fundingLimit() {
        return FUNDING_LIMIT;
    }

    @Override
    public boolean isFundingNewestFirst() {
        return true;
    }

    /** {@code resultList} of {@code {"symbol", "fundingRate", "settleTime"}}, newer answers with {@code collectCycle}. */
    @Override
    public int readFunding(DirectBuffer body, FundingRows into) {
        JsonView json = new JsonView(body);
        int list = json.member(json.member(json.root(), "data"), "resultList");
        return json.isArray(list) ? into.read(json, list, "settleTime") : -1;
    }

    @Override
    public Answered answered(Address address) {
        String path = address.path();
        if (path.startsWith(ROOT + "detail")) {
            return new Answered(Answered.Kind.CATALOG, "", 0, 0);
        }
        if (path.equals(ROOT + FUNDING)) {
            return new Answered(Answered.Kind.FUNDING, address.parameter("symbol"), 0, 0);
        }
        if (path.startsWith(ROOT + "depth/")) {
            int limit = address.count("limit");
            return new Answered(Answered.Kind.BOOK, address.name(), limit == 0 ? DEFAULT_LIMIT : limit, 0);
        }
        String interval = address.parameter("interval");
        for (Map.Entry<Long, String> each : INTERVALS.entrySet()) {
            if (path.equals(ROOT + "kline/" + address.name()) && each.getValue().equals(interval)) {
                return new Answered(Answered.Kind.CANDLES, address.name(), 0, each.getKey());
            }
        }
        return null;
    }

    @Override
    public long bodyCode(DirectBuffer body) {
        JsonView json = new JsonView(body);
        return json.number(json.member(json.root(), "code"), 0, 0);
    }

    @Override
    public long silenceNs(RestReply reply, long venueCode) {
        if (reply.status() == FORBIDDEN) {
            return FORBIDDEN_NS;
        }
        return venueCode == TOO_FREQUENT ? TOO_FREQUENT_NS : 0;
    }

    @Override
    public long usedWeight(RestReply reply) {
        return -1;
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
