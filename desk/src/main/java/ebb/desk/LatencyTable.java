package ebb.desk;

import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.runtime.LatencyRecord;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Latencies of a run by stage, from stream {@code lat}: messages that caused something and every
 * {@value LatencyRecord#SAMPLE}th of the others. Real time throughout, also where the run's own clock ran faster.
 */
public final class LatencyTable {
    /** Stages, each from one instant of a record to another. Under the spread topology journal and logic overlap. */
    public enum Stage {
        /** From the read to the frame's turn. */
        READ(
                "socket → decoder",
                "read from the socket; WebSocket frames before it in the same read",
                LatencyRecord.READ,
                LatencyRecord.IN_HAND),
        /** Decoding. */
        DECODE(
                "decoder → ring",
                "JSON scanned, SBE in the slot, published",
                LatencyRecord.IN_HAND,
                LatencyRecord.PUBLISHED),
        /** On the ring. */
        WAIT("ring → engine", "waiting for the engine's thread", LatencyRecord.PUBLISHED, Stage.EARLIER),
        /** Journal. */
        JOURNAL("journal", "checksummed and appended to in", LatencyRecord.JOURNAL_BEGUN, LatencyRecord.JOURNAL_ENDED),
        /** Logic. */
        LOGIC(
                "logic",
                "book, flow, bars, patterns, signal, risk, orders",
                LatencyRecord.LOGIC_BEGUN,
                LatencyRecord.LOGIC_ENDED),
        /** Egress. */
        EGRESS("egress", "appended to out, the kill gate's last look, handed on", Stage.LATER, LatencyRecord.SENT),
        /** The whole way. */
        WHOLE("socket → out", "the whole way", LatencyRecord.READ, LatencyRecord.SENT);

        /** In place of an instant: when the first of journal and logic began. */
        private static final int EARLIER = -1;
        /** In place of an instant: when the last of journal and logic had ended. */
        private static final int LATER = -2;

        private final String label;
        private final String meaning;
        private final int from;
        private final int to;

        Stage(String label, String meaning, int from, int to) {
            this.label = label;
            this.meaning = meaning;
            this.from = from;
            this.to = to;
        }

        /** What people call it. */
        public String label() {
            return label;
        }

        /** What takes the time. */
        public String meaning() {
            return meaning;
        }

        /** Whether it takes a socket, so that messages of timers and people have no part in it. */
        boolean isFromSocket() {
            return from == LatencyRecord.READ || from == LatencyRecord.IN_HAND;
        }
    }

    /**
     * One of the slowest messages that a socket brought.
     *
     * @param sequence its journal sequence
     * @param wholeNs socket to out
     * @param slowest the stage that took most of it
     * @param slowestNs how long that took
     */
    public record Slow(long sequence, long wholeNs, Stage slowest, long slowestNs) {}

    private static final int DIGITS = 3;
    private static final Stage[] STAGES = Stage.values();

    private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
    private final List<Slow> slow = new ArrayList<>();
    private final int kept;
    private String damage;

    private LatencyTable(int kept) {
        this.kept = kept;
        for (Stage stage : STAGES) {
            histograms.put(stage, new Histogram(DIGITS));
        }
    }

    /**
     * Reads the stream.
     *
     * @param run whose; one without the stream gives an empty table
     * @param top how many of the slowest messages to keep
     * @return what was measured, as far as the stream can be read
     */
    public static LatencyTable of(Run run, int top) {
        LatencyTable table = new LatencyTable(top);
        if (run.has(JournalStream.LAT)) {
            try (StreamReader lat = run.reader(JournalStream.LAT)) {
                while (lat.next()) {
                    if (lat.length() == LatencyRecord.BYTES) {
                        table.add(lat.buffer(), lat.offset());
                    }
                }
                table.damage = lat.damage();
            }
        }
        return table;
    }

    private void add(DirectBuffer record, int offset) {
        boolean hasSocket = word(record, offset, LatencyRecord.READ) != 0;
        Stage slowest = Stage.READ;
        long most = -1;
        for (Stage stage : STAGES) {
            if (stage.isFromSocket() && !hasSocket) {
                continue;
            }
            long ns = Math.max(0, instant(record, offset, stage.to) - instant(record, offset, stage.from));
            histograms.get(stage).recordValue(ns);
            if (stage == Stage.WHOLE) {
                keep(new Slow(word(record, offset, LatencyRecord.SEQUENCE), ns, slowest, most));
            } else if (ns > most) {
                most = ns;
                slowest = stage;
            }
        }
    }

    private static long instant(DirectBuffer record, int offset, int which) {
        return switch (which) {
            case Stage.EARLIER ->
                Math.min(
                        word(record, offset, LatencyRecord.JOURNAL_BEGUN),
                        word(record, offset, LatencyRecord.LOGIC_BEGUN));
            case Stage.LATER ->
                Math.max(
                        word(record, offset, LatencyRecord.JOURNAL_ENDED),
                        word(record, offset, LatencyRecord.LOGIC_ENDED));
            default -> word(record, offset, which);
        };
    }

    private static long word(DirectBuffer record, int offset, int index) {
        return record.getLong(offset + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    private void keep(Slow candidate) {
        if (slow.size() == kept
                && (kept == 0 || candidate.wholeNs() <= slow.get(kept - 1).wholeNs())) {
            return;
        }
        slow.add(candidate);
        slow.sort((a, b) -> Long.compare(b.wholeNs(), a.wholeNs()));
        if (slow.size() > kept) {
            slow.remove(kept);
        }
    }

    /** Whether nothing was measured: a backtest has no ring. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /** Messages measured. */
    public long count() {
        return count(Stage.LOGIC);
    }

    /** Messages measured at a stage. */
    public long count(Stage stage) {
        return histograms.get(stage).getTotalCount();
    }

    /**
     * A percentile of a stage.
     *
     * @param stage which
     * @param percent 0 to 100
     * @return ns of real time, three digits of it exact; 0 when nothing was measured
     */
    public long percentile(Stage stage, double percent) {
        return histograms.get(stage).getValueAtPercentile(percent);
    }

    /** The greatest of a stage, ns. */
    public long max(Stage stage) {
        return histograms.get(stage).getMaxValue();
    }

    /** The slowest messages, slowest first. */
    public List<Slow> slowest() {
        return List.copyOf(slow);
    }

    /** What is wrong with the stream, or null. */
    public String damage() {
        return damage;
    }
}
