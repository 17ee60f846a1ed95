package ebb.engine.perp;

import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Newest mark, index, funding and open interest of one instrument, each with the engine time at which it came
 * (MARK-1, FUND-1, OI-1) and the sums of forced orders (LIQN-1). Absent values are {@link #ABSENT}.
 */
public final class PerpState implements Digested, Snapshotted {
    /** Not there. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long USUAL_NS = 8 * 3_600 * SECOND_NS;
    private static final long LONGEST_NS = 24 * 3_600 * SECOND_NS;

    private final Keyed marks = new Keyed();
    private final Keyed fundings = new Keyed();
    private final Keyed settled = new Keyed();
    private final Keyed interests = new Keyed();
    private long mark = ABSENT;
    private long index = ABSENT;
    private long markAtNs = ABSENT;
    private long fundingRate = ABSENT;
    private long settledRate = ABSENT;
    private final SettlementWatch settlements = new SettlementWatch();
    private long nextSettleNs = ABSENT;
    private long intervalSec = ABSENT;
    private long openInterest = ABSENT;
    private long openInterestAtNs = ABSENT;
    private final OpenInterest interest = new OpenInterest();
    private long liquidatedLong;
    private long liquidatedShort;

    /**
     * A mark or index price. One of the two may be absent; it then keeps its last value.
     *
     * @param txNs exchange time or {@link #ABSENT}
     * @param nowNs engine time
     * @param markPrice mantissa or {@link #ABSENT}
     * @param indexPrice mantissa or {@link #ABSENT}
     * @return whether it was stored (EVT-4)
     */
    public boolean onMark(long txNs, long nowNs, long markPrice, long indexPrice) {
        boolean isSame = (markPrice == ABSENT || markPrice == mark) && (indexPrice == ABSENT || indexPrice == index);
        if (!marks.admits(txNs, nowNs, isSame)) {
            return false;
        }
        if (markPrice != ABSENT) {
            mark = markPrice;
            markAtNs = nowNs;
        }
        if (indexPrice != ABSENT) {
            index = indexPrice;
        }
        return true;
    }

    /**
     * A funding rate (FUND-1). Predictions and settlements are two series: the past of settlements may come late.
     *
     * @param txNs exchange time, of a settlement that at which it was settled, or {@link #ABSENT}
     * @param nowNs engine time
     * @param rate per interval, 1e-9
     * @param settleNs next settlement or {@link #ABSENT}
     * @param seconds interval or {@link #ABSENT}
     * @param isSettled settled, else predicted
     * @return whether it was stored (EVT-4); a settlement that is held already is not stored again
     */
    public boolean onFunding(long txNs, long nowNs, long rate, long settleNs, long seconds, boolean isSettled) {
        if (isSettled) {
            long before = settled.txNs();
            if (!settled.admits(txNs, nowNs, rate == settledRate)) {
                return false;
            }
            settledRate = rate;
            if (settled.txNs() == before) {
                return false;
            }
            settlements.onSettled(settled.txNs());
        } else {
            if (!fundings.admits(txNs, nowNs, rate == fundingRate)) {
                return false;
            }
            settlements.onPredicted(nowNs, nextSettleNs, settleNs);
            fundingRate = rate;
        }
        if (seconds != ABSENT) {
            intervalSec = seconds;
        } else if (settleNs != ABSENT) {
            inferInterval(nowNs, settleNs);
        }
        if (settleNs != ABSENT) {
            nextSettleNs = settleNs;
        }
        return true;
    }

    /**
     * Venues that do not tell the interval tell the next settlement (FUND-1): when it moves on, by the interval; and no
     * venue's usual interval above four hours is other than eight. Until one of the two was seen it stays unknown.
     */
    private void inferInterval(long nowNs, long settleNs) {
        boolean isMoved = nextSettleNs != ABSENT && settleNs > nextSettleNs;
        if (isMoved && settleNs - nextSettleNs <= LONGEST_NS) {
            long step = (settleNs - nextSettleNs) / SECOND_NS;
            // After an outage the step may span several intervals: the shortest one seen is the interval.
            intervalSec = intervalSec == ABSENT ? step : Math.min(intervalSec, step);
        } else if (intervalSec == ABSENT && settleNs - nowNs > USUAL_NS / 2 && settleNs - nowNs <= USUAL_NS) {
            intervalSec = USUAL_NS / SECOND_NS;
        }
    }

    /**
     * Open interest (OI-1).
     *
     * @param txNs exchange time or {@link #ABSENT}
     * @param nowNs engine time
     * @param quantity venue quantity
     * @return whether it was stored (EVT-4)
     */
    public boolean onOpenInterest(long txNs, long nowNs, long quantity) {
        if (!interests.admits(txNs, nowNs, quantity == openInterest)) {
            return false;
        }
        openInterest = quantity;
        openInterestAtNs = nowNs;
        interest.on(nowNs, quantity, mark);
        return true;
    }

    /**
     * A forced order (LIQN-1); a sample where the venue samples.
     *
     * @param isSell whether the forced order sells, that is, a long was liquidated
     * @param quantity venue quantity
     */
    public void onLiquidation(boolean isSell, long quantity) {
        if (isSell) {
            liquidatedLong = sum(liquidatedLong, quantity);
        } else {
            liquidatedShort = sum(liquidatedShort, quantity);
        }
    }

    /** Mark price, mantissa. */
    public long mark() {
        return mark;
    }

    /**
     * Whether the mark is younger than a limit (MARK-1).
     *
     * @param nowNs engine time
     * @param staleNs {@code mark.stale}
     * @return false when there is none or it is as old or older
     */
    public boolean isMarkFresh(long nowNs, long staleNs) {
        return mark != ABSENT && nowNs - markAtNs < staleNs;
    }

    /** Index price, mantissa. */
    public long index() {
        return index;
    }

    /** Predicted funding rate per interval, 1e-9. */
    public long fundingRate() {
        return fundingRate;
    }

    /** Last settled funding rate per interval, 1e-9. */
    public long settledRate() {
        return settledRate;
    }

    /** When the newest was, and whether they come as they are due. */
    public SettlementWatch settlements() {
        return settlements;
    }

    /** Next settlement, ns. */
    public long nextSettleNs() {
        return nextSettleNs;
    }

    /** Funding interval, seconds: as told, else as inferred from the settlements. */
    public long intervalSec() {
        return intervalSec;
    }

    /** Open interest, venue quantity. */
    public long openInterest() {
        return openInterest;
    }

    /** Its changes over the last day (OI-1, OI-2). */
    public OpenInterest interest() {
        return interest;
    }

    /** A sum that does not fit a long stays at the greatest one, which stands for INEXACT (NUM-2). */
    private static long sum(long sum, long quantity) {
        return Scaled.addFits(sum, quantity) ? sum + quantity : Long.MAX_VALUE;
    }

    /** Whether a sum of liquidated quantities is INEXACT until the run ends (LIQN-1, NUM-2). */
    public boolean hasOverflowed() {
        return liquidatedLong == Long.MAX_VALUE || liquidatedShort == Long.MAX_VALUE;
    }

    /** Quantity of liquidated longs since the start of the run. */
    public long liquidatedLong() {
        return liquidatedLong;
    }

    /** Quantity of liquidated shorts since the start of the run. */
    public long liquidatedShort() {
        return liquidatedShort;
    }

    /** Values refused because a newer one is stored (EVT-4). */
    public long dropped() {
        return marks.dropped() + fundings.dropped() + settled.dropped() + interests.dropped();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("perp");
        marks.writeTo(out);
        fundings.writeTo(out);
        interests.writeTo(out);
        out.putLong(mark);
        out.putLong(index);
        out.putLong(markAtNs);
        out.putLong(fundingRate);
        out.putLong(settledRate);
        out.putLong(nextSettleNs);
        out.putLong(intervalSec);
        out.putLong(openInterest);
        out.putLong(openInterestAtNs);
        out.putLong(liquidatedLong);
        out.putLong(liquidatedShort);
        settled.writeTo(out);
        settlements.writeTo(out);
        interest.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("perp");
        marks.readFrom(in);
        fundings.readFrom(in);
        interests.readFrom(in);
        mark = in.readLong();
        index = in.readLong();
        markAtNs = in.readLong();
        fundingRate = in.readLong();
        settledRate = in.readLong();
        nextSettleNs = in.readLong();
        intervalSec = in.readLong();
        openInterest = in.readLong();
        openInterestAtNs = in.readLong();
        liquidatedLong = in.readLong();
        liquidatedShort = in.readLong();
        settled.readFrom(in);
        settlements.readFrom(in);
        interest.readFrom(in);
    }

    @Override
    public long digest() {
        return scalars() + interest.digest();
    }

    @Override
    public long digestAnew() {
        return scalars() + interest.digestAnew();
    }

    private long scalars() {
        return Digest.mix(1, mark, index)
                + Digest.mix(2, markAtNs, marks.txNs())
                + Digest.mix(3, fundingRate, settledRate)
                + Digest.mix(4, nextSettleNs, intervalSec)
                + Digest.mix(8, settlements.digest(), settled.txNs())
                + Digest.mix(5, fundings.txNs(), interests.txNs())
                + Digest.mix(6, openInterest, openInterestAtNs)
                + Digest.mix(7, liquidatedLong, liquidatedShort);
    }
}
