package ebb.runtime;

import ebb.codecs.InHead;
import org.agrona.MutableDirectBuffer;

/** Runs the engine on each message, and notes when it began and ended for the {@code lat} stream. */
public final class LogicStage implements RingStage {
    private final EventSink engine;
    private final Latencies latencies;
    // Written by the logic thread, read by status; plain stores made visible by the ring's own sequence.
    private volatile long applied;

    /**
     * Creates the stage.
     *
     * @param engine takes each message
     * @param latencies where the two instants go
     */
    public LogicStage(EventSink engine, Latencies latencies) {
        this.engine = engine;
        this.latencies = latencies;
    }

    @Override
    public void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch) {
        latencies.logicBegins();
        engine.onMessage(buffer, offset, length);
        latencies.logicEnds();
        applied = InHead.seq(buffer, offset);
    }

    /**
     * Sequence of the newest applied message.
     *
     * @return 0 before the first
     */
    public long applied() {
        return applied;
    }
}
