package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.sbe.CancelRejectDecoder;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.FillFlagDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.OrderAckDecoder;
import ebb.codecs.sbe.OrderClosedDecoder;
import ebb.codecs.sbe.OrderRejectDecoder;
import ebb.codecs.sbe.OrderUnknownDecoder;
import ebb.engine.order.FillReport;
import ebb.engine.order.Orders;
import org.agrona.DirectBuffer;

/** Applies what gateways report of our orders (messages.md §3.7), and what the kill gate stopped. */
final class AccountInbound {
    private final Orders orders;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderAckDecoder ack = new OrderAckDecoder();
    private final OrderRejectDecoder reject = new OrderRejectDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();
    private final CancelRejectDecoder cancelReject = new CancelRejectDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderUnknownDecoder unknown = new OrderUnknownDecoder();
    private final EgressSuppressedDecoder suppressed = new EgressSuppressedDecoder();
    private final FillReport report = new FillReport();

    AccountInbound(Orders orders) {
        this.orders = orders;
    }

    void onAck(DirectBuffer buffer, int offset) {
        ack.wrapAndApplyHeader(buffer, offset, header);
        orders.onAck(ack.clOrd(), ack.orderId(), ack.price(), ack.qty(), ack.cum(), ack.ack());
    }

    void onReject(DirectBuffer buffer, int offset) {
        reject.wrapAndApplyHeader(buffer, offset, header);
        orders.onReject(reject.clOrd(), reject.why(), reject.retry());
    }

    void onClosed(DirectBuffer buffer, int offset) {
        closed.wrapAndApplyHeader(buffer, offset, header);
        orders.onClosed(closed.clOrd(), closed.orderId(), closed.cum(), closed.why());
    }

    void onCancelReject(DirectBuffer buffer, int offset) {
        cancelReject.wrapAndApplyHeader(buffer, offset, header);
        orders.onCancelReject(cancelReject.clOrd(), cancelReject.why());
    }

    void onFill(DirectBuffer buffer, int offset) {
        fill.wrapAndApplyHeader(buffer, offset, header);
        report.clear()
                .of(InHead.instrument(buffer, offset), fill.clOrd(), fill.orderId())
                .trade(fill.execId(), fill.side(), fill.price(), fill.qty())
                .cost(fill.fee(), fill.liquidity(), fill.cum(), bits(fill.flags()));
        orders.onFill(report);
    }

    private static int bits(FillFlagDecoder flags) {
        return (flags.lIQUIDATION() ? FillReport.LIQUIDATION : 0)
                | (flags.aDL() ? FillReport.ADL : 0)
                | (flags.sETTLEMENT() ? FillReport.SETTLEMENT : 0)
                | (flags.eSTIMATED() ? FillReport.ESTIMATED : 0)
                | (flags.cORRECTS() ? FillReport.CORRECTS : 0)
                | (flags.rECONCILED() ? FillReport.RECONCILED : 0)
                | (flags.lATE() ? FillReport.LATE : 0)
                | (flags.eXTERNAL() ? FillReport.EXTERNAL : 0);
    }

    void onUnknown(DirectBuffer buffer, int offset) {
        unknown.wrapAndApplyHeader(buffer, offset, header);
        orders.onUnknown(unknown.clOrd(), unknown.what());
    }

    void onSuppressed(DirectBuffer buffer, int offset) {
        suppressed.wrapAndApplyHeader(buffer, offset, header);
        orders.onSuppressed(suppressed.clOrd(), suppressed.why());
    }
}
