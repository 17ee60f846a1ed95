package ebb.adapters.venuesim.server;

/** Counts within windows of a fixed length. */
final class Window {
    private final long lengthNs;
    private long startNs;
    private long count;
    private boolean hasBegun;

    Window(long lengthNs) {
        this.lengthNs = lengthNs;
    }

    /** Adds to the count of the window that holds a time; the count then. */
    long add(long nowNs, long weight) {
        if (!hasBegun || nowNs - startNs >= lengthNs) {
            startNs = nowNs;
            count = 0;
            hasBegun = true;
        }
        count += weight;
        return count;
    }

    /** Ns until the window of the last count ends. */
    long leftNs(long nowNs) {
        return Math.max(0, startNs + lengthNs - nowNs);
    }
}
