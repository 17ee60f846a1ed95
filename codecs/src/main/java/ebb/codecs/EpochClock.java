package ebb.codecs;

/**
 * The monotonic epoch clock all adapters of a process stamp with (TIME-1): wall time read once, carried on by the
 * monotonic clock. The engine never sees it; it is told the time by each message (law 1).
 */
public interface EpochClock {
    /**
     * Now.
     *
     * @return ns since the epoch, UTC; never less than at an earlier call
     */
    long nanos();
}
