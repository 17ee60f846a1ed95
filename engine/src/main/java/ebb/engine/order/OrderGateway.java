package ebb.engine.order;

import ebb.codecs.sbe.CancelWhy;

/** Where orders leave to. The root encodes them to egress, or hands them to the simulated exchange. */
public interface OrderGateway {
    /** A new order, state SENT; or, with the same id, an order that was never answered (NS-PRT-1 retry). */
    void newOrder(Order order);

    /** A cancel of an order. */
    void cancel(Order order, CancelWhy why);

    /** A change: {@link Order#pendingClOrd}, {@link Order#pendingPrice}, {@link Order#pendingQty}, pendingStop. */
    void replace(Order order);

    /** Asks what became of an order (NS-EXE-1); attempts count from 1. */
    void query(Order order, int attempt);
}
