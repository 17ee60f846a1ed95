package ebb.engine.flow;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * Watches the normalised delta of one window for a change of side (CVD-7): positive is {@code d ≥ +θ}, negative
 * {@code d ≤ −θ}, and between the two nothing changes. Compared by cross-multiplication, so that no rounding decides.
 *
 * <p>The owner calls {@link #evaluate} at each slot close (a timer of one second) and at a decision.
 */
public final class CvdFlip implements Digested, Snapshotted {
    private final Cvd cvd;
    private final long windowNs;
    private final int thresholdMicro;
    private int side;
    private int flip;
    private long anchorNs = Long.MIN_VALUE;

    /**
     * Creates a watch that has seen neither side.
     *
     * @param cvd what is watched
     * @param windowNs W, 1 … (slots − 1) seconds
     * @param thresholdMicro θ in micro-units
     */
    public CvdFlip(Cvd cvd, long windowNs, int thresholdMicro) {
        this.cvd = cvd;
        this.windowNs = windowNs;
        this.thresholdMicro = thresholdMicro;
    }

    /**
     * Starts anew from an event (first rejection, entry): only what comes after it counts.
     *
     * @param nowNs engine time of the event
     */
    public void anchor(long nowNs) {
        anchorNs = nowNs;
        side = 0;
        flip = 0;
    }

    /**
     * Looks at the window that ends now. A window that is not VALID changes nothing (law 9).
     *
     * @param nowNs engine time
     * @return whether the side changed just now
     */
    public boolean evaluate(long nowNs) {
        if (!cvd.validity(nowNs, windowNs).isValid()) {
            return false;
        }
        long delta = cvd.delta(nowNs, windowNs);
        long volume = cvd.volume(nowNs, windowNs);
        int seen = 0;
        if (Scaled.compareProducts(delta, Micro.ONE, volume, thresholdMicro) >= 0) {
            seen = 1;
        } else if (Scaled.compareProducts(delta, Micro.ONE, volume, -thresholdMicro) <= 0) {
            seen = -1;
        }
        if (seen == 0 || seen == side) {
            return false;
        }
        boolean changed = side != 0;
        side = seen;
        flip = changed ? seen : 0;
        return changed;
    }

    /**
     * Whether the delta turned positive after having been negative since the anchor, and did not turn back.
     *
     * @return true if so
     */
    public boolean isFlippedUp() {
        return flip > 0;
    }

    /**
     * Whether the delta turned negative after having been positive since the anchor, and did not turn back.
     *
     * @return true if so
     */
    public boolean isFlippedDown() {
        return flip < 0;
    }

    /**
     * How far the answer may be trusted.
     *
     * @param nowNs engine time
     * @return the validity of the window that ends now
     */
    public Validity validity(long nowNs) {
        return cvd.validity(nowNs, windowNs);
    }

    /** Without the delta it rests on, which belongs to the tape. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("cvd flip");
        out.putInt(side);
        out.putInt(flip);
        out.putLong(anchorNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("cvd flip");
        side = in.readInt();
        flip = in.readInt();
        anchorNs = in.readLong();
    }

    @Override
    public long digest() {
        return digestAnew();
    }

    @Override
    public long digestAnew() {
        return Digest.mix(anchorNs, side, flip);
    }
}
