package ebb.engine.strategy.nullspectre;

import ebb.engine.order.Order;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The signal of one instrument that is not a position yet: what it allows, and how far it has come, from the proposal to the
 * end of its entry (NS-ENT-1, NS-ENT-2, NS-LIV-3). Prices are mantissas, times engine time. Allocates nothing.
 */
final class Pending implements Digested, Snapshotted {
    /** No signal. */
    static final long NONE = 0;

    static final int NO_TIMER = -1;

    long signal = NONE;
    /** The level that it rests on, and the rejection of it that decided. */
    long level;

    long serial;
    /** Range of that rejection, mantissa units. */
    double range;
    /** What it was sized at. */
    long entry;
    /** NS-ENT-1: no entry below. */
    long floor;
    /** NS-ENT-2: a close above ends it. */
    long upperEdge;

    long decidedNs;
    long expiresNs;

    /** Whole seconds of the countdown left, 0 where none runs. */
    int left;

    int timer = NO_TIMER;

    /** The entry's order at the venue, or {@link Order#NO_ID}. */
    long order = Order.NO_ID;

    /** When the entry ends, whatever it is priced at. */
    long untilNs;

    /** What it is priced at now, and how often it was priced anew (NS-ENT-1). */
    long limit;

    int repricings;
    boolean isRepricing;

    Pending() {}

    /** A signal was issued; its prices stand in the idea that was judged. */
    void begin(long id, RejectionLevel of, TradeIdea idea, long nowNs) {
        clear();
        Rejection last = of.rejection(of.size() - 1);
        signal = id;
        level = of.id();
        serial = last.serial();
        range = last.atr();
        entry = idea.entry;
        floor = idea.floor;
        upperEdge = of.upperEdge(range);
        decidedNs = nowNs;
        expiresNs = nowNs + idea.entrySettings().lifeNs();
    }

    /** Whether the level still stands on the rejection that decided. */
    boolean rests(RejectionLevel on) {
        return on != null && on.isQualified() && on.rejection(on.size() - 1).serial() == serial;
    }

    boolean isThere() {
        return signal != NONE;
    }

    boolean hasOrder() {
        return order != Order.NO_ID;
    }

    /** Nothing is pending any more; the timer was cancelled. */
    void clear() {
        signal = NONE;
        level = 0;
        serial = 0;
        range = 0;
        entry = 0;
        floor = 0;
        upperEdge = 0;
        decidedNs = 0;
        expiresNs = 0;
        left = 0;
        timer = NO_TIMER;
        order = Order.NO_ID;
        untilNs = 0;
        limit = 0;
        repricings = 0;
        isRepricing = false;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("pending");
        out.putLong(signal);
        out.putLong(level);
        out.putLong(serial);
        out.putDouble(range);
        out.putLong(entry);
        out.putLong(floor);
        out.putLong(upperEdge);
        out.putLong(decidedNs);
        out.putLong(expiresNs);
        out.putInt(left);
        out.putInt(timer);
        out.putLong(order);
        out.putLong(untilNs);
        out.putLong(limit);
        out.putInt(repricings);
        out.putBoolean(isRepricing);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("pending");
        signal = in.readLong();
        level = in.readLong();
        serial = in.readLong();
        range = in.readDouble();
        entry = in.readLong();
        floor = in.readLong();
        upperEdge = in.readLong();
        decidedNs = in.readLong();
        expiresNs = in.readLong();
        left = in.readInt();
        timer = in.readInt();
        order = in.readLong();
        untilNs = in.readLong();
        limit = in.readLong();
        repricings = in.readInt();
        isRepricing = in.readBoolean();
    }

    /** Scalars alone: mixed in at each call. */
    @Override
    public long digest() {
        long terms = Digest.mix(Digest.mix(signal, level, serial), Double.doubleToLongBits(range), entry);
        terms = Digest.mix(Digest.mix(terms, floor, upperEdge), decidedNs, expiresNs);
        long way = Digest.mix(Digest.mix(left, timer == NO_TIMER ? 0 : 1), order, untilNs);
        return Digest.mix(terms, Digest.mix(way, limit, repricings), isRepricing ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
