package ebb.runtime;

import ebb.journal.Durability;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import org.agrona.MutableDirectBuffer;

/**
 * Appends each message to stream {@code in} before anything it causes can leave (law 3). The record number is the
 * message's sequence.
 *
 * <p>Durability: {@code sync-before-egress} syncs at the end of each batch, and egress sees a message only after the
 * batch has ended, so that nothing goes out whose cause is not on the disk; {@code group-sync} syncs when the interval
 * has passed; {@code page-cache} leaves it to the kernel.
 */
public final class JournalStage implements RingStage {
    private final LiveRun run;
    private final long firstSequence;
    private final Durability durability;
    private final long groupSyncNs;
    private StreamWriter writer;
    private long lastSyncNanos;
    private long synced;

    /**
     * Creates the stage; the stream is begun on the stage's own thread.
     *
     * @param run where to append
     * @param firstSequence sequence of the run's first message
     */
    public JournalStage(LiveRun run, long firstSequence) {
        this.run = run;
        this.firstSequence = firstSequence;
        this.durability = run.settings().durability();
        this.groupSyncNs = run.settings().groupSyncNs();
    }

    @Override
    public void onStart() {
        writer = run.writer(JournalStream.IN, firstSequence);
        lastSyncNanos = System.nanoTime();
        synced = firstSequence - 1;
    }

    @Override
    public void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch) {
        writer.append(buffer, offset, length);
        if (durability == Durability.GROUP_SYNC) {
            syncIfDue();
        } else if (endOfBatch && durability == Durability.SYNC_BEFORE_EGRESS) {
            sync();
        }
    }

    private void syncIfDue() {
        long now = System.nanoTime();
        if (now - lastSyncNanos >= groupSyncNs) {
            lastSyncNanos = now;
            sync();
        }
    }

    private void sync() {
        if (writer.lastNumber() > synced) {
            writer.sync();
            synced = writer.lastNumber();
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
