package ebb.engine.order;

/** Stands before each new order: the risk gate. */
@FunctionalInterface
public interface OrderGate {
    /**
     * Asked with the order after rounding, before it is sent.
     *
     * @param order state NEW, its price, quantity and stop final
     * @return false denies it: state DENIED, nothing leaves
     */
    boolean admits(Order order);
}
