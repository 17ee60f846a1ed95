package ebb.engine.order;

import ebb.codecs.sbe.OrdState;

/** What the rest of the engine learns of orders and positions. Objects are reused: take what is needed at once. */
public interface OrderListener {
    /** An order changed its state. */
    void onOrderState(Order order, OrdState from, OrdState to);

    /**
     * An order, or its change, that was refused for now is being sent again (NS-EXE-2).
     *
     * @param order as it is sent; its change if one is pending
     * @param attempt 1 for the first time that it is sent again
     */
    void onOrderRetry(Order order, int attempt);

    /** An execution was applied; the order is null for one the venue made without an order of ours. */
    void onFill(FillReport fill, Order order, Position position);

    /** A position changed: size, state, stop or money. */
    void onPosition(Position position);

    /** A position is flat again: one closed trade (NS-VAL-1). */
    void onTradeClosed(Position position);

    /** Something went wrong; the order is null if none is known. */
    void onOrderFault(OrderFault fault, Order order, long clOrd);
}
