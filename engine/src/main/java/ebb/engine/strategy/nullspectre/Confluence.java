package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.Validity;
import ebb.engine.bar.BarSource;
import ebb.engine.bar.Frames;
import ebb.engine.indicator.Atr;
import ebb.engine.pattern.SwingSettings;
import ebb.engine.signal.Reasons;
import ebb.engine.strategy.Market;

/**
 * CONFLUENCE (NS-MTF-1): whether a level stands within half a range of four hours of a swing high of four hours or of a day.
 * A flag that is recorded with the signal and weighs nothing. Looks only; allocates nothing.
 */
final class Confluence {
    private static final long FOUR_HOURS_NS = 4 * Frames.HOUR_NS;
    private static final double ZONE = 0.5;

    private final int rule;

    Confluence(NullSpectreRules rules) {
        rule = rules.confluence;
    }

    /** Tells 1 or 0; UNDEFINED where four hours have no bars, WARMING while their range is not known. */
    void tell(Reasons reasons, Market market, long level) {
        int four = market.bars().frames().indexOf(FOUR_HOURS_NS);
        if (four < 0) {
            reasons.info(rule, Validity.UNDEFINED, Reasons.NO_VALUE, Reasons.NO_POINTS);
            return;
        }
        Atr range = market.atr(four);
        if (!range.validity().isValid()) {
            Validity sound = Validity.get(range.validity().code());
            reasons.info(rule, sound, Reasons.NO_VALUE, Reasons.NO_POINTS);
            return;
        }
        double zone = ZONE * range.value();
        int day = market.bars().frames().indexOf(Frames.DAY_NS);
        boolean isNear = isNear(market.bars().ring(four), level, zone)
                || day >= 0 && isNear(market.bars().ring(day), level, zone);
        reasons.info(rule, Validity.VALID, isNear ? Micro.ONE : 0, Reasons.NO_POINTS);
    }

    /** Whether a bar whose high stands above those around it (SWING-1) is so near. */
    static boolean isNear(BarSource ring, long level, double zone) {
        for (int age = SwingSettings.DEFAULT_K; age + SwingSettings.DEFAULT_K < ring.size(); age++) {
            if (Math.abs(ring.high(age) - level) <= zone && isSwing(ring, age)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSwing(BarSource ring, int age) {
        if (ring.isEmpty(age)) {
            return false;
        }
        for (int i = 1; i <= SwingSettings.DEFAULT_K; i++) {
            if (ring.high(age) <= ring.high(age + i) || ring.high(age) < ring.high(age - i)) {
                return false;
            }
        }
        return true;
    }
}
