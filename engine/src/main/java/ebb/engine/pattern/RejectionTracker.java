package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.bar.BarSource;
import ebb.engine.indicator.AtrTrail;
import ebb.engine.indicator.VolumeRatio;
import ebb.engine.pattern.RejectionLevel.State;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.Validity;

/**
 * Counts the pushes that fail at a level (REJ-1…9): a level is born where a pump turns, each later push into its zone that
 * closes back below its peak is a rejection, a close above the zone breaks it. One tracker serves one frame of one
 * instrument; a tracker of lows is the same machine on negated prices. O(levels) per bar, no allocation.
 *
 * <p>Order at one close (REJ-5): ageing, steps, removal, births.
 */
public final class RejectionTracker implements Digested {
    private final RejectionSettings settings;
    private final RejectionSettings.Push push;
    private final RejectionSettings.Life life;
    private final Mirror mirror;
    private final long frameNs;
    private final int volumeBars;
    private final AtrTrail atr;
    private final LevelListener listener;

    /** Ascending by id; those from {@code size} on are free. */
    private final RejectionLevel[] levels;

    private int size;
    private long nextId;
    private long barNumber;
    private long totalVolume;
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
        this.push = settings.push();
        this.life = settings.life();
        this.mirror = isOfLows ? Mirror.FLIPPED : Mirror.UPRIGHT;
        this.frameNs = frame.lengthNs();
        this.volumeBars = frame.volumeBars();
        this.atr = atr;
        this.listener = listener;
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
        barNumber++;
        totalVolume += bars.volume(age);
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
            if (step(level, bars, age, 0)) {
                i++;
            } else {
                free(i);
            }
        }
    }

    private void touch(RejectionLevel level, BarSource bars, int age) {
        if (hasEdges(level, 0) && mirror.high(bars, age) >= level.lowerEdge(level.current(atr.atr(1)))) {
            level.touchedNs = bars.startNs(age);
        }
    }

    /** Whether the level's zone is known: a range that has not settled is no range (REJ-7, VAL-1). */
    private boolean hasEdges(RejectionLevel level, int back) {
        return level.state != State.ARMED || atr.isReady(back + 1);
    }

    /** REJ-3 for one bar, {@code back} bars before the one that closed now; false: the level is broken. */
    private boolean step(RejectionLevel level, BarSource bars, int newest, int back) {
        int age = newest + back;
        double previousAtr = atr.atr(back + 1);
        long high = mirror.high(bars, age);
        long close = mirror.close(bars, age);
        boolean hasEdges = hasEdges(level, back);
        if (hasEdges && close > level.upperEdge(level.current(previousAtr))) {
            tell(level, bars.startNs(age), close, LevelEvt.BROKEN);
            return false;
        }
        switch (level.state) {
            case COOLING -> cool(level, bars, newest, back);
            case ARMED -> {
                if (hasEdges && high >= attempt(level, previousAtr)) {
                    level.frozenAtr = previousAtr;
                    open(level, bars, newest, back);
                    tell(level, bars.startNs(age), high, LevelEvt.TEST);
                    confirm(level, bars, newest, back);
                } else {
                    sink(level, mirror.low(bars, age));
                }
            }
            case TESTING -> {
                if (high > level.peak) {
                    peak(level, bars, newest, back);
                } else {
                    sink(level, mirror.low(bars, age));
                }
                confirm(level, bars, newest, back);
            }
        }
        return true;
    }

    private long attempt(RejectionLevel level, double a) {
        double edge = level.lowerEdgeExactly(a);
        return Micro.ceiling(level.hasTrough ? Math.max(edge, level.trough + push.pushAtr() * a) : edge);
    }

    private void cool(RejectionLevel level, BarSource bars, int newest, int back) {
        int age = newest + back;
        if (mirror.high(bars, age) > level.peak) {
            long withdrawn = level.peak;
            if (level.withdraw()) {
                tell(level, bars.startNs(age), withdrawn, LevelEvt.WITHDRAW);
            }
            open(level, bars, newest, back);
            confirm(level, bars, newest, back);
        } else {
            sink(level, mirror.low(bars, age));
            retreat(level, bars.startNs(age), barNumber - back);
        }
    }

    private void open(RejectionLevel level, BarSource bars, int newest, int back) {
        level.state = State.TESTING;
        level.recorded = 0;
        level.openedBar = barNumber - back;
        peak(level, bars, newest, back);
    }

    private void peak(RejectionLevel level, BarSource bars, int newest, int back) {
        int age = newest + back;
        level.peak = mirror.high(bars, age);
        level.peakBar = barNumber - back;
        level.trough = mirror.close(bars, age);
        level.hasTrough = true;
        level.pending.candle(bars, age, level.peak, mirror);
        rememberVolumes(level.pending, bars, newest, back);
    }

    private void rememberVolumes(Rejection pending, BarSource bars, int newest, int back) {
        long through = totalVolume;
        for (int i = 0; i < back; i++) {
            through -= bars.volume(newest + i);
        }
        int age = newest + back;
        int have = Math.min(volumeBars, bars.size() - 1 - age);
        long before = 0;
        for (int i = 1; i <= have; i++) {
            before += bars.volume(age + i);
        }
        Validity validity = VolumeRatio.ratioValidity(have, volumeBars, before);
        double ratio = validity.isValid() ? VolumeRatio.ratio(bars.volume(age), before, volumeBars) : 0;
        pending.volumes(through, ratio, validity);
    }

    private static void sink(RejectionLevel level, long low) {
        level.trough = level.hasTrough ? Math.min(level.trough, low) : low;
        level.hasTrough = true;
    }

    private void confirm(RejectionLevel level, BarSource bars, int newest, int back) {
        int age = newest + back;
        long startNs = bars.startNs(age);
        long number = barNumber - back;
        if (mirror.close(bars, age) <= Micro.floor(level.peak - push.confirmAtr() * level.frozenAtr)) {
            level.record(startNs);
            level.price = Math.max(level.price, level.peak);
            level.state = State.COOLING;
            tell(level, startNs, level.peak, LevelEvt.RECORD);
            retreat(level, startNs, number);
        } else if (number - level.openedBar > push.maxBars()) {
            level.state = State.COOLING;
            tell(level, startNs, level.peak, LevelEvt.STALL);
        }
    }

    private void retreat(RejectionLevel level, long startNs, long number) {
        if (level.trough <= Micro.floor(level.peak - push.retreatAtr() * level.frozenAtr)
                && number - level.peakBar >= push.gap()) {
            level.state = State.ARMED;
            tell(level, startNs, level.trough, LevelEvt.RETREAT);
        }
    }

    private void removeDead(long startNs) {
        int i = 0;
        while (i < size) {
            RejectionLevel level = levels[i];
            if (level.count() == 0 && startNs + frameNs - level.touchedNs > life.deadNs()) {
                tell(level, startNs, level.price, LevelEvt.REMOVED);
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
                        < Micro.ceiling(settings.birthAtr() * atr.atr(k + 1))) {
            return;
        }
        long price = mirror.high(bars, age);
        if (isInZone(price) || (size == levels.length && !evict(bars.startNs(newest)))) {
            return;
        }
        RejectionLevel level = levels[size++];
        level.born(nextId++, price, bars.startNs(newest));
        level.mixed = 0;
        tell(level, bars.startNs(newest), price, LevelEvt.BORN);
        replay(level, bars, newest, k);
    }

    /** Runs the swing bar and those after it, so that the push that founded the level can be its first rejection. */
    private void replay(RejectionLevel level, BarSource bars, int newest, int k) {
        int back = k;
        if (!life.countFirst()) {
            level.frozenAtr = atr.atr(k + 1);
            open(level, bars, newest, k);
            level.state = State.COOLING;
            back = k - 1;
        }
        for (; back >= 0; back--) {
            if (!bars.isEmpty(newest + back) && !step(level, bars, newest, back)) {
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
        tell(levels[victim], startNs, levels[victim].price, LevelEvt.EVICT);
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

    private void tell(RejectionLevel level, long startNs, long mirroredPrice, LevelEvt event) {
        listener.onLevelEvent(level.id, startNs, mirror.price(mirroredPrice), level.count(), event);
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
        barNumber = 0;
        totalVolume = 0;
        for (RejectionLevel level : levels) {
            level.mixed = 0;
        }
    }

    @Override
    public long digest() {
        return scalars() + moving;
    }

    private long scalars() {
        return Digest.mix(-1, nextId, barNumber) + Digest.mix(-2, totalVolume, size);
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
