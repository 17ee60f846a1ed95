package ebb.research.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for people: a line for each variant and side of the split, the gates of the full one, what to think of it. */
public final class FindingsText {
    private FindingsText() {}

    /**
     * Writes them down.
     *
     * @param findings of a validation
     * @return lines
     */
    public static List<String> of(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add("NullSpectre, validated; the first "
                + percent(findings.options().split()) + " of the time are in-sample, intervals are 95 %");
        for (Findings.Played each : findings.data()) {
            PumpHits hits = PumpHits.of(each.data(), each.ran().closed().toList());
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s: %d instruments, %d pumps, of them %d traded, %d trades elsewhere; %d signals issued, %d declined,"
                            + " %d of those followed as shadows; %d positions open at the end",
                    each.data().name(),
                    each.data().instruments(),
                    each.data().pumps().size(),
                    hits.pumpsTraded(),
                    hits.elsewhere(),
                    each.ran().issued(),
                    each.ran().declined(),
                    each.ran().shadows().count(),
                    each.ran().stillOpen()));
            lines.add("    refused by " + each.ran().refusals());
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-18s %-4s %6s %5s  %-22s %7s  %-24s %8s %7s  %s",
                "variant",
                "side",
                "trades",
                "won",
                "win rate",
                "payoff",
                "mean R",
                "drawdown",
                "sharpe",
                "verdict"));
        table(findings, findings.variants(), lines);
        if (!findings.controls().isEmpty()) {
            lines.add("controls, which do not count in the gates:");
            table(findings, findings.controls(), lines);
        }
        gates(findings, lines);
        lines.add("");
        lines.addAll(FindingsTree.notes(findings));
        return lines;
    }

    private static void table(Findings findings, List<Findings.OfVariant> variants, List<String> lines) {
        for (Findings.OfVariant each : variants) {
            if (each.sameAs().isEmpty()) {
                lines.add(line(findings, each, true));
                lines.add(line(findings, each, false));
            } else {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-18s the same as %s: nothing in this data asks for it",
                        each.variant().name(),
                        each.sameAs()));
            }
        }
    }

    private static String line(Findings findings, Findings.OfVariant of, boolean isIn) {
        Sample sample = isIn ? of.inSample() : of.outOfSample();
        Performance found = Performance.of(sample, findings.options().draws());
        List<Gate> gates = HistoryGates.of(sample, found, fixed(findings, of, isIn));
        return String.format(
                Locale.ROOT,
                "%-18s %-4s %6d %5d  %-22s %7s  %-24s %8s %7s  %s",
                of.variant().name(),
                isIn ? "in" : "out",
                found.counts().trades(),
                found.counts().wins(),
                percent(found.counts().decided().rate()) + " ("
                        + percent(found.winRate().low()) + " to "
                        + percent(found.winRate().high()) + ")",
                number(found.payoff()),
                number(found.meanR()) + " (" + number(found.meanRange().low()) + " to "
                        + number(found.meanRange().high()) + ")",
                percent(found.risk().maxDrawdown()),
                number(found.risk().sharpe()),
                words(gates.get(gates.size() - 1).verdict()));
    }

    private static Sample fixed(Findings findings, Findings.OfVariant of, boolean isIn) {
        Findings.OfVariant fixed = findings.withoutSupport(of);
        return fixed == null ? null : isIn ? fixed.inSample() : fixed.outOfSample();
    }

    private static void gates(Findings findings, List<String> lines) {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        for (boolean isIn : new boolean[] {true, false}) {
            Sample sample = isIn ? full.inSample() : full.outOfSample();
            Performance found = Performance.of(sample, findings.options().draws());
            lines.add("");
            lines.add("v21 " + (isIn ? "in" : "out of") + " sample: " + HistoryGates.honesty(found));
            List<Gate> all = new ArrayList<>(HistoryGates.of(sample, found, fixed(findings, full, isIn)));
            all.addAll(PaperGates.of(sample, found));
            lines.addAll(gates(all));
            Calibration.of(sample).forEach(proposal -> lines.add("  proposed: " + proposal));
        }
    }

    /**
     * Gates, a line each.
     *
     * @param gates with their answers
     * @return lines
     */
    public static List<String> gates(List<Gate> gates) {
        return gates.stream()
                .map(gate -> String.format(
                        Locale.ROOT,
                        "  %-24s %10s  wanted %6s  %s",
                        gate.name(),
                        fine(gate.value()),
                        fine(gate.threshold()),
                        words(gate.verdict())))
                .toList();
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f%%", share * 100) : "–";
    }

    private static String fine(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }
}
