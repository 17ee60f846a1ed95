package ebb.adapters.venuesim.market;

import java.util.List;

/** Where an instrument's price is led, without noise; moves forward only. Beyond the last leg it stays. */
final class Path {
    /** Parts of a tick in which the path is counted. */
    static final int PARTS = 1024;

    private final List<Leg> legs;
    /** Price before the first leg, then at the end of each, in parts of a tick. */
    private final long[] ends;

    private int current;

    Path(long startTick, List<Leg> legs) {
        this.legs = List.copyOf(legs);
        ends = new long[legs.size() + 1];
        ends[0] = startTick * PARTS;
        long before = 0;
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            if (leg.endMs() <= before) {
                throw new IllegalArgumentException("leg ends at " + leg.endMs() + " ms, not after " + before);
            }
            before = leg.endMs();
            ends[i + 1] = Math.multiplyExact(startTick * PARTS, leg.endPpm()) / 1_000_000;
        }
    }

    /** Price at a time not before the last asked for, in parts of a tick. */
    long at(long ms) {
        while (current < legs.size() && ms >= legs.get(current).endMs()) {
            current++;
        }
        if (current == legs.size()) {
            return ends[current];
        }
        long fromMs = current == 0 ? 0 : legs.get(current - 1).endMs();
        long way = Math.multiplyExact(ends[current + 1] - ends[current], ms - fromMs);
        return ends[current] + way / (legs.get(current).endMs() - fromMs);
    }

    Mood mood() {
        return legs.isEmpty()
                ? Mood.CALM
                : legs.get(Math.min(current, legs.size() - 1)).mood();
    }

    /** Lowest price on the way, in ticks. */
    long lowestTick() {
        long parts = ends[0];
        for (long each : ends) {
            parts = Math.min(parts, each);
        }
        return parts / PARTS;
    }

    /** Highest price on the way, in ticks. */
    long highestTick() {
        long parts = ends[0];
        for (long each : ends) {
            parts = Math.max(parts, each);
        }
        return parts / PARTS + 1;
    }
}
