package ebb.research.page;

import ebb.desk.markup.Html;
import ebb.research.data.Dataset;
import ebb.research.validate.Calibration;
import ebb.research.validate.Findings;
import ebb.research.validate.FindingsTree;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A validation as one page that needs nothing else, and its figures as files of their own. The same findings give the same bytes. */
public final class ValidationPage {
    private final Findings findings;
    private final Html html = new Html();
    private final Charts charts;
    private final Tables tables;

    private ValidationPage(Findings findings) {
        this.findings = findings;
        charts = new Charts(findings, html);
        tables = new Tables(findings);
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
            files.put(equityFigure(each.data()), figure(findings, charts -> charts.equity(each)));
        }
        return files;
    }

    /** Name of the file with a recording's equity. */
    static String equityFigure(Dataset data) {
        return "equity-" + data.name().replaceAll("\\..*$", "") + ".svg";
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
                "The first " + Tables.percent(findings.options().split())
                        + " of each recording's time are in-sample, the rest is out-of-sample. Intervals are 95 %: Wilson's for"
                        + " shares, bootstrap with seed "
                        + findings.options().draws().seed() + " for means.",
                "class",
                "soft");
        section("Recordings");
        table(tables.recordings());
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
        Remarks.of(findings)
                .forEach(remark -> html.element("li", remark.replace("`", "").replace("**", "")));
        html.close("ul").close("main").line().raw("</body>\n</html>\n");
        return html.toString();
    }

    private void section(String heading) {
        html.element("h2", heading).line();
    }

    private void variants() {
        section("Variants");
        charts.winRates(findings.variants());
        charts.meanRs(findings.variants());
        table(tables.variants(findings.variants()));
        if (!findings.controls().isEmpty()) {
            section("Controls, which do not count in the gates");
            charts.winRates(findings.controls());
            charts.meanRs(findings.controls());
            table(tables.variants(findings.controls()));
        }
    }

    private void gates(boolean isIn) {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        section("Gates of v21, " + (isIn ? "in-sample" : "out-of-sample"));
        html.element("p", HistoryGates.honesty(tables.performance(full, isIn)));
        table(tables.gates(full, isIn));
        Calibration.of(Tables.side(full, isIn)).forEach(proposal -> html.element("p", "Proposed: " + proposal));
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
        table(tables.refusals());
    }

    private void table(Tables.Table table) {
        html.open("div", "class", "scroll").open("table").open("tr");
        table.head().forEach(name -> html.element("th", name));
        html.close("tr").line();
        for (List<String> row : table.rows()) {
            html.open("tr");
            row.forEach(cell -> html.element("td", cell));
            html.close("tr").line();
        }
        html.close("table").close("div").line();
    }

    private static String style(String name) {
        try (InputStream in = ValidationPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of this build", e);
        }
    }
}
