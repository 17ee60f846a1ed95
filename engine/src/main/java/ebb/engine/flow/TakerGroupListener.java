package ebb.engine.flow;

/** Who wants closed taker groups (TRD-4). */
@FunctionalInterface
public interface TakerGroupListener {
    /**
     * A group closed. Its fields stand in the object until this call returns.
     *
     * @param nowNs engine time of the closing
     * @param group read {@code side}, {@code qty}, {@code lastPrice}, {@code prints}, {@code lastNs} here
     */
    void onGroup(long nowNs, TakerGroups group);
}
