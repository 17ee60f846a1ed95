package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.CancelRejectDecoder;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.ContextValueDecoder;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.ExposureDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.InstrumentStatusDecoder;
import ebb.codecs.sbe.LabelDecoder;
import ebb.codecs.sbe.LiquidationDecoder;
import ebb.codecs.sbe.ManualTradeDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.OpenInterestDecoder;
import ebb.codecs.sbe.OperatorBeatDecoder;
import ebb.codecs.sbe.OptionQuoteDecoder;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.OrderUnknownDecoder;
import ebb.codecs.sbe.ReconcileMarkDecoder;
import ebb.codecs.sbe.SeriesDefinitionDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.StreamAliveDecoder;
import ebb.codecs.sbe.SubscriptionStateDecoder;
import ebb.codecs.sbe.SynthesisDecoder;
import ebb.codecs.sbe.TickDecoder;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/** Sends each message to the one method that applies it; computes nothing itself. */
final class Dispatch {
    private final Core core;
    private final ReferenceInbound reference;
    private final SessionInbound session;
    private final MarketInbound market;
    private final FundingInbound funding;
    private final BookInbound book;
    private final CandleInbound candle;
    private final AccountInbound account;
    private final CommandInbound command;
    private final ContextInbound context;
    private final StrategyHost strategies;
    private final Scan scan;

    /** Over all parts but the dispatch itself. */
    Dispatch(Core core, Parts parts) {
        this.core = core;
        strategies = parts.strategies;
        scan = parts.scan;
        Execution execution = parts.execution;
        reference = new ReferenceInbound(core, parts);
        funding = new FundingInbound(core, parts);
        session = new SessionInbound(core, parts, funding);
        market = new MarketInbound(core, parts);
        book = new BookInbound(parts);
        candle = new CandleInbound(core, parts);
        account = new AccountInbound(execution.orders());
        context = new ContextInbound(core, parts);
        command = new CommandInbound(core, execution, strategies);
    }

    /** Makes the analytics of every instrument that came with a snapshot. */
    void openAll() {
        reference.openAll();
    }

    /** Applies a message; true if the state is to be hashed at once. */
    boolean apply(int templateId, DirectBuffer buffer, int offset) {
        switch (templateId) {
            case TickDecoder.TEMPLATE_ID, StreamAliveDecoder.TEMPLATE_ID, VenueDefinitionDecoder.TEMPLATE_ID:
                // Time and the connection's sign of life were taken before; a venue's facts stand in its head.
                return false;
            case CommandDecoder.TEMPLATE_ID:
                return command.onCommand(buffer, offset);
            case ReconcileMarkDecoder.TEMPLATE_ID:
                command.onReconcileMark(buffer, offset);
                return false;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                reference.onDefinition(buffer, offset);
                return false;
            case InstrumentStatusDecoder.TEMPLATE_ID:
                reference.onStatus(buffer, offset);
                return false;
            case SessionStateDecoder.TEMPLATE_ID:
                session.onSession(buffer, offset);
                return false;
            case SubscriptionStateDecoder.TEMPLATE_ID:
                session.onSubscription(buffer, offset);
                return false;
            default:
                if (!applyMarket(templateId, buffer, offset) && !applyAccount(templateId, buffer, offset)) {
                    applySlow(templateId, buffer, offset);
                }
                return false;
        }
    }

    private boolean applyMarket(int templateId, DirectBuffer buffer, int offset) {
        if (templateId < TradeDecoder.TEMPLATE_ID || templateId > TickerDecoder.TEMPLATE_ID) {
            return false;
        }
        int instrument = InHead.instrument(buffer, offset);
        Market of = core.market(instrument);
        if (of == null) {
            core.counters.add(Counters.Cause.UNKNOWN_INSTRUMENT);
            return true;
        }
        switch (templateId) {
            case TradeDecoder.TEMPLATE_ID -> market.onTrade(of, buffer, offset);
            case BookDeltaDecoder.TEMPLATE_ID -> book.onDelta(of, buffer, offset);
            case BookSnapshotDecoder.TEMPLATE_ID -> book.onSnapshot(of, buffer, offset);
            case TopOfBookDecoder.TEMPLATE_ID -> market.onTopOfBook(of, buffer, offset);
            case MarkIndexDecoder.TEMPLATE_ID -> market.onMark(of, buffer, offset);
            case FundingDecoder.TEMPLATE_ID -> funding.onFunding(of, buffer, offset);
            case OpenInterestDecoder.TEMPLATE_ID -> market.onOpenInterest(of, buffer, offset);
            case LiquidationDecoder.TEMPLATE_ID -> market.onLiquidation(of, buffer, offset);
            case CandleDecoder.TEMPLATE_ID -> candle.onCandle(of, buffer, offset);
            case CandleBatchDecoder.TEMPLATE_ID -> candle.onBatch(of, buffer, offset);
            case TickerDecoder.TEMPLATE_ID -> scan.onTicker(of, buffer, offset);
            default -> core.counters.add(Counters.Cause.UNKNOWN_TEMPLATE);
        }
        return true;
    }

    private boolean applyAccount(int templateId, DirectBuffer buffer, int offset) {
        switch (templateId) {
            case OrderAckDecoder.TEMPLATE_ID -> account.onAck(buffer, offset);
            case OrderRejectDecoder.TEMPLATE_ID -> account.onReject(buffer, offset);
            case OrderClosedDecoder.TEMPLATE_ID -> account.onClosed(buffer, offset);
            case CancelRejectDecoder.TEMPLATE_ID -> account.onCancelReject(buffer, offset);
            case FillDecoder.TEMPLATE_ID -> account.onFill(buffer, offset);
            case OrderUnknownDecoder.TEMPLATE_ID -> account.onUnknown(buffer, offset);
            case EgressSuppressedDecoder.TEMPLATE_ID -> account.onSuppressed(buffer, offset);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void applySlow(int templateId, DirectBuffer buffer, int offset) {
        switch (templateId) {
            case SeriesDefinitionDecoder.TEMPLATE_ID -> context.onDefinition(buffer, offset);
            case ContextValueDecoder.TEMPLATE_ID -> context.onValue(buffer, offset);
            case ExposureDecoder.TEMPLATE_ID, OptionQuoteDecoder.TEMPLATE_ID ->
                strategies.onContext(templateId, buffer, offset);
            case SynthesisDecoder.TEMPLATE_ID -> strategies.onSynthesis(buffer, offset);
            case LabelDecoder.TEMPLATE_ID -> command.onLabel(buffer, offset);
            case ManualTradeDecoder.TEMPLATE_ID -> strategies.onCommand(buffer, offset);
            case OperatorBeatDecoder.TEMPLATE_ID -> command.onBeat(buffer, offset);
            default -> core.counters.add(Counters.Cause.UNKNOWN_TEMPLATE);
        }
    }
}
