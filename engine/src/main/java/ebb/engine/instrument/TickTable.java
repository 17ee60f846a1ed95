package ebb.engine.instrument;

import ebb.codecs.Scaled;
import java.util.Arrays;

/** Tick of each price band (TICK-1). Without bands one tick holds everywhere. */
final class TickTable {
    private final long tick;
    private final long[] from;
    private final long[] size;

    TickTable(long tick, long[] from, long[] size) {
        this.tick = tick;
        this.from = from;
        this.size = size;
    }

    /** The tick at a price; a price on an edge belongs to the band above it. Below the first band: the plain tick. */
    long at(long price) {
        long found = tick;
        for (int i = 0; i < from.length && price >= from[i]; i++) {
            found = size[i];
        }
        return found;
    }

    boolean holds(long price) {
        return price % at(price) == 0;
    }

    long floor(long price) {
        long first = at(price);
        long rounded = Math.floorDiv(price, first) * first;
        long second = at(rounded);
        return second == first ? rounded : Math.floorDiv(rounded, second) * second;
    }

    long ceil(long price) {
        long first = at(price);
        long rounded = ceilTo(price, first);
        long second = at(rounded);
        return second == first ? rounded : ceilTo(rounded, second);
    }

    private static long ceilTo(long price, long tick) {
        return Scaled.multiplyExact(-Math.floorDiv(-price, tick), tick);
    }

    boolean equalTo(TickTable other) {
        return tick == other.tick && Arrays.equals(from, other.from) && Arrays.equals(size, other.size);
    }

    int bands() {
        return from.length;
    }

    long tick() {
        return tick;
    }

    long bandFrom(int band) {
        return from[band];
    }

    long bandTick(int band) {
        return size[band];
    }
}
