package ebb.desk;

import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.runtime.EgressStage;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Latencies of a run by stage, from stream {@code lat}: messages that caused something and every
 * {@value EgressStage#LATENCY_SAMPLE}th of the others.
 */
final class LatencyTable {
    /** Stages, each from one instant of a {@code lat} record to another. */
    enum Stage {
        /** Socket to ring. */
        PUBLISH("socket → ring", "bytes read, frame scanned, SBE in the slot", 1, 2),
        /** Ring to logic. */
        WAIT("ring → logic", "waiting for the logic thread", 2, 3),
        /** Logic. */
        LOGIC("logic", "book, flow, bars, patterns, signal, risk, orders", 3, 4),
        /** Logic to egress. */
        EGRESS("logic → out", "journaled on in, then emitted and appended to out", 4, 5),
        /** The whole way. */
        WHOLE("socket → out", "the whole way", 1, 5);

        final String label;
        final String meaning;
        private final int from;
        private final int to;

        Stage(String label, String meaning, int from, int to) {
            this.label = label;
            this.meaning = meaning;
            this.from = from;
            this.to = to;
        }
    }

    /**
     * One of the slowest messages.
     *
     * @param sequence its journal sequence
     * @param wholeNs socket to out
     * @param slowest the stage that took most of it
     */
    record Slow(long sequence, long wholeNs, Stage slowest) {}

    /** Share of the records, as a divisor, that may come from a held clock before the figures say nothing. */
    private static final int HELD_LIMIT = 100;

    private static final int DIGITS = 3;
    private static final int KEPT = 3;
    private static final Stage[] STAGES = Stage.values();

    private final Map<Stage, Histogram> histograms = new LinkedHashMap<>();
    private final List<Slow> slow = new ArrayList<>();
    private final long speed;
    private long held;
    private String damage;

    private LatencyTable(long speed) {
        this.speed = speed;
        for (Stage stage : STAGES) {
            histograms.put(stage, new Histogram(DIGITS));
        }
    }

    /** Reads the stream; an absent one gives an empty table. */
    static LatencyTable of(Run run, long speed) {
        LatencyTable table = new LatencyTable(speed);
        if (run.has(JournalStream.LAT)) {
            try (StreamReader lat = run.reader(JournalStream.LAT)) {
                while (lat.next()) {
                    if (lat.length() == EgressStage.LATENCY_BYTES) {
                        table.add(lat.buffer(), lat.offset());
                    }
                }
                table.damage = lat.damage();
            }
        }
        return table;
    }

    private void add(DirectBuffer record, int offset) {
        if (instant(record, offset, Stage.LOGIC.to) == instant(record, offset, Stage.LOGIC.from)) {
            // No clock that runs shows no time at all for the logic: this one was held for its market to catch up.
            held++;
            return;
        }
        Stage slowest = Stage.PUBLISH;
        long most = -1;
        long whole = 0;
        for (Stage stage : STAGES) {
            long ns = Math.max(0, instant(record, offset, stage.to) - instant(record, offset, stage.from)) / speed;
            histograms.get(stage).recordValue(ns);
            if (stage == Stage.WHOLE) {
                whole = ns;
            } else if (ns > most) {
                most = ns;
                slowest = stage;
            }
        }
        keep(new Slow(record.getLong(offset, ByteOrder.LITTLE_ENDIAN), whole, slowest));
    }

    private static long instant(DirectBuffer record, int offset, int index) {
        return record.getLong(offset + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    private void keep(Slow candidate) {
        if (slow.size() == KEPT && candidate.wholeNs() <= slow.get(KEPT - 1).wholeNs()) {
            return;
        }
        slow.add(candidate);
        slow.sort((a, b) -> Long.compare(b.wholeNs(), a.wholeNs()));
        if (slow.size() > KEPT) {
            slow.remove(KEPT);
        }
    }

    boolean isEmpty() {
        return count() == 0;
    }

    long count() {
        return histograms.get(Stage.WHOLE).getTotalCount();
    }

    long percentile(Stage stage, double percent) {
        return histograms.get(stage).getValueAtPercentile(percent);
    }

    long max(Stage stage) {
        return histograms.get(stage).getMaxValue();
    }

    /** The slowest messages, slowest first. */
    List<Slow> slowest() {
        return slow;
    }

    /** Records taken while the run's clock stood still; they are in no figure. */
    long held() {
        return held;
    }

    /** Whether the clock was held so often that spans measured by it, jumps included, are no latencies. */
    boolean isByHeldClock() {
        return held * HELD_LIMIT > count() + held;
    }

    /** What is wrong with the stream, or null. */
    String damage() {
        return damage;
    }
}
