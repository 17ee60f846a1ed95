package ebb.engine.strategy;

import ebb.engine.bar.BarSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;

/**
 * Figures of the analytics that every instrument carries (core §18).
 *
 * @param flow tape, CVD, VPIN, micro
 * @param bars frames and their rings
 * @param atr average true range of each frame
 * @param divergence price against CVD on the rejection frame
 * @param rejections the tracker
 * @param rejectionFrame index of the tracker's frame ({@code rej.frame})
 * @param volumeBars bars of the volume ratio ({@code volr.n})
 * @param markStaleNs age from which a mark is no longer a mark ({@code mark.stale})
 */
public record MarketSettings(
        FlowSettings flow,
        BarSettings bars,
        AtrSettings atr,
        DivergenceSettings divergence,
        RejectionSettings rejections,
        int rejectionFrame,
        int volumeBars,
        long markStaleNs) {
    /** {@code mark.stale}. */
    public static final long MARK_STALE_NS = 5_000_000_000L;
}
