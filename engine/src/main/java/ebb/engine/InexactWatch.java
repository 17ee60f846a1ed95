package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Severity;
import ebb.engine.book.BandDepth;
import ebb.engine.flow.MicroSettings;
import ebb.engine.perp.OpenInterest;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Market;
import java.util.Arrays;

/**
 * Tells people which analytics of an instrument are INEXACT because a sum of theirs does not fit a long (NUM-2), whenever
 * bars of it close, for as long as they are; alerts are paced (NS-ALR-1). Orders, positions and money halt instead.
 */
final class InexactWatch {
    private final Core core;
    // By instrument, overflowing bars that were told. Not state: all are told in the message that closes them.
    private long[] bars = new long[64];

    InexactWatch(Core core) {
        this.core = core;
    }

    /** Bars of an instrument have closed. */
    void look(Market market) {
        tell(market, Inexact.CVD, market.tape().cvd().hasOverflowed());
        tell(market, Inexact.VPIN, market.tape().vpin().hasOverflowed());
        tell(market, Inexact.MICRO, market.tape().micro().hasOverflowed());
        tell(market, Inexact.BARS, hasNewBars(market));
        tell(market, Inexact.DEPTH, hasInexactDepth(market));
        tell(market, Inexact.RANGE, hasInexactRange(market));
        tell(market, Inexact.VOLUME, market.volumeRatio().validity() == Validity.INEXACT);
        tell(market, Inexact.SWINGS, market.swings().hasOverflowed());
        OpenInterest interest = market.perp().interest();
        tell(market, Inexact.INTEREST, interest.hasOverflowed(core.timers.nowNs(), OpenInterest.LONGEST_NS));
        tell(market, Inexact.LIQUIDATIONS, market.perp().hasOverflowed());
    }

    /** The markets are as a snapshot has them. */
    void resume() {
        for (int id = 0; id < core.limit(); id++) {
            if (core.market(id) != null) {
                hasNewBars(core.market(id));
            }
        }
    }

    private boolean hasNewBars(Market market) {
        int id = market.instrument().id();
        if (id >= bars.length) {
            bars = Arrays.copyOf(bars, Math.max(id + 1, bars.length * 2));
        }
        long told = bars[id];
        bars[id] = market.bars().overflows();
        return bars[id] != told;
    }

    private static boolean hasInexactDepth(Market market) {
        if (!market.book().isLive() || !market.book().book().hasBothSides()) {
            return false;
        }
        BandDepth depth = market.bandDepth();
        depth.measureBalanced(market.book().book(), MicroSettings.BAND_BP);
        return depth.hasOverflow();
    }

    private static boolean hasInexactRange(Market market) {
        for (int frame = 0; frame < market.bars().frames().size(); frame++) {
            if (market.atr(frame).validity() == Validity.INEXACT) {
                return true;
            }
        }
        return false;
    }

    private void tell(Market market, Inexact which, boolean isInexact) {
        if (isInexact) {
            core.counters.add(Counters.Cause.INEXACT);
            int code = core.rules.code("NUM-2");
            long value = which.value();
            core.alert(Severity.WARN, code, value, market.instrument().id(), value, Nulls.LONG, Out.NO_INDEX);
        }
    }
}
