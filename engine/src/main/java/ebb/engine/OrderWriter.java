package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.CancelOrderEncoder;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.MarginMode;
import ebb.codecs.sbe.NewOrderEncoder;
import ebb.codecs.sbe.QueryOrderEncoder;
import ebb.codecs.sbe.ReplaceOrderEncoder;
import ebb.engine.order.Order;

/** Encodes orders on their way to a gateway (messages.md §4.1). */
final class OrderWriter {
    private final Core core;
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final QueryOrderEncoder query = new QueryOrderEncoder();

    OrderWriter(Core core) {
        this.core = core;
    }

    void newOrder(Order order) {
        newOrder.wrap(
                core.out.begin(
                        NewOrderEncoder.TEMPLATE_ID,
                        NewOrderEncoder.BLOCK_LENGTH,
                        order.instrument(),
                        core.venueOf(order.instrument()),
                        order.strategy()),
                core.out.body());
        newOrder.clOrd(order.clOrd())
                .signal(order.signal())
                .position(order.position())
                .parent(order.parent())
                .price(order.price())
                .qty(order.qty())
                .stop(order.stop())
                .cap(Nulls.LONG)
                .expires(order.expiresNs())
                .leverage(order.leverage() == 0 ? NewOrderEncoder.leverageNullValue() : order.leverage())
                .side(order.side())
                .type(order.type())
                .tif(order.tif())
                .trigger(order.trigger())
                .role(order.role())
                .marginMode(MarginMode.ISOLATED);
        newOrder.flags().clear().rEDUCE_ONLY(order.isReduceOnly());
        core.out.end(newOrder.limit());
    }

    void replace(Order order) {
        replace.wrap(
                core.out.begin(
                        ReplaceOrderEncoder.TEMPLATE_ID,
                        ReplaceOrderEncoder.BLOCK_LENGTH,
                        order.instrument(),
                        core.venueOf(order.instrument()),
                        order.strategy()),
                core.out.body());
        replace.clOrd(order.pendingClOrd())
                .replaces(order.clOrd())
                .price(order.pendingPrice())
                .qty(order.pendingQty())
                .stop(order.pendingStop());
        core.out.end(replace.limit());
    }

    void cancel(Order order, CancelWhy why) {
        cancel.wrap(
                core.out.begin(
                        CancelOrderEncoder.TEMPLATE_ID,
                        CancelOrderEncoder.BLOCK_LENGTH,
                        order.instrument(),
                        core.venueOf(order.instrument()),
                        order.strategy()),
                core.out.body());
        cancel.clOrd(order.clOrd()).why(why);
        core.out.end(cancel.limit());
    }

    void query(Order order, int attempt) {
        query.wrap(
                core.out.begin(
                        QueryOrderEncoder.TEMPLATE_ID,
                        QueryOrderEncoder.BLOCK_LENGTH,
                        order.instrument(),
                        core.venueOf(order.instrument()),
                        order.strategy()),
                core.out.body());
        query.clOrd(order.clOrd()).orderId(order.orderId()).attempt((short) attempt);
        core.out.end(query.limit());
    }
}
