package ebb.research.page;

import ebb.research.data.Dataset;
import ebb.research.data.Tape;
import ebb.research.validate.Calibration;
import ebb.research.validate.Findings;
import ebb.research.validate.FindingsTree;
import ebb.research.validate.Groups;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.PaperGates;
import ebb.research.validate.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A validation as a page of Markdown for a repository, beside which its figures lie in {@link #FIGURES}. The same findings
 * give the same bytes: no clock, no folder and no machine is named in it.
 */
public final class ValidationText {
    /** Name of the page. */
    public static final String PAGE = "validation-nullspectre.md";

    /** Folder of the figures, beside the page. */
    public static final String FIGURES = "validation";

    private static final int NANO_DIGITS = 9;

    private final Findings findings;
    private final Tables tables;
    private final StringBuilder out = new StringBuilder(1 << 14);

    private ValidationText(Findings findings) {
        this.findings = findings;
        tables = new Tables(findings);
    }

    /**
     * The page.
     *
     * @param findings of a validation that ran the full variant
     * @param command that makes this page again, told in its head
     * @return Markdown that ends with a line feed
     */
    public static String of(Findings findings, String command) {
        return new ValidationText(findings).render(command);
    }

    private String render(String command) {
        line("# NullSpectre on recorded markets: what came out");
        head(command);
        recordings();
        variants();
        gates();
        refusals();
        controls();
        equity();
        section("What this data cannot say");
        FindingsTree.notes(findings).forEach(this::item);
        Remarks.of(findings).forEach(this::item);
        return out.toString();
    }

    private void head(String command) {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        line("");
        line("**Verdict: " + Tables.words(tables.verdict(full, true)) + " in-sample, "
                + Tables.words(tables.verdict(full, false)) + " out-of-sample** (NS-VAL-4). "
                + tables.performance(full, true).counts().trades() + " trades in-sample, "
                + tables.performance(full, false).counts().trades()
                + " out-of-sample; the rules want at least " + HistoryGates.LEAST_TRADES + " to judge at all, "
                + PaperGates.TRADES + " for the paper gate, and " + HistoryGates.PER_ARM
                + " in each arm to tell two win rates apart (NS-VAL-8)."
                + (full.inSample().isWithoutBooks()
                        ? " Candles without books could not pass in any case (NS-CON-7)."
                        : "")
                + " The figures are as they came; no threshold was moved for them.");
        line("");
        line("This page and its figures are written by one command and by nobody else:");
        line("");
        line("```sh");
        line(command);
        line("```");
        line("");
        line("The first " + Tables.percent(findings.options().split())
                + " of each recording's time are in-sample, the rest is out-of-sample (NS-VAL-13). Intervals are 95 %: Wilson's"
                + " for shares, for means a bootstrap of "
                + findings.options().draws().resamples()
                + " resamples with seed " + findings.options().draws().seed()
                + ". The same recordings give the same bytes, however many runs go at once. " + proofs());
    }

    private String proofs() {
        long runs = 0;
        long proved = 0;
        for (Findings.Played each : findings.data()) {
            runs += each.ran().sessions().size();
            proved += each.ran().sessions().stream()
                    .filter(session -> session.isProved())
                    .count();
        }
        return proved + " of " + runs + " runs of v21 gave the same bytes again when replayed from their journals.";
    }

    private void recordings() {
        section("Recordings");
        table(tables.recordings());
        for (Findings.Played each : findings.data()) {
            Dataset data = each.data();
            item("`" + data.name() + "` from " + day(data.firstNs()) + " to " + day(data.lastNs()) + ", split at "
                    + day(data.splitNs(findings.options().split())) + "; "
                    + refused(each.ran().refusals()) + ". Settings over `ns-candles`: `"
                    + String.join(" ", data.settings()) + "`; fees "
                    + share(data.fees().makerNano()) + " and "
                    + share(data.fees().takerNano()) + ".");
        }
    }

    /** Most often first, then by name. */
    private static String refused(Map<String, Integer> refusals) {
        if (refusals.isEmpty()) {
            return "no rule refused anything";
        }
        return "refused by "
                + refusals.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void variants() {
        section("Variants");
        figure("win rates", "win-rate.svg");
        figure("mean results", "mean-r.svg");
        table(tables.variants(findings.variants()));
        line(
                "`without-NAME` turns one enhancement to its baseline form. What no recording can be asked is off in all of them.");
    }

    private void gates() {
        section("Gates of v21");
        Findings.OfVariant full = findings.variant(Variant.FULL);
        for (boolean isIn : new boolean[] {true, false}) {
            line((isIn ? "In-sample: " : "Out-of-sample: ") + HistoryGates.honesty(tables.performance(full, isIn)) + "."
                    + proposals(full, isIn));
            line("");
            table(tables.gates(full, isIn));
        }
        line(
                "NS-VAL-5 to 7 compare trades and shadows together (NS-VAL-1). The interval of NS-VAL-6 is that of the absolute"
                        + " difference.");
    }

    private static String proposals(Findings.OfVariant of, boolean isIn) {
        return Calibration.of(Tables.side(of, isIn)).stream()
                .map(each -> " Proposed: " + each + ".")
                .collect(Collectors.joining());
    }

    private void refusals() {
        section("What each gate kept out");
        line(
                "Refused signals, followed over the same candles as if they had been traded; one that several rules refused is"
                        + " in the row of each.");
        line("");
        figure("results", "results.svg");
        table(tables.refusals());
    }

    private void controls() {
        if (findings.controls().isEmpty()) {
            return;
        }
        section("Controls");
        for (Findings.Played each : findings.data()) {
            if (each.data().kind().isControl()) {
                item("`" + each.data().name() + "`: " + String.join(", ", symbols(each.data())) + ". Lacks "
                        + each.data().kind().lacks() + ".");
            }
        }
        line("");
        line("NS-CAP would refuse coins as large as these. They have no say in the gates; they say something about the"
                + " pattern itself.");
        line("");
        figure("win rates of the controls", "control-win-rate.svg");
        figure("mean results of the controls", "control-mean-r.svg");
        table(tables.variants(findings.controls()));
        Findings.OfVariant full = findings.controls().stream()
                .filter(each -> each.variant().name().equals(Variant.FULL))
                .findFirst()
                .orElseThrow();
        for (boolean isIn : new boolean[] {true, false}) {
            line((isIn ? "In-sample" : "Out-of-sample") + ", v21: "
                    + HistoryGates.honesty(tables.performance(full, isIn)) + "." + proposals(full, isIn)
                    + tags(full, isIn));
            line("");
            table(tables.gates(full, isIn));
        }
    }

    private static Set<String> symbols(Dataset data) {
        Set<String> symbols = new LinkedHashSet<>();
        for (Tape session : data.sessions()) {
            for (int i = 0; i < session.instruments(); i++) {
                symbols.add(session.symbol(i));
            }
        }
        return symbols;
    }

    /** NS-VAL-10. */
    private static String tags(Findings.OfVariant of, boolean isIn) {
        List<String> words = new ArrayList<>();
        for (Groups.Group each : Groups.byTag(Tables.side(of, isIn))) {
            words.add(String.format(
                    Locale.ROOT,
                    "%s %d of %d won, mean %s R",
                    each.name(),
                    each.decided().successes(),
                    each.decided().n(),
                    Tables.number(each.meanR())));
        }
        return words.isEmpty() ? "" : " By tag: " + String.join("; ", words) + ".";
    }

    private void equity() {
        section("Equity");
        for (Findings.Played each : findings.data()) {
            figure("equity over " + each.data().name(), ValidationPage.equityFigure(each.data()));
        }
        line(
                "v21 over each recording against its start; the dashed line parts the samples. Sessions are accounts of their"
                        + " own, put one behind the other.");
    }

    private void section(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void figure(String words, String name) {
        line("![" + words + "](" + FIGURES + "/" + name + ")");
        line("");
    }

    private void item(String text) {
        line("- " + text);
    }

    private void table(Tables.Table table) {
        row(table.head());
        row(table.head().stream().map(each -> "---").toList());
        table.rows().forEach(this::row);
        line("");
    }

    private void row(List<String> cells) {
        line(cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String day(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L))
                .toString()
                .substring(0, 10);
    }

    private static String share(long nano) {
        return BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }
}
