package ebb.engine;

import ebb.codecs.sbe.LiquidationDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.OpenInterestDecoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import ebb.engine.flow.Aggressor;
import ebb.engine.flow.AggressorRule;
import ebb.engine.flow.TradeFilter;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/** Applies trades, tops of book, marks, open interest and liquidations (messages.md §3.4). */
final class MarketInbound {
    private static final long ABSENT = Long.MIN_VALUE;

    private final Core core;
    private final Execution execution;
    private final StrategyHost strategies;
    private final Refusals refusals;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final MarkIndexDecoder mark = new MarkIndexDecoder();
    private final OpenInterestDecoder interest = new OpenInterestDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();

    MarketInbound(Core core, Parts parts) {
        this.core = core;
        execution = parts.execution;
        strategies = parts.strategies;
        refusals = parts.refusals;
    }

    void onTrade(Market market, DirectBuffer buffer, int offset) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        long price = trade.price();
        long qty = trade.qty();
        Instrument instrument = market.instrument();
        if (price <= 0 || !instrument.isPrice(price)) {
            refuse(Counters.Cause.BAD_PRICE, market, Stream.TRADES);
            return;
        }
        if (qty <= 0) {
            refuse(Counters.Cause.BAD_QUANTITY, market, Stream.TRADES);
            return;
        }
        Side aggressor = trade.aggressor();
        if (aggressor == Side.SBE_UNKNOWN) {
            refuse(Counters.Cause.BAD_FIELD, market, Stream.TRADES);
            return;
        }
        long now = core.timers.nowNs();
        long tx = exchangeTime(trade.tx(), now);
        int given = Aggressor.of(aggressor);
        TradeFilter.Verdict verdict = trade.tradeId() == TradeDecoder.tradeIdNullValue()
                ? market.tape().admit(now, tx, price, qty, given)
                : market.tape().admit(now, trade.tradeId(), tx, price, qty, given);
        apply(market, verdict, now, tx, price, qty, given);
    }

    private void refuse(Counters.Cause cause, Market market, Stream stream) {
        core.counters.add(cause);
        refusals.refused(market, stream);
    }

    private void apply(Market market, TradeFilter.Verdict verdict, long now, long tx, long price, long qty, int given) {
        switch (verdict) {
            case DUPLICATE, REPEAT:
                core.counters.add(Counters.Cause.DUPLICATE_TRADE);
                return;
            case AFTER_GAP:
                core.counters.add(Counters.Cause.TRADE_GAP);
                break;
            default:
                break;
        }
        boolean isLate = verdict == TradeFilter.Verdict.REFILL || verdict == TradeFilter.Verdict.LAST_REFILL;
        boolean isFlagged = trade.flags().bLOCK() || trade.flags().cORRECTION();
        boolean hasBook = market.book().isLive();
        long mid2 = hasBook && market.book().book().hasBothSides()
                ? market.book().book().mid2()
                : AggressorRule.NO_MID;
        int sign = market.tape().side(price, given, mid2);
        if (!hasBook) {
            core.counters.add(Counters.Cause.TRADE_WITHOUT_BOOK);
        }
        market.book()
                .print(
                        price,
                        isFlagged
                                || trade.flags().lIQUIDATION()
                                || trade.flags().aDL());
        if (isFlagged) {
            // Neither flow nor bars: the venue's own candles leave them out (TRD-1, trd.block-in-bars false).
            return;
        }
        market.onTrade(now, tx, price, qty, sign, isLate);
        execution.onTrade(market, price, qty, sign);
        strategies.onTrade(market, price, qty, Aggressor.side(sign));
    }

    /** TIME-2: absent, or too far ahead of us, means now. */
    long exchangeTime(long tx, long now) {
        if (tx == ABSENT) {
            return now;
        }
        if (tx > now + core.settings.time().maxSkewNs()) {
            core.counters.add(Counters.Cause.SKEWED);
            return now;
        }
        return tx;
    }

    void onTopOfBook(Market market, DirectBuffer buffer, int offset) {
        top.wrapAndApplyHeader(buffer, offset, header);
        long sequence = top.tx() == ABSENT ? top.updateId() : top.tx();
        if (market.book().topOfBook(sequence, top.bid(), top.bidQty(), top.ask(), top.askQty())) {
            market.onBook(false);
            execution.onBook(market);
            strategies.onBook(market);
        }
    }

    void onMark(Market market, DirectBuffer buffer, int offset) {
        mark.wrapAndApplyHeader(buffer, offset, header);
        long now = core.timers.nowNs();
        if ((mark.mark() != ABSENT && mark.mark() <= 0) || (mark.index() != ABSENT && mark.index() <= 0)) {
            refuse(Counters.Cause.BAD_PRICE, market, Stream.MARK);
            return;
        }
        if (market.perp().onMark(mark.tx(), now, mark.mark(), mark.index()) && mark.mark() != ABSENT) {
            execution.onMark(market, mark.mark(), mark.index());
        }
    }

    void onOpenInterest(Market market, DirectBuffer buffer, int offset) {
        interest.wrapAndApplyHeader(buffer, offset, header);
        if (interest.oi() < 0) {
            refuse(Counters.Cause.BAD_QUANTITY, market, Stream.OI);
            return;
        }
        market.perp().onOpenInterest(interest.tx(), core.timers.nowNs(), interest.oi());
    }

    void onLiquidation(Market market, DirectBuffer buffer, int offset) {
        liquidation.wrapAndApplyHeader(buffer, offset, header);
        if (liquidation.qty() <= 0) {
            refuse(Counters.Cause.BAD_QUANTITY, market, Stream.LIQ);
            return;
        }
        market.perp().onLiquidation(liquidation.side() == Side.SELL, liquidation.qty());
    }
}
