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

/** Reads {@code contract/detail} (mexc.md §6): quantities are contracts. */
final class MexcCatalog {
    private static final long MS = 1_000_000L;
    private static final Status[] STATES = {
        Status.TRADING, Status.SETTLING, Status.DELISTING, Status.DELISTING, Status.HALTED
    };
    private static final int DELIVERY = 2;

    private final int bookLimit;

    MexcCatalog(int bookLimit) {
        this.bookLimit = bookLimit;
    }

    List<Listing> read(DirectBuffer body, Predicate<String> wanted, List<String> names) {
        JsonView json = new JsonView(body);
        int data = json.member(json.root(), "data");
        if (!json.isArray(data)) {
            String code = json.text(json.member(json.root(), "code"));
            throw new IllegalArgumentException("no list of contracts in the answer, code " + code);
        }
        List<Listing> listings = new ArrayList<>();
        for (int at = json.first(data); at >= 0; at = json.next(at)) {
            String symbol = json.text(json.member(at, "symbol"));
            names.add(symbol);
            if (wanted.test(symbol)) {
                int here = at;
                Selection.add(listings, wanted, symbol, () -> listing(json, here, symbol));
            }
        }
        return listings;
    }

    private Listing listing(JsonView json, int at, String symbol) {
        Listing listing = new Listing();
        listing.symbol = symbol;
        String base = json.text(json.member(at, "baseCoinName"));
        listing.base = base.isEmpty() ? json.text(json.member(at, "baseCoin")) : base;
        listing.quote = json.text(json.member(at, "quoteCoin"));
        listing.settle = json.text(json.member(at, "settleCoin"));
        boolean isInverse = !listing.settle.equals(listing.quote);
        listing.kind = isInverse ? Kind.PERP_INVERSE : Kind.PERP_LINEAR;
        if (json.number(json.member(at, "futureType"), 0, 1) == DELIVERY) {
            listing.kind = Kind.FUTURE;
        }
        long state = json.number(json.member(at, "state"), 0, 0);
        listing.status = state >= 0 && state < STATES.length ? STATES[(int) state] : Status.HALTED;
        listing.seqModel = SeqModel.RANGE;
        listing.tradeIds = IdModel.OPAQUE;
        listing.bookLimit = bookLimit;
        grid(json, at, listing);
        limits(json, at, listing);
        return listing;
    }

    private static void grid(JsonView json, int at, Listing listing) {
        String tick = json.text(json.member(at, "priceUnit"));
        String step = json.text(json.member(at, "volUnit"));
        // Frames have as many digits as the scale says, whatever the unit is.
        int priceScale = (int) json.number(json.member(at, "priceScale"), 0, 0);
        int volScale = (int) json.number(json.member(at, "volScale"), 0, 0);
        listing.pe = Math.min(Grid.exponent(tick), -Math.min(18, Math.max(0, priceScale)));
        listing.qe = Math.min(Grid.exponent(step), -Math.min(18, Math.max(0, volScale)));
        listing.tick = Grid.mantissa(tick, listing.pe);
        listing.lot = Grid.mantissa(step, listing.qe);
        Grid.contract(listing, json.text(json.member(at, "contractSize")));
    }

    private static void limits(JsonView json, int at, Listing listing) {
        listing.minQty = json.number(json.member(at, "minVol"), -listing.qe, listing.lot);
        listing.maxQty = positive(json.number(json.member(at, "limitMaxVol"), -listing.qe, Nulls.LONG));
        listing.maxMarketQty = positive(json.number(json.member(at, "maxVol"), -listing.qe, Nulls.LONG));
        listing.bandUp = positive(Grid.rate(json, json.member(at, "bidLimitPriceRate")));
        listing.bandDown = positive(Grid.rate(json, json.member(at, "askLimitPriceRate")));
        listing.makerFee = orZero(Grid.rate(json, json.member(at, "makerFeeRate")));
        listing.takerFee = orZero(Grid.rate(json, json.member(at, "takerFeeRate")));
        listing.maintenance = positive(Grid.rate(json, json.member(at, "maintenanceMarginRate")));
        long leverage = json.number(json.member(at, "maxLeverage"), 0, 0);
        listing.maxLeverage = leverage > 0 ? (int) Math.min(leverage, 1_000) : Nulls.U16;
        long opened = json.number(json.member(at, "openingTime"), 0, 0);
        listing.listedAt = opened > 0 ? opened * MS : Nulls.LONG;
    }

    private static long positive(long value) {
        return value > 0 ? value : Nulls.LONG;
    }

    private static long orZero(long value) {
        return value == Nulls.LONG ? 0 : value;
    }
}
