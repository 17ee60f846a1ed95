package ebb.engine.indicator;

/** Checks of constructor arguments, once for all studies. */
final class Lengths {
    /** NUM-9: second-order statistics are recomputed from at most this many values. */
    static final int MAX_TWO_PASS = 512;

    private Lengths() {}

    static int atLeast(int least, int length, String study) {
        return within(least, Integer.MAX_VALUE, length, study);
    }

    static int within(int least, int most, int length, String study) {
        if (length < least || length > most) {
            throw new IllegalArgumentException(study + ": length must be " + least + "…" + most + ", was " + length);
        }
        return length;
    }
}
