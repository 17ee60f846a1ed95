package ebb.research.trade;

import java.util.ArrayList;
import java.util.List;

/**
 * Equity at the first message of each hour that has one, and at the end (NS-VAL-2). Hours without data are no marks, days
 * without data no days: a recording that rests says nothing of them.
 *
 * @param marks in order of time
 */
public record EquityCurve(List<Mark> marks) {
    private static final long DAY_NS = 86_400_000_000_000L;

    /**
     * Equity at a time.
     *
     * @param atNs ns since the epoch
     * @param equity unrealised profit in, 1e-8 of the settle currency
     */
    public record Mark(long atNs, long equity) {}

    /** Copies the marks. */
    public EquityCurve {
        marks = List.copyOf(marks);
    }

    /**
     * The part of a time, beginning with the last mark before it.
     *
     * @param fromNs first instant
     * @param toNs first instant behind it
     * @return a curve of its own
     */
    public EquityCurve between(long fromNs, long toNs) {
        List<Mark> part = new ArrayList<>();
        for (Mark mark : marks) {
            if (mark.atNs() < fromNs) {
                part.clear();
                part.add(mark);
            } else if (mark.atNs() < toNs) {
                part.add(mark);
            }
        }
        return new EquityCurve(part);
    }

    /**
     * Puts accounts one behind the other: each goes on with what the one before it ended with, and gains and loses the same share
     * of it. That is what one account would have come to that was given to each in turn.
     *
     * @param curves in order of time; empty ones are left out
     * @return one curve; empty where all are
     */
    public static EquityCurve chain(List<EquityCurve> curves) {
        List<Mark> marks = new ArrayList<>();
        double scale = 1;
        for (EquityCurve curve : curves) {
            if (curve.marks.isEmpty()) {
                continue;
            }
            long begin = curve.marks.get(0).equity();
            if (!marks.isEmpty()) {
                scale = (double) marks.get(marks.size() - 1).equity() / begin;
            }
            for (Mark mark : curve.marks) {
                marks.add(new Mark(mark.atNs(), Math.round(mark.equity() * scale)));
            }
        }
        return new EquityCurve(marks);
    }

    /**
     * Equity, mark by mark.
     *
     * @return as many values as marks
     */
    public double[] values() {
        return marks.stream().mapToDouble(Mark::equity).toArray();
    }

    /**
     * Equity at the start and then at the last mark of each UTC day that has one.
     *
     * @return one value more than there are days, none of nothing
     */
    public double[] daily() {
        List<Double> days = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            if (i == 0) {
                days.add((double) marks.get(0).equity());
            }
            boolean isLast = i == marks.size() - 1 || day(marks.get(i)) != day(marks.get(i + 1));
            // The first mark is where the first day begins, not a day.
            if (isLast && i > 0) {
                days.add((double) marks.get(i).equity());
            }
        }
        return days.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static long day(Mark mark) {
        return Math.floorDiv(mark.atNs(), DAY_NS);
    }
}
