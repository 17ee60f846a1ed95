package ebb.engine.pattern;

import ebb.codecs.Scaled;

/**
 * The volume of all bars since the patterns began, of which two readings give what was traded between them (DIV-1). A total
 * beyond a long is {@link #INEXACT} until the patterns begin anew, and so is what rests on it (NUM-2).
 */
public final class VolumeTotal {
    /** Stands for a total that does not fit a long. */
    public static final long INEXACT = Long.MAX_VALUE;

    private VolumeTotal() {}

    /**
     * The total with one bar more.
     *
     * @param total at least 0, or {@link #INEXACT}
     * @param volume of the bar, at least 0
     * @return the sum, or {@link #INEXACT}
     */
    static long add(long total, long volume) {
        return total != INEXACT && Scaled.addFits(total, volume) ? total + volume : INEXACT;
    }

    /**
     * What was traded between two readings.
     *
     * @param first reading
     * @param second later reading
     * @return volume, below 0 where a reading is {@link #INEXACT}
     */
    public static long between(long first, long second) {
        return first == INEXACT || second == INEXACT ? -1 : second - first;
    }
}
