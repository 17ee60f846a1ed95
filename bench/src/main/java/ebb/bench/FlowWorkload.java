package ebb.bench;

import ebb.codecs.sbe.IdModel;
import ebb.engine.flow.AggressorRule;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.Tape;
import ebb.engine.flow.VpinSettings;
import ebb.engine.time.Timers;

/** Prints into the tape: CVD and VPIN alone, or the whole way with duplicates, sides and taker groups. One thread. */
public final class FlowWorkload {
    private static final long STEP_NS = 3_000_000L;

    private final Timers timers = new Timers(1_024);
    private final Tape tape;
    private long nowNs = 1_770_000_000_000_000_000L;
    private long id;

    FlowWorkload(long bucket) {
        FlowSettings defaults = FlowSettings.DEFAULTS;
        VpinSettings vpin = defaults.vpin().withBucket(bucket);
        timers.fireUntil(nowNs);
        tape = new Tape(
                new FlowSettings(defaults.tape(), defaults.cvd(), vpin, defaults.micro()),
                IdModel.CONTIGUOUS,
                1,
                timers,
                (now, group) -> {});
        tape.onLive(nowNs);
    }

    /**
     * A print into CVD and VPIN only.
     *
     * @param quantity mantissa above 0
     * @param sign 1 taker bought, −1 taker sold
     */
    public void delta(long quantity, int sign) {
        nowNs += STEP_NS;
        tape.cvd().onTrade(nowNs, quantity, sign);
        tape.vpin().onTrade(nowNs, quantity, sign);
    }

    /**
     * A print the whole way.
     *
     * @param price mantissa
     * @param quantity mantissa above 0
     * @param given 1 taker bought, −1 taker sold, 0 not said
     */
    public void print(long price, long quantity, int given) {
        nowNs += STEP_NS;
        timers.fireUntil(nowNs);
        tape.admit(nowNs, ++id, nowNs, price, quantity, given);
        int sign = tape.side(price, given, AggressorRule.NO_MID);
        tape.take(nowNs, nowNs, price, quantity, sign);
    }

    /** Σδ since the start. */
    public long cvd() {
        return tape.cvd().total();
    }

    /** VPIN over the last closed buckets, 0 to 1. */
    public double vpin() {
        return tape.vpin().value();
    }

    /** Buckets closed so far. */
    public long buckets() {
        return tape.vpin().closed();
    }
}
