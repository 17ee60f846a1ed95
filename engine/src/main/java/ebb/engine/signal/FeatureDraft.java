package ebb.engine.signal;

import ebb.codecs.sbe.Validity;

/**
 * Values of an instant while a strategy writes them: fields of template {@code FeatureRow}, each value named by the rule that
 * defines it. Reused; {@link #begin} is called by whoever hands it out.
 */
public final class FeatureDraft {
    /** Values that fit into one message. */
    public static final int MOST = 70;

    private final int[] name = new int[MOST];
    private final Validity[] validity = new Validity[MOST];
    private final long[] value = new long[MOST];
    private int instrument;
    private int kind;
    private int size;

    /**
     * Empties it.
     *
     * @param of dense id of the instrument
     * @param what code of the rule that asks for the row
     */
    public void begin(int of, int what) {
        instrument = of;
        kind = what;
        size = 0;
    }

    /**
     * Adds a value.
     *
     * @param rule code of the rule that defines it
     * @param sound how far it may be trusted
     * @param micro the value, micro-units
     * @return this
     * @throws IllegalStateException if the row is full: a row has a fixed set of values, so this is a fault of the strategy
     */
    public FeatureDraft add(int rule, ebb.engine.state.Validity sound, long micro) {
        if (size == MOST) {
            throw new IllegalStateException("a row has room for " + MOST + " values");
        }
        name[size] = rule;
        validity[size] = Validity.get(sound.code());
        value[size] = micro;
        size++;
        return this;
    }

    /**
     * Whose values these are.
     *
     * @return dense id
     */
    public int instrument() {
        return instrument;
    }

    /**
     * What kind of row.
     *
     * @return rule code
     */
    public int kind() {
        return kind;
    }

    /**
     * Values added.
     *
     * @return 0…{@value #MOST}
     */
    public int size() {
        return size;
    }

    /**
     * What a value is.
     *
     * @param i below {@link #size()}
     * @return rule code
     */
    public int name(int i) {
        return name[i];
    }

    /**
     * How far it may be trusted.
     *
     * @param i below {@link #size()}
     * @return its validity
     */
    public Validity validity(int i) {
        return validity[i];
    }

    /**
     * A value.
     *
     * @param i below {@link #size()}
     * @return micro-units
     */
    public long value(int i) {
        return value[i];
    }
}
