package ebb.adapters.venue;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where each frame went: decoded by kind, ignored by name, or rejected by reason, exactly one of them; and what a full
 * ring did to messages. Written by the decoder's thread alone (opaque), read by any (opaque): a reader sees each
 * counter whole, though not all of one instant.
 */
public final class DecodeCounters {
    private static final FrameKind[] KINDS = FrameKind.values();
    private static final Rejection[] REASONS = Rejection.values();

    private final String[] names;
    private final AtomicLongArray decoded = new AtomicLongArray(KINDS.length);
    private final AtomicLongArray rejected = new AtomicLongArray(REASONS.length);
    private final AtomicLongArray ignored;
    private final AtomicLongArray pressure = new AtomicLongArray(4);

    /**
     * All zero.
     *
     * @param names the events a decoder knows and passes over
     */
    DecodeCounters(String... names) {
        this.names = names.clone();
        this.ignored = new AtomicLongArray(names.length);
    }

    void decoded(FrameKind kind) {
        add(decoded, kind.ordinal());
    }

    void ignored(int name) {
        add(ignored, name);
    }

    void rejected(Rejection reason) {
        add(rejected, reason.ordinal());
    }

    void conflated() {
        add(pressure, 0);
    }

    void lost() {
        add(pressure, 1);
    }

    void dropped() {
        add(pressure, 2);
    }

    void gap() {
        add(pressure, 3);
    }

    private static void add(AtomicLongArray counters, int index) {
        counters.setOpaque(index, counters.getPlain(index) + 1);
    }

    /** Frames decoded as this kind. */
    public long decodedAs(FrameKind kind) {
        return decoded.getOpaque(kind.ordinal());
    }

    /** Frames rejected for this reason. */
    public long rejectedFor(Rejection reason) {
        return rejected.getOpaque(reason.ordinal());
    }

    /** Frames ignored under this name. */
    public long ignoredAs(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return ignored.getOpaque(i);
            }
        }
        return 0;
    }

    /** The names of {@link #ignoredAs}, for reports. */
    public String[] ignoredNames() {
        return names.clone();
    }

    /** All frames decoded. */
    public long decoded() {
        return sum(decoded);
    }

    /** All frames ignored. */
    public long ignored() {
        return sum(ignored);
    }

    /** All frames rejected. */
    public long rejected() {
        return sum(rejected);
    }

    /** All frames. */
    public long frames() {
        return decoded() + ignored() + rejected();
    }

    /** Depth messages merged into an earlier one because the ring was full (messages.md §5). */
    public long conflations() {
        return pressure.getOpaque(0);
    }

    /** Trades that found no room; each became part of a gap. */
    public long lostTrades() {
        return pressure.getOpaque(1);
    }

    /** Other messages that found no room; the next of their kind replaces them. */
    public long droppedMessages() {
        return pressure.getOpaque(2);
    }

    /** Gaps told to the engine. */
    public long gaps() {
        return pressure.getOpaque(3);
    }

    private static long sum(AtomicLongArray counters) {
        long sum = 0;
        for (int i = 0; i < counters.length(); i++) {
            sum += counters.getOpaque(i);
        }
        return sum;
    }
}
