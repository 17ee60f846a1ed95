package ebb.engine.strategy.nullspectre;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.indicator.Percentiles;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Settled funding of one coin over {@value #SETTLEMENTS} settlements (FUND-2) and the last change of its sign (FUND-3).
 * Rates are per 8 hours, 1e-9, so that a change of the interval keeps the past comparable. Allocates nothing.
 */
public final class FundingHistory implements Digested, Snapshotted {
    /** Settlements remembered: 30 days of three. */
    public static final int SETTLEMENTS = 90;

    /** FUND-2: settlements whose mean tells the present level. */
    private static final int MEAN_OF = 3;

    private static final long NEVER = Long.MIN_VALUE;

    private final long flipMin;
    private final Percentiles settled = new Percentiles(SETTLEMENTS);
    // Sign of the last settled rate beyond the band; 0 before the first.
    private int side;
    // A current rate beyond the band on the other side, not settled yet.
    private int turning;
    private long turningNs = NEVER;
    private int turned;
    private long turnedNs = NEVER;
    // The newest settlements, by their number.
    private final long[] last = new long[MEAN_OF];
    private int lasts;

    /**
     * No past.
     *
     * @param flipMin band about 0 within which a sign means nothing ({@code fund.flip-min}), 1e-9 per 8 hours
     */
    public FundingHistory(long flipMin) {
        this.flipMin = flipMin;
    }

    /**
     * The current, predicted rate.
     *
     * @param nowNs engine time
     * @param rate per 8 hours, 1e-9
     */
    public void onPredicted(long nowNs, long rate) {
        int sign = sign(rate);
        if (sign == 0 || side == 0) {
            return;
        }
        if (sign == side) {
            turning = 0;
        } else if (turning != sign) {
            turning = sign;
            turningNs = nowNs;
        }
    }

    /**
     * A settlement, later than the one before.
     *
     * @param nowNs when it was settled
     * @param rate per 8 hours, 1e-9
     */
    public void onSettled(long nowNs, long rate) {
        settled.add(rate);
        System.arraycopy(last, 0, last, 1, MEAN_OF - 1);
        last[0] = rate;
        lasts = Math.min(lasts + 1, MEAN_OF);
        onPredicted(nowNs, rate);
        int sign = sign(rate);
        if (sign == 0) {
            return;
        }
        if (turning != 0) {
            turned = turning;
            turnedNs = turningNs;
            turning = 0;
        }
        side = sign;
    }

    private int sign(long rate) {
        return Math.abs(rate) < flipMin ? 0 : Long.signum(rate);
    }

    /**
     * The change of sign that still counts (FUND-3).
     *
     * @param nowNs engine time
     * @param windowNs how long one counts
     * @return +1 to positive, −1 to negative, 0 none
     */
    public int flip(long nowNs, long windowNs) {
        if (turning != 0) {
            return nowNs - turningNs <= windowNs ? turning : 0;
        }
        return turned != 0 && nowNs - turnedNs <= windowNs ? turned : 0;
    }

    /**
     * Whether there is a past to rank in: a full ring (FUND-2).
     *
     * @return true if so
     */
    public boolean isRanked() {
        return settled.size() == SETTLEMENTS;
    }

    /**
     * Whether there were settlements enough for a mean (FUND-2).
     *
     * @return true from the third on
     */
    public boolean hasMean() {
        return lasts == MEAN_OF;
    }

    /**
     * Mean of the last three settled rates (FUND-2).
     *
     * @return per 8 hours, 1e-9, HALF_EVEN; 0 unless {@link #hasMean()}
     */
    public long mean() {
        if (!hasMean()) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < MEAN_OF; i++) {
            sum += last[i];
        }
        return Scaled.mulDiv(sum, 1, MEAN_OF, Rounding.HALF_EVEN);
    }

    /**
     * Where a rate stands among those settled (PCT-1).
     *
     * @param rate per 8 hours, 1e-9; not in the ring itself
     * @return 0…1
     */
    public double rank(long rate) {
        return settled.rank(rate);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        settled.writeTo(out);
        out.putInt(side);
        out.putInt(turning);
        out.putLong(turningNs);
        out.putInt(turned);
        out.putLong(turnedNs);
        out.putLongs(last, lasts);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        settled.readFrom(in);
        side = in.readInt();
        turning = in.readInt();
        turningNs = in.readLong();
        turned = in.readInt();
        turnedNs = in.readLong();
        lasts = in.readLongs(last);
    }

    @Override
    public long digest() {
        return settled.digest() + scalars();
    }

    @Override
    public long digestAnew() {
        return settled.digestAnew() + scalars();
    }

    private long scalars() {
        long newest = 0;
        for (int i = 0; i < lasts; i++) {
            newest = Digest.mix(newest, last[i], i);
        }
        return newest + Digest.mix(1, side, turning) + Digest.mix(2, turningNs, turned) + Digest.mix(3, turnedNs);
    }
}
