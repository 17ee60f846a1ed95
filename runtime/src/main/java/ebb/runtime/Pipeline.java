package ebb.runtime;

/**
 * The stages behind the ring.
 *
 * @param journal appends to {@code in}
 * @param logic runs the engine
 * @param egress appends to {@code out} and hands on
 * @param latencies where producers note when they published
 */
public record Pipeline(JournalStage journal, LogicStage logic, EgressStage egress, Latencies latencies) {}
