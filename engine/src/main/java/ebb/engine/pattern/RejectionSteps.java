package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.bar.BarSource;
import ebb.engine.indicator.AtrTrail;
import ebb.engine.indicator.VolumeRatio;
import ebb.engine.pattern.RejectionLevel.State;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * The state machine of one level (REJ-3), one step per closed bar; its rows are tested in the order of the rule. Prices
 * are mirrored ones. Bars are named by the newest one's age in their source and by how many bars back they lie, because a
 * birth runs the bars since the swing once more, each with the range of the bar before it.
 */
final class RejectionSteps implements Snapshotted {
    private final RejectionSettings.Push push;
    private final Mirror mirror;
    private final int volumeBars;
    private final AtrTrail atr;
    private final LevelListener listener;

    private long barNumber;
    private long totalVolume;

    RejectionSteps(RejectionSettings settings, Mirror mirror, int volumeBars, AtrTrail atr, LevelListener listener) {
        this.push = settings.push();
        this.mirror = mirror;
        this.volumeBars = volumeBars;
        this.atr = atr;
        this.listener = listener;
    }

    /** Counts a closed bar, EMPTY ones too (REJ-7). */
    void count(long volume) {
        barNumber++;
        totalVolume = VolumeTotal.add(totalVolume, volume);
    }

    void reset() {
        barNumber = 0;
        totalVolume = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(barNumber);
        out.putLong(totalVolume);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        barNumber = in.readLong();
        totalVolume = in.readLong();
    }

    long mix() {
        return Digest.mix(-3, barNumber, totalVolume);
    }

    void tell(RejectionLevel level, long startNs, long mirroredPrice, LevelEvt event) {
        listener.onLevelEvent(level.id, startNs, mirror.price(mirroredPrice), level.count(), event);
    }

    /** Whether the level's zone is known: a range that has not settled is no range (REJ-7, VAL-1). */
    boolean hasEdges(RejectionLevel level, int back) {
        return level.state != State.ARMED || atr.isReady(back + 1);
    }

    /** REJ-3 for one bar, {@code back} bars before the one that closed now; false: the level is broken. */
    boolean step(RejectionLevel level, BarSource bars, int newest, int back) {
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
                    level.pending.follow(bars, age);
                }
                confirm(level, bars, newest, back);
            }
        }
        return true;
    }

    private long attempt(RejectionLevel level, double a) {
        double edge = level.lowerEdgeExactly(a);
        return Micro.edgeCeiling(level.hasTrough ? Math.max(edge, level.trough + push.pushAtr() * a) : edge);
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

    void open(RejectionLevel level, BarSource bars, int newest, int back) {
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
        for (int i = 0; i < back && through != VolumeTotal.INEXACT; i++) {
            through -= bars.volume(newest + i);
        }
        int age = newest + back;
        int have = Math.min(volumeBars, bars.size() - 1 - age);
        long before = 0;
        for (int i = 1; i <= have; i++) {
            before = VolumeTotal.add(before, bars.volume(age + i));
        }
        Validity validity =
                before == VolumeTotal.INEXACT ? Validity.INEXACT : VolumeRatio.ratioValidity(have, volumeBars, before);
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
        if (mirror.close(bars, age) <= Micro.edgeFloor(level.peak - push.confirmAtr() * level.frozenAtr)) {
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
        if (level.trough <= Micro.edgeFloor(level.peak - push.retreatAtr() * level.frozenAtr)
                && number - level.peakBar >= push.gap()) {
            level.state = State.ARMED;
            tell(level, startNs, level.trough, LevelEvt.RETREAT);
        }
    }
}
