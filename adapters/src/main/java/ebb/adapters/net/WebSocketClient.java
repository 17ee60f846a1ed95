package ebb.adapters.net;

import ebb.adapters.net.ConnectionListener.Transition;
import ebb.adapters.net.frame.ControlHandler;
import ebb.adapters.net.frame.FrameHandler;
import ebb.adapters.net.frame.FrameScanner;
import ebb.adapters.net.frame.Violation;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One WebSocket connection that is kept: connects, answers pings, asks for signs of life, notices death, and tries again
 * after a {@link Backoff}, until it is closed. The listener is told each change with its cause; the frame handler gets
 * what arrives. Both are called on the event loop.
 *
 * <p>What is sent waits in a ring of fixed size until the loop writes it; nothing sent on one connection goes out on the
 * next.
 */
public final class WebSocketClient implements AutoCloseable {
    /** An order or a subscription; what is longer goes out in a buffer of Netty's. */
    private static final int WRITE_BYTES = 4 * 1024;

    private final NetLoop loop;
    private final WebSocketEndpoint endpoint;
    private final ConnectionListener listener;
    private final NetSettings.Reconnect reconnect;
    private final FrameScanner scanner;
    private final Backoff backoff;
    private final ManyToOneRingBuffer outgoing;
    private final Reads reads = new Reads();
    private final LentBuffer writes = new LentBuffer(WRITE_BYTES);
    private final Runnable drain = this::drainOutgoing;

    /** Set by senders, cleared by the loop before it drains: at most one drain waits in the loop's queue. */
    private final AtomicBoolean isDrainAsked = new AtomicBoolean();

    /** Written by the loop, read by any thread; volatile. */
    private volatile ConnectionState state = ConnectionState.DOWN;
    /** Number of the connection that is LIVE, 0 while none is. Written by the loop, read by senders; volatile. */
    private volatile int liveNumber;
    /** Connections tried. Written by the loop, read by any thread; volatile. */
    private volatile int attempts;

    // The rest belongs to the loop.
    private boolean isWanted;
    private boolean isClosed;
    private WebSocketSession session;
    private ScheduledFuture<?> nextAttempt;
    private long attemptedNs;
    private long liveNs;

    /**
     * Creates a client that does nothing yet. Not on the event loop: the trust store may have to be read.
     *
     * @param loop carries it; its settings apply
     * @param endpoint where to
     * @param frames receives messages and pongs
     * @param listener is told the states
     */
    public WebSocketClient(NetLoop loop, WebSocketEndpoint endpoint, FrameHandler frames, ConnectionListener listener) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.listener = listener;
        NetSettings settings = loop.settings();
        reconnect = settings.reconnect();
        backoff = new Backoff(reconnect, reconnect.seed() == 0 ? loop.seed() : reconnect.seed());
        scanner = new FrameScanner(
                settings.limits().frameMax(), settings.limits().messageMax(), frames, new SessionControl());
        outgoing = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                settings.limits().outgoingBytes() + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        if (Origin.of(endpoint.uri(), "wss", "ws").isSecure()) {
            loop.tls();
        }
    }

    /** Connects, and stays connected until {@link #close}. Any thread; again changes nothing. */
    public void connect() {
        loop.execute(() -> {
            if (!isWanted && !isClosed) {
                isWanted = true;
                attempt();
            }
        });
    }

    /**
     * Sends a text message. Any thread; allocates nothing. The order of one thread's messages is kept.
     *
     * @param buffer holds the message in UTF-8
     * @param offset of its first byte
     * @param length at most an eighth of {@code net.outgoing}
     * @return false if it was not taken: not LIVE, or more waits than {@code net.outgoing} holds. True is no promise of
     *     arrival: the connection may be lost before it is written
     * @throws IllegalArgumentException if the message is longer than ever fits
     */
    public boolean sendText(DirectBuffer buffer, int offset, int length) {
        int number = liveNumber;
        if (number == 0) {
            return false;
        }
        boolean isOnLoop = loop.isLoopThread();
        if (isOnLoop
                && outgoing.size() == 0
                && length <= outgoing.maxMsgLength()
                && session.send(buffer, offset, length)) {
            return true;
        }
        if (!outgoing.write(number, buffer, offset, length)) {
            return false;
        }
        if (isOnLoop) {
            drainOutgoing();
        } else if (isDrainAsked.compareAndSet(false, true)) {
            loop.execute(drain);
        }
        return true;
    }

    /**
     * Sends a text message: the same for slow paths such as subscriptions.
     *
     * @param text the message
     * @return as {@link #sendText(DirectBuffer, int, int)}
     */
    public boolean sendText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return sendText(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /**
     * Gives up the present connection for a new one, soonest {@code net.reconnect}'s least after the last attempt. Any
     * thread.
     *
     * @param why for the operator: "no answer to the subscription", "rotation after 23 h"
     */
    public void renew(String why) {
        loop.execute(() -> {
            if (isWanted && session != null) {
                session.end(Failure.of(Cause.RENEWED, why), WebSocketSession.GOING_AWAY);
            }
        });
    }

    /** Closes for good, with a close handshake; the listener is told when it is done. Any thread; again changes nothing. */
    @Override
    public void close() {
        loop.execute(() -> {
            if (isClosed) {
                return;
            }
            isClosed = true;
            isWanted = false;
            cancelNextAttempt();
            if (session != null) {
                session.close();
            } else {
                enter(ConnectionState.DOWN, Failure.of(Cause.CLOSED_BY_US, "closed while down"));
                free();
            }
        });
    }

    /**
     * Where the connection stands. Any thread.
     *
     * @return the state last told, or about to be told, to the listener
     */
    public ConnectionState state() {
        return state;
    }

    /**
     * How often a connection was tried. Any thread.
     *
     * @return 0 or more
     */
    public int attempts() {
        return attempts;
    }

    /**
     * How many messages came in fragments. Any thread.
     *
     * @return 0 or more
     */
    public long fragmented() {
        return scanner.fragmentedCount();
    }

    /** The handshake is done; called by the session. */
    void live(WebSocketSession from) {
        liveNs = loop.clock().nanos();
        liveNumber = from.number();
        enter(ConnectionState.LIVE, Failure.of(Cause.ESTABLISHED, endpoint.uri().getHost()));
    }

    /** The connection is gone; called once by the session. */
    void ended(WebSocketSession from, Failure why) {
        boolean wasSettled = liveNumber == from.number() && loop.clock().nanos() - liveNs >= reconnect.settledNs();
        liveNumber = 0;
        session = null;
        if (wasSettled) {
            backoff.reset();
        }
        enter(ConnectionState.DOWN, why);
        if (isClosed) {
            // Not at once: the scanner may be the caller.
            loop.execute(this::free);
        } else if (isWanted && session == null && nextAttempt == null) {
            long delayNs = why.cause() == Cause.RENEWED ? 0 : backoff.nextNs();
            delayNs = Math.max(delayNs, why.retryAfterNs(loop.clock()));
            long sinceNs = loop.clock().nanos() - attemptedNs;
            nextAttempt = loop.schedule(this::attempt, Math.max(delayNs, reconnect.minNs() - sinceNs));
        }
    }

    /** Where its connections read to, one after the other. */
    Reads reads() {
        return reads;
    }

    /** Where its connections write their frames. */
    LentBuffer writes() {
        return writes;
    }

    /** Waiting messages to the session's frame writer; called by the session when the socket takes more. */
    void drainOutgoing() {
        isDrainAsked.set(false);
        if (session != null) {
            session.drain(outgoing);
        }
    }

    private void attempt() {
        nextAttempt = null;
        if (!isWanted) {
            return;
        }
        attemptedNs = loop.clock().nanos();
        attempts = attempts + 1;
        scanner.reset();
        session = new WebSocketSession(this, loop, endpoint, scanner, attempts);
        enter(ConnectionState.CONNECTING, Failure.of(Cause.ASKED, endpoint.uri().getHost()));
        session.open();
    }

    private void enter(ConnectionState next, Failure why) {
        state = next;
        listener.onState(new Transition(
                next, why.cause(), why.code(), why.detail(), loop.clock().nanos()));
    }

    private void free() {
        scanner.close();
        reads.close();
        writes.close();
    }

    private void cancelNextAttempt() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
            nextAttempt = null;
        }
    }

    /** The scanner outlives the sessions; what concerns the connection goes to the present one. */
    private final class SessionControl implements ControlHandler {
        @Override
        public void onPing(DirectBuffer buffer, int offset, int length) {
            session.onPing(buffer, offset, length);
        }

        @Override
        public void onClose(int code, DirectBuffer buffer, int offset, int length) {
            session.onClose(code, buffer, offset, length);
        }

        @Override
        public void onViolation(Violation violation, long seen) {
            session.onViolation(violation, seen);
        }
    }
}
