package ebb.adapters.net;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of the network layer: group {@code net} of core.md §21. Durations in ns, sizes in bytes.
 *
 * @param loop how the event loop waits
 * @param liveness when a connection counts as dead
 * @param reconnect how soon and how often it is tried again
 * @param limits what a peer may send and we may queue
 * @param rest requests and answers
 * @param rates our share of a venue's limits
 * @param peer who we say we are and whom we trust
 */
public record NetSettings(
        Loop loop, Liveness liveness, Reconnect reconnect, Limits limits, Rest rest, Rates rates, Peer peer) {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    /** The documented defaults. */
    public static final NetSettings DEFAULTS = new NetSettings(
            Loop.DEFAULTS,
            Liveness.DEFAULTS,
            Reconnect.DEFAULTS,
            Limits.DEFAULTS,
            Rest.DEFAULTS,
            Rates.DEFAULTS,
            Peer.DEFAULTS);

    /** Which of Netty's transports carries the sockets. */
    public enum Transport {
        /** Epoll where it is present, else NIO. */
        AUTO,
        /** Linux epoll; an error where it is absent. */
        EPOLL,
        /** The JDK's selector: runs everywhere, allocates more and takes longer. */
        NIO
    }

    /**
     * How the event loop waits.
     *
     * @param transport {@code net.transport}, default AUTO
     * @param busy {@code net.busy}: epoll spins instead of sleeping, one core for lower latency; NIO cannot and sleeps;
     *     default false
     */
    public record Loop(Transport transport, boolean busy) {
        /** Epoll where present, sleeping. */
        public static final Loop DEFAULTS = new Loop(Transport.AUTO, false);
    }

    /**
     * When a connection counts as dead. A half-open one is found within ping + pong: 10 s (RELIABILITY P8).
     *
     * @param pingNs {@code net.ping}: the time between our pings, default 5 s
     * @param pongNs {@code net.pong}: a ping after which no whole frame of any kind has come for so long ends the
     *     connection, default 5 s; bytes that complete no frame are no sign of life
     * @param idleNs {@code net.idle}: no message (text or binary) for so long ends the connection; 0, the default, never:
     *     a quiet coin is not stale, BOOK-10 judges channels
     * @param connectNs {@code net.connect-timeout}: from the attempt's start through name, TCP, TLS and handshake,
     *     default 10 s
     * @param closeNs {@code net.close-timeout}: how long the peer's half of a close handshake is awaited, default 2 s
     */
    public record Liveness(long pingNs, long pongNs, long idleNs, long connectNs, long closeNs) {
        /** 5 s, 5 s, never, 10 s, 2 s. */
        public static final Liveness DEFAULTS = new Liveness(5 * SECOND, 5 * SECOND, 0, 10 * SECOND, 2 * SECOND);

        /** Refuses what cannot work. */
        public Liveness {
            Bounds.positive("net.ping", pingNs);
            Bounds.positive("net.pong", pongNs);
            Bounds.positive("net.connect-timeout", connectNs);
            Bounds.positive("net.close-timeout", closeNs);
            Bounds.atLeast("net.idle", idleNs, 0);
        }
    }

    /**
     * How soon and how often a connection is tried again: the wait doubles from least to most, then stays.
     *
     * @param minNs {@code net.reconnect}, lower end: no two attempts begin closer together, default 1 s
     * @param maxNs {@code net.reconnect}, upper end: no wait is longer, except where the venue asks for it, default 60 s
     * @param jitterPercent {@code net.reconnect-jitter}: up to so much is added to each wait, default 20
     * @param settledNs {@code net.settled}: a connection that lived so long starts the waits anew, default 10 s
     * @param seed of the jitter; 0, the default, takes one from the system, another makes runs alike
     */
    public record Reconnect(long minNs, long maxNs, int jitterPercent, long settledNs, long seed) {
        /** 1 s to 60 s, 20 %, 10 s. */
        public static final Reconnect DEFAULTS = new Reconnect(SECOND, 60 * SECOND, 20, 10 * SECOND, 0);

        /** Refuses what cannot work. */
        public Reconnect {
            Bounds.positive("net.reconnect", minNs);
            Bounds.atLeast("net.reconnect", maxNs, minNs);
            Bounds.within("net.reconnect-jitter", jitterPercent, 0, 100);
            Bounds.atLeast("net.settled", settledNs, 0);
        }
    }

    /**
     * What a peer may send and we may queue.
     *
     * @param frameMax {@code net.frame-max}, default 1 MiB
     * @param messageMax {@code net.message-max}: fragments together, default 4 MiB
     * @param outgoingBytes {@code net.outgoing}: waiting outgoing messages of one connection, a power of two; one message
     *     takes an eighth of it at most; default 256 KiB
     */
    public record Limits(int frameMax, int messageMax, int outgoingBytes) {
        /** 1 MiB, 4 MiB, 256 KiB. */
        public static final Limits DEFAULTS = new Limits(1 << 20, 4 << 20, 256 << 10);

        /** Refuses what cannot work. */
        public Limits {
            Bounds.within("net.frame-max", frameMax, 125, 1 << 30);
            Bounds.within("net.message-max", messageMax, frameMax, 1 << 30);
            Bounds.within("net.outgoing", outgoingBytes, 1024, 1 << 26);
            if (Integer.bitCount(outgoingBytes) != 1) {
                throw new IllegalArgumentException("net.outgoing must be a power of two, is " + outgoingBytes);
            }
        }
    }

    /**
     * Requests and answers.
     *
     * @param maxBytes {@code net.rest-max}: largest body taken, default 64 MiB (instrument lists are large)
     * @param timeoutNs {@code net.rest-timeout}: from the moment a request leaves the queue to its last byte, connecting
     *     included, default 10 s
     * @param connections {@code net.rest-connections}: kept alive to one host at most, default 2
     * @param queue {@code net.rest-queue}: requests that may wait, default 256
     * @param idleNs {@code net.rest-idle}: an unused connection is closed after so long, default 30 s
     * @param limitedPauseNs {@code net.rest-limited}: silence after a 429 without Retry-After, default 60 s
     * @param bannedPauseNs {@code net.rest-banned}: silence after a 418 without Retry-After, default 120 s
     */
    public record Rest(
            int maxBytes,
            long timeoutNs,
            int connections,
            int queue,
            long idleNs,
            long limitedPauseNs,
            long bannedPauseNs) {
        /** 64 MiB, 10 s, 2, 256, 30 s, 60 s, 120 s. */
        public static final Rest DEFAULTS =
                new Rest(64 << 20, 10 * SECOND, 2, 256, 30 * SECOND, 60 * SECOND, 120 * SECOND);

        /** Refuses what cannot work. */
        public Rest {
            Bounds.within("net.rest-max", maxBytes, 1, 1 << 30);
            Bounds.positive("net.rest-timeout", timeoutNs);
            Bounds.within("net.rest-connections", connections, 1, 64);
            Bounds.within("net.rest-queue", queue, 1, 1 << 20);
            Bounds.positive("net.rest-idle", idleNs);
            Bounds.positive("net.rest-limited", limitedPauseNs);
            Bounds.positive("net.rest-banned", bannedPauseNs);
        }
    }

    /**
     * Our share of a venue's limits.
     *
     * @param sharePercent {@code net.rate-share}: of the venue's limit, default 50
     * @param cancelPercent of that share kept for cancels, default 20
     * @param historyTries {@code net.history-tries}: how often a page of history is asked for that is refused, fails or comes
     *     as garbage, before it is given up by name, default 8
     */
    public record Rates(int sharePercent, int cancelPercent, int historyTries) {
        /** Half, a fifth of it for cancels, eight tries. */
        public static final Rates DEFAULTS = new Rates(50, 20, 8);

        /** Refuses what cannot work. */
        public Rates {
            Bounds.within("net.rate-share", sharePercent, 1, 100);
            Bounds.within("net.rate-share (cancels)", cancelPercent, 0, 99);
            Bounds.within("net.history-tries", historyTries, 1, 1_000);
        }
    }

    /**
     * Who we say we are and whom we trust.
     *
     * @param userAgent {@code net.user-agent}, default {@code ebb/0.1}; MEXC refuses requests without one
     * @param trust {@code net.trust}: a PEM file whose certificates are trusted instead of the JDK's; for tests and
     *     venuesim, default none
     */
    public record Peer(String userAgent, Optional<Path> trust) {
        /** ebb/0.1, the JDK's trust store. */
        public static final Peer DEFAULTS = new Peer("ebb/0.1", Optional.empty());
    }

    /** The same with another loop. */
    public NetSettings with(Loop other) {
        return new NetSettings(other, liveness, reconnect, limits, rest, rates, peer);
    }

    /** The same with another liveness. */
    public NetSettings with(Liveness other) {
        return new NetSettings(loop, other, reconnect, limits, rest, rates, peer);
    }

    /** The same with another reconnect. */
    public NetSettings with(Reconnect other) {
        return new NetSettings(loop, liveness, other, limits, rest, rates, peer);
    }

    /** The same with other limits. */
    public NetSettings with(Limits other) {
        return new NetSettings(loop, liveness, reconnect, other, rest, rates, peer);
    }

    /** The same with another rest. */
    public NetSettings with(Rest other) {
        return new NetSettings(loop, liveness, reconnect, limits, other, rates, peer);
    }

    /** The same with other rates. */
    public NetSettings with(Rates other) {
        return new NetSettings(loop, liveness, reconnect, limits, rest, other, peer);
    }

    /** The same with another peer. */
    public NetSettings with(Peer other) {
        return new NetSettings(loop, liveness, reconnect, limits, rest, rates, other);
    }
}
