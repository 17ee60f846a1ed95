package ebb.research.page;

import ebb.desk.markup.Figures;
import ebb.research.validate.Findings;
import ebb.research.validate.Gate;
import ebb.research.validate.Groups;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.PaperGates;
import ebb.research.validate.Performance;
import ebb.research.validate.PumpHits;
import ebb.research.validate.Sample;
import ebb.research.validate.Variant;
import ebb.research.validate.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of a validation as words, whatever they are written in afterwards: one page cannot tell other figures than another. */
final class Tables {
    private final Findings findings;

    Tables(Findings findings) {
        this.findings = findings;
    }

    /**
     * Rows below a head.
     *
     * @param head names of the columns
     * @param rows cells, as many as there are columns
     */
    record Table(List<String> head, List<List<String>> rows) {}

    Table recordings() {
        List<List<String>> rows = new ArrayList<>();
        for (Findings.Played each : findings.data()) {
            rows.add(List.of(
                    each.data().name(),
                    each.data().kind().lacks(),
                    Figures.count(each.data().sessions().size()),
                    Figures.count(each.data().instruments()),
                    Figures.count(Math.round(each.data().instrumentDays())),
                    Figures.count(each.data().pumps().size()),
                    Figures.count(PumpHits.of(each.data(), each.ran().closed().toList())
                            .pumpsTraded()),
                    Figures.count(each.ran().issued()),
                    Figures.count(each.ran().declined()),
                    Figures.count(each.ran().closed().count()),
                    Figures.count(each.ran().stillOpen()),
                    percent(each.ran().fillRate()),
                    Figures.count(each.ran().shadows().count())));
        }
        return new Table(
                List.of(
                        "Recording",
                        "Lacks",
                        "Sessions",
                        "Instruments",
                        "Days of them",
                        "Pumps",
                        "Of them traded",
                        "Signals acted on",
                        "Refused",
                        "Trades",
                        "Open at the end",
                        "Of an entry filled",
                        "Shadows"),
                rows);
    }

    Table variants(List<Findings.OfVariant> variants) {
        List<String> head = List.of(
                "Variant",
                "Side",
                "Trades",
                "Won",
                "Win rate",
                "95 %",
                "Payoff",
                "Mean R",
                "95 %",
                "Drawdown",
                "Sharpe",
                "Verdict");
        List<List<String>> rows = new ArrayList<>();
        for (Findings.OfVariant each : variants) {
            if (each.sameAs().isEmpty()) {
                rows.add(variant(each, true));
                rows.add(variant(each, false));
            } else {
                String[] cells = new String[head.size()];
                Arrays.fill(cells, "");
                cells[0] = each.variant().name();
                cells[4] = "as " + each.sameAs();
                cells[cells.length - 1] = "not asked by this data";
                rows.add(List.of(cells));
            }
        }
        return new Table(head, rows);
    }

    private List<String> variant(Findings.OfVariant of, boolean isIn) {
        Performance found = performance(of, isIn);
        return List.of(
                of.variant().name(),
                isIn ? "in" : "out",
                Figures.count(found.counts().trades()),
                Figures.count(found.counts().wins()),
                percent(found.counts().decided().rate()),
                percent(found.winRate().low()) + " to "
                        + percent(found.winRate().high()),
                number(found.payoff()),
                number(found.meanR()),
                number(found.meanRange().low()) + " to "
                        + number(found.meanRange().high()),
                percent(found.risk().maxDrawdown()),
                number(found.risk().sharpe()),
                words(verdict(of, isIn)));
    }

    Table gates(Findings.OfVariant of, boolean isIn) {
        Performance found = performance(of, isIn);
        List<Gate> gates = new ArrayList<>(history(of, isIn));
        gates.addAll(PaperGates.of(side(of, isIn), found));
        List<List<String>> rows = new ArrayList<>();
        for (Gate gate : gates) {
            boolean hasRange = Double.isFinite(gate.range().low());
            rows.add(List.of(
                    gate.name(),
                    fine(gate.value()),
                    hasRange
                            ? fine(gate.range().low()) + " to "
                                    + fine(gate.range().high())
                            : Figures.ABSENT,
                    fine(gate.threshold()),
                    words(gate.verdict())));
        }
        return new Table(List.of("Gate", "Found", "95 %", "Wanted", "Verdict"), rows);
    }

    /** What each rule of the full variant kept out, both sides of the split. */
    Table refusals() {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        List<List<String>> rows = new ArrayList<>();
        for (boolean isIn : new boolean[] {true, false}) {
            for (Groups.Group each : Groups.byRule(side(full, isIn))) {
                rows.add(List.of(
                        each.name(),
                        isIn ? "in" : "out",
                        Figures.count(each.trades()),
                        Figures.count(each.decided().successes()),
                        Figures.count(each.decided().n() - each.decided().successes()),
                        percent(each.decided().rate()),
                        percent(each.decided().wilson().low()) + " to "
                                + percent(each.decided().wilson().high()),
                        number(each.meanR())));
            }
        }
        return new Table(List.of("Rule", "Side", "Shadows", "Won", "Lost", "Win rate", "95 %", "Mean R"), rows);
    }

    static Sample side(Findings.OfVariant of, boolean isIn) {
        return isIn ? of.inSample() : of.outOfSample();
    }

    Performance performance(Findings.OfVariant of, boolean isIn) {
        return Performance.of(side(of, isIn), findings.options().draws());
    }

    List<Gate> history(Findings.OfVariant of, boolean isIn) {
        Findings.OfVariant fixed = findings.withoutSupport(of);
        return HistoryGates.of(side(of, isIn), performance(of, isIn), fixed == null ? null : side(fixed, isIn));
    }

    /** NS-VAL-4 on all. */
    Verdict verdict(Findings.OfVariant of, boolean isIn) {
        List<Gate> gates = history(of, isIn);
        return gates.get(gates.size() - 1).verdict();
    }

    static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : Figures.ABSENT;
    }

    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : Figures.ABSENT;
    }

    static String fine(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : Figures.ABSENT;
    }
}
