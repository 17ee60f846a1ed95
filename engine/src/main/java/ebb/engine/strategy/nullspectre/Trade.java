package ebb.engine.strategy.nullspectre;

import ebb.engine.bar.BarRing;
import ebb.engine.flow.CvdFlip;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;

/**
 * What the strategy knows of the trade that is open on one instrument: its targets, where the stop may move, what the runner
 * watches. Allocates nothing after construction.
 */
final class Trade implements Digested, Snapshotted {
    /** Supports below the third target that the runner may pass on to. */
    private static final int MOST_SUPPORTS = 8;

    private final Market market;
    final StopMoves moves;
    final RunnerWatch watch;
    private final CvdFlip flip;
    private final long[] support = new long[MOST_SUPPORTS];
    private final long[] below = new long[MOST_SUPPORTS - 1];
    private int supports;
    private int watched;
    private long firstTarget;
    private long secondTarget;
    private long lastMinute = Long.MIN_VALUE;

    Trade(Market market, Management settings) {
        this.market = market;
        moves = new StopMoves(settings.trailAtr());
        watch = new RunnerWatch(settings.runner());
        flip = new CvdFlip(market.tape().cvd(), settings.flipNs(), settings.flipMicro());
    }

    /** An entry goes out with these targets. */
    void begin(TargetPlan plan) {
        moves.begin();
        firstTarget = plan.count() > 0 ? plan.limit(0) : 0;
        secondTarget = plan.count() > 1 ? plan.limit(1) : 0;
        supports = 0;
        watched = 0;
        if (plan.count() == TargetPlan.TARGETS) {
            support[0] = plan.support(TargetPlan.TARGETS - 1);
            supports = 1 + plan.nodesBelow(support[0], below);
            System.arraycopy(below, 0, support, 1, supports - 1);
        }
    }

    /** Whether a target order at this price is the second or beyond. */
    boolean isSecond(long price) {
        return secondTarget > 0 && price <= secondTarget;
    }

    /** Whether a trade has anything to follow. */
    boolean hasTargets() {
        return firstTarget > 0;
    }

    /** NS-RUN-1: the second target is filled. */
    void beginRunner(long nowNs) {
        if (supports > 0) {
            watched = 0;
            watch.watch(support[0]);
            flip.anchor(nowNs);
        }
    }

    boolean hasRunner() {
        return supports > 0;
    }

    /** NS-RUN-1: a close that passed the support hands on to the next lower node. */
    void onClose(long close, long nowNs) {
        while (watched + 1 < supports && watch.isPassed(close)) {
            watched++;
            watch.watch(support[watched]);
            flip.anchor(nowNs);
        }
    }

    void onTrade(long nowNs, long price, double atr) {
        if (supports > 0 && watch.onTrade(nowNs, price, atr)) {
            flip.anchor(nowNs);
        }
    }

    /** Each second: minutes that closed since, and the delta. */
    void onSecond(long nowNs, int minuteFrame) {
        if (minuteFrame >= 0) {
            feedMinutes(market.bars().ring(minuteFrame));
        }
        flip.evaluate(nowNs);
    }

    /** Starts ascend: what is new is found from the newest on, which most seconds is none. */
    private void feedMinutes(BarRing minutes) {
        int most = Math.min(minutes.size(), RunnerSettings.MEAN_BARS);
        int fresh = 0;
        while (fresh < most && minutes.startNs(fresh) > lastMinute) {
            fresh++;
        }
        while (fresh > 0) {
            fresh--;
            lastMinute = minutes.startNs(fresh);
            watch.onMinute(minutes.volume(fresh), !minutes.isPartial(fresh));
        }
    }

    /** NS-RUN-5, NS-RUN-7: what is not VALID is not turned. */
    boolean isTurnedUp(long nowNs) {
        return flip.isFlippedUp() && flip.validity(nowNs).isValid();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLongs(support, supports);
        out.putInt(watched);
        out.putLong(firstTarget);
        out.putLong(secondTarget);
        out.putLong(lastMinute);
        moves.writeTo(out);
        watch.writeTo(out);
        flip.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        supports = in.readLongs(support);
        watched = in.readInt();
        firstTarget = in.readLong();
        secondTarget = in.readLong();
        lastMinute = in.readLong();
        moves.readFrom(in);
        watch.readFrom(in);
        flip.readFrom(in);
    }

    @Override
    public long digest() {
        long prices = Digest.mix(firstTarget, secondTarget);
        for (int i = 0; i < supports; i++) {
            prices = Digest.mix(prices, support[i]);
        }
        return Digest.mix(Digest.mix(prices, supports, watched), lastMinute, moves.lowestLow())
                + Digest.mix(1, watch.digest(), flip.digest());
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
