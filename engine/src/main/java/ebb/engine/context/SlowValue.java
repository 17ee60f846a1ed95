package ebb.engine.context;

import ebb.codecs.sbe.CtxStatus;

/** One value of a context series as it came or is kept (CFD-1). Reused; times are ns since the epoch. */
public final class SlowValue {
    /** Mantissa; the value is mantissa · 10^exponent. */
    public long mantissa;

    /** −18 to 9. */
    public int exponent;

    /** End of the period the value describes, or the stamp of a point value. */
    public long refNs;

    /** When the adapter fetched it. */
    public long fetchNs;

    /** Code of the source. */
    public int source;

    /** What the source says of it. */
    public CtxStatus status = CtxStatus.NULL_VAL;

    /** An empty one. */
    public SlowValue() {}
}
