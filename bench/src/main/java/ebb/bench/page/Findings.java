package ebb.bench.page;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows of a run, asked by name. */
final class Findings {
    private final List<Row> rows;

    Findings(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    List<Row> rows() {
        return rows;
    }

    Optional<Row> row(String workload, String testCase, String subject) {
        return rows.stream()
                .filter(each -> each.workload().equals(workload)
                        && each.testCase().equals(testCase)
                        && each.subject().equals(subject))
                .findFirst();
    }

    /** The quickest peer of a case. */
    Optional<Row> bestPeer(String workload, String testCase) {
        return rows.stream()
                .filter(each -> each.kind() == Kind.PEER
                        && each.workload().equals(workload)
                        && each.testCase().equals(testCase))
                .min(Comparator.comparingDouble(Row::min));
    }

    /** A fact in words, or in figures, or "unknown". */
    String fact(String name) {
        return rows.stream()
                .filter(each -> each.kind() == Kind.FACT && each.testCase().equals(name))
                .findFirst()
                .map(each -> each.subject().isEmpty() ? Text.figure(each.min()) + unit(each) : each.subject())
                .orElse("unknown");
    }

    private static String unit(Row fact) {
        return fact.unit().isEmpty() ? "" : ' ' + fact.unit();
    }
}
