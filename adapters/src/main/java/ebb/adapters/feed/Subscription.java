package ebb.adapters.feed;

import ebb.adapters.feed.protocol.Topic;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;

/**
 * One stream of one instrument: whether it is wanted, over which connection it is live, and what of that the engine was
 * told. A full ring delays the telling, never loses it. Event loop only.
 */
final class Subscription {
    /** In place of a connection: not live. */
    static final int DOWN = -1;

    private final int slot;
    private final int instrument;
    private final Topic topic;

    private final boolean isDeep;
    private boolean isWanted = true;
    private boolean isRefused;
    private int conn = DOWN;
    private int toldConn = DOWN;
    private int code;

    /**
     * Not live yet.
     *
     * @param slot of the instrument in the decoder's table
     * @param instrument dense number
     * @param topic what the venue calls it
     */
    Subscription(int slot, int instrument, Topic topic) {
        this(slot, instrument, topic, false);
    }

    /**
     * Not live yet.
     *
     * @param slot of the instrument in the decoder's table
     * @param instrument dense number
     * @param topic what the venue calls it
     * @param isDeep whether it is there only as long as it is wanted
     */
    Subscription(int slot, int instrument, Topic topic, boolean isDeep) {
        this.slot = slot;
        this.isDeep = isDeep;
        this.instrument = instrument;
        this.topic = topic;
    }

    int slot() {
        return slot;
    }

    int instrument() {
        return instrument;
    }

    Stream stream() {
        return topic.stream();
    }

    Topic topic() {
        return topic;
    }

    int socket() {
        return topic.socket();
    }

    boolean isWanted() {
        return isWanted;
    }

    void want(boolean wanted) {
        isWanted = wanted;
        isRefused = false;
    }

    /** Whether nobody needs it any more: it came when it was wanted, and is off, and the engine knows. */
    boolean isOver() {
        return isDeep && !isWanted && !isLive() && toldConn == DOWN;
    }

    boolean isDeep() {
        return isDeep;
    }

    boolean isRefused() {
        return isRefused;
    }

    /** The venue refused it: not tried again on this connection. */
    void refused() {
        isRefused = true;
    }

    boolean isLive() {
        return conn != DOWN;
    }

    /** The connection it is live over, or {@link #DOWN}. */
    int conn() {
        return conn;
    }

    /** Whether what is there is not what is wanted. */
    boolean isDue() {
        return isWanted != isLive() && !isRefused;
    }

    void live(int over) {
        conn = over;
        code = 0;
    }

    /** Lost, or given up; the code goes into the low byte of the reason. */
    void down(int why) {
        conn = DOWN;
        code = why;
        isRefused = false;
    }

    /** Tells the engine what it does not know yet; false if the ring took not all of it. */
    boolean tell(MessageWriter out, long nowNs) {
        if (toldConn == conn) {
            return true;
        }
        if (toldConn != DOWN) {
            // A connection in the place of another is a session change (BOOK-10): down first, even if both are at hand.
            if (!out.state(this, Session.DOWN, toldConn, code, nowNs)) {
                return false;
            }
            toldConn = DOWN;
        }
        if (conn != DOWN) {
            if (!out.state(this, Session.LIVE, conn, 0, nowNs)) {
                return false;
            }
            toldConn = conn;
        }
        return true;
    }
}
