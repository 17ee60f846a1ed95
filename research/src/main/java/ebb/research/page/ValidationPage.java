package ebb.research.page;

import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.research.validate.Calibration;
import ebb.research.validate.Findings;
import ebb.research.validate.FindingsTree;
import ebb.research.validate.Gate;
import ebb.research.validate.Groups;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.PaperGates;
import ebb.research.validate.Performance;
import ebb.research.validate.Sample;
import ebb.research.validate.Variant;
import ebb.research.validate.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A validation as one page that needs nothing else, and its figures as files of their own. The same findings give the same bytes. */
public final class ValidationPage {
    private final Findings findings;
    private final Html html = new Html();
    private final Charts charts;

    private ValidationPage(Findings findings) {
        this.findings = findings;
        charts = new Charts(findings, html);
    }

    /**
     * The page.
     *
     * @param findings of a validation
     * @return HTML
     */
    public static String of(Findings findings) {
        return new ValidationPage(findings).render();
    }

    /**
     * The figures alone.
     *
     * @param findings of a validation
     * @return SVG by name of file, in the order of the page
     */
    public static Map<String, String> figures(Findings findings) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("win-rate.svg", figure(findings, charts -> charts.winRates(findings.variants())));
        files.put("mean-r.svg", figure(findings, charts -> charts.meanRs(findings.variants())));
        if (!findings.controls().isEmpty()) {
            files.put("control-win-rate.svg", figure(findings, charts -> charts.winRates(findings.controls())));
            files.put("control-mean-r.svg", figure(findings, charts -> charts.meanRs(findings.controls())));
        }
        files.put("results.svg", figure(findings, Charts::results));
        for (Findings.Played each : findings.data()) {
            String name = each.data().name().replaceAll("\\..*$", "");
            files.put("equity-" + name + ".svg", figure(findings, charts -> charts.equity(each)));
        }
        return files;
    }

    private static String figure(Findings findings, Consumer<Charts> draw) {
        Html alone = new Html();
        draw.accept(new Charts(findings, alone));
        String svg = alone.toString();
        int head = svg.indexOf('>') + 1;
        return svg.substring(0, head).replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ") + "<style>"
                + style("figure.css") + "</style>" + svg.substring(head);
    }

    private String render() {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", "NullSpectre, validated · Ebb").line();
        html.raw("<style>\n" + style("page.css") + style("figure.css") + "</style>\n</head>\n<body>\n");
        html.open("main").element("h1", "NullSpectre, validated");
        html.element(
                "p",
                "The first " + percent(findings.options().split())
                        + " of each recording's time are in-sample, the rest is out-of-sample. Intervals are 95 %: Wilson's for"
                        + " shares, bootstrap with seed "
                        + findings.options().draws().seed() + " for means.",
                "class",
                "soft");
        data();
        variants();
        gates(true);
        gates(false);
        section("Results");
        charts.results();
        equity();
        refusals();
        section("What this cannot say");
        html.open("ul");
        FindingsTree.notes(findings).forEach(note -> html.element("li", note));
        html.close("ul").close("main").line().raw("</body>\n</html>\n");
        return html.toString();
    }

    private void section(String heading) {
        html.element("h2", heading).line();
    }

    private void data() {
        section("Recordings");
        head("Recording", "Instruments", "Days", "Pumps", "Signals", "Refused", "Trades", "Open at the end", "Shadows");
        for (Findings.Played each : findings.data()) {
            row(
                    each.data().name() + ": " + each.data().kind().lacks(),
                    Figures.count(each.data().instruments()),
                    Figures.count(Math.round(each.data().instrumentDays())),
                    Figures.count(each.data().pumps().size()),
                    Figures.count(each.ran().issued()),
                    Figures.count(each.ran().declined()),
                    Figures.count(each.ran().closed().count()),
                    Figures.count(each.ran().stillOpen()),
                    Figures.count(each.ran().shadows().count()));
        }
        end();
    }

    private void variants() {
        section("Variants");
        charts.winRates(findings.variants());
        charts.meanRs(findings.variants());
        table(findings.variants());
        if (!findings.controls().isEmpty()) {
            section("Controls, which do not count in the gates");
            charts.winRates(findings.controls());
            charts.meanRs(findings.controls());
            table(findings.controls());
        }
    }

    private void table(List<Findings.OfVariant> variants) {
        head(
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
        for (Findings.OfVariant each : variants) {
            if (!each.sameAs().isEmpty()) {
                row(
                        each.variant().name(),
                        "",
                        "",
                        "",
                        "as " + each.sameAs(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "not asked by this data");
                continue;
            }
            for (boolean isIn : new boolean[] {true, false}) {
                Sample sample = isIn ? each.inSample() : each.outOfSample();
                Performance found = Performance.of(sample, findings.options().draws());
                List<Gate> gates = HistoryGates.of(sample, found, fixed(each, isIn));
                row(
                        each.variant().name(),
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
                        words(gates.get(gates.size() - 1).verdict()));
            }
        }
        end();
    }

    private Sample fixed(Findings.OfVariant of, boolean isIn) {
        Findings.OfVariant fixed = findings.withoutSupport(of);
        return fixed == null ? null : isIn ? fixed.inSample() : fixed.outOfSample();
    }

    private void gates(boolean isIn) {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        Sample sample = isIn ? full.inSample() : full.outOfSample();
        Performance found = Performance.of(sample, findings.options().draws());
        section("Gates of v21, " + (isIn ? "in-sample" : "out-of-sample"));
        html.element("p", HistoryGates.honesty(found));
        List<Gate> gates = new ArrayList<>(HistoryGates.of(sample, found, fixed(full, isIn)));
        gates.addAll(PaperGates.of(sample, found));
        head("Gate", "Found", "95 %", "Wanted", "Verdict");
        for (Gate gate : gates) {
            row(
                    gate.name(),
                    fine(gate.value()),
                    Double.isFinite(gate.range().low())
                            ? fine(gate.range().low()) + " to "
                                    + fine(gate.range().high())
                            : Figures.ABSENT,
                    fine(gate.threshold()),
                    words(gate.verdict()));
        }
        end();
        Calibration.of(sample).forEach(proposal -> html.element("p", "Proposed: " + proposal));
    }

    private void equity() {
        for (Findings.Played each : findings.data()) {
            section("Equity of v21 over " + each.data().name());
            charts.equity(each);
            if (each.data().sessions().size() > 1) {
                html.element(
                        "p",
                        each.data().sessions().size()
                                + " sessions, each an account of its own, put one behind the other.",
                        "class",
                        "soft");
            }
        }
    }

    private void refusals() {
        section("What each gate of v21 kept out");
        html.element(
                "p",
                "Shadows of refused signals by the rules that refused them, both sides of the split; a signal that several refused is in each row.",
                "class",
                "soft");
        head("Rule", "Side", "Shadows", "Won", "Lost", "Win rate", "95 %", "Mean R");
        Findings.OfVariant full = findings.variant(Variant.FULL);
        for (boolean isIn : new boolean[] {true, false}) {
            for (Groups.Group each : Groups.byRule(isIn ? full.inSample() : full.outOfSample())) {
                row(
                        each.name(),
                        isIn ? "in" : "out",
                        Figures.count(each.trades()),
                        Figures.count(each.decided().successes()),
                        Figures.count(each.decided().n() - each.decided().successes()),
                        percent(each.decided().rate()),
                        percent(each.decided().wilson().low()) + " to "
                                + percent(each.decided().wilson().high()),
                        number(each.meanR()));
            }
        }
        end();
    }

    private void head(String... names) {
        html.open("div", "class", "scroll").open("table").open("tr");
        for (String name : names) {
            html.element("th", name);
        }
        html.close("tr").line();
    }

    private void row(String... cells) {
        html.open("tr");
        for (String cell : cells) {
            html.element("td", cell);
        }
        html.close("tr").line();
    }

    private void end() {
        html.close("table").close("div").line();
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : Figures.ABSENT;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : Figures.ABSENT;
    }

    private static String fine(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : Figures.ABSENT;
    }

    private static String style(String name) {
        try (InputStream in = ValidationPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of this build", e);
        }
    }
}
