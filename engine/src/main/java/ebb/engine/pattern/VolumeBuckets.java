package ebb.engine.pattern;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.bar.BarSource;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** The volume of bars laid out over price (VP-1, VP-2): every unit of it lies in one bucket. Prices in ticks. */
final class VolumeBuckets implements Snapshotted {
    private final boolean isSpread;
    private final long tick;
    private final long[] volume;

    private int size;
    private long lowest;
    private long width;
    private long total;
    private long lastClose;

    VolumeBuckets(VolumeProfileSettings settings, long tick) {
        this.isSpread = settings.spread() == VolumeProfileSettings.Spread.RANGE;
        this.tick = tick;
        this.volume = new long[settings.buckets()];
    }

    /**
     * Lays out the bars from {@code age} back.
     *
     * @param most volume beyond which nothing is laid out, because it would not fit what is computed from it
     */
    void lay(BarSource bars, int age, int count, long most) {
        Arrays.fill(volume, 0);
        size = 0;
        lowest = 0;
        width = 0;
        total = 0;
        lastClose = 0;
        measure(bars, age, count, most);
        for (int i = count - 1; i >= 0 && total <= most; i--) {
            if (!bars.isEmpty(age + i)) {
                add(bars, age + i);
            }
        }
    }

    private void measure(BarSource bars, int age, int count, long most) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int i = count - 1; i >= 0; i--) {
            if (!bars.isEmpty(age + i)) {
                low = Math.min(low, ticks(bars.low(age + i)));
                high = Math.max(high, ticks(bars.high(age + i)));
                lastClose = ticks(bars.close(age + i));
                long added = bars.volume(age + i);
                total = Scaled.addFits(total, added) ? total + added : Long.MAX_VALUE;
            }
        }
        if (high > most) {
            // A node's price is doubled like a volume (VP-3): what is too high is INEXACT likewise.
            total = Long.MAX_VALUE;
        } else if (total > 0) {
            lowest = low;
            size = high == low ? 1 : volume.length;
            width = (high - low + size) / size;
        }
    }

    private long ticks(long price) {
        return Math.floorDiv(price, tick);
    }

    private int bucket(long ticks) {
        return (int) ((ticks - lowest) / width);
    }

    private void add(BarSource bars, int age) {
        long rest = bars.volume(age);
        if (isSpread) {
            long low = ticks(bars.low(age));
            long high = ticks(bars.high(age));
            int last = bucket(high);
            for (int k = bucket(low); k <= last; k++) {
                long from = Math.max(low, floorOf(k));
                long to = Math.min(high, floorOf(k + 1) - 1);
                long share = Scaled.mulDiv(bars.volume(age), to - from + 1, high - low + 1, Rounding.FLOOR);
                volume[k] += share;
                rest -= share;
            }
        }
        volume[bucket(ticks(bars.close(age)))] += rest;
    }

    int size() {
        return size;
    }

    long floorOf(int k) {
        return lowest + k * width;
    }

    long width() {
        return width;
    }

    long total() {
        return total;
    }

    int closeBucket() {
        return bucket(lastClose);
    }

    /** Volume of a bucket; 0 beyond the rims. */
    long at(int k) {
        return k < 0 || k >= size ? 0 : volume[k];
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLongs(volume, size);
        out.putLong(lowest);
        out.putLong(width);
        out.putLong(total);
        out.putLong(lastClose);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        size = in.readLongs(volume);
        lowest = in.readLong();
        width = in.readLong();
        total = in.readLong();
        lastClose = in.readLong();
    }
}
