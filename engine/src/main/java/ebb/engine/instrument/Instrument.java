package ebb.engine.instrument;

import ebb.codecs.Nulls;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import java.util.Arrays;

/**
 * One instrument: what it is, its units and limits (INST-1), and what follows from them (INST-2, INST-3, TICK-1,
 * TICK-2). The object stays the same for the run; a new definition changes it in place (INST-5), so whoever holds it
 * sees the change. Prices and quantities are mantissas at {@link #pe} and {@link #qe}, money is 1e-8, rates are 1e-9.
 */
public final class Instrument {
    /** An absent price, quantity, money, rate or time. */
    public static final long ABSENT = Nulls.LONG;
    /** No entry of a code table. */
    public static final int NO_CODE = Nulls.CODE;

    /** A rate of one, as rates are written. */
    static final long RATE_ONE = 1_000_000_000L;

    private final int id;
    private int venue;
    private String symbol;
    private String base;
    private String quote;
    private String settle;
    private Kind kind;
    private Status status;
    private long untilNs = ABSENT;
    private SeqModel seqModel;
    private IdModel tradeIds;
    private int pe;
    private int qe;
    private TickTable ticks;
    private long lot;
    private long minQty;
    private long maxQty;
    private long maxMarketQty;
    private long minNotional;
    private long contractSize;
    private int contractExponent;
    private Contract contract;
    private PriceBand band;
    private long makerFee;
    private long takerFee;
    private int maxLeverage;
    private int bookLimit;
    private int checksum;
    private int settleCcy;
    private int quoteCcy;
    private int fundingSec;
    private long listedAt;
    private long expiry;
    private boolean inferred;
    private MarginTiers tiers;

    Instrument(int id) {
        this.id = id;
    }

    /** Takes over a faultless definition. Allocates; definitions are rare. */
    void apply(Definition d) {
        venue = d.venue;
        symbol = d.symbol;
        base = d.base;
        quote = d.quote;
        settle = d.settle;
        kind = d.kind;
        status(d.status, d.status == Status.TRADING ? ABSENT : untilNs);
        seqModel = d.seqModel;
        tradeIds = d.tradeIds;
        pe = d.pe;
        qe = d.qe;
        ticks = new TickTable(
                d.tick, Arrays.copyOf(d.bandFrom, d.tickBandCount), Arrays.copyOf(d.bandTick, d.tickBandCount));
        lot = d.lot;
        minQty = d.minQty;
        maxQty = d.maxQty;
        maxMarketQty = d.maxMarketQty;
        minNotional = d.minNotional;
        contractSize = d.contractSize;
        contractExponent = d.contractExponent;
        contract = new Contract(d.kind, d.pe, d.qe, d.contractSize, d.contractExponent);
        band = new PriceBand(d.bandUp, d.bandDown);
        makerFee = d.makerFee;
        takerFee = d.takerFee;
        maxLeverage = d.maxLeverage;
        bookLimit = d.bookLimit;
        checksum = d.checksum;
        settleCcy = d.settleCcy;
        quoteCcy = d.quoteCcy;
        fundingSec = d.fundingSec;
        listedAt = d.listedAt;
        expiry = d.expiry;
        inferred = d.inferred;
        tiers = new MarginTiers(
                Arrays.copyOf(d.tierFrom, d.tierCount),
                Arrays.copyOf(d.tierRate, d.tierCount),
                Arrays.copyOf(d.tierLeverage, d.tierCount));
    }

    void status(Status now, long until) {
        status = now;
        untilNs = until;
    }

    void fees(long maker, long taker) {
        makerFee = maker;
        takerFee = taker;
    }

    /** Dense id of this run. */
    public int id() {
        return id;
    }

    /** Dense id of its venue. */
    public int venue() {
        return venue;
    }

    /** The venue's own symbol. */
    public String symbol() {
        return symbol;
    }

    /** Base currency, empty if not said. */
    public String base() {
        return base;
    }

    /** Quote currency, empty if not said. */
    public String quote() {
        return quote;
    }

    /** Settlement currency, empty if not said. */
    public String settle() {
        return settle;
    }

    /** Code of the settlement currency or {@link #NO_CODE}. */
    public int settleCcy() {
        return settleCcy;
    }

    /** Code of the quote currency or {@link #NO_CODE}. */
    public int quoteCcy() {
        return quoteCcy;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The venue's status (INST-6). */
    public Status status() {
        return status;
    }

    /** When the status ends, or what it announces begins, ns since epoch; {@link #ABSENT} if the venue did not say. */
    public long untilNs() {
        return untilNs;
    }

    /** How its depth stream is numbered (BOOK-4). */
    public SeqModel seqModel() {
        return seqModel;
    }

    /** How its trades are numbered (EVT-2). */
    public IdModel tradeIds() {
        return tradeIds;
    }

    /** Exponent of prices, −18 … 0. */
    public int pe() {
        return pe;
    }

    /** Exponent of quantities, −18 … 0. */
    public int qe() {
        return qe;
    }

    /** Plain tick, price mantissa; with bands the tick below the first of them. */
    public long tick() {
        return ticks.tick();
    }

    /** Lot, quantity mantissa. */
    public long lot() {
        return lot;
    }

    /** Least order quantity. */
    public long minQty() {
        return minQty;
    }

    /** Greatest order quantity or {@link #ABSENT}. */
    public long maxQty() {
        return maxQty;
    }

    /** Greatest quantity of a market order or {@link #ABSENT}. */
    public long maxMarketQty() {
        return maxMarketQty;
    }

    /** Least notional, quote money, or {@link #ABSENT}. */
    public long minNotional() {
        return minNotional;
    }

    /** Contract size mantissa (INST-1). */
    public long contractSize() {
        return contractSize;
    }

    /** Contract size exponent. */
    public int contractExponent() {
        return contractExponent;
    }

    /** True if size is quoted in quote currency and profit paid in base (INST-2). */
    public boolean isInverse() {
        return contract.isInverse();
    }

    /** Venue's price band above the mark, 1e-9, or {@link #ABSENT}. */
    public long bandUp() {
        return band.up();
    }

    /** Venue's price band below the mark, 1e-9, or {@link #ABSENT}. */
    public long bandDown() {
        return band.down();
    }

    /** Maker fee, 1e-9, negative for a rebate. */
    public long makerFee() {
        return makerFee;
    }

    /** Taker fee, 1e-9. */
    public long takerFee() {
        return takerFee;
    }

    /** Greatest leverage, 0 = not said. */
    public int maxLeverage() {
        return maxLeverage;
    }

    /** Levels a side of the venue's snapshot, 0 = all (BOOK-8). */
    public int bookLimit() {
        return bookLimit;
    }

    /** Index of the checksum scheme, 0 = none (BOOK-11). */
    public int checksum() {
        return checksum;
    }

    /** Funding interval in seconds, 0 = none. */
    public int fundingSec() {
        return fundingSec;
    }

    /** Listed at, ns since epoch, or {@link #ABSENT}. */
    public long listedAt() {
        return listedAt;
    }

    /** Expires at, ns since epoch, or {@link #ABSENT}. */
    public long expiry() {
        return expiry;
    }

    /** True if read off a capture without metadata (INST-7). */
    public boolean isInferred() {
        return inferred;
    }

    /** Maintenance margin tiers; without any the rate is 0. */
    public MarginTiers tiers() {
        return tiers;
    }

    TickTable ticks() {
        return ticks;
    }

    Contract contract() {
        return contract;
    }

    /** Tick of the band that holds the price (TICK-1). */
    public long tickAt(long price) {
        return ticks.at(price);
    }

    /** True if the price is above 0 and on the grid (TICK-1). */
    public boolean isPrice(long price) {
        return price > 0 && ticks.holds(price);
    }

    /** True if the quantity is above 0 and a multiple of the lot (TICK-1). */
    public boolean isQty(long qty) {
        return qty > 0 && qty % lot == 0;
    }

    /** Greatest price on the grid at or below (NUM-4, TICK-1). */
    public long floorPrice(long price) {
        return ticks.floor(price);
    }

    /** Least price on the grid at or above (NUM-4, TICK-1). */
    public long ceilPrice(long price) {
        return ticks.ceil(price);
    }

    /** Limit price of an order: a buy down, a sell up (NUM-4). */
    public long limitPrice(Side side, long price) {
        return side == Side.BUY ? ticks.floor(price) : ticks.ceil(price);
    }

    /** Protective stop of a position: away from the market, a long's down, a short's up (NUM-4). */
    public long stopPrice(boolean isLong, long price) {
        return isLong ? ticks.floor(price) : ticks.ceil(price);
    }

    /** Greatest multiple of the lot at or below (NUM-4). */
    public long floorQty(long qty) {
        return Math.floorDiv(qty, lot) * lot;
    }

    /** Whether {@link #notional} is a long: analytics ask, orders halt (NUM-2). */
    public boolean hasNotional(long qty, long price) {
        return contract.hasNotional(qty, price);
    }

    /** Notional in quote money (INST-2). Price is unused for an inverse contract. */
    public long notional(long qty, long price, Rounding mode) {
        return contract.notional(qty, price, mode);
    }

    /** Value in settlement money: the notional of a linear contract, the base of an inverse one (INST-2). */
    public long value(long qty, long price, Rounding mode) {
        return contract.value(qty, price, mode);
    }

    /** Profit in settlement money, rounded against us (INST-3). */
    public long pnl(boolean isLong, long qty, long entry, long exit) {
        if (!contract.isInverse()) {
            long move = isLong ? Scaled.subtractExact(exit, entry) : Scaled.subtractExact(entry, exit);
            return contract.gainFloor(qty, move, 0);
        }
        long received = contract.value(qty, isLong ? entry : exit, Rounding.FLOOR);
        long paid = contract.value(qty, isLong ? exit : entry, Rounding.CEIL);
        return Scaled.subtractExact(received, paid);
    }

    /** Fee in settlement money, what we pay; negative is a rebate; rounded against us (NUM-4). */
    public long fee(long qty, long price, boolean isMaker) {
        long rate = isMaker ? makerFee : takerFee;
        long value = contract.value(qty, price, rate < 0 ? Rounding.FLOOR : Rounding.CEIL);
        return Scaled.mulDiv(value, rate, RATE_ONE, Rounding.CEIL);
    }

    /** Settlement money as quote money: an inverse contract's base is valued at a price. */
    public long inQuote(long money, long price, Rounding mode) {
        return contract.isInverse() ? Scaled.mulDiv(money, price, Scaled.pow10(-pe), mode) : money;
    }

    /** Funding of a signed position at settlement, what we receive; rounded against us (FUND-4). */
    public long funding(long signedQty, long mark, long rate) {
        boolean pays = (signedQty > 0) == (rate > 0);
        long value = contract.value(Math.abs(signedQty), mark, pays ? Rounding.CEIL : Rounding.FLOOR);
        return Scaled.mulDiv(signedQty > 0 ? -value : value, rate, RATE_ONE, Rounding.FLOOR);
    }

    /** True if the price lies within the venue's band around the mark; without a band or mark there is none (TICK-2). */
    public boolean isWithinBand(long price, long mark) {
        return band.holds(price, mark);
    }
}
