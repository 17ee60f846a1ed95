package ebb.engine;

import ebb.codecs.sbe.Severity;
import ebb.engine.context.MarketCaps;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Tells people when market caps have become too old to count (NS-CAP-2, NS-ALR-1): the source was silent for longer than
 * {@code ns.cap.stale}, and no such coin is entered. Looks once in {@code ns.alr.repeat} from the first cap on. One alert
 * names the coin, or, where several went stale at once, how many.
 */
final class CapWatch implements TimerHandler, Snapshotted {
    private static final int MOST = 1 << 16;
    private static final long MICRO = 1_000_000;

    private final Core core;
    private final MarketCaps caps;
    private final long periodNs;
    // By instrument: whether its being stale has been told.
    private boolean[] told = new boolean[64];
    private int timer = Timers.NONE;

    CapWatch(Core core, MarketCaps caps) {
        this.core = core;
        this.caps = caps;
        periodNs = core.settings.alerts().repeatNs();
    }

    /** A cap came. */
    void onCap(int instrument) {
        if (instrument >= told.length) {
            told = Arrays.copyOf(told, Math.max(instrument + 1, told.length * 2));
        }
        if (timer == Timers.NONE) {
            timer = core.timers.schedule(core.timers.nowNs() + periodNs, this, 0);
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        int fresh = 0;
        int last = Out.NO_INSTRUMENT;
        for (int instrument = 0; instrument < told.length; instrument++) {
            boolean isStale = caps.isStale(instrument, deadlineNs);
            if (isStale && !told[instrument]) {
                fresh++;
                last = instrument;
            }
            told[instrument] = isStale;
        }
        if (fresh > 0) {
            core.alert(
                    Severity.WARN,
                    core.rules.code("NS-CAP-2"),
                    fresh == 1 ? last : Out.NO_INSTRUMENT,
                    fresh * MICRO,
                    core.settings.caps().staleNs() / 1_000,
                    Out.NO_INDEX);
        }
        timer = core.timers.schedule(core.timers.next(deadlineNs + periodNs, periodNs), this, 0);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("cap-watch");
        out.putInt(told.length);
        for (int instrument = 0; instrument < told.length; instrument++) {
            out.putBoolean(told[instrument]);
        }
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("cap-watch");
        told = new boolean[in.readCount(MOST)];
        for (int instrument = 0; instrument < told.length; instrument++) {
            told[instrument] = in.readBoolean();
        }
        timer = in.readInt();
        core.timers.claim(timer, this);
    }

    /** Moves with what was told; the timer itself stands in the digest of the timers. */
    long digest() {
        long sum = timer == Timers.NONE ? 0 : 1;
        for (int instrument = 0; instrument < told.length; instrument++) {
            sum += told[instrument] ? Digest.mix(instrument, 1) : 0;
        }
        return sum;
    }
}
