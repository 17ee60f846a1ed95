package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * What an instrument's tape has lost (EVT-3). Each loss gets the next number; an analytic whose window overlaps a loss
 * is INEXACT (CVD-6, VPIN-9, MICRO-6). A loss whose missing trades all came later is taken back, and validity returns
 * at once.
 */
public final class FlowEpoch implements Digested, Snapshotted {
    /** The number of no loss. */
    public static final long NONE = 0;

    /** Losses that can still be taken back; older ones stand. More at once means a feed nobody should trust. */
    private static final int REVOCABLE = 16;

    private final long[] number = new long[REVOCABLE];
    private final long[] timeNs = new long[REVOCABLE];
    private int revocable;
    private long losses;
    private long standingNumber = NONE;
    private long standingNs = Long.MIN_VALUE;
    private long latestNumber = NONE;
    private long latestNs = Long.MIN_VALUE;
    private boolean isDown;
    private boolean hasDoubtfulSides;

    /** Creates the record of a tape that has lost nothing yet. */
    public FlowEpoch() {}

    /**
     * How many losses there were, also those taken back. An analytic keeps the value it opened a window with.
     *
     * @return a count that never falls
     */
    public long losses() {
        return losses;
    }

    /**
     * Trades were lost just now.
     *
     * @param atNs engine time
     * @return the number of this loss, for {@link #recover}
     */
    public long lose(long atNs) {
        losses++;
        if (revocable == REVOCABLE) {
            standingNumber = number[0];
            standingNs = timeNs[0];
            drop(0);
        }
        number[revocable] = losses;
        timeNs[revocable] = atNs;
        revocable++;
        latestNumber = losses;
        latestNs = atNs;
        return losses;
    }

    /**
     * All trades of a loss came after all: it no longer counts. A loss so old that it stands already is not taken back.
     *
     * @param loss what {@link #lose} returned
     */
    public void recover(long loss) {
        for (int i = 0; i < revocable; i++) {
            if (number[i] == loss) {
                drop(i);
                latestNumber = revocable == 0 ? standingNumber : number[revocable - 1];
                latestNs = revocable == 0 ? standingNs : timeNs[revocable - 1];
                return;
            }
        }
    }

    /**
     * The session of the trade stream is no longer LIVE: until {@link #live} everything overlaps a loss.
     *
     * @param atNs engine time
     */
    public void down(long atNs) {
        if (!isDown) {
            isDown = true;
            lose(atNs);
        }
    }

    /**
     * The session is LIVE again; what was lost since {@link #down} stays lost.
     *
     * @param atNs engine time
     */
    public void live(long atNs) {
        if (isDown) {
            isDown = false;
            lose(atNs);
        }
    }

    /**
     * Whether trades are being lost right now.
     *
     * @return true between {@link #down} and {@link #live}
     */
    public boolean isDown() {
        return isDown;
    }

    /**
     * Whether a window of time that reaches to now overlaps a loss (CVD-6).
     *
     * @param startNs first instant of the window
     * @return true if so
     */
    public boolean hasLossSince(long startNs) {
        return isDown || latestNumber != NONE && latestNs >= startNs;
    }

    /**
     * Whether a window that is not of time (buckets, groups) overlaps a loss.
     *
     * @param lossesAtOpen {@link #losses} when the window's oldest part opened
     * @return true if a loss that stands came after it
     */
    public boolean hasLossAfter(long lossesAtOpen) {
        return isDown || latestNumber > lossesAtOpen;
    }

    /**
     * The mark for {@link #hasLossAfter} of a window that opens now but reaches back to an instant before: it counts the
     * losses from that instant on as its own.
     *
     * @param startNs first instant of the window
     * @return {@link #losses}, or the number before the first standing loss at or after the instant
     */
    public long markSince(long startNs) {
        if (standingNumber != NONE && standingNs >= startNs) {
            return standingNumber - 1;
        }
        for (int i = 0; i < revocable; i++) {
            if (timeNs[i] >= startNs) {
                return number[i] - 1;
            }
        }
        return losses;
    }

    /**
     * Whether too many sides of the tape were inferred (TRD-3), so that nothing that rests on sides is exact.
     *
     * @return true if so
     */
    public boolean hasDoubtfulSides() {
        return hasDoubtfulSides;
    }

    void doubtSides(boolean doubtful) {
        hasDoubtfulSides = doubtful;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("flow epoch");
        out.putLongs(number, revocable);
        out.putLongs(timeNs, revocable);
        out.putLong(losses);
        out.putLong(standingNumber);
        out.putLong(standingNs);
        out.putLong(latestNumber);
        out.putLong(latestNs);
        out.putBoolean(isDown);
        out.putBoolean(hasDoubtfulSides);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("flow epoch");
        revocable = in.readLongs(number);
        in.readLongs(timeNs);
        losses = in.readLong();
        standingNumber = in.readLong();
        standingNs = in.readLong();
        latestNumber = in.readLong();
        latestNs = in.readLong();
        isDown = in.readBoolean();
        hasDoubtfulSides = in.readBoolean();
    }

    @Override
    public long digest() {
        return digestAnew();
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(1, losses, (isDown ? 1 : 0) | (hasDoubtfulSides ? 2 : 0))
                + Digest.mix(2, standingNumber, standingNs)
                + Digest.mix(3, latestNumber, latestNs);
        for (int i = 0; i < revocable; i++) {
            sum += Digest.mix(4, number[i], timeNs[i]);
        }
        return sum;
    }

    private void drop(int index) {
        revocable--;
        for (int i = index; i < revocable; i++) {
            number[i] = number[i + 1];
            timeNs[i] = timeNs[i + 1];
        }
    }
}
