package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.engine.bar.BarSource;
import ebb.engine.indicator.AtrTrail;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The confirmed swing highs and lows of one frame (SWING-1, SWING-2), the last {@value #KEPT} of each. A swing is known k
 * bars after its bar closed, never earlier. O(k + look) per bar, no allocation.
 */
public final class Swings implements Digested, Snapshotted {
    /** How many swings of each kind are remembered. */
    public static final int KEPT = 16;

    private final SwingSettings settings;
    private final AtrTrail atr;
    private final Side highs = new Side(Mirror.UPRIGHT);
    private final Side lows = new Side(Mirror.FLIPPED);
    private long totalVolume;

    /** The swings of one kind, in a ring. */
    private static final class Side implements Snapshotted {
        final Mirror mirror;
        final Swing[] ring = new Swing[KEPT];
        long found;
        boolean isNew;
        long moving;

        Side(Mirror mirror) {
            this.mirror = mirror;
            for (int i = 0; i < KEPT; i++) {
                ring[i] = new Swing();
            }
        }

        Swing at(long number) {
            return ring[(int) (number % KEPT)];
        }

        int kept() {
            return (int) Math.min(found, KEPT);
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            out.putLong(found);
            out.putBoolean(isNew);
            for (long number = found - kept(); number < found; number++) {
                at(number).writeTo(out);
            }
        }

        @Override
        public void readFrom(SnapshotReader in) {
            found = in.readTotal();
            isNew = in.readBoolean();
            moving = 0;
            for (long number = found - kept(); number < found; number++) {
                at(number).readFrom(in);
                moving += at(number).mix(number);
            }
        }
    }

    /**
     * No swings yet.
     *
     * @param settings how swings are recognised
     * @param atr range of the frame; it must have taken a bar before this does
     */
    public Swings(SwingSettings settings, AtrTrail atr) {
        this.settings = settings;
        this.atr = atr;
    }

    /**
     * Takes a closed bar.
     *
     * @param bars the frame's bars
     * @param age which of them closed: 0 live, more during a recomputation (BAR-7)
     */
    public void onBar(BarSource bars, int age) {
        totalVolume = VolumeTotal.add(totalVolume, bars.volume(age));
        look(highs, bars, age);
        look(lows, bars, age);
    }

    private void look(Side side, BarSource bars, int newest) {
        int k = settings.k();
        int at = newest + k;
        side.isNew = at < bars.size() && SwingRule.isHigh(side.mirror, bars, at, k);
        if (!side.isNew) {
            return;
        }
        Swing swing = side.at(side.found);
        if (side.found >= KEPT) {
            side.moving -= swing.mix(side.found - KEPT);
        }
        long rise = SwingRule.rise(side.mirror, bars, at, settings.look());
        double range = atr.atr(k + 1);
        boolean isTall = atr.isReady(k + 1) && rise >= Micro.edgeCeiling(settings.minAtr() * range);
        swing.bar(bars, at, newest, side.mirror);
        swing.shape(rise, range, isTall, through(bars, newest, k));
        side.moving += swing.mix(side.found);
        side.found++;
    }

    private long through(BarSource bars, int newest, int k) {
        long through = totalVolume;
        for (int i = 0; i < k && through != VolumeTotal.INEXACT; i++) {
            through -= bars.volume(newest + i);
        }
        return through;
    }

    /** Whether the volume since they began does not fit a long (NUM-2): what rests on it is INEXACT until {@link #reset}. */
    public boolean hasOverflowed() {
        return totalVolume == VolumeTotal.INEXACT;
    }

    /**
     * Whether the last bar confirmed a swing high; then {@code high(0)} is it.
     *
     * @return whether there is news
     */
    public boolean hasNewHigh() {
        return highs.isNew;
    }

    /**
     * Whether the last bar confirmed a swing low; then {@code low(0)} is it.
     *
     * @return whether there is news
     */
    public boolean hasNewLow() {
        return lows.isNew;
    }

    /**
     * How many swing highs are remembered.
     *
     * @return 0…{@value #KEPT}
     */
    public int highs() {
        return highs.kept();
    }

    /**
     * How many swing lows are remembered.
     *
     * @return 0…{@value #KEPT}
     */
    public int lows() {
        return lows.kept();
    }

    /**
     * A swing high.
     *
     * @param back 0 for the one confirmed last, below {@link #highs()}
     * @return the swing, valid until the next bar
     */
    public Swing high(int back) {
        return highs.at(highs.found - 1 - back);
    }

    /**
     * A swing low.
     *
     * @param back 0 for the one confirmed last, below {@link #lows()}
     * @return the swing, valid until the next bar
     */
    public Swing low(int back) {
        return lows.at(lows.found - 1 - back);
    }

    /** Forgets all swings (INST-5, BAR-7). */
    public void reset() {
        totalVolume = 0;
        reset(highs);
        reset(lows);
    }

    private static void reset(Side side) {
        side.found = 0;
        side.isNew = false;
        side.moving = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("swings");
        out.putLong(totalVolume);
        highs.writeTo(out);
        lows.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("swings");
        totalVolume = in.readLong();
        highs.readFrom(in);
        lows.readFrom(in);
    }

    @Override
    public long digest() {
        return Digest.mix(1, totalVolume) + digest(2, highs, highs.moving) + digest(3, lows, lows.moving);
    }

    private static long digest(long key, Side side, long entries) {
        return Digest.mix(key, side.found, side.isNew ? 1 : 0) + Digest.mix(key, entries);
    }

    @Override
    public long digestAnew() {
        return Digest.mix(1, totalVolume) + digest(2, highs, entries(highs)) + digest(3, lows, entries(lows));
    }

    private static long entries(Side side) {
        long sum = 0;
        for (long number = side.found - side.kept(); number < side.found; number++) {
            sum += side.at(number).mix(number);
        }
        return sum;
    }
}
