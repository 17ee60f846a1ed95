package ebb.bench.run;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows on a terminal, case by case, each with the ratio of Ebb's minimum to its own: above 1 is where Ebb is slower. */
final class Table {
    private static final String LINE = "  %-34s %-6s %10s %10s %10s %9s %8s%n";

    private Table() {}

    static void print(PrintStream out, List<Row> rows) {
        Map<String, List<Row>> cases = new LinkedHashMap<>();
        for (Row each : rows) {
            if (each.kind() != Kind.FACT) {
                cases.computeIfAbsent(each.workload() + ": " + each.testCase(), key -> new java.util.ArrayList<>())
                        .add(each);
            }
        }
        cases.forEach((name, contenders) -> {
            out.printf("%n%s, %s%n", name, contenders.get(0).unit());
            out.printf(LINE, "", "", "min", "median", "p99", "B/op", "ebb to");
            double ebb = contenders.stream()
                    .filter(each -> each.kind() == Kind.EBB)
                    .mapToDouble(Row::min)
                    .findFirst()
                    .orElse(Double.NaN);
            for (Row each : contenders) {
                out.printf(
                        LINE,
                        each.subject(),
                        each.kind().text(),
                        Figures.figure(each.min()),
                        Figures.figure(each.median()) + (each.isNoisy() ? "~" : ""),
                        Figures.figure(each.p99()),
                        Figures.bytes(each.bytesPerOp()),
                        each.kind() == Kind.EBB || Double.isNaN(ebb)
                                ? ""
                                : String.format(Locale.ROOT, "%.2f", ebb / each.min()));
            }
        });
    }
}
