package ebb.engine.risk;

/** What the gate must know of the market; answered by the root. Whatever is missing is {@link #ABSENT} and denies. */
public interface RiskInputs {
    /** Not there. */
    long ABSENT = Long.MIN_VALUE;

    /** Whether the instrument's book is LIVE. */
    boolean isBookLive(int instrument);

    /** Whether the session that carries the instrument's orders stands, and its stops were found there (NS-EXE-3). */
    boolean isSessionSound(int instrument);

    /**
     * The price that collars and notionals are measured against: the mark while it is fresh; for an instrument without
     * marks the mid of its LIVE book.
     *
     * @param instrument dense id
     * @return mantissa, or {@link #ABSENT}
     */
    long reference(int instrument);
}
