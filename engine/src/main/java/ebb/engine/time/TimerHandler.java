package ebb.engine.time;

/** Who registered a timer. */
@FunctionalInterface
public interface TimerHandler {
    /**
     * The timer's deadline is reached; engine time is that deadline (TIME-3).
     *
     * @param deadlineNs engine time, ns since epoch
     * @param tag what the registrant gave, to tell its timers apart
     */
    void onTimer(long deadlineNs, long tag);
}
