package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Bool;
import ebb.codecs.sbe.CancelRejectEncoder;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.FillEncoder;
import ebb.codecs.sbe.OrderAckEncoder;
import ebb.codecs.sbe.OrderClosedEncoder;
import ebb.codecs.sbe.OrderRejectEncoder;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.engine.order.FillReport;
import ebb.engine.order.Order;
import ebb.engine.order.Orders;
import ebb.engine.paper.Executions;
import org.agrona.MutableDirectBuffer;

/**
 * Answers of the simulated exchange: written to {@code out} as inbound templates flagged SIMULATED, then applied to the
 * orders like a venue's (DESIGN, The way of a message).
 */
final class SimulatedReports implements Executions {
    private static final byte[] NO_TEXT = new byte[0];

    private final Core core;
    private final OrderAckEncoder ack = new OrderAckEncoder();
    private final OrderRejectEncoder reject = new OrderRejectEncoder();
    private final OrderClosedEncoder closed = new OrderClosedEncoder();
    private final CancelRejectEncoder cancelReject = new CancelRejectEncoder();
    private final FillEncoder fill = new FillEncoder();
    private Orders orders;

    SimulatedReports(Core core) {
        this.core = core;
    }

    void bind(Orders to) {
        orders = to;
    }

    @Override
    public void ack(long clOrd, long orderId, long price, long qty, long cum, AckKind kind) {
        ack.wrap(open(OrderAckEncoder.TEMPLATE_ID, OrderAckEncoder.BLOCK_LENGTH, clOrd), core.out.body());
        ack.tx(core.timers.nowNs())
                .clOrd(clOrd)
                .orderId(orderId)
                .price(price)
                .qty(qty)
                .cum(cum)
                .ack(kind);
        ack.putOrderText(NO_TEXT, 0, 0);
        core.out.end(ack.limit());
        orders.onAck(clOrd, orderId, price, qty, cum, kind);
    }

    @Override
    public void reject(long clOrd, RejectWhy why, RetryClass again) {
        reject.wrap(open(OrderRejectEncoder.TEMPLATE_ID, OrderRejectEncoder.BLOCK_LENGTH, clOrd), core.out.body());
        reject.tx(core.timers.nowNs()).clOrd(clOrd).code(0).why(why).retry(again);
        reject.putText(NO_TEXT, 0, 0);
        core.out.end(reject.limit());
        orders.onReject(clOrd, why, again);
    }

    @Override
    public void closed(long clOrd, long orderId, long cum, CloseWhy why) {
        closed.wrap(open(OrderClosedEncoder.TEMPLATE_ID, OrderClosedEncoder.BLOCK_LENGTH, clOrd), core.out.body());
        closed.tx(core.timers.nowNs()).clOrd(clOrd).orderId(orderId).cum(cum).why(why);
        core.out.end(closed.limit());
        orders.onClosed(clOrd, orderId, cum, why);
    }

    @Override
    public void cancelReject(long clOrd, RejectWhy why, boolean known) {
        cancelReject.wrap(
                open(CancelRejectEncoder.TEMPLATE_ID, CancelRejectEncoder.BLOCK_LENGTH, clOrd), core.out.body());
        cancelReject.tx(core.timers.nowNs()).clOrd(clOrd).code(0).why(why).known(known ? Bool.T : Bool.F);
        core.out.end(cancelReject.limit());
        orders.onCancelReject(clOrd, why);
    }

    @Override
    public void fill(FillReport report) {
        int instrument = report.instrument();
        fill.wrap(
                core.out.beginSimulated(
                        FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH, instrument, core.venueOf(instrument)),
                core.out.body());
        fill.tx(core.timers.nowNs())
                .clOrd(report.clOrd())
                .orderId(report.orderId())
                .execId(report.execId())
                .price(report.price())
                .qty(report.qty())
                .fee(report.fee())
                .cum(report.cum())
                .realised(Nulls.LONG)
                .feeCcy(core.instruments.at(instrument).settleCcy())
                .revision((short) 0)
                .side(report.side())
                .liquidity(report.liquidity());
        fill.flags()
                .clear()
                .lIQUIDATION(report.is(FillReport.LIQUIDATION))
                .aDL(report.is(FillReport.ADL))
                .sETTLEMENT(report.is(FillReport.SETTLEMENT));
        core.out.end(fill.limit());
        orders.onFill(report);
    }

    private MutableDirectBuffer open(int templateId, int blockLength, long clOrd) {
        Order order = orders.find(clOrd);
        int instrument = order == null ? Out.NO_INSTRUMENT : order.instrument();
        return core.out.beginSimulated(templateId, blockLength, instrument, core.venueOf(instrument));
    }
}
