package ebb.adapters.net;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** How we ask a venue for a sign of life each {@code net.ping}. Any frame that comes back is one. */
public final class Heartbeat {
    /** A WebSocket ping whose payload is the time of sending, ns since epoch, 8 bytes big-endian. */
    public static final Heartbeat PING_FRAME = new Heartbeat(new byte[0]);

    private final UnsafeBuffer text;

    private Heartbeat(byte[] text) {
        this.text = new UnsafeBuffer(text);
    }

    /**
     * A text message in the venue's own form, such as MEXC's <code>{"method":"ping"}</code>; its answer comes as text.
     *
     * @param text not empty
     * @return the heartbeat
     */
    public static Heartbeat text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a text heartbeat must say something");
        }
        return new Heartbeat(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isText() {
        return text.capacity() > 0;
    }

    DirectBuffer text() {
        return text;
    }
}
