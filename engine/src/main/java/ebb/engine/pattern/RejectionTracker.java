package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.bar.BarSource;
import ebb.engine.indicator.AtrTrail;
import ebb.engine.indicator.VolumeRatio;
import ebb.engine.pattern.RejectionLevel.State;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Counts the pushes that fail at a level (REJ-1…9): a level is born where a pump turns, each later push into its zone that
 * closes back below its peak is a rejection, a close above the zone breaks it. One tracker serves one frame of one
 * instrument; a tracker of lows is the same machine on negated prices. O(levels) per bar, no allocation.
 *
 * <p>Order at one close (REJ-5): ageing, steps, removal, births.
 */
public final class RejectionTracker implements Digested, Snapshotted {
    private final RejectionSettings settings;
    private final RejectionSettings.Life life;
    private final Mirror mirror;
    private final long frameNs;
    private final AtrTrail atr;
    private final RejectionSteps steps;
    private final LevelListener listener;

    /** Ascending by id; those from {@code size} on are free. */
    private final RejectionLevel[] levels;

    private int size;
    private long nextId;
    private long moving;

    /**
     * A tracker without levels.
     *
     * @param settings thresholds
     * @param frame length of a bar and bars of the volume ratio
     * @param isOfLows false for failed pushes up, true for failed pushes down
     * @param atr range of the frame; it must have taken a bar before the tracker does
     * @param listener hears each step
     */
    public RejectionTracker(
            RejectionSettings settings, Frame frame, boolean isOfLows, AtrTrail atr, LevelListener listener) {
        this.settings = settings;
        this.life = settings.life();
        this.mirror = isOfLows ? Mirror.FLIPPED : Mirror.UPRIGHT;
        this.frameNs = frame.lengthNs();
        this.atr = atr;
        this.listener = listener;
        this.steps = new RejectionSteps(settings, mirror, frame.volumeBars(), atr, listener);
        this.levels = new RejectionLevel[settings.levels()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = new RejectionLevel(settings, mirror);
        }
    }

    /**
     * What the tracker must know of its frame.
     *
     * @param lengthNs length of a bar, ns, above 0
     * @param volumeBars bars that a volume is compared with (VOLR-1), at least 1
     */
    public record Frame(long lengthNs, int volumeBars) {
        /** Default of {@code rej.frame}: 15 minutes, and of {@code volr.n}. */
        public static final Frame DEFAULT = new Frame(900_000_000_000L, VolumeRatio.DEFAULT_N);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a figure is not above 0
         */
        public Frame {
            if (lengthNs <= 0 || volumeBars < 1) {
                throw new IllegalArgumentException("frame of " + lengthNs + " ns, " + volumeBars + " bars");
            }
        }
    }

    /**
     * Takes a closed bar, after the range has taken it. When a frame is recomputed from its ring (BAR-7) the tracker is
     * reset and given the bars again, oldest first.
     *
     * @param bars the frame's bars
     * @param age which of them closed: 0 live, more during a recomputation; older ones are history
     */
    public void onBar(BarSource bars, int age) {
        steps.count(bars.volume(age));
        long startNs = bars.startNs(age);
        age(startNs);
        if (!bars.isEmpty(age)) {
            stepAll(bars, age);
        }
        removeDead(startNs);
        birth(bars, age);
        for (int i = 0; i < size; i++) {
            remix(levels[i]);
        }
    }

    private void age(long startNs) {
        for (int i = 0; i < size; i++) {
            RejectionLevel level = levels[i];
            while (level.size() > 0 && startNs + frameNs - level.rejection(0).peakStartNs() > life.windowNs()) {
                long peak = level.rejection(0).peak();
                level.drop(0);
                listener.onLevelEvent(level.id, startNs, peak, level.count(), LevelEvt.AGED);
            }
        }
    }

    private void stepAll(BarSource bars, int age) {
        int i = 0;
        while (i < size) {
            RejectionLevel level = levels[i];
            touch(level, bars, age);
            if (steps.step(level, bars, age, 0)) {
                i++;
            } else {
                free(i);
            }
        }
    }

    private void touch(RejectionLevel level, BarSource bars, int age) {
        if (steps.hasEdges(level, 0) && mirror.high(bars, age) >= level.lowerEdge(level.current(atr.atr(1)))) {
            level.touchedNs = bars.startNs(age);
        }
    }

    private void removeDead(long startNs) {
        int i = 0;
        while (i < size) {
            RejectionLevel level = levels[i];
            if (level.count() == 0 && startNs + frameNs - level.touchedNs > life.deadNs()) {
                steps.tell(level, startNs, level.price, LevelEvt.REMOVED);
                free(i);
            } else {
                i++;
            }
        }
    }

    private void birth(BarSource bars, int newest) {
        int k = settings.swing().k();
        int age = newest + k;
        if (!atr.isReady(k + 1)
                || age + 1 >= bars.size()
                || !SwingRule.isHigh(mirror, bars, age, k)
                || SwingRule.rise(mirror, bars, age, settings.swing().look())
                        < Micro.edgeCeiling(settings.birthAtr() * atr.atr(k + 1))) {
            return;
        }
        long price = mirror.high(bars, age);
        if (isInZone(price) || (size == levels.length && !evict(bars.startNs(newest)))) {
            return;
        }
        RejectionLevel level = levels[size++];
        level.born(nextId++, price, bars.startNs(newest));
        level.mixed = 0;
        steps.tell(level, bars.startNs(newest), price, LevelEvt.BORN);
        replay(level, bars, newest, k);
    }

    /** Runs the swing bar and those after it, so that the push that founded the level can be its first rejection. */
    private void replay(RejectionLevel level, BarSource bars, int newest, int k) {
        int back = k;
        if (!life.countFirst()) {
            level.frozenAtr = atr.atr(k + 1);
            steps.open(level, bars, newest, k);
            level.state = State.COOLING;
            back = k - 1;
        }
        for (; back >= 0; back--) {
            if (!bars.isEmpty(newest + back) && !steps.step(level, bars, newest, back)) {
                free(size - 1);
                return;
            }
        }
    }

    private boolean isInZone(long price) {
        double previousAtr = atr.atr(1);
        for (int i = 0; i < size; i++) {
            double a = levels[i].current(previousAtr);
            if (price >= levels[i].lowerEdge(a) && price <= levels[i].upperEdge(a)) {
                return true;
            }
        }
        return false;
    }

    /** Makes room: fewest rejections, then oldest, never one that is held; false if all are. */
    private boolean evict(long startNs) {
        int victim = -1;
        for (int i = 0; i < size; i++) {
            if (!levels[i].isHeld && (victim < 0 || levels[i].count() < levels[victim].count())) {
                victim = i;
            }
        }
        if (victim < 0) {
            return false;
        }
        steps.tell(levels[victim], startNs, levels[victim].price, LevelEvt.EVICT);
        free(victim);
        return true;
    }

    private void free(int index) {
        RejectionLevel gone = levels[index];
        moving -= gone.mixed;
        gone.mixed = 0;
        for (int i = index; i < size - 1; i++) {
            levels[i] = levels[i + 1];
        }
        levels[--size] = gone;
    }

    private void remix(RejectionLevel level) {
        moving -= level.mixed;
        level.mixed = level.mix();
        moving += level.mixed;
    }

    /**
     * How many levels live.
     *
     * @return 0…rej.levels
     */
    public int size() {
        return size;
    }

    /**
     * A live level.
     *
     * @param index 0 for the one born first, below {@link #size()}
     * @return the level, valid until the next bar
     */
    public RejectionLevel level(int index) {
        return levels[index];
    }

    /**
     * The level a consumer takes: the largest n, then the highest L (in a tracker of lows the lowest), then the lowest id
     * (REJ-6).
     *
     * @return the level, or null if none lives
     */
    public RejectionLevel best() {
        RejectionLevel best = null;
        for (int i = 0; i < size; i++) {
            RejectionLevel level = levels[i];
            if (best == null
                    || level.count() > best.count()
                    || (level.count() == best.count() && level.price > best.price)) {
                best = level;
            }
        }
        return best;
    }

    /**
     * The level with an id.
     *
     * @param levelId as told to the listener
     * @return the level, or null if it lives no more
     */
    public RejectionLevel levelOf(long levelId) {
        for (int i = 0; i < size; i++) {
            if (levels[i].id == levelId) {
                return levels[i];
            }
        }
        return null;
    }

    /**
     * Keeps a level from being evicted, or no longer (REJ-2).
     *
     * @param levelId as told to the listener; one that lives no more is ignored
     * @param isHeld whether a strategy needs it
     */
    public void hold(long levelId, boolean isHeld) {
        RejectionLevel level = levelOf(levelId);
        if (level != null) {
            level.isHeld = isHeld;
            remix(level);
        }
    }

    /** Forgets all levels without a word (INST-5, BAR-7); ids run on. */
    public void reset() {
        size = 0;
        moving = 0;
        steps.reset();
        for (RejectionLevel level : levels) {
            level.mixed = 0;
        }
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("rejections");
        steps.writeTo(out);
        out.putLong(nextId);
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            levels[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("rejections");
        reset();
        steps.readFrom(in);
        nextId = in.readLong();
        size = in.readCount(levels.length);
        for (int i = 0; i < size; i++) {
            levels[i].readFrom(in);
            remix(levels[i]);
        }
    }

    @Override
    public long digest() {
        return scalars() + moving;
    }

    private long scalars() {
        return Digest.mix(-1, nextId, size) + steps.mix();
    }

    @Override
    public long digestAnew() {
        long sum = scalars();
        for (int i = 0; i < size; i++) {
            sum += levels[i].mixAnew();
        }
        return sum;
    }
}
