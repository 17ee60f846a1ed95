package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.StreamReason;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.CandleBatchEncoder;
import ebb.codecs.sbe.CandleEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.ContextValueEncoder;
import ebb.codecs.sbe.CtxStatus;
import ebb.codecs.sbe.FundingEncoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.InstrumentStatusEncoder;
import ebb.codecs.sbe.LiquidationEncoder;
import ebb.codecs.sbe.MarkIndexEncoder;
import ebb.codecs.sbe.OpenInterestEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.SeriesDefinitionEncoder;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import ebb.codecs.sbe.SubscriptionStateEncoder;
import ebb.codecs.sbe.TickerEncoder;
import ebb.codecs.sbe.TradeEncoder;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.strategy.Strategy;
import ebb.testing.PlainPerpetual;
import java.util.function.Consumer;

/** Writes what venues and other sources say for tests, and hands it to an engine. */
abstract class MarketInbox extends EnginePort {
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final MarkIndexEncoder mark = new MarkIndexEncoder();
    private final ContextValueEncoder context = new ContextValueEncoder();

    MarketInbox(EngineSettings settings, Strategy... strategies) {
        super(settings, strategies);
    }

    void define(int id, String symbol, SeqModel model) {
        define(id, symbol, encoder -> encoder.seqModel(model));
    }

    /** The plain perpetual with other terms. */
    void define(int id, String symbol, Consumer<InstrumentDefinitionEncoder> terms) {
        InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrap(open(InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH, id), 8);
        terms.accept(PlainPerpetual.fields(encoder));
        PlainPerpetual.name(encoder, symbol, symbol);
        send(encoder.limit());
    }

    void sessionLive(int id, Stream stream) {
        session(id, stream, Session.LIVE);
    }

    void session(int id, Stream stream, Session state) {
        session(id, stream, state, 0);
    }

    void subscription(int id, Stream stream, SubState state) {
        SubscriptionStateEncoder encoder = new SubscriptionStateEncoder();
        encoder.wrap(open(SubscriptionStateEncoder.TEMPLATE_ID, SubscriptionStateEncoder.BLOCK_LENGTH, id), 8);
        encoder.stream(stream).state(state).reason(0);
        send(encoder.limit());
    }

    /** A message of a feed about one of its streams, with the low byte of its reason. */
    void session(int id, Stream stream, Session state, int why) {
        SessionStateEncoder encoder = new SessionStateEncoder();
        encoder.wrap(open(SessionStateEncoder.TEMPLATE_ID, SessionStateEncoder.BLOCK_LENGTH, id), 8);
        encoder.scope(Scope.FEED)
                .state(state)
                .reason(StreamReason.of(stream, why))
                .since(now);
        send(encoder.limit());
    }

    /** All of a whole book but its levels. */
    private void beginBook(int id, long last) {
        snapshot.wrap(open(BookSnapshotEncoder.TEMPLATE_ID, BookSnapshotEncoder.BLOCK_LENGTH, id), 8);
        snapshot.tx(now)
                .last(last)
                .requestId(Nulls.ID)
                .checksum(Nulls.U32)
                .limitBid(0)
                .limitAsk(0)
                .flags()
                .clear();
    }

    void snapshot(int id, long last, long bid, long ask, long qty) {
        beginBook(id, last);
        BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(3);
        for (int i = 0; i < 3; i++) {
            bids.next().price(bid - i).qty(qty);
        }
        BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(3);
        for (int i = 0; i < 3; i++) {
            asks.next().price(ask + i).qty(qty);
        }
        snapshot.digitsCount(0);
        send(snapshot.limit());
    }

    /** A whole book of 25 levels a side, 20 ticks apart; one ask, counted from 1, has a quantity of its own. */
    void deepBook(int id, long last, long mid, long bidQty, long askQty, int wall, long wallQty) {
        beginBook(id, last);
        BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(25);
        for (int i = 1; i <= 25; i++) {
            bids.next().price(mid - i * 20L).qty(bidQty);
        }
        BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(25);
        for (int i = 1; i <= 25; i++) {
            asks.next().price(mid + i * 20L).qty(i == wall ? wallQty : askQty);
        }
        snapshot.digitsCount(0);
        send(snapshot.limit());
    }

    /** A whole book that has bids only. */
    void emptySide(int id, long last, long bid) {
        beginBook(id, last);
        snapshot.bidsCount(1).next().price(bid).qty(1);
        snapshot.asksCount(0);
        snapshot.digitsCount(0);
        send(snapshot.limit());
    }

    void trade(int id, long price, long qty, Side side) {
        trade.wrap(open(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH, id), 8);
        trade.tx(now)
                .price(price)
                .qty(qty)
                .tradeId(Nulls.LONG)
                .firstId(Nulls.LONG)
                .count(Nulls.U32)
                .center(Nulls.CODE)
                .condition(Nulls.U16)
                .aggressor(side)
                .centerFrom(CenterFrom.NULL_VAL)
                .flags()
                .clear();
        send(trade.limit());
    }

    /** A closed minute of the venue that ends now. */
    void candle(int id, long open, long high, long low, long close, long volume) {
        CandleEncoder candle = new CandleEncoder();
        candle.wrap(open(CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, id), 8);
        candle.start(now - 60_000_000_000L)
                .open(open)
                .high(high)
                .low(low)
                .close(close)
                .volume(volume)
                .quote(Nulls.LONG)
                .buy(Nulls.LONG)
                .count(Nulls.U32)
                .frameSec(60)
                .flags()
                .clear()
                .cLOSED(true)
                .vENUE(true);
        send(candle.limit());
    }

    /** What was traded in a day, money 1e-8. */
    void ticker(int id, long quote24h) {
        TickerEncoder ticker = new TickerEncoder();
        ticker.wrap(open(TickerEncoder.TEMPLATE_ID, TickerEncoder.BLOCK_LENGTH, id), 8);
        ticker.tx(now).last(Nulls.LONG).volume24h(Nulls.LONG).quote24h(quote24h);
        ticker.high24h(Nulls.LONG).low24h(Nulls.LONG);
        send(ticker.limit());
    }

    /** The venue's word on an instrument. */
    void status(int id, Status status, long untilNs) {
        InstrumentStatusEncoder encoder = new InstrumentStatusEncoder();
        encoder.wrap(open(InstrumentStatusEncoder.TEMPLATE_ID, InstrumentStatusEncoder.BLOCK_LENGTH, id), 8);
        encoder.tx(now).status(status).untilNs(untilNs);
        send(encoder.limit());
    }

    void liquidation(int id, long price, long qty, Side side) {
        LiquidationEncoder encoder = new LiquidationEncoder();
        encoder.wrap(open(LiquidationEncoder.TEMPLATE_ID, LiquidationEncoder.BLOCK_LENGTH, id), 8);
        encoder.tx(now).price(price).qty(qty).id(Nulls.LONG).side(side).flags().clear();
        send(encoder.limit());
    }

    void mark(int id, long price) {
        mark.wrap(open(MarkIndexEncoder.TEMPLATE_ID, MarkIndexEncoder.BLOCK_LENGTH, id), 8);
        mark.tx(now).mark(price).index(price).settle(Nulls.LONG);
        send(mark.limit());
    }

    /** A context series. */
    void series(int series, String name, int cadenceSec, int limitSec) {
        SeriesDefinitionEncoder encoder = new SeriesDefinitionEncoder();
        encoder.wrap(open(SeriesDefinitionEncoder.TEMPLATE_ID, SeriesDefinitionEncoder.BLOCK_LENGTH, -1), 8);
        encoder.series(series)
                .source(1)
                .cadenceSec(cadenceSec)
                .limitSec(limitSec)
                .unit(0)
                .name(name);
        send(encoder.limit());
    }

    /** A value of a context series, fetched now. */
    void context(int series, int instrument, long mantissa, int exponent, long refNs, CtxStatus status) {
        context.wrap(open(ContextValueEncoder.TEMPLATE_ID, ContextValueEncoder.BLOCK_LENGTH, instrument), 8);
        context.series(series)
                .refTime(refNs)
                .pubTime(Nulls.LONG)
                .fetchTime(now)
                .value()
                .mantissa(mantissa)
                .exponent((byte) exponent);
        context.source(1).status(status);
        send(context.limit());
    }

    void funding(int id, long rate, FundingKind kind) {
        funding(id, rate, kind, 28_800);
    }

    void funding(int id, long rate, FundingKind kind, int intervalSec) {
        funding(id, rate, kind, intervalSec, now + 3_600_000_000_000L);
    }

    void funding(int id, long rate, FundingKind kind, int intervalSec, long nextSettleNs) {
        FundingEncoder encoder = new FundingEncoder();
        encoder.wrap(open(FundingEncoder.TEMPLATE_ID, FundingEncoder.BLOCK_LENGTH, id), 8);
        encoder.tx(now).rate(rate).nextSettle(nextSettleNs).intervalSec(intervalSec);
        encoder.kind(kind);
        send(encoder.limit());
    }

    /** A settlement of the past as a feed's history has it. */
    void settled(int id, long rate, long atNs, long intervalSec) {
        FundingEncoder encoder = new FundingEncoder();
        encoder.wrap(open(FundingEncoder.TEMPLATE_ID, FundingEncoder.BLOCK_LENGTH, id), 8);
        encoder.tx(atNs)
                .rate(rate)
                .nextSettle(Nulls.LONG)
                .intervalSec(intervalSec)
                .kind(FundingKind.SETTLED);
        send(encoder.limit());
    }

    void interest(int id, long contracts) {
        OpenInterestEncoder encoder = new OpenInterestEncoder();
        encoder.wrap(open(OpenInterestEncoder.TEMPLATE_ID, OpenInterestEncoder.BLOCK_LENGTH, id), 8);
        encoder.tx(now).oi(contracts);
        send(encoder.limit());
    }

    /** History: whole days of one volume each, the last of them yesterday. */
    void days(int id, int days, long volume) {
        CandleBatchEncoder batch = new CandleBatchEncoder();
        batch.wrap(open(CandleBatchEncoder.TEMPLATE_ID, CandleBatchEncoder.BLOCK_LENGTH, id), 8);
        batch.requestId(1).frameSec(86_400);
        CandleBatchEncoder.CandlesEncoder candles = batch.candlesCount(days);
        for (int i = days; i > 0; i--) {
            candles.next().start((now / Frames.DAY_NS - i) * Frames.DAY_NS);
            candles.open(10_000).high(10_010).low(9_990).close(10_000);
            candles.volume(volume).quote(Nulls.LONG).buy(Nulls.LONG).trades(Nulls.U32);
            candles.flags().clear().cLOSED(true).vENUE(true);
        }
        send(batch.limit());
    }

    /** History: bars that another engine has made, ten a message. */
    void bars(int id, BarRing past, long frameNs) {
        for (int age = past.size() - 1; age >= 0; age -= 10) {
            int count = Math.min(10, age + 1);
            CandleBatchEncoder batch = new CandleBatchEncoder();
            batch.wrap(open(CandleBatchEncoder.TEMPLATE_ID, CandleBatchEncoder.BLOCK_LENGTH, id), 8);
            batch.requestId(1).frameSec((int) (frameNs / 1_000_000_000L));
            CandleBatchEncoder.CandlesEncoder candles = batch.candlesCount(count);
            for (int i = age; i > age - count; i--) {
                candles.next().start(past.startNs(i));
                candles.open(past.open(i)).high(past.high(i)).low(past.low(i)).close(past.close(i));
                candles.volume(past.volume(i))
                        .quote(past.quote(i))
                        .buy(past.buy(i))
                        .trades(past.trades(i));
                candles.flags().clear().cLOSED(true).vENUE(true);
            }
            send(batch.limit());
        }
    }

    /** History: whole days with these closes, the last of them yesterday; ten days a message. */
    void dayCloses(int id, long[] closes) {
        for (int from = 0; from < closes.length; from += 10) {
            int count = Math.min(10, closes.length - from);
            CandleBatchEncoder batch = new CandleBatchEncoder();
            batch.wrap(open(CandleBatchEncoder.TEMPLATE_ID, CandleBatchEncoder.BLOCK_LENGTH, id), 8);
            batch.requestId(1).frameSec(86_400);
            CandleBatchEncoder.CandlesEncoder candles = batch.candlesCount(count);
            for (int i = from; i < from + count; i++) {
                long close = closes[i];
                candles.next().start((now / Frames.DAY_NS - closes.length + i) * Frames.DAY_NS);
                candles.open(close).high(close).low(close).close(close);
                candles.volume(1_000).quote(Nulls.LONG).buy(Nulls.LONG).trades(Nulls.U32);
                candles.flags().clear().cLOSED(true).vENUE(true);
            }
            send(batch.limit());
        }
    }
}
