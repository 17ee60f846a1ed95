package ebb.engine.strategy.nullspectre;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The strategy's own closed trades in R (NS-RSK-1, NS-RSK-7, NS-RSK-9): counts and payoff of the last ones, and losses in a
 * row. R is in micro-units. Allocates nothing after construction.
 */
public final class TrackRecord implements Digested, Snapshotted {
    /** NS-RSK-1 ({@code ns.kelly.window}). */
    public static final int WINDOW = 100;

    private final long evenMicro;
    private final long[] r;
    private long closed;
    private int wins;
    private int losses;
    private long won;
    private long lost;
    private int losingRun;
    private long moving;

    /**
     * No trades.
     *
     * @param window trades that count, at least 1
     * @param evenMicro R within which a trade is neither won nor lost ({@code ns.pos.even}), micro-units
     */
    public TrackRecord(int window, long evenMicro) {
        if (window < 1 || evenMicro < 0) {
            throw new IllegalArgumentException("ns.kelly.window " + window + ", ns.pos.even " + evenMicro);
        }
        this.evenMicro = evenMicro;
        r = new long[window];
    }

    /**
     * A trade was closed.
     *
     * @param rMicro its profit over its initial risk, micro-units
     */
    public void onClosed(long rMicro) {
        int slot = (int) (closed % r.length);
        if (closed >= r.length) {
            moving -= Digest.mix(closed - r.length, r[slot]);
            count(r[slot], -1);
        }
        r[slot] = rMicro;
        moving += Digest.mix(closed, rMicro);
        closed++;
        count(rMicro, 1);
        if (isWin(rMicro)) {
            losingRun = 0;
        } else if (isLoss(rMicro)) {
            losingRun++;
        }
    }

    /** Counts anew, from nothing. */
    public void forget() {
        closed = 0;
        wins = 0;
        losses = 0;
        won = 0;
        lost = 0;
        losingRun = 0;
        moving = 0;
    }

    private boolean isWin(long rMicro) {
        return rMicro >= evenMicro && rMicro > 0;
    }

    private boolean isLoss(long rMicro) {
        return rMicro <= -evenMicro && rMicro < 0;
    }

    private void count(long rMicro, int sign) {
        if (isWin(rMicro)) {
            wins += sign;
            won += sign * rMicro;
        } else if (isLoss(rMicro)) {
            losses += sign;
            lost -= sign * rMicro;
        }
    }

    /**
     * Trades won among the last.
     *
     * @return a count
     */
    public int wins() {
        return wins;
    }

    /**
     * Trades lost among the last.
     *
     * @return a count
     */
    public int losses() {
        return losses;
    }

    /**
     * Trades closed in all.
     *
     * @return a count
     */
    public long closed() {
        return closed;
    }

    /**
     * Whether there were wins and losses.
     *
     * @return false where {@link #payoff} has nothing to divide
     */
    public boolean hasPayoff() {
        return wins > 0 && losses > 0;
    }

    /**
     * Mean win over mean loss.
     *
     * @return above 0; 0 without both
     */
    public double payoff() {
        return hasPayoff() ? (double) won / wins / ((double) lost / losses) : 0;
    }

    /**
     * Losses in a row (NS-RSK-7): a win resets them, a breakeven does neither.
     *
     * @return a count
     */
    public int losingRun() {
        return losingRun;
    }

    /**
     * Whether the edge seems gone (NS-RSK-9): a full window, and too few wins or too small ones.
     *
     * @param leastWinMicro least win rate ({@code ns.risk.edge-win}), micro-units
     * @param leastPayoff least payoff ({@code ns.risk.edge-payoff})
     * @return whether trading is to be paused
     */
    public boolean isEdgeGone(long leastWinMicro, double leastPayoff) {
        int n = wins + losses;
        if (closed < r.length || n == 0) {
            return false;
        }
        boolean winsTooFew = wins * 1_000_000L < leastWinMicro * n;
        return winsTooFew || hasPayoff() && payoff() < leastPayoff;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(closed);
        for (long i = Math.max(0, closed - r.length); i < closed; i++) {
            out.putLong(r[(int) (i % r.length)]);
        }
        out.putInt(losingRun);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        closed = in.readTotal();
        moving = 0;
        wins = 0;
        losses = 0;
        won = 0;
        lost = 0;
        for (long i = Math.max(0, closed - r.length); i < closed; i++) {
            long rMicro = in.readLong();
            r[(int) (i % r.length)] = rMicro;
            moving += Digest.mix(i, rMicro);
            count(rMicro, 1);
        }
        losingRun = in.readInt();
    }

    @Override
    public long digest() {
        return moving + scalars();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (long i = Math.max(0, closed - r.length); i < closed; i++) {
            sum += Digest.mix(i, r[(int) (i % r.length)]);
        }
        return sum;
    }

    private long scalars() {
        return Digest.mix(-1, closed, losingRun);
    }
}
