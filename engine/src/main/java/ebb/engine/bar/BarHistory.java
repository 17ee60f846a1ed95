package ebb.engine.bar;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Candles of the past (BAR-7): they fill holes, replace what was lost, and are compared with what is complete. */
public final class BarHistory implements Snapshotted {
    private final BarSettings settings;
    private final Frames frames;
    private final BarRing[] rings;
    private final OpenBar scratch = new OpenBar();
    private final boolean[] isChanged;
    private long compared;
    private long differing;
    private long replaced;

    BarHistory(BarSettings settings, BarRing[] rings) {
        this.settings = settings;
        this.rings = rings;
        frames = settings.frames();
        isChanged = new boolean[rings.length];
    }

    /**
     * Candles of complete bars seen today.
     *
     * @return a count
     */
    public long compared() {
        return compared;
    }

    /**
     * Those of them that differ in close, or in volume by more than `bar.differ`.
     *
     * @return a count
     */
    public long differing() {
        return differing;
    }

    /**
     * PARTIAL bars replaced by candles since the start.
     *
     * @return a count
     */
    public long replaced() {
        return replaced;
    }

    /**
     * Whether more of today's candles differ than `bar.differ` allows: our tape or theirs is wrong.
     *
     * @return true if so
     */
    public boolean isDiffering() {
        return differing * Micro.ONE > compared * settings.differDayMicro();
    }

    void onDayRoll() {
        compared = 0;
        differing = 0;
    }

    void take(int frame, Candle candle, boolean fillsHoles) {
        BarRing ring = rings[frame];
        int age = ring.ageOf(candle.startNs);
        if (age < 0) {
            insert(frame, candle, fillsHoles);
        } else if (ring.isPartial(age)) {
            fill(frame, candle);
            ring.replace(age, scratch);
            replaced++;
            isChanged[frame] = true;
        } else {
            compare(ring, age, candle);
        }
    }

    /** Fills what holes are left, now PARTIAL; returns whether the ring changed since the last call. */
    boolean end(int frame, long openFromNs, boolean fillsHoles) {
        BarRing ring = rings[frame];
        if (fillsHoles && ring.size() > 0) {
            for (int age = ring.size() - 2; age >= 0; age--) {
                // From the oldest on: what is put into a hole moves no younger bar's age.
                fillUpTo(frame, ring.startNs(age), BarFlags.PARTIAL);
            }
            if (openFromNs != Long.MIN_VALUE) {
                fillUpTo(frame, openFromNs, BarFlags.PARTIAL);
            }
        }
        boolean changed = isChanged[frame];
        isChanged[frame] = false;
        return changed;
    }

    /** Merges the open longer bars anew, each from the longest closed bars that follow one another from its start. */
    void mergeOpen(OpenBar[] making, long untilNs) {
        for (int frame = 1; frame < making.length; frame++) {
            OpenBar bar = making[frame];
            long late = bar.lateVolume;
            bar.clear(bar.startNs, bar.endNs);
            bar.lateVolume = late;
            long at = bar.startNs;
            while (at < untilNs) {
                int part = longestAt(frame - 1, at);
                if (part < 0) {
                    bar.flags |= BarFlags.PARTIAL;
                    at += frames.lengthNs(0);
                } else {
                    rings[part].read(rings[part].ageOf(at), scratch);
                    bar.merge(scratch);
                    at += frames.lengthNs(part);
                }
            }
        }
    }

    /** Where base bars go on after history: behind the last candle, or now if that is further back than the ring reaches. */
    long continuesAt(long nowNs) {
        long reachNs = settings.rings()[0] * frames.lengthNs(0);
        long endNs = rings[0].startNs(0) + frames.lengthNs(0);
        return endNs < nowNs - reachNs ? frames.startOf(0, nowNs) : endNs;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("bar history");
        for (boolean changed : isChanged) {
            out.putBoolean(changed);
        }
        out.putLong(compared);
        out.putLong(differing);
        out.putLong(replaced);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("bar history");
        for (int frame = 0; frame < isChanged.length; frame++) {
            isChanged[frame] = in.readBoolean();
        }
        compared = in.readLong();
        differing = in.readLong();
        replaced = in.readLong();
    }

    long digest() {
        long changes = 0;
        for (boolean changed : isChanged) {
            changes = changes << 1 | (changed ? 1 : 0);
        }
        return Digest.mix(1, compared, differing) + Digest.mix(2, replaced, changes);
    }

    private int longestAt(int longest, long startNs) {
        for (int frame = longest; frame >= 0; frame--) {
            if (rings[frame].ageOf(startNs) >= 0) {
                return frame;
            }
        }
        return -1;
    }

    private void insert(int frame, Candle candle, boolean fillsHoles) {
        if (fillsHoles) {
            fillUpTo(frame, candle.startNs, BarFlags.VENUE);
        }
        fill(frame, candle);
        isChanged[frame] |= rings[frame].insert(rings[frame].position(candle.startNs), scratch);
    }

    /** EMPTY bars between an instant and the bar before it, as many as the ring holds. */
    private void fillUpTo(int frame, long untilNs, int flags) {
        BarRing ring = rings[frame];
        int position = ring.position(untilNs);
        if (position == 0) {
            return;
        }
        int before = ring.size() - position;
        long lengthNs = frames.lengthNs(frame);
        long reachNs = untilNs - settings.rings()[frame] * lengthNs;
        long price = ring.close(before);
        for (long at = Math.max(ring.startNs(before) + lengthNs, reachNs); at < untilNs; at += lengthNs) {
            scratch.clear(at, at + lengthNs);
            scratch.standStill(price);
            scratch.flags |= flags | BarFlags.NO_CVD;
            isChanged[frame] |= ring.insert(ring.position(at), scratch);
        }
    }

    private void fill(int frame, Candle candle) {
        scratch.clear(candle.startNs, candle.startNs + frames.lengthNs(frame));
        scratch.candle(candle);
        scratch.flags |= BarFlags.NO_CVD;
    }

    private void compare(BarRing ring, int age, Candle candle) {
        compared++;
        long held = ring.volume(age);
        long distance = Math.abs(candle.volume - held);
        if (candle.close != ring.close(age)
                || Scaled.compareProducts(distance, Micro.ONE, held, settings.differMicro()) > 0) {
            differing++;
        }
    }
}
