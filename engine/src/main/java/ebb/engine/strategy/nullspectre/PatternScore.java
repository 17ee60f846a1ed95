package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;

/**
 * Score of a level's rejections (NS-REJ-4…8): mean quality, plus points for tight spacing, plus points for falling peaks.
 * Only counted rejections are asked, oldest first. Reused; each call overwrites the last answer. Allocates nothing.
 */
public final class PatternScore {
    /** Rejections that are worth everything where only their number is scored (NS-REJ-8). */
    public static final int COUNT_OF_FULL = 5;

    private static final double FULL = 100;
    private static final double LINEAR_SHIFT = 50;
    private static final double LINEAR_SPAN = 2.2;
    private static final long BP = 10_000;

    private final PatternSettings settings;
    private final RejectionQuality quality;

    private int count;
    private double sum;
    private long firstNs;
    private long lastNs;
    private long lastPeak;
    private int lower;
    private int higher;

    /**
     * No pattern yet.
     *
     * @param settings what everything is worth
     */
    public PatternScore(PatternSettings settings) {
        this.settings = settings;
        this.quality = new RejectionQuality(settings.quality());
    }

    /**
     * Scores a level by its rejection candles.
     *
     * @param level of failed pushes up
     */
    public void score(RejectionLevel level) {
        begin();
        for (int i = 0; i < level.size(); i++) {
            if (level.isCounted(i)) {
                Rejection r = level.rejection(i);
                measure(r);
                add(r.peak(), r.peakStartNs(), quality.total());
            }
        }
    }

    private void measure(Rejection r) {
        boolean hasRatio = r.volumeRatioValidity().isValid();
        if (settings.candle() == PatternSettings.Candle.COMPOSITE) {
            quality.score(r.open(), r.pushHigh(), r.pushLow(), r.pushClose(), r.pushVolumeRatio(), hasRatio);
        } else {
            quality.score(r.open(), r.high(), r.low(), r.close(), r.volumeRatio(), hasRatio);
        }
    }

    /** Starts a pattern that is given rejection by rejection. */
    public void begin() {
        count = 0;
        sum = 0;
        firstNs = 0;
        lastNs = 0;
        lastPeak = 0;
        lower = 0;
        higher = 0;
    }

    /**
     * Adds the next rejection of the pattern.
     *
     * @param peak its price mantissa, above 0
     * @param peakStartNs start of its peak bar, after the one before
     * @param total its quality, not quantised
     */
    public void add(long peak, long peakStartNs, double total) {
        if (count == 0) {
            firstNs = peakStartNs;
        } else {
            int equal = settings.acceleration().equalBp();
            lower += Scaled.compareProducts(peak, BP, lastPeak, BP - equal) < 0 ? 1 : 0;
            higher += Scaled.compareProducts(peak, BP, lastPeak, BP + equal) > 0 ? 1 : 0;
        }
        count++;
        sum += total;
        lastPeak = peak;
        lastNs = peakStartNs;
    }

    /**
     * Rejections scored.
     *
     * @return 0…8
     */
    public int count() {
        return count;
    }

    /**
     * Mean quality (NS-REJ-4); unlike the score it does not saturate.
     *
     * @return 0…100 by default; 0 without a rejection
     */
    public double base() {
        return count == 0 ? 0 : sum / count;
    }

    /**
     * Base as it is emitted.
     *
     * @return micro-units (NUM-8)
     */
    public long baseMicro() {
        return Micro.of(base());
    }

    /**
     * Points for the mean gap between the peaks (NS-REJ-5); 0 below two.
     *
     * @return +30, 0 or −20 by default
     */
    public int spacing() {
        if (count < 2) {
            return 0;
        }
        PatternSettings.Spacing spacing = settings.spacing();
        long gaps = count - 1;
        if (lastNs - firstNs < spacing.tightNs() * gaps) {
            return spacing.tight();
        }
        return lastNs - firstNs > spacing.wideNs() * gaps ? spacing.wide() : 0;
    }

    /**
     * Points for the direction of the peaks (NS-REJ-6); 0 below two.
     *
     * @return +40, 0 or −30 by default
     */
    public int acceleration() {
        if (count < 2) {
            return 0;
        }
        if (lower == count - 1) {
            return settings.acceleration().descending();
        }
        return higher == count - 1 ? settings.acceleration().ascending() : 0;
    }

    /**
     * The score P (NS-REJ-7).
     *
     * @return 0…100
     */
    public double score() {
        double raw = base() + spacing() + acceleration();
        double scaled = settings.scale() == PatternSettings.Scale.LINEAR ? (raw + LINEAR_SHIFT) / LINEAR_SPAN : raw;
        return Math.max(0, Math.min(scaled, FULL));
    }

    /**
     * P as it is emitted and compared.
     *
     * @return micro-units (NUM-8)
     */
    public long scoreMicro() {
        return Micro.of(score());
    }

    /**
     * The baseline's score: the number of rejections alone (NS-REJ-8).
     *
     * @param rejections counted ones, not negative
     * @return 0…100
     */
    public static double ofCountAlone(int rejections) {
        return FULL * Math.min((double) rejections / COUNT_OF_FULL, 1);
    }
}
