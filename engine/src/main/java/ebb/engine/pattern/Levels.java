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
 * Support and resistance of one frame (SR-1…3): swings that stand out gather into at most {@value #MOST} levels, which
 * count touches, turn when a close passes them, and go when they turn twice within {@value #SOON_BARS} bars. A swing is
 * measured by the range before it, a touch or a turn by the range of the bar before. O(levels) per bar, no allocation.
 */
public final class Levels implements Digested, Snapshotted {
    /** Most levels of a frame (SR-1). */
    public static final int MOST = 16;
    /** A second turn within this many bars removes a level (SR-3). */
    public static final int SOON_BARS = 20;

    private final LevelSettings settings;
    private final int k;
    private final AtrTrail atr;
    private final PriceLevel[] levels = new PriceLevel[MOST];

    private int size;
    private long barNumber;

    /**
     * No levels yet.
     *
     * @param settings widths and gaps
     * @param swing settings of the swings it will be given
     * @param atr range of the frame; it must have taken a bar before this does
     */
    public Levels(LevelSettings settings, SwingSettings swing, AtrTrail atr) {
        this.settings = settings;
        this.k = swing.k();
        this.atr = atr;
        for (int i = 0; i < MOST; i++) {
            levels[i] = new PriceLevel();
        }
    }

    /**
     * Takes a closed bar, after the swings have taken it. EMPTY bars touch and turn nothing.
     *
     * @param bars the frame's bars
     * @param age which of them closed: 0 live, more during a recomputation (BAR-7)
     * @param swings of the same frame
     */
    public void onBar(BarSource bars, int age, Swings swings) {
        barNumber++;
        if (!bars.isEmpty(age) && atr.isReady(1)) {
            meet(bars, age, atr.atr(1));
        }
        if (swings.hasNewHigh()) {
            gather(swings.high(0), true);
        }
        if (swings.hasNewLow()) {
            gather(swings.low(0), false);
        }
    }

    private void meet(BarSource bars, int age, double range) {
        int i = 0;
        while (i < size) {
            PriceLevel level = levels[i];
            boolean isGone = false;
            if (isPassed(level, bars.close(age), settings.flipAtr() * range)) {
                isGone = level.flip(bars.startNs(age), barNumber, SOON_BARS);
            } else if (barNumber - level.lastTouchBar() >= settings.touchGap()
                    && isWithin(
                            level.isResistance() ? bars.high(age) : bars.low(age),
                            level.price(),
                            settings.touchAtr() * range)) {
                level.touch(bars.startNs(age), barNumber);
            }
            if (isGone) {
                free(i);
            } else {
                i++;
            }
        }
    }

    private static boolean isPassed(PriceLevel level, long close, double far) {
        return level.isResistance()
                ? close > Micro.edgeFloor(level.price() + far)
                : close < Micro.edgeCeiling(level.price() - far);
    }

    private static boolean isWithin(long price, double middle, double half) {
        return price >= Micro.edgeCeiling(middle - half) && price <= Micro.edgeFloor(middle + half);
    }

    private void gather(Swing swing, boolean isHigh) {
        if (!swing.isTall()) {
            return;
        }
        PriceLevel nearest = nearest(swing);
        if (nearest != null) {
            nearest.join(swing);
            return;
        }
        if (size == MOST) {
            free(weakest());
        }
        levels[size++].found(swing, isHigh, barNumber - k);
    }

    private PriceLevel nearest(Swing swing) {
        PriceLevel nearest = null;
        for (int i = 0; i < size; i++) {
            PriceLevel level = levels[i];
            if (isWithin(swing.price(), level.price(), settings.clusterAtr() * swing.atr())
                    && (nearest == null || distance(level, swing) < distance(nearest, swing))) {
                nearest = level;
            }
        }
        return nearest;
    }

    private static double distance(PriceLevel level, Swing swing) {
        return Math.abs(level.price() - swing.price());
    }

    /** Fewest touches, then oldest last touch, then lowest price (SR-1). */
    private int weakest() {
        int weakest = 0;
        for (int i = 1; i < size; i++) {
            PriceLevel a = levels[i];
            PriceLevel b = levels[weakest];
            boolean isWeaker = a.touches() != b.touches()
                    ? a.touches() < b.touches()
                    : a.lastTouchNs() != b.lastTouchNs() ? a.lastTouchNs() < b.lastTouchNs() : a.price() < b.price();
            weakest = isWeaker ? i : weakest;
        }
        return weakest;
    }

    private void free(int index) {
        PriceLevel gone = levels[index];
        for (int i = index; i < size - 1; i++) {
            levels[i] = levels[i + 1];
        }
        levels[--size] = gone;
    }

    /**
     * How many levels there are.
     *
     * @return 0…{@value #MOST}
     */
    public int size() {
        return size;
    }

    /**
     * A level.
     *
     * @param index 0 for the one founded first, below {@link #size()}
     * @return the level, valid until the next bar
     */
    public PriceLevel level(int index) {
        return levels[index];
    }

    /** Forgets all levels (INST-5, BAR-7). */
    public void reset() {
        size = 0;
        barNumber = 0;
    }

    /** {@inheritDoc} At most {@value #MOST} small entries: summed when asked. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("levels");
        out.putLong(barNumber);
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            levels[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("levels");
        barNumber = in.readLong();
        size = in.readCount(MOST);
        for (int i = 0; i < size; i++) {
            levels[i].readFrom(in);
        }
    }

    @Override
    public long digest() {
        long sum = Digest.mix(-1, barNumber, size);
        for (int i = 0; i < size; i++) {
            sum += Digest.mix(i, levels[i].mix());
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
