package ebb.desk.markup;

import java.util.ArrayList;
import java.util.List;

/** Values to pixels on a straight line, and round values to label it with. */
public final class Scale {
    /** A step that is a little finer than asked is better than one twice as coarse. */
    private static final double NEARLY = 0.8;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long[] STEPS_S = {
        1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800
    };

    private final double from;
    private final double to;
    private final double pixelFrom;
    private final double pixelTo;

    /** A scale from values to pixels; an empty range is widened to 1. */
    public Scale(double from, double to, double pixelFrom, double pixelTo) {
        this.from = from;
        this.to = to > from ? to : from + 1;
        this.pixelFrom = pixelFrom;
        this.pixelTo = pixelTo;
    }

    /** The pixel of a value, also of one outside the range. */
    public double at(double value) {
        return pixelFrom + (value - from) / (to - from) * (pixelTo - pixelFrom);
    }

    /** Whether a value lies in the range, edges in. */
    public boolean holds(double value) {
        return value >= from && value <= to;
    }

    /** Least value. */
    public double from() {
        return from;
    }

    /** Greatest value. */
    public double to() {
        return to;
    }

    /**
     * Round values within the range, about as many as asked.
     *
     * @param about how many
     * @param least distance that two of them must have at least, above 0; what the labels can tell apart
     * @return ascending
     */
    public List<Double> ticks(int about, double least) {
        double raw = Math.max((to - from) / about * NEARLY, least * (1 - 1e-9));
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power;
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            step = factor * power;
            if (step >= raw) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long n = (long) Math.ceil(from / step); n * step <= to; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }

    /** Round instants within the range, at most so many; the scale's values are ns since epoch. */
    public List<Long> times(int most) {
        long length = (long) (to - from);
        long step = STEPS_S[STEPS_S.length - 1] * SECOND_NS;
        for (long each : STEPS_S) {
            if (length / (each * SECOND_NS) < most) {
                step = each * SECOND_NS;
                break;
            }
        }
        List<Long> ticks = new ArrayList<>();
        for (long at = Math.floorDiv((long) from, step) * step + step; at <= to; at += step) {
            ticks.add(at);
        }
        return ticks;
    }
}
