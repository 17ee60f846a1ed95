package ebb.codecs;

import ebb.codecs.sbe.AccountConfigDecoder;
import ebb.codecs.sbe.AccountEventDecoder;
import ebb.codecs.sbe.AccountRequestDecoder;
import ebb.codecs.sbe.AlertDecoder;
import ebb.codecs.sbe.BalanceDecoder;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.BookRowsDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.CancelAllDecoder;
import ebb.codecs.sbe.CancelOrderDecoder;
import ebb.codecs.sbe.CancelRejectDecoder;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.ConfigureDecoder;
import ebb.codecs.sbe.ContextValueDecoder;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.ExposureDecoder;
import ebb.codecs.sbe.FeatureRowDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.InstrumentStatusDecoder;
import ebb.codecs.sbe.LabelDecoder;
import ebb.codecs.sbe.LevelEventDecoder;
import ebb.codecs.sbe.LiquidationDecoder;
import ebb.codecs.sbe.ManualTradeDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.MarketCenterDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.MetaAttribute;
import ebb.codecs.sbe.MetricDecoder;
import ebb.codecs.sbe.ModelArtifactDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.OpenInterestDecoder;
import ebb.codecs.sbe.OpenOrderDecoder;
import ebb.codecs.sbe.OperatorBeatDecoder;
import ebb.codecs.sbe.OptionQuoteDecoder;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.OrderUnknownDecoder;
import ebb.codecs.sbe.OverrideDecoder;
import ebb.codecs.sbe.PositionEventDecoder;
import ebb.codecs.sbe.PositionReportDecoder;
import ebb.codecs.sbe.QueryOrderDecoder;
import ebb.codecs.sbe.ReasonsDecoder;
import ebb.codecs.sbe.ReconcileMarkDecoder;
import ebb.codecs.sbe.ReconcileRequestDecoder;
import ebb.codecs.sbe.ReplaceOrderDecoder;
import ebb.codecs.sbe.RiskEventDecoder;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.codecs.sbe.SeriesDefinitionDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.SignalDecoder;
import ebb.codecs.sbe.StateChangeDecoder;
import ebb.codecs.sbe.StateHashDecoder;
import ebb.codecs.sbe.StreamAliveDecoder;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import ebb.codecs.sbe.SubscriptionStateDecoder;
import ebb.codecs.sbe.SynthesisDecoder;
import ebb.codecs.sbe.SynthesisRequestDecoder;
import ebb.codecs.sbe.TickDecoder;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import ebb.codecs.sbe.TradeRecordDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Any message of the schema as text, for tools: {@code journal cat}, the field-by-field difference of a replay, dumps.
 * Allocates; nothing on the way of a message uses it.
 */
public final class MessageText {
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<Integer, Supplier<MessageDecoderFlyweight>> decoders = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Creates the table of all templates. */
    public MessageText() {
        addAll();
    }

    /**
     * The name of a template.
     *
     * @param templateId SBE template
     * @return e.g. {@code Trade}, or {@code Template 999} for one that this build does not know
     */
    public String name(int templateId) {
        return names.getOrDefault(templateId, "Template " + templateId);
    }

    /**
     * The template of a name.
     *
     * @param name e.g. {@code Trade}
     * @return the template, or −1
     */
    public int templateId(String name) {
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        return -1;
    }

    /**
     * One message as a tree of fields.
     *
     * @param buffer holds the message header at offset
     * @param offset where it begins
     * @return fields by name in schema order; values are strings, field maps or lists of field maps
     */
    public Map<String, Object> fields(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        Supplier<MessageDecoderFlyweight> supplier = decoders.get(header.templateId());
        if (supplier == null) {
            return Map.of("template", name(header.templateId()));
        }
        MessageDecoderFlyweight decoder = supplier.get();
        decoder.wrap(buffer, offset + header.encodedLength(), header.blockLength(), header.version());
        StringBuilder text = new StringBuilder();
        decoder.appendTo(text);
        Map<String, Object> fields = FieldText.parse(text);
        fields.replaceAll(
                (name, value) -> value instanceof String && isAbsent(decoder, name, (String) value) ? null : value);
        return fields;
    }

    /** Whether a value is the one that this field has when it is absent; each width has its own, an id prints it as −1. */
    private static boolean isAbsent(MessageDecoderFlyweight decoder, String field, String value) {
        try {
            Class<?> type = decoder.getClass();
            Object presence =
                    type.getMethod(field + "MetaAttribute", MetaAttribute.class).invoke(null, MetaAttribute.PRESENCE);
            return "optional".equals(presence)
                    && value.equals(
                            String.valueOf(type.getMethod(field + "NullValue").invoke(null)));
        } catch (NoSuchMethodException e) {
            return false; // Text and flags are never absent, only empty.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generated decoder of " + field, e);
        }
    }

    private void add(int templateId, String name, Supplier<MessageDecoderFlyweight> decoder) {
        names.put(templateId, name);
        decoders.put(templateId, decoder);
    }

    private void addAll() {
        add(RunHeaderDecoder.TEMPLATE_ID, "RunHeader", RunHeaderDecoder::new);
        add(RunTextDecoder.TEMPLATE_ID, "RunText", RunTextDecoder::new);
        add(TickDecoder.TEMPLATE_ID, "Tick", TickDecoder::new);
        add(EgressSuppressedDecoder.TEMPLATE_ID, "EgressSuppressed", EgressSuppressedDecoder::new);
        add(VenueDefinitionDecoder.TEMPLATE_ID, "VenueDefinition", VenueDefinitionDecoder::new);
        add(InstrumentDefinitionDecoder.TEMPLATE_ID, "InstrumentDefinition", InstrumentDefinitionDecoder::new);
        add(InstrumentStatusDecoder.TEMPLATE_ID, "InstrumentStatus", InstrumentStatusDecoder::new);
        add(SeriesDefinitionDecoder.TEMPLATE_ID, "SeriesDefinition", SeriesDefinitionDecoder::new);
        add(MarketCenterDecoder.TEMPLATE_ID, "MarketCenter", MarketCenterDecoder::new);
        add(SessionStateDecoder.TEMPLATE_ID, "SessionState", SessionStateDecoder::new);
        add(StreamAliveDecoder.TEMPLATE_ID, "StreamAlive", StreamAliveDecoder::new);
        add(SubscriptionStateDecoder.TEMPLATE_ID, "SubscriptionState", SubscriptionStateDecoder::new);
        add(TradeDecoder.TEMPLATE_ID, "Trade", TradeDecoder::new);
        add(BookDeltaDecoder.TEMPLATE_ID, "BookDelta", BookDeltaDecoder::new);
        add(BookSnapshotDecoder.TEMPLATE_ID, "BookSnapshot", BookSnapshotDecoder::new);
        add(BookRowsDecoder.TEMPLATE_ID, "BookRows", BookRowsDecoder::new);
        add(TopOfBookDecoder.TEMPLATE_ID, "TopOfBook", TopOfBookDecoder::new);
        add(MarkIndexDecoder.TEMPLATE_ID, "MarkIndex", MarkIndexDecoder::new);
        add(FundingDecoder.TEMPLATE_ID, "Funding", FundingDecoder::new);
        add(OpenInterestDecoder.TEMPLATE_ID, "OpenInterest", OpenInterestDecoder::new);
        add(LiquidationDecoder.TEMPLATE_ID, "Liquidation", LiquidationDecoder::new);
        add(CandleDecoder.TEMPLATE_ID, "Candle", CandleDecoder::new);
        add(CandleBatchDecoder.TEMPLATE_ID, "CandleBatch", CandleBatchDecoder::new);
        add(TickerDecoder.TEMPLATE_ID, "Ticker", TickerDecoder::new);
        add(OptionQuoteDecoder.TEMPLATE_ID, "OptionQuote", OptionQuoteDecoder::new);
        add(ExposureDecoder.TEMPLATE_ID, "Exposure", ExposureDecoder::new);
        add(ContextValueDecoder.TEMPLATE_ID, "ContextValue", ContextValueDecoder::new);
        add(SynthesisDecoder.TEMPLATE_ID, "Synthesis", SynthesisDecoder::new);
        add(ModelArtifactDecoder.TEMPLATE_ID, "ModelArtifact", ModelArtifactDecoder::new);
        add(OrderAckDecoder.TEMPLATE_ID, "OrderAck", OrderAckDecoder::new);
        add(OrderRejectDecoder.TEMPLATE_ID, "OrderReject", OrderRejectDecoder::new);
        add(OrderClosedDecoder.TEMPLATE_ID, "OrderClosed", OrderClosedDecoder::new);
        add(CancelRejectDecoder.TEMPLATE_ID, "CancelReject", CancelRejectDecoder::new);
        add(FillDecoder.TEMPLATE_ID, "Fill", FillDecoder::new);
        add(OrderUnknownDecoder.TEMPLATE_ID, "OrderUnknown", OrderUnknownDecoder::new);
        add(BalanceDecoder.TEMPLATE_ID, "Balance", BalanceDecoder::new);
        add(PositionReportDecoder.TEMPLATE_ID, "PositionReport", PositionReportDecoder::new);
        add(OpenOrderDecoder.TEMPLATE_ID, "OpenOrder", OpenOrderDecoder::new);
        add(ReconcileMarkDecoder.TEMPLATE_ID, "ReconcileMark", ReconcileMarkDecoder::new);
        add(AccountConfigDecoder.TEMPLATE_ID, "AccountConfig", AccountConfigDecoder::new);
        add(AccountEventDecoder.TEMPLATE_ID, "AccountEvent", AccountEventDecoder::new);
        add(CommandDecoder.TEMPLATE_ID, "Command", CommandDecoder::new);
        add(ConfigureDecoder.TEMPLATE_ID, "Configure", ConfigureDecoder::new);
        add(OverrideDecoder.TEMPLATE_ID, "Override", OverrideDecoder::new);
        add(LabelDecoder.TEMPLATE_ID, "Label", LabelDecoder::new);
        add(ManualTradeDecoder.TEMPLATE_ID, "ManualTrade", ManualTradeDecoder::new);
        add(OperatorBeatDecoder.TEMPLATE_ID, "OperatorBeat", OperatorBeatDecoder::new);
        add(NewOrderDecoder.TEMPLATE_ID, "NewOrder", NewOrderDecoder::new);
        add(ReplaceOrderDecoder.TEMPLATE_ID, "ReplaceOrder", ReplaceOrderDecoder::new);
        add(CancelOrderDecoder.TEMPLATE_ID, "CancelOrder", CancelOrderDecoder::new);
        add(CancelAllDecoder.TEMPLATE_ID, "CancelAll", CancelAllDecoder::new);
        add(QueryOrderDecoder.TEMPLATE_ID, "QueryOrder", QueryOrderDecoder::new);
        add(AccountRequestDecoder.TEMPLATE_ID, "AccountRequest", AccountRequestDecoder::new);
        add(BookResyncDecoder.TEMPLATE_ID, "BookResync", BookResyncDecoder::new);
        add(HistoryRequestDecoder.TEMPLATE_ID, "HistoryRequest", HistoryRequestDecoder::new);
        add(SubscriptionChangeDecoder.TEMPLATE_ID, "SubscriptionChange", SubscriptionChangeDecoder::new);
        add(SynthesisRequestDecoder.TEMPLATE_ID, "SynthesisRequest", SynthesisRequestDecoder::new);
        add(ReconcileRequestDecoder.TEMPLATE_ID, "ReconcileRequest", ReconcileRequestDecoder::new);
        add(SignalDecoder.TEMPLATE_ID, "Signal", SignalDecoder::new);
        add(ReasonsDecoder.TEMPLATE_ID, "Reasons", ReasonsDecoder::new);
        add(StateChangeDecoder.TEMPLATE_ID, "StateChange", StateChangeDecoder::new);
        add(LevelEventDecoder.TEMPLATE_ID, "LevelEvent", LevelEventDecoder::new);
        add(PositionEventDecoder.TEMPLATE_ID, "PositionEvent", PositionEventDecoder::new);
        add(RiskEventDecoder.TEMPLATE_ID, "RiskEvent", RiskEventDecoder::new);
        add(TradeRecordDecoder.TEMPLATE_ID, "TradeRecord", TradeRecordDecoder::new);
        add(FeatureRowDecoder.TEMPLATE_ID, "FeatureRow", FeatureRowDecoder::new);
        add(AlertDecoder.TEMPLATE_ID, "Alert", AlertDecoder::new);
        add(MetricDecoder.TEMPLATE_ID, "Metric", MetricDecoder::new);
        add(StateHashDecoder.TEMPLATE_ID, "StateHash", StateHashDecoder::new);
    }
}
