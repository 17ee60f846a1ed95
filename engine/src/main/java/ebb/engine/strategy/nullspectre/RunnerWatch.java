package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Watches the support below the last part of a short (NS-RUN-1 to 7): touches of its band, the bounce from the latest, the
 * volume of that bounce. Whether the delta turned is told by the owner, who anchors it at each new touch. One support at a
 * time; {@link #watch} starts the next. Allocates nothing after construction.
 */
public final class RunnerWatch implements Digested, Snapshotted {
    /** What the watch asks for (NS-RUN-6). */
    public enum Verdict {
        /** Nothing. */
        NONE,
        /** Tell a person, offer to close. */
        ALERT,
        /** Close the runner. */
        AUTO
    }

    private static final long NEVER = Long.MIN_VALUE;
    private static final int MEAN_BARS = RunnerSettings.MEAN_BARS;
    /** With a minute above it the sum over the mean's bars may not fit a long (NUM-2): such a minute counts as lost. */
    private static final long MOST_VOLUME = Long.MAX_VALUE / MEAN_BARS;

    private final RunnerSettings settings;
    // Volumes of the last closed one-minute bars.
    private final long[] minute = new long[MEAN_BARS];
    private long minutes;
    private long minuteSum;
    private long lostMinute = NEVER;

    private long support;
    private int touches;
    private boolean isTouching;
    private long outSinceNs = NEVER;
    private long endedNs = NEVER;
    private long low;
    private long high;
    private long bounceNs = NEVER;
    private boolean isFakedOut;

    private long ordinary;
    private boolean hasOrdinary;
    private long since;
    private int sinceBars;
    private boolean isSinceOpen;
    private boolean isSinceLost;
    private long alertedNs = NEVER;

    /**
     * Watches nothing.
     *
     * @param settings figures
     */
    public RunnerWatch(RunnerSettings settings) {
        this.settings = settings;
    }

    /**
     * Watches a support from now on; touches count anew (NS-RUN-1).
     *
     * @param price mantissa, above 0
     */
    public void watch(long price) {
        support = price;
        touches = 0;
        isTouching = false;
        outSinceNs = NEVER;
        endedNs = NEVER;
        forgetTouch();
    }

    private void forgetTouch() {
        low = 0;
        high = 0;
        bounceNs = NEVER;
        isFakedOut = false;
        since = 0;
        sinceBars = 0;
        isSinceOpen = false;
        isSinceLost = false;
        hasOrdinary = false;
        ordinary = 0;
    }

    /**
     * The support that is watched.
     *
     * @return price mantissa
     */
    public long support() {
        return support;
    }

    /**
     * Whether a close of the pattern's frame has passed the support, so that the next lower one is to be watched.
     *
     * @param close price mantissa
     * @return whether it is below 99 % of it
     */
    public boolean isPassed(long close) {
        return Scaled.compareProducts(close, Micro.ONE, support, RunnerSettings.PASSED_MICRO) < 0;
    }

    /**
     * A print.
     *
     * @param nowNs engine time
     * @param price mantissa
     * @param atr range of the pattern's frame, price mantissa units
     * @return whether a new touch began with it
     */
    public boolean onTrade(long nowNs, long price, double atr) {
        boolean isNear =
                Scaled.compareProducts(Math.abs(price - support), Micro.ONE, support, settings.touchMicro()) <= 0;
        endTouch(nowNs);
        boolean isNew = false;
        if (isTouching) {
            outSinceNs = isNear ? NEVER : outSinceNs == NEVER ? nowNs : outSinceNs;
        } else if (isNear && (endedNs == NEVER || nowNs - endedNs >= settings.spaceNs())) {
            isTouching = true;
            outSinceNs = NEVER;
            touches++;
            forgetTouch();
            isNew = true;
        }
        if (touches > 0) {
            follow(nowNs, price, atr, isNew);
        }
        return isNew;
    }

    /** A touch has ended once the price was outside for long enough, whether or not a print said so at that instant. */
    private void endTouch(long nowNs) {
        if (isTouching && outSinceNs != NEVER && nowNs - outSinceNs >= settings.leaveNs()) {
            isTouching = false;
            endedNs = outSinceNs + settings.leaveNs();
            outSinceNs = NEVER;
        }
    }

    private void follow(long nowNs, long price, double atr, boolean isNew) {
        if (isNew || isTouching && price < low) {
            // A lower low of the same touch: the bounce has to be made again.
            low = price;
            high = price;
            bounceNs = NEVER;
            beginVolume();
            return;
        }
        if (price < low && bounceNs != NEVER && nowNs - bounceNs <= RunnerSettings.FAKE_OUT_NS) {
            isFakedOut = true;
        }
        high = Math.max(high, price);
        if (bounceNs == NEVER && high - low >= leastBounce(atr)) {
            bounceNs = nowNs;
        }
    }

    private long leastBounce(double atr) {
        double share = settings.bounceMicro() * 1e-6 * support;
        return Micro.edgeCeiling(Math.max(share, settings.bounceAtr() * atr));
    }

    /** NS-RUN-4: the mean before the low stands still from here; the bar in hand is the first of the bounce. */
    private void beginVolume() {
        hasOrdinary = minutes >= MEAN_BARS && (lostMinute == NEVER || minutes - lostMinute > MEAN_BARS);
        ordinary = minuteSum;
        since = 0;
        sinceBars = 0;
        isSinceOpen = true;
        isSinceLost = false;
    }

    /**
     * A one-minute bar closed.
     *
     * @param volume its quantity, mantissa
     * @param isExact false where trades of it were lost (NS-RUN-7)
     */
    public void onMinute(long volume, boolean isExact) {
        int slot = (int) (minutes % MEAN_BARS);
        minuteSum += volume - (minutes >= MEAN_BARS ? minute[slot] : 0);
        minute[slot] = volume;
        if (!isExact || volume > MOST_VOLUME) {
            lostMinute = minutes;
        }
        minutes++;
        if (isSinceOpen) {
            isSinceLost |= !isExact || !Scaled.addFits(since, volume);
            since += volume;
            sinceBars++;
            isSinceOpen = bounceNs == NEVER;
        }
    }

    /**
     * Touches of this support.
     *
     * @return a count
     */
    public int touches() {
        return touches;
    }

    /**
     * Whether the latest touch bounced (NS-RUN-3).
     *
     * @return false also where the bounce was taken back
     */
    public boolean hasBounced() {
        return bounceNs != NEVER && !isFakedOut;
    }

    /**
     * Whether volume since the latest touch's low is high (NS-RUN-4).
     *
     * @return false also where it is not known exactly
     */
    public boolean hasVolume() {
        if (!hasOrdinary || isSinceLost || sinceBars == 0) {
            return false;
        }
        long bars = Scaled.multiplyExact(sinceBars, settings.volumeMicro());
        return Scaled.compareProducts(since, MEAN_BARS * Micro.ONE, ordinary, bars) > 0;
    }

    /**
     * The rule by itself (NS-RUN-6): AUTO is tested first.
     *
     * @param touches of the support
     * @param bounce of the latest
     * @param volume of the latest
     * @param cvd whether the delta turned up since the latest
     * @return what to do
     */
    public Verdict verdict(int touches, boolean bounce, boolean volume, boolean cvd) {
        if (touches >= settings.autoTouches()) {
            return bounce || volume || cvd ? Verdict.AUTO : Verdict.NONE;
        }
        return touches == settings.alertTouches() && volume && cvd ? Verdict.ALERT : Verdict.NONE;
    }

    /**
     * Asks the rule now; an alert is not repeated within a quarter of an hour.
     *
     * @param nowNs engine time
     * @param cvd whether the delta turned up since the latest touch, false where it is not VALID (NS-RUN-7)
     * @return what to do
     */
    public Verdict ask(long nowNs, boolean cvd) {
        Verdict verdict = verdict(touches, hasBounced(), hasVolume(), cvd);
        if (verdict != Verdict.ALERT) {
            return verdict;
        }
        if (alertedNs != NEVER && nowNs - alertedNs < RunnerSettings.REALERT_NS) {
            return Verdict.NONE;
        }
        alertedNs = nowNs;
        return Verdict.ALERT;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(minutes);
        out.putLongs(minute, MEAN_BARS);
        out.putLong(lostMinute);
        out.putLong(support);
        out.putInt(touches);
        out.putBoolean(isTouching);
        out.putLong(outSinceNs);
        out.putLong(endedNs);
        out.putLong(low);
        out.putLong(high);
        out.putLong(bounceNs);
        out.putBoolean(isFakedOut);
        out.putLong(ordinary);
        out.putBoolean(hasOrdinary);
        out.putLong(since);
        out.putInt(sinceBars);
        out.putBoolean(isSinceOpen);
        out.putBoolean(isSinceLost);
        out.putLong(alertedNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        minutes = in.readTotal();
        in.readLongs(minute);
        minuteSum = 0;
        for (int i = 0; i < MEAN_BARS; i++) {
            minuteSum += minute[i];
        }
        lostMinute = in.readLong();
        support = in.readLong();
        touches = in.readInt();
        isTouching = in.readBoolean();
        outSinceNs = in.readLong();
        endedNs = in.readLong();
        low = in.readLong();
        high = in.readLong();
        bounceNs = in.readLong();
        isFakedOut = in.readBoolean();
        ordinary = in.readLong();
        hasOrdinary = in.readBoolean();
        since = in.readLong();
        sinceBars = in.readInt();
        isSinceOpen = in.readBoolean();
        isSinceLost = in.readBoolean();
        alertedNs = in.readLong();
    }

    @Override
    public long digest() {
        return digestAnew();
    }

    /** {@inheritDoc} A few scalars and one ring whose sum stands for it: each value was counted in when it came. */
    @Override
    public long digestAnew() {
        long touch = Digest.mix(Digest.mix(1, support, touches), outSinceNs, endedNs);
        long bounce = Digest.mix(Digest.mix(2, low, high), bounceNs, alertedNs);
        long volume = Digest.mix(Digest.mix(3, ordinary, since), sinceBars, lostMinute);
        int flags = (isTouching ? 1 : 0) | (isFakedOut ? 2 : 0) | (hasOrdinary ? 4 : 0);
        flags |= (isSinceOpen ? 8 : 0) | (isSinceLost ? 16 : 0);
        return touch + bounce + volume + Digest.mix(4, minutes, minuteSum) + Digest.mix(5, flags);
    }
}
