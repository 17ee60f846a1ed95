package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.IdModel;
import ebb.engine.flow.ExchangeTime;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.Tape;
import ebb.engine.time.Timers;

/** A tape with its bars, driven in the order the engine drives them. */
final class BarRig {
    final Timers timers = new Timers(8);
    final BarRecorder recorder = new BarRecorder();
    final Tape tape;
    final Bars bars;

    BarRig(BarSettings settings) {
        this(settings, 0, 0);
    }

    BarRig(BarSettings settings, int priceExponent, int qtyExponent) {
        this(settings, FlowSettings.DEFAULTS, priceExponent, qtyExponent);
    }

    BarRig(BarSettings settings, FlowSettings flow, int priceExponent, int qtyExponent) {
        tape = new Tape(flow, IdModel.NONE, 1, timers, (now, group) -> {});
        bars = new Bars(settings, priceExponent, qtyExponent, tape, timers, recorder);
    }

    /** A print that comes when it was made. */
    void trade(long txNs, long price, long qty, int sign) {
        tradeAt(txNs, txNs, price, qty, sign);
    }

    void tradeAt(long ingressNs, long tx, long price, long qty, int sign) {
        timers.fireUntil(ingressNs);
        long nowNs = timers.nowNs();
        long txNs = ExchangeTime.of(tx, nowNs, ExchangeTime.MAX_SKEW_NS);
        bars.beforeTrade(nowNs, txNs);
        tape.take(nowNs, txNs, price, qty, sign);
        bars.onTrade(txNs, price, qty, sign);
    }

    void refill(long nowNs, long txNs, long price, long qty, int sign) {
        timers.fireUntil(nowNs);
        bars.beforeTrade(nowNs, txNs);
        tape.take(nowNs, txNs, price, qty, sign);
        bars.onRefill(txNs, price, qty, sign);
    }

    void down(long nowNs) {
        timers.fireUntil(nowNs);
        tape.onDown(nowNs);
        bars.onDown(nowNs);
    }

    void live(long nowNs) {
        timers.fireUntil(nowNs);
        tape.onLive(nowNs);
        bars.onLive(nowNs);
    }

    void assertDigest() {
        assertEquals(bars.digestAnew(), bars.digest());
        assertEquals(tape.digestAnew(), tape.digest());
    }
}
