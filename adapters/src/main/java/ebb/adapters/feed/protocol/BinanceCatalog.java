package ebb.adapters.feed.protocol;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Reads {@code exchangeInfo} (binance.md §6). */
final class BinanceCatalog {
    /** Fees of an ordinary account; the list has none, an account's own come with its AccountConfig. 1e-9. */
    private static final long FUTURES_MAKER = 200_000L;

    private static final long FUTURES_TAKER = 500_000L;
    private static final long SPOT_FEE = 1_000_000L;

    private static final long ONE = 1_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final int PERCENT_SCALE = 7;
    /** Absent from {@code fundingInfo}: 8 h. */
    private static final long FUNDING_SEC = 28_800;

    private final boolean isFutures;
    private final int bookLimit;

    BinanceCatalog(boolean isFutures, int bookLimit) {
        this.isFutures = isFutures;
        this.bookLimit = bookLimit;
    }

    List<Listing> read(DirectBuffer body, Predicate<String> wanted, List<String> names) {
        JsonView json = new JsonView(body);
        int symbols = json.member(json.root(), "symbols");
        if (!json.isArray(symbols)) {
            throw new IllegalArgumentException("no list of symbols in the answer");
        }
        List<Listing> listings = new ArrayList<>();
        for (int at = json.first(symbols); at >= 0; at = json.next(at)) {
            String symbol = json.text(json.member(at, "symbol"));
            names.add(symbol);
            // What is listed without steps of price and quantity cannot be traded, nor its book be kept.
            if (wanted.test(symbol) && json.first(json.member(at, "filters")) >= 0) {
                int here = at;
                Selection.add(listings, wanted, symbol, () -> listing(json, here, symbol));
            }
        }
        return listings;
    }

    private Listing listing(JsonView json, int at, String symbol) {
        Listing listing = new Listing();
        listing.symbol = symbol;
        listing.base = json.text(json.member(at, "baseAsset"));
        listing.quote = json.text(json.member(at, "quoteAsset"));
        listing.settle = isFutures ? json.text(json.member(at, "marginAsset")) : listing.quote;
        listing.kind = kind(json.text(json.member(at, "contractType")));
        listing.status = status(json.text(json.member(at, "status")));
        listing.seqModel = isFutures ? SeqModel.PREV : SeqModel.RANGE;
        listing.tradeIds = IdModel.CONTIGUOUS;
        listing.bookLimit = bookLimit;
        listing.makerFee = isFutures ? FUTURES_MAKER : SPOT_FEE;
        listing.takerFee = isFutures ? FUTURES_TAKER : SPOT_FEE;
        int filters = json.member(at, "filters");
        grid(json, filters, listing);
        for (int filter = json.first(filters); filter >= 0; filter = json.next(filter)) {
            filter(json, filter, listing);
        }
        if (isFutures) {
            futures(json, at, listing);
        }
        return listing;
    }

    private static void grid(JsonView json, int filters, Listing listing) {
        String tick = "";
        String step = "";
        for (int at = json.first(filters); at >= 0; at = json.next(at)) {
            String type = json.text(json.member(at, "filterType"));
            tick = type.equals("PRICE_FILTER") ? json.text(json.member(at, "tickSize")) : tick;
            step = type.equals("LOT_SIZE") ? json.text(json.member(at, "stepSize")) : step;
        }
        listing.pe = Grid.exponent(tick);
        listing.tick = Grid.mantissa(tick, listing.pe);
        listing.qe = Grid.exponent(step);
        listing.lot = Grid.mantissa(step, listing.qe);
    }

    private static void filter(JsonView json, int at, Listing listing) {
        switch (json.text(json.member(at, "filterType"))) {
            case "LOT_SIZE":
                listing.minQty = Grid.mantissa(json.text(json.member(at, "minQty")), listing.qe);
                listing.maxQty = Grid.orNull(json.text(json.member(at, "maxQty")), listing.qe);
                break;
            case "MARKET_LOT_SIZE":
                // Spot says 0 or more digits than the lot where it means nothing.
                long most = json.number(json.member(at, "maxQty"), -listing.qe, 0);
                listing.maxMarketQty = most > 0 ? most : Nulls.LONG;
                break;
            case "MIN_NOTIONAL", "NOTIONAL":
                int notional = json.member(at, "notional");
                listing.minNotional = Grid.money(json, notional >= 0 ? notional : json.member(at, "minNotional"));
                break;
            case "PERCENT_PRICE":
                band(json, json.member(at, "multiplierUp"), json.member(at, "multiplierDown"), listing);
                break;
            case "PERCENT_PRICE_BY_SIDE":
                band(json, json.member(at, "bidMultiplierUp"), json.member(at, "askMultiplierDown"), listing);
                break;
            default:
                break;
        }
    }

    private static void band(JsonView json, int up, int down, Listing listing) {
        long high = Grid.rate(json, up);
        long low = Grid.rate(json, down);
        if (high > ONE && low >= 0 && low < ONE) {
            listing.bandUp = high - ONE;
            listing.bandDown = ONE - low;
        }
    }

    private static void futures(JsonView json, int at, Listing listing) {
        listing.fundingSec = listing.kind == Kind.FUTURE ? Nulls.U32 : FUNDING_SEC;
        long listed = json.number(json.member(at, "onboardDate"), 0, 0);
        listing.listedAt = listed > 0 ? listed * MS : Nulls.LONG;
        long delivery = json.number(json.member(at, "deliveryDate"), 0, 0);
        listing.expiry = listing.kind == Kind.FUTURE && delivery > 0 ? delivery * MS : Nulls.LONG;
        // The brackets need an account; these figures of the list are the cautious ones.
        listing.maintenance = json.number(json.member(at, "maintMarginPercent"), PERCENT_SCALE, Nulls.LONG);
        long required = json.number(json.member(at, "requiredMarginPercent"), PERCENT_SCALE, 0);
        listing.maxLeverage = required > 0 ? (int) Math.min(125, ONE / required) : Nulls.U16;
    }

    private Kind kind(String contractType) {
        if (!isFutures) {
            return Kind.SPOT;
        }
        return contractType.endsWith("PERPETUAL") ? Kind.PERP_LINEAR : Kind.FUTURE;
    }

    private static Status status(String text) {
        switch (text) {
            case "TRADING":
                return Status.TRADING;
            case "PENDING_TRADING", "PRE_TRADING":
                return Status.PRE_OPEN;
            case "PRE_SETTLE", "SETTLING", "PRE_DELIVERING", "DELIVERING", "DELIVERED":
                return Status.SETTLING;
            case "CLOSE":
                return Status.DELISTING;
            case "CANCEL_ONLY":
                return Status.CANCEL_ONLY;
            default:
                return Status.HALTED;
        }
    }
}
