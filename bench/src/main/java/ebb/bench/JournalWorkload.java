package ebb.bench;

import ebb.journal.Durability;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamReader;
import ebb.journal.StreamWriter;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * PERF workload 5: append with our header and CRC, all guards on as in a trading process, and the verified scan. Made,
 * used and closed by one thread.
 */
public final class JournalWorkload implements AutoCloseable {
    private final Durability durability;
    private final JournalDirectory journal;
    private final LiveRun run;
    private final StreamWriter writer;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private long lastSum;

    JournalWorkload(Path directory, String durability) {
        this.durability = durability(durability);
        journal = JournalDirectory.open(directory);
        run = journal.newRun(JournalSettings.guarded(this.durability));
        writer = run.writer(JournalStream.IN, 1);
    }

    static Durability durability(String word) {
        for (Durability each : Durability.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no durability " + word);
    }

    /**
     * Appends a record; under {@code sync-before-egress} it is on the disk on return.
     *
     * @param record holds it
     * @param length of it
     * @return its number, from 1
     */
    public long append(byte[] record, int length) {
        view.wrap(record, 0, length);
        long number = writer.append(view, 0, length);
        if (durability == Durability.SYNC_BEFORE_EGRESS) {
            writer.sync();
        }
        return number;
    }

    /**
     * Reads every record from the first: magic, stream, number, length and CRC are checked.
     *
     * @return how many there are
     * @throws IllegalStateException if one is damaged
     */
    public long scan() {
        long sum = 0;
        long records = 0;
        try (StreamReader reader = run.run().reader(JournalStream.IN)) {
            while (reader.next()) {
                sum += reader.buffer().getLong(reader.offset());
                records++;
            }
            if (reader.damage() != null) {
                throw new IllegalStateException(reader.damage());
            }
        }
        lastSum = sum;
        return records;
    }

    /** Sum of each record's first long in the last scan, so that nobody scans for nothing. */
    public long lastSum() {
        return lastSum;
    }

    @Override
    public void close() {
        writer.close();
        run.close();
        journal.close();
    }
}
