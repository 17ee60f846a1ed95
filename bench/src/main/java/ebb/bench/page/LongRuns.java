package ebb.bench.page;

import ebb.bench.row.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the long rigs found, a section each: what was counted down the side, the runs across. */
final class LongRuns {
    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "peak",
                    "Many times the captures' peak rate",
                    "Depth frames on a fixed schedule, each causing an order, the journal on and read back afterwards. The"
                            + " captures' peak is the fullest second of Binance USD-M BTCUSDT on 2024-08-08. At the rate itself"
                            + " nothing may be lost, reordered or merged, and no claim refused. At twice the rate the logic"
                            + " thread is held up until the ring has been full for longer than `ring.full-reduce`: frames are"
                            + " merged, trading is bounded and lifted by itself, and each order that the gate stopped is told"
                            + " to the engine; a kill is a halt after `ring.full-halt` without a slot for any frame. A"
                            + " frame has no order where each place of the engine's for one holds a live order, behind a stall; it"
                            + " counts as slower than any that has one."),
            new Section(
                    "allocation",
                    "Bytes that a thread allocates",
                    "From the decrypted buffer to the masked order, counted thread by thread in windows; a frame is two"
                            + " messages, the depth and the closing of its order. What comes once in a"
                            + " while stands in few windows, what comes with a message in all."),
            new Section(
                    "memory",
                    "Memory of a whole venue",
                    "A market of all these symbols at the venues' own cadence, books and trades of each, through decoders and"
                            + " engine as fast as it goes, nothing journaled. Resident is the whole process, heap of"
                            + " the played market included; what the engine holds is what is free once it is gone."));

    private final Findings findings;

    /** A workload's heading and what stands under it. */
    private record Section(String workload, String title, String words) {}

    LongRuns(Findings findings) {
        this.findings = findings;
    }

    /** Whether a row is told here. */
    static boolean isTold(Row row) {
        return SECTIONS.stream().anyMatch(each -> each.workload().equals(row.workload()));
    }

    void write(StringBuilder out) {
        for (Section each : SECTIONS) {
            out.append("## ").append(each.title()).append("\n\n");
            List<Row> rows = findings.rows().stream()
                    .filter(row -> row.workload().equals(each.workload()))
                    .toList();
            if (rows.isEmpty()) {
                out.append("Not measured in this run: `./ebb-bench ")
                        .append(each.workload())
                        .append("`.\n\n");
            } else {
                out.append(each.words()).append("\n\n");
                table(out, rows);
            }
        }
    }

    private void table(StringBuilder out, List<Row> rows) {
        Set<String> cases = new LinkedHashSet<>();
        Set<String> subjects = new LinkedHashSet<>();
        for (Row each : rows) {
            cases.add(each.testCase());
            subjects.add(each.subject());
        }
        out.append("| |");
        cases.forEach(each -> out.append(' ').append(Text.cell(each)).append(" |"));
        out.append("\n|---|").append("---|".repeat(cases.size())).append('\n');
        for (String subject : subjects) {
            out.append("| ").append(Text.cell(subject)).append(" |");
            for (String each : cases) {
                Optional<Row> row = findings.row(rows.get(0).workload(), each, subject);
                out.append(' ').append(row.map(LongRuns::cell).orElse("–")).append(" |");
            }
            out.append('\n');
        }
        out.append('\n');
    }

    private static String cell(Row row) {
        if (row.unit().startsWith("ns")) {
            return Text.time(row.min()) + (Double.isNaN(row.p99()) ? "" : ", p99 " + Text.time(row.p99()));
        }
        String figure = row.min() == Math.rint(row.min())
                ? String.format(Locale.ROOT, "%,.0f", row.min())
                : row.min() < 1 ? String.format(Locale.ROOT, "%.6f", row.min()) : Text.figure(row.min());
        return figure + ' ' + row.unit();
    }
}
