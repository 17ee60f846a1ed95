package ebb.engine;

import ebb.codecs.sbe.Kind;
import ebb.engine.context.MarketCaps;
import ebb.engine.context.SlowSeries;
import ebb.engine.strategy.Market;

/** Tells once a day what the market-cap filter leaves out (NS-CAP-4). */
final class CapReport {
    private static final long MICRO = 1_000_000L;

    private final Core core;
    private final SlowSeries series;
    private final MarketCaps caps;

    CapReport(Core core, SlowSeries series, MarketCaps caps) {
        this.core = core;
        this.series = series;
        this.caps = caps;
    }

    /**
     * Emits the share of the linear perpetuals that the filter leaves out, in micro-units, with their number. Nothing where
     * nobody tells market caps, or there is no such instrument.
     */
    void onDayRoll() {
        if (series.named(MarketCaps.SERIES) == SlowSeries.NONE) {
            return;
        }
        long now = core.timers.nowNs();
        long all = 0;
        long passing = 0;
        for (int id = 0; id < core.limit(); id++) {
            Market market = core.market(id);
            if (market != null && market.instrument().kind() == Kind.PERP_LINEAR) {
                all++;
                passing += caps.classOf(id, now).passes() ? 1 : 0;
            }
        }
        if (all > 0) {
            core.telemetry.metric(
                    core.rules.code("NS-CAP-4"), (all - passing) * MICRO / all, all, Out.NO_INSTRUMENT, Out.NO_INDEX);
        }
    }
}
