package ebb.runtime;

import ebb.codecs.InHead;
import ebb.journal.Durability;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import org.agrona.MutableDirectBuffer;

/**
 * Appends each message to stream {@code in} before anything it causes can leave (law 3). The record number is the
 * message's sequence.
 *
 * <p>Durability: under {@code sync-before-egress} each batch is synced before it ends, and egress lets nothing
 * of it out until it has ended, so that nothing goes out whose cause is not on the disk. {@code group-sync} is the
 * writer's own affair, {@code page-cache} the kernel's.
 */
public final class JournalStage implements RingStage {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long DAY_MS = 86_400_000L;

    private final LiveRun run;
    private final long firstSequence;
    private final Durability durability;
    private final Latencies latencies;
    private StreamWriter writer;
    private long lastDay = -1;

    /**
     * Creates the stage; the stream is begun on the stage's own thread.
     *
     * @param run where to append
     * @param firstSequence sequence of the run's first message
     * @param latencies where the two instants go
     */
    public JournalStage(LiveRun run, long firstSequence, Latencies latencies) {
        this.run = run;
        this.firstSequence = firstSequence;
        this.latencies = latencies;
        this.durability = run.settings().durability();
    }

    @Override
    public void onStart() {
        writer = run.writer(JournalStream.IN, firstSequence);
    }

    @Override
    public void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch) {
        latencies.journalBegins();
        roll(InHead.ingress(buffer, offset));
        writer.append(buffer, offset, length);
        if (endOfBatch && durability == Durability.SYNC_BEFORE_EGRESS) {
            writer.sync();
        }
        latencies.journalEnds();
    }

    /** A new UTC day begins a new file; the writer reads no clock. */
    private void roll(long ingressNs) {
        long day = Math.floorDiv(ingressNs, DAY_NS);
        if (day > lastDay) {
            lastDay = day;
            writer.day(day * DAY_MS);
        }
    }

    @Override
    public void onStop() {
        if (writer != null) {
            writer.close();
        }
    }

    /**
     * Number of the last acknowledged record.
     *
     * @return one below the first when there is none
     */
    public long journaled() {
        return writer == null ? firstSequence - 1 : writer.lastNumber();
    }

    /**
     * Bytes appended.
     *
     * @return 0 or more
     */
    public long bytes() {
        return writer == null ? 0 : writer.bytes();
    }
}
