package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Stream;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Refused messages of each stream (EVT-5). So many within a span set the stream STALE: a depth stream's book is held back
 * without asking for snapshots that the next refusal would spoil, a tape counts as down, and what other streams say ages.
 * It ends when fewer lie within the span, or with the session: a new subscription begins without a past.
 */
final class Refusals implements TimerHandler, Digested, Snapshotted {
    private static final int STREAMS = 16;
    private static final int STREAM_SHIFT = 4;

    private final Core core;
    private final StrategyHost strategies;
    private final int limit;
    private final long spanNs;

    // By instrument and stream: a ring of the newest times, how many there ever were, whether it is STALE, its timer.
    private long[] times = new long[0];
    private long[] counts = new long[0];
    private boolean[] stale = new boolean[0];
    private int[] timers = new int[0];
    private long digest;

    Refusals(Core core, StrategyHost strategies) {
        this.core = core;
        this.strategies = strategies;
        limit = core.settings.refusals().limit();
        spanNs = core.settings.refusals().spanNs();
    }

    /** Makes room for an instrument. Allocates. */
    void open(int instrument) {
        int size = (instrument + 1) * STREAMS;
        if (counts.length < size) {
            int old = counts.length;
            times = Arrays.copyOf(times, size * limit);
            counts = Arrays.copyOf(counts, size);
            stale = Arrays.copyOf(stale, size);
            timers = Arrays.copyOf(timers, size);
            Arrays.fill(timers, old, size, Timers.NONE);
        }
    }

    /** Whether a stream is STALE because it was refused too often. */
    boolean isStale(Market market, Stream stream) {
        return stale[key(market, stream)];
    }

    /** A message of a stream was refused just now, here or by the feed. */
    void refused(Market market, Stream stream) {
        int key = key(market, stream);
        long now = core.timers.nowNs();
        int place = place(key, counts[key]);
        if (counts[key] >= limit) {
            digest -= Digest.mix(key, times[place]);
        }
        times[place] = now;
        counts[key]++;
        digest += Digest.mix(key, now);
        if (!stale[key] && isTooMany(key, now)) {
            hold(market, stream, key);
        }
    }

    /** The session of a stream ended: what was refused before is another subscription's. */
    void onSessionDown(Market market, Stream stream) {
        int key = key(market, stream);
        if (counts[key] == 0) {
            return;
        }
        digest -= sum(key);
        counts[key] = 0;
        if (stale[key]) {
            timers[key] = core.timers.cancel(timers[key]);
            stale[key] = false;
            emit(market, stream, Session.STALE, Session.DOWN);
        }
    }

    private void hold(Market market, Stream stream, int key) {
        stale[key] = true;
        digest += Digest.mix(key, 1, 1);
        arm(key);
        emit(market, stream, Session.LIVE, Session.STALE);
        core.alert(
                Severity.WARN,
                core.rules.code("EVT-5"),
                stream.value(),
                market.instrument().id(),
                stream.value(),
                limit,
                Out.NO_INDEX);
        if (stream == Stream.BOOK) {
            market.book().hold();
        } else if (stream == Stream.TRADES) {
            market.tape().onDown(core.timers.nowNs());
            market.bars().onDown(core.timers.nowNs());
        }
    }

    private void release(Market market, Stream stream, int key) {
        stale[key] = false;
        digest -= Digest.mix(key, 1, 1);
        emit(market, stream, Session.STALE, Session.LIVE);
        if (stream == Stream.BOOK) {
            market.book().release();
        } else if (stream == Stream.TRADES) {
            market.tape().onLive(core.timers.nowNs());
            market.bars().onLive(core.timers.nowNs());
            strategies.onTradesLive(market);
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        int key = (int) tag;
        timers[key] = Timers.NONE;
        Market market = core.market(key >> STREAM_SHIFT);
        if (isTooMany(key, deadlineNs)) {
            arm(key);
        } else {
            release(market, Stream.get((short) (key & STREAMS - 1)), key);
        }
    }

    /** Until the oldest of those that are too many has left the span. */
    private void arm(int key) {
        timers[key] = core.timers.schedule(oldest(key) + spanNs, this, key);
    }

    private boolean isTooMany(int key, long now) {
        return counts[key] >= limit && now - oldest(key) < spanNs;
    }

    /** When the last but {@code limit - 1} was refused. */
    private long oldest(int key) {
        return times[place(key, counts[key])];
    }

    private int place(int key, long count) {
        return key * limit + (int) (count % limit);
    }

    private static int key(Market market, Stream stream) {
        return market.instrument().id() << STREAM_SHIFT | stream.value();
    }

    private void emit(Market market, Stream stream, Session from, Session to) {
        core.decisions.riskEvent(
                RiskKind.STREAM,
                to == Session.STALE ? RiskVerdict.DENY : RiskVerdict.PASS,
                core.rules.code("EVT-5"),
                stream.value(),
                limit,
                Nulls.LONG,
                from.value(),
                to.value(),
                Nulls.ID,
                market.instrument().id(),
                market.instrument().venue(),
                Out.NO_INDEX);
    }

    private long sum(int key) {
        long sum = stale[key] ? Digest.mix(key, 1, 1) : 0;
        int held = held(key);
        for (int i = 0; i < held; i++) {
            sum += Digest.mix(key, times[key * limit + i]);
        }
        return sum;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("refusals");
        out.putInt(counts.length);
        for (int key = 0; key < counts.length; key++) {
            out.putLong(counts[key]);
            int held = held(key);
            for (int i = 0; i < held; i++) {
                out.putLong(times[key * limit + i]);
            }
            out.putBoolean(stale[key]);
            out.putInt(timers[key]);
        }
    }

    /** After every instrument was opened. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("refusals");
        int keys = in.readCount(counts.length);
        digest = 0;
        for (int key = 0; key < keys; key++) {
            counts[key] = in.readLong();
            int held = held(key);
            for (int i = 0; i < held; i++) {
                times[key * limit + i] = in.readLong();
            }
            stale[key] = in.readBoolean();
            timers[key] = in.readInt();
            core.timers.claim(timers[key], this);
            digest += sum(key);
        }
    }

    private int held(int key) {
        return (int) Math.min(counts[key], limit);
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int key = 0; key < counts.length; key++) {
            sum += sum(key);
        }
        return sum;
    }
}
