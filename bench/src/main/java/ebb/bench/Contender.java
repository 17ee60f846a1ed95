package ebb.bench;

import ebb.bench.row.Kind;

/** Something timed call by call in a {@link Percentiles} rig; opened, used and closed by one thread. */
interface Contender {
    /** Name in the table. */
    String name();

    /** Whose figure it is. */
    default Kind kind() {
        return Kind.EBB;
    }

    /** Prepares a round. */
    void open();

    /** Does it once. */
    void once();

    /** Ends a round and removes what it left. */
    void close();

    /** How many calls make a round. */
    default int calls() {
        return 200_000;
    }

    /** Name of the thread beside the caller's whose allocation counts, while it is open; null for the caller's own. */
    default String worker() {
        return null;
    }

    /** How many units one call is: a round trip is two hops. */
    default int units() {
        return 1;
    }
}
