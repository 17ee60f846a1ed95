package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.engine.bar.BarRing;
import ebb.engine.pattern.PeakPair;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Market;

/** The figures of one setup, measured once at the close that decides: context, pattern, CVD, stop. Reused. */
final class Setup {
    private static final double MICRO = 1e-6;
    private static final double BP = 1e-4;

    private final NullSpectreSettings settings;
    private final PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
    private final PeakPair pair;
    private long highestHigh;
    private long lowestLow;
    private Validity cvdValidity;
    private double cvdStrength;
    private boolean cvdConfirmsUp;
    private long stop;
    private double atr;

    Setup(NullSpectreSettings settings, double fullDivergence) {
        this.settings = settings;
        this.pair = new PeakPair(fullDivergence);
    }

    void measure(Market market, int frame, RejectionLevel level) {
        BarRing ring = market.bars().ring(frame);
        context(ring);
        pattern.score(level);
        // The deciding bar's own range; REJ's frozen one belongs to the attempt (NS-STP-1).
        atr = market.atr(frame).value();
        divergence(market, level);
        stop(market, level);
    }

    /** NS-REJ-1, NS-REJ-2: the bars that start later than the deciding one's start less 72 h, itself included. */
    private void context(BarRing ring) {
        highestHigh = Long.MIN_VALUE;
        lowestLow = Long.MAX_VALUE;
        int bars = Math.min(ring.size(), settings.context());
        for (int age = 0; age < bars; age++) {
            highestHigh = Math.max(highestHigh, ring.high(age));
            lowestLow = Math.min(lowestLow, ring.low(age));
        }
    }

    /** NS-CVD-1 to NS-CVD-3: every pair (i, last); the largest strength counts, the first pair says whether CVD rose. */
    private void divergence(Market market, RejectionLevel level) {
        cvdStrength = 0;
        cvdConfirmsUp = false;
        cvdValidity = Validity.UNDEFINED;
        RejectionSettings.Zone zone = market.settings().rejections().zone();
        Rejection last = level.rejection(level.size() - 1);
        boolean isFirst = true;
        for (int i = 0; i < level.size() - 1; i++) {
            if (!level.isCounted(i)) {
                continue;
            }
            Rejection earlier = level.rejection(i);
            double slack = Math.max(zone.belowAtr() * earlier.atr(), zone.belowBp() * BP * earlier.peak());
            long lowest = Micro.ceiling(earlier.peak() - slack);
            long volume = last.volumeThrough() - earlier.volumeThrough();
            pair.compare(earlier.peak(), last.peak(), lowest, earlier.cvdClose(), last.cvdClose(), volume);
            if (isFirst) {
                isFirst = false;
                cvdConfirmsUp = last.peak() > earlier.peak() && last.cvdClose() > earlier.cvdClose();
                cvdValidity =
                        Validity.worst(pair.validity(), market.tape().cvd().validitySince(earlier.peakStartNs()));
            }
            if (pair.kind() == PeakPair.Kind.EXHAUSTION) {
                cvdStrength = Math.max(cvdStrength, pair.strength());
            }
        }
    }

    /** NS-STP-1: the wider of buffer and ATR beyond the level, times the venue's multiplier, up to the tick. */
    private void stop(Market market, RejectionLevel level) {
        double high = Math.max(level.price(), highestPeak(level));
        double base = high * (1 + settings.stopBufferMicro() * MICRO);
        double raw = Math.max(base, high + settings.stopAtr() * atr);
        stop = market.instrument().ceilPrice(Micro.ceiling(high + settings.stopFactor() * (raw - high)));
    }

    private static long highestPeak(RejectionLevel level) {
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < level.size(); i++) {
            highest = Math.max(highest, level.rejection(i).peak());
        }
        return highest;
    }

    long highestHigh() {
        return highestHigh;
    }

    long lowestLow() {
        return lowestLow;
    }

    PatternScore pattern() {
        return pattern;
    }

    Validity cvdValidity() {
        return cvdValidity;
    }

    /** S_cvd, 0 to 100, micro-units. */
    long divergenceMicro() {
        return Micro.of(100 * cvdStrength);
    }

    boolean isConfirmedByCvd() {
        return cvdConfirmsUp;
    }

    long stop() {
        return stop;
    }

    double atr() {
        return atr;
    }
}
