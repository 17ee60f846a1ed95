package ebb.runtime;

/** Which thread appends, applies and emits. Both write the same bytes to {@code in} and {@code out}. */
public enum Topology {
    /** One logic thread that appends, applies, emits: for machines of few cores (PERF §9). */
    COMPACT,
    /** Journal writer and logic side by side, egress behind both: for isolated cores. */
    SPREAD;

    /**
     * The default ({@code engine.topology} auto).
     *
     * @param cores processors of the machine
     * @return compact below four cores, else spread
     */
    public static Topology forCores(int cores) {
        return cores < 4 ? COMPACT : SPREAD;
    }
}
