package ebb.engine.bar;

import ebb.codecs.Scaled;
import ebb.engine.flow.Cvd;
import ebb.engine.flow.FlowEpoch;
import ebb.engine.flow.Tape;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The bars in the making and the rings they go to: prints into the open base bar, closed base bars into the longer ones
 * (BAR-2). Knows nothing of timers, sessions and listeners.
 */
final class BarBuilder implements Digested, Snapshotted {
    private static final long NEVER = Long.MIN_VALUE;

    private final Frames frames;
    private final Cvd cvd;
    private final FlowEpoch epoch;
    private final BarRing[] rings;
    // By frame, the bar being made; index 0 is the base bar, the others hold what is merged of its predecessors.
    private final OpenBar[] making;
    private final OpenBar base;
    private long longerDigest;
    private QuoteVolume money;
    private boolean isOpen;
    private long lossMark;
    private long coveredFromNs = NEVER;
    private long lateTrades;
    private long lateVolume;
    private long overflows;

    BarBuilder(BarSettings settings, QuoteVolume money, Tape tape) {
        this.money = money;
        frames = settings.frames();
        cvd = tape.cvd();
        epoch = tape.epoch();
        int count = frames.size();
        rings = new BarRing[count];
        making = new OpenBar[count];
        int[] sizes = settings.rings();
        for (int frame = 0; frame < count; frame++) {
            rings[frame] = new BarRing(sizes[frame], settings.lateMicro());
            making[frame] = new OpenBar();
        }
        base = making[0];
        refreshDigest();
    }

    BarRing[] rings() {
        return rings;
    }

    OpenBar[] making() {
        return making;
    }

    OpenBar base() {
        return base;
    }

    boolean isOpen() {
        return isOpen;
    }

    boolean isDown() {
        return epoch.isDown();
    }

    long lateTrades() {
        return lateTrades;
    }

    long lateVolume() {
        return lateVolume;
    }

    long overflows() {
        return overflows;
    }

    /** The tape is heard from now on; bars that began before are PARTIAL. Only the first call counts. */
    void covered(long nowNs) {
        if (!isOpen && coveredFromNs == NEVER) {
            coveredFromNs = nowNs;
        }
    }

    /** End of the newest closed base bar. */
    long newestEndNs() {
        return rings[0].size() == 0 ? NEVER : rings[0].startNs(0) + frames.lengthNs(0);
    }

    /** Opens the first base bar, not before the end of what is closed already. */
    void begin(long nowNs, long startNs) {
        isOpen = true;
        openBase(nowNs, Math.max(startNs, newestEndNs()));
        refreshDigest();
    }

    void cvd() {
        base.cvd(cvd.total());
    }

    void trade(long txNs, long price, long qty, int sign, boolean isRefill) {
        if (txNs < base.startNs) {
            late(txNs, qty, sign);
        } else {
            base.trade(txNs, price, qty, money.of(price, qty), sign, isRefill);
        }
    }

    /**
     * Closes the base bar and what ends with it, shortest first, and opens the next. A bar without a trade is dropped
     * where the exchange was closed all the time, and where no bar came before it (BAR-5: nothing before the first trade;
     * the print that opened it was late, or had no price).
     *
     * @return bit f = a bar of frame f closed
     */
    int close(long nowNs, boolean wasCalendarOpen) {
        boolean isShown = finish() && (base.hasPrice || wasCalendarOpen);
        int closed = 0;
        if (isShown) {
            rings[0].push(base);
            closed = 1;
        }
        for (int frame = 1; frame < making.length; frame++) {
            OpenBar longer = making[frame];
            if (isShown) {
                longer.merge(base);
            }
            if (longer.endNs == base.endNs && longer.parts > 0) {
                check(longer);
                rings[frame].push(longer);
                closed |= 1 << frame;
            }
        }
        openBase(nowNs, base.endNs);
        refreshDigest();
        return closed;
    }

    void mergeAnew(BarHistory history) {
        history.mergeOpen(making, base.startNs);
        refreshDigest();
    }

    void reset(QuoteVolume newMoney) {
        money = newMoney;
        for (int frame = 0; frame < rings.length; frame++) {
            rings[frame].reset();
            making[frame].clear(0, 0);
        }
        refreshDigest();
        isOpen = false;
        lossMark = 0;
    }

    private void late(long txNs, long qty, int sign) {
        base.lateDelta += sign * qty;
        lateTrades++;
        lateVolume = Scaled.addFits(lateVolume, qty) ? lateVolume + qty : Long.MAX_VALUE;
        for (int frame = 0; frame < rings.length; frame++) {
            long startNs = frames.startOf(frame, txNs);
            if (frame > 0 && startNs == making[frame].startNs) {
                OpenBar longer = making[frame];
                longer.lateVolume = Scaled.addFits(longer.lateVolume, qty) ? longer.lateVolume + qty : Long.MAX_VALUE;
                refreshDigest();
            } else {
                int age = rings[frame].ageOf(startNs);
                if (age >= 0) {
                    rings[frame].late(age, qty);
                }
            }
        }
    }

    private void openBase(long nowNs, long startNs) {
        base.begin(startNs, startNs + frames.lengthNs(0), cvd.total());
        base.flags = coverage(startNs);
        lossMark = epoch.markSince(Math.min(startNs, nowNs));
        for (int frame = 1; frame < making.length; frame++) {
            long endNs = frames.endOf(frame, startNs);
            if (making[frame].endNs != endNs) {
                making[frame].clear(frames.startOf(frame, startNs), endNs);
                making[frame].flags = coverage(making[frame].startNs);
            }
        }
    }

    private int coverage(long startNs) {
        return startNs < coveredFromNs ? BarFlags.PARTIAL : 0;
    }

    /** Gives the base bar its last flags; returns whether it has a price, be it that of the bar before it. */
    private boolean finish() {
        boolean isPriced = base.hasPrice || (base.flags & BarFlags.EMPTY) != 0;
        if (!isPriced && rings[0].size() > 0) {
            base.standStill(rings[0].close(0));
            isPriced = true;
        }
        if (epoch.hasLossAfter(lossMark)) {
            base.flags |= BarFlags.PARTIAL;
        }
        if (cvd.prints() == 0 || cvd.hasOverflowed()) {
            // One that lost a print tells no delta any more, and what rests on it is INEXACT (NUM-2).
            base.flags |= BarFlags.NO_CVD;
        }
        if (base.hasOverflowed) {
            overflows++;
        }
        check(base);
        return isPriced;
    }

    private void check(OpenBar bar) {
        if (!bar.isBalanced() && !cvd.hasOverflowed()) {
            throw unbalanced(bar);
        }
    }

    private void refreshDigest() {
        longerDigest = longerDigestAnew();
    }

    private long longerDigestAnew() {
        long sum = 0;
        for (int frame = 1; frame < making.length; frame++) {
            sum += Digest.mix(frame, making[frame].digest());
        }
        return sum;
    }

    /** Without what money costs, which follows from the instrument. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("bar builder");
        for (int frame = 0; frame < rings.length; frame++) {
            rings[frame].writeTo(out);
            making[frame].writeTo(out);
        }
        out.putBoolean(isOpen);
        out.putLong(lossMark);
        out.putLong(coveredFromNs);
        out.putLong(lateTrades);
        out.putLong(lateVolume);
        out.putLong(overflows);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("bar builder");
        for (int frame = 0; frame < rings.length; frame++) {
            rings[frame].readFrom(in);
            making[frame].readFrom(in);
        }
        isOpen = in.readBoolean();
        lossMark = in.readLong();
        coveredFromNs = in.readLong();
        lateTrades = in.readLong();
        lateVolume = in.readLong();
        overflows = in.readLong();
        refreshDigest();
    }

    @Override
    public long digest() {
        long sum = longerDigest + scalars();
        for (int frame = 0; frame < rings.length; frame++) {
            sum += Digest.mix(frame, rings[frame].digest());
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        long sum = longerDigestAnew() + scalars();
        for (int frame = 0; frame < rings.length; frame++) {
            sum += Digest.mix(frame, rings[frame].digestAnew());
        }
        return sum;
    }

    private long scalars() {
        return Digest.mix(101, base.digest(), isOpen ? 1 : 0)
                + Digest.mix(102, lossMark, coveredFromNs)
                + Digest.mix(103, lateTrades, lateVolume)
                + Digest.mix(104, overflows);
    }

    private static IllegalStateException unbalanced(OpenBar bar) {
        return new IllegalStateException("bar at " + bar.startNs + ": cvd moved by " + (bar.cvdClose - bar.cvdOpen)
                + ", its trades by " + (bar.buy - bar.sell + bar.lateDelta) + " (CVD-4)");
    }
}
