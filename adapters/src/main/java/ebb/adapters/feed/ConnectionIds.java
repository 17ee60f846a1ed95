package ebb.adapters.feed;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers of connections ({@code conn} of each head), one counter for all adapters of a process: a connection that takes
 * another's place has a number of its own, so that the engine sees it was replaced (BOOK-10). Any thread.
 */
public final class ConnectionIds {
    /** 65,535 is null on the wire. */
    private static final int COUNT = 65_535;

    private final AtomicInteger next = new AtomicInteger();

    /** None handed out yet. */
    public ConnectionIds() {}

    /**
     * A number for a new connection.
     *
     * @return 0 to 65,534; begins anew behind the last
     */
    public int next() {
        return next.getAndUpdate(last -> (last + 1) % COUNT);
    }
}
