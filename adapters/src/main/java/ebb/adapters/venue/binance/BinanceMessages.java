package ebb.adapters.venue.binance;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.TradeWriter;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.Side;

/** From the fields of a payload to its messages; each answers what the payload was, or the result of a rejection. */
final class BinanceMessages {
    private static final int RANGE = Rejection.RANGE.result();
    private static final int MISSING = Rejection.MISSING.result();
    private static final long MARKET = Words.word("MARKET");
    private static final long ADL = Words.word("ADL");
    private static final long BUY = Words.word("BUY");
    private static final long SELL = Words.word("SELL");
    private static final long MAX_COUNT = Nulls.U32 - 1;

    /** What a message cannot do without, a bit for each key. */
    private static final long FILL = 1L << Key.P_LOW | 1L << Key.Q_LOW | 1L << Key.M;

    private static final long FILLS = 1L << Key.F_LOW | 1L << Key.L_LOW;
    private static final long SIDES = 1L << Key.B_LOW | 1L << Key.A_LOW;
    private static final long TOUCH = SIDES | 1L << Key.B | 1L << Key.A;

    private final Dialect dialect;
    private final Publisher publisher;
    private final DepthWriter depth;
    private final JsonScan scan;
    private final Fields fields;

    BinanceMessages(Dialect dialect, Publisher publisher, JsonScan scan, Fields fields) {
        this.dialect = dialect;
        this.publisher = publisher;
        this.depth = publisher.depth();
        this.scan = scan;
        this.fields = fields;
    }

    /**
     * Publishes what the fields say.
     *
     * @param event they were read as; market data only
     * @param slot of the instrument
     * @return 0, or the result of a rejection
     */
    int publish(Event event, int slot) {
        switch (event) {
            case DEPTH:
                return depth();
            case TRADE:
            case AGGREGATE:
                return trade(slot, event == Event.AGGREGATE);
            case TOP:
                return top(slot, fields.ns(Key.TX), fields.orNull(Key.LAST));
            case MARK:
                return mark(slot);
            case CANDLE:
                return candle(slot);
            case LIQUIDATION:
                return liquidation(slot);
            default:
                return ticker(slot, Event.time(fields));
        }
    }

    private int depth() {
        if (!depth.isOpen() || !fields.hasAll(SIDES)) {
            return MISSING;
        }
        depth.finish();
        return 0;
    }

    private int trade(int slot, boolean aggregate) {
        int key = aggregate ? Key.A_LOW : Key.T_LOW;
        if (!fields.hasAll(FILL | 1L << key)) {
            return MISSING;
        }
        long price = fields.value(Key.P_LOW);
        long quantity = fields.value(Key.Q_LOW);
        long id = fields.value(key);
        if (price <= 0 || quantity <= 0 || id < 0) {
            return RANGE;
        }
        boolean counted = aggregate && fields.hasAll(FILLS);
        long first = counted ? fields.value(Key.F_LOW) : Nulls.LONG;
        long count = counted ? fields.value(Key.L_LOW) - first + 1 : Nulls.U32;
        if (counted && (first < 0 || count < 1 || count > MAX_COUNT)) {
            return RANGE;
        }
        long kind = fields.has(Key.X) ? fields.word(scan, Key.X) : MARKET;
        int special = kind == MARKET ? 0 : kind == ADL ? TradeWriter.ADL : TradeWriter.BLOCK;
        publisher
                .trade(slot)
                .tx(fields.ns(Key.TX))
                .fill(price, quantity)
                .ids(id, first, count)
                .taker(fields.value(Key.M) == 1, aggregate ? special | TradeWriter.AGGREGATED : special);
        publisher.commit();
        return 0;
    }

    /**
     * Publishes the touch.
     *
     * @param slot of the instrument
     * @param tx venue time, ns, or null
     * @param update number of the book it belongs to, or null
     * @return 0, or the result of a rejection
     */
    int top(int slot, long tx, long update) {
        if (!fields.hasAll(TOUCH)) {
            return MISSING;
        }
        long bid = fields.value(Key.B_LOW);
        long ask = fields.value(Key.A_LOW);
        long bidQuantity = fields.value(Key.B);
        long askQuantity = fields.value(Key.A);
        if ((bid | ask | bidQuantity | askQuantity) < 0) {
            return RANGE;
        }
        publisher.top(slot).at(tx, update).bid(bid, bidQuantity).ask(ask, askQuantity);
        publisher.commit();
        return 0;
    }

    private int mark(int slot) {
        if (!fields.has(Key.P_LOW)) {
            return MISSING;
        }
        if (isBelowZero(Key.P_LOW) || isBelowZero(Key.I) || isBelowZero(Key.P)) {
            return RANGE;
        }
        long tx = fields.ns(Key.TIME);
        publisher
                .mark(slot)
                .tx(tx)
                .mark(positive(Key.P_LOW))
                .index(positive(Key.I))
                .settle(positive(Key.P));
        publisher.commit();
        long next = fields.ns(Key.TX);
        if (fields.has(Key.R) && next != Nulls.LONG) {
            publisher
                    .funding(slot)
                    .tx(tx)
                    .rate(fields.value(Key.R))
                    .nextSettle(next)
                    .intervalSec(Nulls.U32)
                    .kind(FundingKind.PREDICTED);
            publisher.commit();
        }
        return 0;
    }

    private boolean isBelowZero(int key) {
        return fields.has(key) && fields.value(key) < 0;
    }

    /** A price that is there, or null; venues write 0 for "none". */
    private long positive(int key) {
        return fields.has(key) && fields.value(key) > 0 ? fields.value(key) : Nulls.LONG;
    }

    private int candle(int slot) {
        int frameSec = Interval.seconds(fields.word(scan, Key.I));
        long start = fields.ns(Key.T_LOW);
        if (!hasPrices() || !fields.has(Key.V_LOW) || !fields.has(Key.X_LOW) || start == Nulls.LONG) {
            return MISSING;
        }
        if (frameSec == 0) {
            return Rejection.UNKNOWN_VALUE.result();
        }
        if (!isCandle()
                || isBelowZero(Key.V_LOW)
                || isBelowZero(Key.V)
                || isBelowZero(Key.Q_LOW)
                || isBelowZero(Key.N)) {
            return RANGE;
        }
        CandleEncoder candle = publisher
                .candle(slot)
                .start(start)
                .open(fields.value(Key.O))
                .high(fields.value(Key.H))
                .low(fields.value(Key.L_LOW))
                .close(fields.value(Key.C))
                .volume(fields.value(Key.V_LOW))
                .quote(dialect.hasQuoteTurnover() ? fields.orNull(Key.Q_LOW) : Nulls.LONG)
                .buy(fields.orNull(Key.V))
                .count(fields.has(Key.N) && fields.value(Key.N) <= MAX_COUNT ? fields.value(Key.N) : Nulls.U32)
                .frameSec(frameSec);
        candle.flags().clear().vENUE(true).cLOSED(fields.value(Key.X_LOW) == 1);
        publisher.commit();
        return 0;
    }

    private boolean hasPrices() {
        return fields.has(Key.O) && fields.has(Key.H) && fields.has(Key.L_LOW) && fields.has(Key.C);
    }

    private boolean isCandle() {
        long low = fields.value(Key.L_LOW);
        long high = fields.value(Key.H);
        return low > 0 && isBetween(fields.value(Key.O), low, high) && isBetween(fields.value(Key.C), low, high);
    }

    private static boolean isBetween(long x, long low, long high) {
        return x >= low && x <= high;
    }

    private int liquidation(int slot) {
        long side = fields.word(scan, Key.SIDE);
        boolean averaged = fields.has(Key.AVERAGE) && fields.value(Key.AVERAGE) > 0;
        int price = averaged ? Key.AVERAGE : Key.P_LOW;
        int quantity = fields.has(Key.Z) ? Key.Z : Key.Q_LOW;
        if (!fields.has(price) || !fields.has(quantity)) {
            return MISSING;
        }
        if (side != BUY && side != SELL) {
            return Rejection.UNKNOWN_VALUE.result();
        }
        if (fields.value(price) <= 0 || fields.value(quantity) <= 0) {
            return RANGE;
        }
        publisher
                .liquidation(slot)
                .tx(fields.ns(Key.TX))
                .price(fields.value(price))
                .qty(fields.value(quantity))
                .id(Nulls.LONG)
                .side(side == BUY ? Side.BUY : Side.SELL)
                .flags()
                .clear()
                .sAMPLED(true);
        publisher.commit();
        return 0;
    }

    private int ticker(int slot, long tx) {
        if (!fields.has(Key.C)) {
            return MISSING;
        }
        if (isBelowZero(Key.C) || isBelowZero(Key.V_LOW) || isBelowZero(Key.H) || isBelowZero(Key.L_LOW)) {
            return RANGE;
        }
        publisher
                .ticker(slot)
                .tx(tx)
                .last(positive(Key.C))
                .volume24h(fields.orNull(Key.V_LOW))
                .quote24h(dialect.hasQuoteTurnover() ? fields.orNull(Key.Q_LOW) : Nulls.LONG)
                .high24h(positive(Key.H))
                .low24h(positive(Key.L_LOW));
        publisher.commit();
        return 0;
    }
}
