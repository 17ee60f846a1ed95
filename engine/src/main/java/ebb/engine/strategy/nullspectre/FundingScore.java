package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.engine.state.Validity;

/**
 * What the funding rate says for a short (NS-FUN-1 to 3), in the order of the rules: clamp, crowded, flipped. Reused;
 * each call overwrites the last answer. Allocates nothing.
 */
public final class FundingScore {
    private static final double FULL = 100;

    private final FundingSettings settings;
    private Validity validity = Validity.NOT_ASKED;
    private long rate8h;
    private double score;
    private boolean isCrowded;
    private boolean isFlippedDown;
    private boolean isFlippedUp;

    /**
     * Nothing measured yet.
     *
     * @param settings figures
     */
    public FundingScore(FundingSettings settings) {
        this.settings = settings;
    }

    /** There is no rate: UNDEFINED, worth 0, denies. */
    public void missing() {
        clear(Validity.UNDEFINED, 0);
    }

    /**
     * Scores a rate by itself (NS-FUN-1).
     *
     * @param rate per 8 hours, 1e-9
     */
    public void measure(long rate) {
        clear(Validity.VALID, rate);
        double share = (double) (rate - settings.lowRate()) / (settings.highRate() - settings.lowRate());
        score = Math.max(0, Math.min(share, 1)) * FULL;
    }

    /**
     * Scores a rate with what the coin's past says of it.
     *
     * @param rate per 8 hours, 1e-9
     * @param history of the coin
     * @param nowNs engine time
     */
    public void measure(long rate, FundingHistory history, long nowNs) {
        measure(rate);
        isCrowded = rate >= 0 && history.isRanked() && Micro.of(history.rank(rate)) >= settings.crowdMicro();
        if (isCrowded) {
            score = Math.max(score, settings.crowdScore());
        }
        int flip = history.flip(nowNs, settings.flipNs());
        isFlippedDown = flip < 0;
        isFlippedUp = flip > 0;
        if (isFlippedDown) {
            score = 0;
        } else if (isFlippedUp) {
            score = Math.min(score + settings.flipBonus(), FULL);
        }
    }

    private void clear(Validity sound, long rate) {
        validity = sound;
        rate8h = rate;
        score = 0;
        isCrowded = false;
        isFlippedDown = false;
        isFlippedUp = false;
    }

    /**
     * Whether there was a rate.
     *
     * @return VALID or UNDEFINED
     */
    public Validity validity() {
        return validity;
    }

    /**
     * The rate that was scored.
     *
     * @return per 8 hours, 1e-9
     */
    public long rate8h() {
        return rate8h;
    }

    /**
     * S_fun.
     *
     * @return 0…100, not quantised
     */
    public double score() {
        return score;
    }

    /**
     * Whether the coin's own past calls the rate crowded (NS-FUN-2).
     *
     * @return true if so
     */
    public boolean isCrowded() {
        return isCrowded;
    }

    /**
     * Reason FLIPPED (NS-FUN-3).
     *
     * @return whether the rate turned negative of late
     */
    public boolean isFlippedDown() {
        return isFlippedDown;
    }

    /**
     * The other way round.
     *
     * @return whether the rate turned positive of late
     */
    public boolean isFlippedUp() {
        return isFlippedUp;
    }

    /**
     * Whether shorts pay too much (NS-FUN-2).
     *
     * @return true where the setup is to be denied, also without a rate
     */
    public boolean isDenied() {
        return !validity.isValid() || rate8h <= settings.denyRate();
    }
}
