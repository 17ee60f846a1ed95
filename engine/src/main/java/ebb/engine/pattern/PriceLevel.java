package ebb.engine.pattern;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** One level of {@link Levels}: a cluster of swings (SR-1). Owned and reused there; read it, do not keep it. */
public final class PriceLevel implements Snapshotted {
    private double weighted;
    private double weights;
    private double plain;
    private int swings;
    private boolean isResistance;
    private int touches;
    private long firstTouchNs;
    private long lastTouchNs;
    private long lastTouchBar;
    private long lastFlipBar;

    PriceLevel() {}

    void found(Swing swing, boolean isHigh, long swingBar) {
        weighted = 0;
        weights = 0;
        plain = 0;
        swings = 0;
        isResistance = isHigh;
        touches = 1;
        firstTouchNs = swing.startNs();
        lastTouchNs = swing.startNs();
        lastTouchBar = swingBar;
        lastFlipBar = Long.MIN_VALUE;
        join(swing);
    }

    void join(Swing swing) {
        weighted += (double) swing.price() * swing.volume();
        weights += swing.volume();
        plain += swing.price();
        swings++;
    }

    void touch(long startNs, long bar) {
        touches++;
        lastTouchNs = startNs;
        lastTouchBar = bar;
    }

    /** Turns the level; returns whether it had turned not long ago. */
    boolean flip(long startNs, long bar, int soon) {
        boolean isSecond = lastFlipBar != Long.MIN_VALUE && bar - lastFlipBar <= soon;
        isResistance = !isResistance;
        touches = 1;
        lastTouchNs = startNs;
        lastTouchBar = bar;
        lastFlipBar = bar;
        return isSecond;
    }

    long lastTouchBar() {
        return lastTouchBar;
    }

    long mix() {
        long means = Digest.mix(swings, Digest.mixDouble(1, weighted), Digest.mixDouble(2, weights));
        long touched = Digest.mix(Digest.mix(touches, firstTouchNs, lastTouchNs), lastTouchBar, lastFlipBar);
        return Digest.mix(isResistance ? 1 : 0, Digest.mixDouble(means, plain), touched);
    }

    /**
     * Mean price of the swings, weighted by the volume of their bars; plain where these traded nothing.
     *
     * @return price mantissa units
     */
    public double price() {
        return weights > 0 ? weighted / weights : plain / swings;
    }

    /**
     * Which side the level holds.
     *
     * @return true for resistance, false for support
     */
    public boolean isResistance() {
        return isResistance;
    }

    /**
     * How often the price came to it since it was founded or turned (SR-2, SR-3).
     *
     * @return at least 1
     */
    public int touches() {
        return touches;
    }

    /**
     * Start of the swing bar that founded the level.
     *
     * @return ns since epoch
     */
    public long firstTouchNs() {
        return firstTouchNs;
    }

    /**
     * Start of the bar that touched or turned it last.
     *
     * @return ns since epoch
     */
    public long lastTouchNs() {
        return lastTouchNs;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putDouble(weighted);
        out.putDouble(weights);
        out.putDouble(plain);
        out.putInt(swings);
        out.putBoolean(isResistance);
        out.putInt(touches);
        out.putLong(firstTouchNs);
        out.putLong(lastTouchNs);
        out.putLong(lastTouchBar);
        out.putLong(lastFlipBar);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        weighted = in.readDouble();
        weights = in.readDouble();
        plain = in.readDouble();
        swings = in.readInt();
        isResistance = in.readBoolean();
        touches = in.readInt();
        firstTouchNs = in.readLong();
        lastTouchNs = in.readLong();
        lastTouchBar = in.readLong();
        lastFlipBar = in.readLong();
    }
}
