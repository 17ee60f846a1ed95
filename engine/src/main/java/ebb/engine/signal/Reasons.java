package ebb.engine.signal;

import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;

/**
 * The rules that were asked for one decision, each with its value, threshold and verdict, in the order in which they
 * were asked (law 8). Reused: {@link #clear} before each decision.
 */
public final class Reasons {
    /** Null of an optional micro value. */
    public static final long NO_VALUE = Long.MIN_VALUE;

    /** Null of optional points. */
    public static final int NO_POINTS = Integer.MIN_VALUE;

    private final int[] rule;
    private final Verdict[] verdict;
    private final Validity[] validity;
    private final long[] value;
    private final long[] threshold;
    private final int[] points;
    private int size;
    private int firstDenial;

    /**
     * Creates an empty list.
     *
     * @param capacity reasons that fit; 30 fit a {@code Signal}, 38 the {@code Reasons} behind it
     */
    public Reasons(int capacity) {
        rule = new int[capacity];
        verdict = new Verdict[capacity];
        validity = new Validity[capacity];
        value = new long[capacity];
        threshold = new long[capacity];
        points = new int[capacity];
        firstDenial = -1;
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
        firstDenial = -1;
    }

    /**
     * Adds one rule that was asked.
     *
     * @param code rule code of the run header's table
     * @param says the verdict; FAIL and UNKNOWN deny
     * @param sound validity of the value
     * @param micro the value in micro-units (NUM-8), or {@link #NO_VALUE}
     * @param against the threshold in micro-units, or {@link #NO_VALUE}
     * @param worth what it gave to the score, 1e-3, or {@link #NO_POINTS}
     */
    public void add(int code, Verdict says, Validity sound, long micro, long against, int worth) {
        if (size == rule.length) {
            throw new IllegalStateException("more reasons than a decision carries: " + size);
        }
        rule[size] = code;
        verdict[size] = says;
        validity[size] = sound;
        value[size] = micro;
        threshold[size] = against;
        points[size] = worth;
        if (firstDenial < 0 && (says == Verdict.FAIL || says == Verdict.UNKNOWN)) {
            firstDenial = size;
        }
        size++;
    }

    /**
     * A gate: passes when the value is VALID and on the right side of the threshold, is UNKNOWN (and denies) when the
     * value is not VALID.
     *
     * @param code rule code
     * @param sound validity of the value
     * @param micro the value in micro-units
     * @param atLeast whether the value must be at least (true) or at most (false) the threshold
     * @param against the threshold in micro-units
     * @return whether the gate passed
     */
    public boolean gate(int code, Validity sound, long micro, boolean atLeast, long against) {
        if (sound != Validity.VALID) {
            add(code, Verdict.UNKNOWN, sound, NO_VALUE, against, NO_POINTS);
            return false;
        }
        boolean passed = atLeast ? micro >= against : micro <= against;
        add(code, passed ? Verdict.PASS : Verdict.FAIL, sound, micro, against, NO_POINTS);
        return passed;
    }

    /**
     * A figure that was looked at and decides nothing by itself.
     *
     * @param code rule code
     * @param sound validity of the value
     * @param micro the value in micro-units
     * @param worth what it gave to the score, 1e-3, or {@link #NO_POINTS}
     */
    public void info(int code, Validity sound, long micro, int worth) {
        add(code, Verdict.INFO, sound, sound == Validity.VALID ? micro : NO_VALUE, NO_VALUE, worth);
    }

    /** Number of reasons. */
    public int size() {
        return size;
    }

    /** Whether no rule said FAIL or UNKNOWN. */
    public boolean isPassed() {
        return firstDenial < 0;
    }

    /** Index of the first rule that denied, or −1. */
    public int firstDenial() {
        return firstDenial;
    }

    /** Rule code of reason i. */
    public int rule(int i) {
        return rule[i];
    }

    /** Verdict of reason i. */
    public Verdict verdict(int i) {
        return verdict[i];
    }

    /** Validity of reason i. */
    public Validity validity(int i) {
        return validity[i];
    }

    /** Value of reason i, micro-units. */
    public long value(int i) {
        return value[i];
    }

    /** Threshold of reason i, micro-units. */
    public long threshold(int i) {
        return threshold[i];
    }

    /** Points of reason i, 1e-3. */
    public int points(int i) {
        return points[i];
    }
}
