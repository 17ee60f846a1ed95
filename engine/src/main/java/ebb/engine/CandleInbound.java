package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.CandleFlagDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Stream;
import ebb.engine.bar.BarFeed;
import ebb.engine.bar.BarFlags;
import ebb.engine.bar.Candle;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/** Applies the venue's candles: live ones where they are the source, history where it was asked for (BAR-7, BAR-8). */
final class CandleInbound {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Core core;
    private final Execution execution;
    private final Refusals refusals;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CandleDecoder live = new CandleDecoder();
    private final CandleBatchDecoder batch = new CandleBatchDecoder();
    private final Candle candle = new Candle();

    CandleInbound(Core core, Parts parts) {
        this.core = core;
        execution = parts.execution;
        refusals = parts.refusals;
    }

    void onCandle(Market market, DirectBuffer buffer, int offset) {
        live.wrapAndApplyHeader(buffer, offset, header);
        int frame = market.bars().frames().indexOf(live.frameSec() * SECOND_NS);
        boolean isSource = market.settings().bars().feed() == BarFeed.VENUE;
        // An open candle is only looked at; the closed one is what bars and the simulated exchange take, once.
        if (frame != 0 || !isSource || !live.flags().cLOSED() || live.start() <= newest(market)) {
            return;
        }
        long open = live.open();
        if (!isSound(live.low(), live.high(), open, live.close(), live.volume())) {
            refusals.refused(market, Stream.CANDLE);
            return;
        }
        int count = live.count() == CandleDecoder.countNullValue() ? 0 : (int) live.count();
        candle.of(live.start(), live.volume(), flags(live.flags()))
                .prices(open, live.high(), live.low(), live.close())
                .details(live.quote(), live.buy(), count);
        // Fills of a run on candles happen at the next bar's open (PAPER-7), before that bar's own closing.
        long end = live.start() + live.frameSec() * SECOND_NS;
        execution.onCandle(market, end, open, live.high(), live.low(), live.close(), live.volume());
        market.bars().onCandle(core.timers.nowNs(), candle);
    }

    /** Start of the newest closed base bar, so that a candle sent twice fills nothing twice (PAPER-7). */
    private static long newest(Market market) {
        return market.bars().ring(0).size() == 0
                ? Long.MIN_VALUE
                : market.bars().ring(0).startNs(0);
    }

    void onBatch(Market market, DirectBuffer buffer, int offset) {
        batch.wrapAndApplyHeader(buffer, offset, header);
        int frame = market.bars().frames().indexOf(batch.frameSec() * SECOND_NS);
        if (frame < 0) {
            core.counters.add(Counters.Cause.BAD_FIELD);
            return;
        }
        long now = core.timers.nowNs();
        CandleBatchDecoder.CandlesDecoder candles = batch.candles();
        while (candles.hasNext()) {
            candles.next();
            if (isSound(candles.low(), candles.high(), candles.open(), candles.close(), candles.volume())) {
                int count = candles.trades() == CandleBatchDecoder.CandlesDecoder.tradesNullValue()
                        ? 0
                        : (int) candles.trades();
                candle.of(candles.start(), candles.volume(), flags(candles.flags()))
                        .prices(candles.open(), candles.high(), candles.low(), candles.close())
                        .details(candles.quote(), candles.buy(), count);
                market.bars().onHistory(frame, now, candle);
            }
        }
        if ((InHead.flags(buffer, offset) & InHead.LAST) != 0) {
            market.bars().onHistoryEnd(frame, now);
        }
    }

    private boolean isSound(long low, long high, long open, long close, long volume) {
        if (low <= 0 || low > open || low > close || high < open || high < close) {
            core.counters.add(Counters.Cause.BAD_PRICE);
            return false;
        }
        if (volume < 0) {
            core.counters.add(Counters.Cause.BAD_QUANTITY);
            return false;
        }
        return true;
    }

    private static int flags(CandleFlagDecoder set) {
        return (set.cLOSED() ? BarFlags.CLOSED : 0)
                | (set.vENUE() ? BarFlags.VENUE : 0)
                | (set.pARTIAL() ? BarFlags.PARTIAL : 0)
                | (set.eMPTY() ? BarFlags.EMPTY : 0)
                | (set.aMENDED() ? BarFlags.AMENDED : 0);
    }
}
