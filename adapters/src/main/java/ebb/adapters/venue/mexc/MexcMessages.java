package ebb.adapters.venue.mexc;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Fields;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.TradeWriter;
import ebb.adapters.wire.JsonScan;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.FundingKind;

/** From the fields of a channel's data to its messages; each answers 0, or the result of a rejection. */
final class MexcMessages {
    private static final int RANGE = Rejection.RANGE.result();
    private static final int MISSING = Rejection.MISSING.result();
    private static final int BUY = 1;
    private static final int SELL = 2;
    private static final int SELF = 1;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Publisher publisher;
    private final DepthWriter depth;
    private final MexcReader reader;
    private final JsonScan scan;
    private final Fields fields;
    private final CandleCloser candles = new CandleCloser();

    MexcMessages(Publisher publisher, MexcReader reader, JsonScan scan, Fields fields) {
        this.publisher = publisher;
        this.depth = publisher.depth();
        this.reader = reader;
        this.scan = scan;
        this.fields = fields;
    }

    /** Makes room for an instrument. */
    void define(int slot) {
        candles.define(slot);
    }

    /**
     * Publishes what the fields say.
     *
     * @param channel they were read as; market data only
     * @param slot of the instrument
     * @param sent when the venue sent the frame, ns, or null
     */
    int publish(Channel channel, int slot, long sent) {
        switch (channel) {
            case DEPTH:
                return depth();
            case DEAL:
                return trade(slot);
            case FULL:
                return top(slot, sent);
            case FAIR:
            case INDEX:
                return mark(slot, sent, channel == Channel.FAIR);
            case FUNDING:
                return funding(slot, sent);
            case CANDLE:
                return candle(slot);
            default:
                return ticker(slot, sent);
        }
    }

    private int depth() {
        int result = reader.sequence();
        if (result == 0) {
            depth.finish();
        }
        return result;
    }

    private int trade(int slot) {
        if (!fields.has(Key.P) || !fields.has(Key.V) || !fields.has(Key.T_UPPER)) {
            return MISSING;
        }
        long side = fields.value(Key.T_UPPER);
        if (fields.value(Key.P) <= 0 || fields.value(Key.V) <= 0) {
            return RANGE;
        }
        if (side != BUY && side != SELL) {
            return Rejection.UNKNOWN_VALUE.result();
        }
        publisher
                .trade(slot)
                .tx(MexcReader.ns(fields.orNull(Key.T)))
                .fill(fields.value(Key.P), fields.value(Key.V))
                .ids(fields.orNull(Key.I), Nulls.LONG, Nulls.U32)
                .taker(side == SELL, fields.has(Key.M) && fields.value(Key.M) == SELF ? TradeWriter.SELF : 0);
        publisher.commit();
        return 0;
    }

    private int top(int slot, long sent) {
        if (!fields.has(Key.BID_LEVELS) || !fields.has(Key.ASK_LEVELS) || !fields.has(Key.VERSION)) {
            return MISSING;
        }
        if (fields.value(Key.VERSION) < 0) {
            return RANGE;
        }
        publisher
                .top(slot)
                .at(fields.has(Key.CTS) ? MexcReader.ns(fields.value(Key.CTS)) : sent, fields.value(Key.VERSION))
                .bid(fields.value(Key.BID), fields.value(Key.BID_SIZE))
                .ask(fields.value(Key.ASK), fields.value(Key.ASK_SIZE));
        publisher.commit();
        return 0;
    }

    private int mark(int slot, long sent, boolean fair) {
        if (!fields.has(Key.PRICE_KEY)) {
            return MISSING;
        }
        long price = fields.value(Key.PRICE_KEY);
        if (price <= 0) {
            return RANGE;
        }
        publisher
                .mark(slot)
                .tx(sent)
                .mark(fair ? price : Nulls.LONG)
                .index(fair ? Nulls.LONG : price)
                .settle(Nulls.LONG);
        publisher.commit();
        return 0;
    }

    private int funding(int slot, long sent) {
        if (!fields.has(Key.RATE_KEY)) {
            return MISSING;
        }
        publisher
                .funding(slot)
                .tx(sent)
                .rate(fields.value(Key.RATE_KEY))
                .nextSettle(MexcReader.ns(fields.orNull(Key.NEXT)))
                .intervalSec(Nulls.U32)
                .kind(FundingKind.PREDICTED);
        publisher.commit();
        return 0;
    }

    private boolean isBelowZero(int key) {
        return fields.has(key) && fields.value(key) < 0;
    }

    /** A price that is there, or null; venues write 0 for "none". */
    private long positive(int key) {
        return fields.has(key) && fields.value(key) > 0 ? fields.value(key) : Nulls.LONG;
    }

    private int ticker(int slot, long sent) {
        if (!fields.has(Key.LAST_PRICE)) {
            return MISSING;
        }
        if (isBelowZero(Key.LAST_PRICE)
                || isBelowZero(Key.VOLUME)
                || isBelowZero(Key.AMOUNT)
                || isBelowZero(Key.HOLD)) {
            return RANGE;
        }
        if (isBelowZero(Key.FAIR_PRICE)
                || isBelowZero(Key.INDEX_PRICE)
                || isBelowZero(Key.HIGH)
                || isBelowZero(Key.LOW)) {
            return RANGE;
        }
        long tx = fields.has(Key.TIMESTAMP) ? MexcReader.ns(fields.value(Key.TIMESTAMP)) : sent;
        publisher
                .ticker(slot)
                .tx(tx)
                .last(positive(Key.LAST_PRICE))
                .volume24h(fields.orNull(Key.VOLUME))
                .quote24h(fields.orNull(Key.AMOUNT))
                .high24h(positive(Key.HIGH))
                .low24h(positive(Key.LOW));
        publisher.commit();
        if (fields.has(Key.FAIR_PRICE) || fields.has(Key.INDEX_PRICE)) {
            publisher
                    .mark(slot)
                    .tx(tx)
                    .mark(positive(Key.FAIR_PRICE))
                    .index(positive(Key.INDEX_PRICE))
                    .settle(Nulls.LONG);
            publisher.commit();
        }
        if (fields.has(Key.HOLD)) {
            publisher.openInterest(slot).tx(tx).oi(fields.value(Key.HOLD));
            publisher.commit();
        }
        return 0;
    }

    private int candle(int slot) {
        if (!fields.has(Key.T) || !fields.has(Key.O) || !fields.has(Key.H) || !fields.has(Key.L)) {
            return MISSING;
        }
        if (!fields.has(Key.C) || !fields.has(Key.Q) || !fields.has(Key.INTERVAL)) {
            return MISSING;
        }
        int interval = Interval.of(fields.word(scan, Key.INTERVAL));
        if (interval < 0) {
            return Rejection.UNKNOWN_VALUE.result();
        }
        long seconds = fields.value(Key.T);
        if (!isCandle() || seconds <= 0 || seconds > Long.MAX_VALUE / NS_PER_SECOND) {
            return RANGE;
        }
        long start = seconds * NS_PER_SECOND;
        if (candles.isOld(slot, interval, start)) {
            return 0;
        }
        if (candles.isClosedBy(slot, interval, start)) {
            writeCandle(slot, interval, true);
        }
        candles.set(slot, interval, CandleCloser.START, start);
        candles.set(slot, interval, CandleCloser.OPEN, fields.value(Key.O));
        candles.set(slot, interval, CandleCloser.HIGH, fields.value(Key.H));
        candles.set(slot, interval, CandleCloser.LOW, fields.value(Key.L));
        candles.set(slot, interval, CandleCloser.CLOSE, fields.value(Key.C));
        candles.set(slot, interval, CandleCloser.VOLUME, fields.value(Key.Q));
        candles.set(slot, interval, CandleCloser.QUOTE, fields.orNull(Key.A));
        writeCandle(slot, interval, false);
        return 0;
    }

    private boolean isCandle() {
        long low = fields.value(Key.L);
        long high = fields.value(Key.H);
        return low > 0
                && isBetween(fields.value(Key.O), low, high)
                && isBetween(fields.value(Key.C), low, high)
                && fields.value(Key.Q) >= 0
                && !isBelowZero(Key.A);
    }

    private static boolean isBetween(long x, long low, long high) {
        return x >= low && x <= high;
    }

    private void writeCandle(int slot, int interval, boolean closed) {
        CandleEncoder candle = publisher
                .candle(slot)
                .start(candles.value(slot, interval, CandleCloser.START))
                .open(candles.value(slot, interval, CandleCloser.OPEN))
                .high(candles.value(slot, interval, CandleCloser.HIGH))
                .low(candles.value(slot, interval, CandleCloser.LOW))
                .close(candles.value(slot, interval, CandleCloser.CLOSE))
                .volume(candles.value(slot, interval, CandleCloser.VOLUME))
                .quote(candles.value(slot, interval, CandleCloser.QUOTE))
                .buy(Nulls.LONG)
                .count(Nulls.U32)
                .frameSec(Interval.seconds(interval));
        candle.flags().clear().vENUE(true).cLOSED(closed);
        publisher.commit();
    }
}
