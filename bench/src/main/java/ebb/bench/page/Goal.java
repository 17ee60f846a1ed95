package ebb.bench.page;

import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of PERF §11.
 *
 * @param title what is done
 * @param workload of its rows
 * @param testCase of its rows
 * @param floor subject of the floor, or null where the goal is absolute
 * @param must what has to hold
 * @param ambitious what would still be physical; empty where the specification names no figure
 */
record Goal(String title, String workload, String testCase, String floor, List<Limit> must, List<Limit> ambitious) {
    private static final String EBB = "ebb";

    /** What became of a list of limits. */
    record Outcome(boolean isKnown, boolean isMet, String text) {}

    Optional<Row> ebb(Findings findings) {
        return findings.row(workload, testCase, EBB);
    }

    /** The floor's row. */
    Optional<Row> floor(Findings findings) {
        return floor == null ? Optional.empty() : findings.row(workload, testCase, floor);
    }

    /** Whether all limits hold; unknown as soon as one could not be looked at and none failed. */
    Outcome outcome(List<Limit> limits, Findings findings) {
        Optional<Row> ebb = ebb(findings);
        if (limits.isEmpty()) {
            return new Outcome(false, false, "–");
        }
        if (ebb.isEmpty()) {
            return new Outcome(false, false, "not measured");
        }
        boolean isKnown = true;
        boolean holds = true;
        List<String> texts = new ArrayList<>();
        for (Limit each : limits) {
            Limit.Verdict verdict = each.verdict(ebb.get(), other -> findings.row(workload, testCase, other));
            isKnown &= verdict.isKnown();
            holds &= !verdict.isKnown() || verdict.holds();
            texts.add(verdict.text());
        }
        String word = !holds ? "**not met**" : isKnown ? "met" : "unknown";
        return new Outcome(isKnown || !holds, holds && isKnown, word + ": " + String.join(", ", texts));
    }
}
