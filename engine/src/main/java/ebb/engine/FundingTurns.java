package ebb.engine;

import ebb.engine.perp.FundingRate;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * On which side of the band each instrument's funding was settled last, and whether it has turned since (FUND-3). A rate within
 * the band of {@code fund.flip-min} turns nothing. Each turn counts once: when it shows in the prediction, or else with the
 * settlement. Allocates only when an instrument with a greater id than ever before comes.
 */
final class FundingTurns implements Digested, Snapshotted {
    private static final int MOST_ROWS = 1 << 16;

    /** The side times this once its turn was told. */
    private static final int TOLD = 2;

    // By instrument: side of the last settlement beyond the band, doubled once a turn away from it was told; 0 of none.
    private int[] sides = new int[64];

    /**
     * A rate came.
     *
     * @param instrument dense id
     * @param rate8h per 8 hours, 1e-9
     * @param isSettled settled, else predicted
     * @return whether it turned just now
     */
    boolean on(int instrument, long rate8h, boolean isSettled) {
        if (instrument >= sides.length) {
            sides = Arrays.copyOf(sides, Math.max(instrument + 1, sides.length * 2));
        }
        int sign = Math.abs(rate8h) < FundingRate.FLIP_MIN ? 0 : Long.signum(rate8h);
        int before = sides[instrument];
        if (sign == 0) {
            return false;
        }
        boolean isAway = before != 0 && sign != Integer.signum(before);
        boolean isNews = isAway && Math.abs(before) != TOLD;
        if (isSettled) {
            sides[instrument] = sign;
        } else if (before != 0) {
            sides[instrument] = Integer.signum(before) * (isAway ? TOLD : 1);
        }
        return isNews;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putInt(sides.length);
        for (int i = 0; i < sides.length; i++) {
            out.putInt(sides[i]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        sides = new int[in.readCount(MOST_ROWS)];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = in.readInt();
        }
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < sides.length; i++) {
            sum += sides[i] == 0 ? 0 : Digest.mix(2, i, sides[i]);
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
