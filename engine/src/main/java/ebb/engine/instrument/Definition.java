package ebb.engine.instrument;

import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Status;

/**
 * What a definition message says about an instrument (INST-1), carried from its decoder to the table. Reused; {@link
 * #clear} before each use. Absent optional values are {@link Instrument#ABSENT}.
 */
public final class Definition {
    /** Most margin tiers a definition carries. */
    public static final int MAX_TIERS = 16;
    /** Most tick bands a definition carries. */
    public static final int MAX_TICK_BANDS = 8;

    int venue;
    String symbol;
    String base;
    String quote;
    String settle;
    Kind kind;
    Status status;
    SeqModel seqModel;
    IdModel tradeIds;
    int pe;
    int qe;
    long tick;
    long lot;
    long minQty;
    long maxQty;
    long maxMarketQty;
    long minNotional;
    long contractSize;
    int contractExponent;
    long bandUp;
    long bandDown;
    long makerFee;
    long takerFee;
    int maxLeverage;
    int bookLimit;
    int checksum;
    int settleCcy;
    int quoteCcy;
    int fundingSec;
    long listedAt;
    long expiry;
    boolean inferred;
    int tierCount;
    int tickBandCount;
    final long[] tierFrom = new long[MAX_TIERS];
    final long[] tierRate = new long[MAX_TIERS];
    final int[] tierLeverage = new int[MAX_TIERS];
    final long[] bandFrom = new long[MAX_TICK_BANDS];
    final long[] bandTick = new long[MAX_TICK_BANDS];

    /** Creates an empty definition. */
    public Definition() {
        clear();
    }

    /**
     * Forgets everything: no name, one mantissa as tick and lot, contract size 1, no limits, no fees, trading.
     *
     * @return this
     */
    public Definition clear() {
        venue = 0;
        symbol = "";
        base = "";
        quote = "";
        settle = "";
        kind = Kind.PERP_LINEAR;
        status = Status.TRADING;
        seqModel = SeqModel.NONE;
        tradeIds = IdModel.NONE;
        pe = 0;
        qe = 0;
        tick = 1;
        lot = 1;
        minQty = 0;
        maxQty = Instrument.ABSENT;
        maxMarketQty = Instrument.ABSENT;
        minNotional = Instrument.ABSENT;
        contractSize = 1;
        contractExponent = 0;
        bandUp = Instrument.ABSENT;
        bandDown = Instrument.ABSENT;
        makerFee = 0;
        takerFee = 0;
        maxLeverage = 0;
        bookLimit = 0;
        checksum = 0;
        settleCcy = Instrument.NO_CODE;
        quoteCcy = Instrument.NO_CODE;
        fundingSec = 0;
        listedAt = Instrument.ABSENT;
        expiry = Instrument.ABSENT;
        inferred = false;
        tierCount = 0;
        tickBandCount = 0;
        return this;
    }

    /**
     * Names the instrument.
     *
     * @param venueId dense venue id
     * @param name the venue's own symbol
     * @param what what it is
     * @return this
     */
    public Definition named(int venueId, String name, Kind what) {
        venue = venueId;
        symbol = name;
        kind = what;
        return this;
    }

    /**
     * Names its currencies.
     *
     * @param baseName what is bought
     * @param quoteName in what it is priced
     * @param settleName in what profit is paid
     * @return this
     */
    public Definition currencies(String baseName, String quoteName, String settleName) {
        base = baseName;
        quote = quoteName;
        settle = settleName;
        return this;
    }

    /**
     * Sets the codes of its currencies, indices into the code table of the run header.
     *
     * @param settleCode currency of profit, or {@link Instrument#NO_CODE}
     * @param quoteCode currency of the price, or {@link Instrument#NO_CODE}
     * @return this
     */
    public Definition currencyCodes(int settleCode, int quoteCode) {
        settleCcy = settleCode;
        quoteCcy = quoteCode;
        return this;
    }

    /**
     * Sets the exponents (NUM-1).
     *
     * @param price exponent of prices, −18 … 0
     * @param qty exponent of quantities, −18 … 0
     * @return this
     */
    public Definition exponents(int price, int qty) {
        pe = price;
        qe = qty;
        return this;
    }

    /**
     * Sets the grid of prices and quantities.
     *
     * @param tickSize price mantissa, above 0
     * @param lotSize quantity mantissa, above 0
     * @return this
     */
    public Definition grid(long tickSize, long lotSize) {
        tick = tickSize;
        lot = lotSize;
        return this;
    }

    /**
     * Adds a tick band (TICK-1); ascending.
     *
     * @param from first price of the band
     * @param size its tick
     * @return this
     */
    public Definition tickBand(long from, long size) {
        bandFrom[tickBandCount] = from;
        bandTick[tickBandCount] = size;
        tickBandCount++;
        return this;
    }

    /**
     * Sets the limits of an order (TICK-2).
     *
     * @param min least quantity
     * @param max greatest quantity or ABSENT
     * @param maxMarket greatest quantity of a market order or ABSENT
     * @param notional least notional, money, or ABSENT
     * @return this
     */
    public Definition limits(long min, long max, long maxMarket, long notional) {
        minQty = min;
        maxQty = max;
        maxMarketQty = maxMarket;
        minNotional = notional;
        return this;
    }

    /**
     * Sets the size of one contract (INST-1).
     *
     * @param mantissa base per contract (linear) or quote per contract (inverse), above 0
     * @param exponent its exponent
     * @return this
     */
    public Definition contract(long mantissa, int exponent) {
        contractSize = mantissa;
        contractExponent = exponent;
        return this;
    }

    /**
     * Sets the venue's price band around the mark.
     *
     * @param up 1e-9 or ABSENT
     * @param down 1e-9 or ABSENT
     * @return this
     */
    public Definition priceBand(long up, long down) {
        bandUp = up;
        bandDown = down;
        return this;
    }

    /**
     * Sets the fees.
     *
     * @param maker 1e-9 of the notional, negative for a rebate
     * @param taker 1e-9 of the notional
     * @return this
     */
    public Definition fees(long maker, long taker) {
        makerFee = maker;
        takerFee = taker;
        return this;
    }

    /**
     * Adds a maintenance tier; ascending.
     *
     * @param fromNotional money from which it holds
     * @param rate maintenance margin rate, 1e-9
     * @param leverage greatest leverage in it, 0 = not said
     * @return this
     */
    public Definition tier(long fromNotional, long rate, int leverage) {
        tierFrom[tierCount] = fromNotional;
        tierRate[tierCount] = rate;
        tierLeverage[tierCount] = leverage;
        tierCount++;
        return this;
    }

    /**
     * Sets the greatest leverage.
     *
     * @param leverage times, 0 = not said
     * @return this
     */
    public Definition leverage(int leverage) {
        maxLeverage = leverage;
        return this;
    }

    /**
     * Sets the status (INST-6).
     *
     * @param now the venue's word
     * @return this
     */
    public Definition status(Status now) {
        status = now;
        return this;
    }

    /**
     * Sets how its streams are numbered (BOOK-4, EVT-2, BOOK-11).
     *
     * @param model sequence model of the depth stream
     * @param ids id model of the trades
     * @param limit levels a side of the venue's snapshot, 0 = all
     * @param checksumKind index of the venue's checksum scheme, 0 = none
     * @return this
     */
    public Definition streams(SeqModel model, IdModel ids, int limit, int checksumKind) {
        seqModel = model;
        tradeIds = ids;
        bookLimit = limit;
        checksum = checksumKind;
        return this;
    }

    /**
     * Sets the dates.
     *
     * @param listed ns since epoch or ABSENT
     * @param expires ns since epoch or ABSENT
     * @param fundingSeconds funding interval in seconds, 0 = none
     * @return this
     */
    public Definition dates(long listed, long expires, int fundingSeconds) {
        listedAt = listed;
        expiry = expires;
        fundingSec = fundingSeconds;
        return this;
    }

    /**
     * Marks it as read off a capture without metadata (INST-7).
     *
     * @param fromCapture true if so
     * @return this
     */
    public Definition inferred(boolean fromCapture) {
        inferred = fromCapture;
        return this;
    }

    /**
     * What forbids it (INST-1, NUM-1).
     *
     * @return the first fault, or null if it can be used
     */
    public String fault() {
        if (pe < -18 || pe > 0 || qe < -18 || qe > 0) {
            return "exponent outside -18..0";
        }
        if (tick <= 0 || lot <= 0 || contractSize <= 0) {
            return "tick, lot and contract size must be above 0";
        }
        if (minQty < 0 || (maxQty != Instrument.ABSENT && maxQty < minQty)) {
            return "quantity limits out of order";
        }
        for (int i = 0; i < tickBandCount; i++) {
            if (bandTick[i] <= 0 || (i > 0 && bandFrom[i] <= bandFrom[i - 1])) {
                return "tick bands out of order";
            }
        }
        for (int i = 0; i < tierCount; i++) {
            if (tierRate[i] < 0 || (i > 0 && tierFrom[i] <= tierFrom[i - 1])) {
                return "margin tiers out of order";
            }
        }
        return Contract.fault(kind, pe, qe, contractSize, contractExponent);
    }
}
