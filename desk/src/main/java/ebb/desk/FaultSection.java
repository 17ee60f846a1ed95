package ebb.desk;

import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faults survived: what happened on the wire, what the engine did about it, how long books were not LIVE. */
final class FaultSection {
    private final ReportData data;
    private final ReportFacts facts;
    private final Html html;

    FaultSection(ReportData data, ReportFacts facts, Html html) {
        this.data = data;
        this.facts = facts;
        this.html = html;
    }

    void render() {
        html.open("section", "id", "faults").element("h2", "Faults survived");
        html.open("div", "class", "card");
        List<FaultWords.Row> rows = FaultWords.rows(data);
        if (rows.isEmpty()) {
            html.element("p", "The engine met no fault.");
        } else {
            rows(rows);
        }
        outages();
        if (!facts.counters().isEmpty()) {
            venueCounters(facts.counters());
        }
        everything();
        html.close("div").close("section").line();
    }

    private void rows(List<FaultWords.Row> rows) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Fault").element("th", "Times", "class", "num").element("th", "What Ebb did");
        html.close("tr").close("thead").open("tbody");
        for (FaultWords.Row row : rows) {
            html.open("tr").element("td", row.words());
            number(Figures.count(row.count()));
            html.element("td", row.answer(), "class", "soft").close("tr");
        }
        html.close("tbody").close("table").close("div").line();
    }

    private void venueCounters(Map<String, Map<String, Long>> venues) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        venues.values().forEach(counts -> counts.keySet().forEach(name -> names.put(name, true)));
        html.element("h4", "On the wire");
        html.open("div", "class", "scroll")
                .open("table", "class", "narrow")
                .open("thead")
                .open("tr");
        html.element("th", "Counter");
        venues.keySet().forEach(venue -> html.element("th", venue, "class", "num"));
        html.close("tr").close("thead").open("tbody");
        for (String name : names.keySet()) {
            html.open("tr").element("td", Words.counter(name));
            venues.values()
                    .forEach(counts ->
                            number(counts.containsKey(name) ? Figures.count(counts.get(name)) : Figures.ABSENT));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div").line();
    }

    private void outages() {
        List<FaultTally.Outage> all =
                data.faults.outages.stream().filter(each -> !each.isWarmUp()).toList();
        if (all.isEmpty()) {
            html.element("p", "Every book stayed LIVE from its first snapshot to the end.");
            return;
        }
        Map<List<String>, long[]> kinds = new LinkedHashMap<>();
        for (FaultTally.Outage each : all) {
            long[] sums = kinds.computeIfAbsent(
                    List.of(data.name(each.instrument()), each.state(), Words.stale(each.reason())),
                    name -> new long[3]);
            long length = each.toNs() - each.fromNs();
            sums[0]++;
            sums[1] += length;
            sums[2] = Math.max(sums[2], length);
        }
        html.element("h4", "Books that were not LIVE");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Book").element("th", "Was").element("th", "For");
        for (String each : List.of("Times", "In all", "Longest")) {
            html.element("th", each, "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        List<Map.Entry<List<String>, long[]>> longestFirst = new ArrayList<>(kinds.entrySet());
        longestFirst.sort((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1]));
        longestFirst.forEach(each -> {
            List<String> key = each.getKey();
            long[] sums = each.getValue();
            html.open("tr").element("td", key.get(0)).element("td", key.get(1)).element("td", key.get(2));
            number(Figures.count(sums[0]));
            number(span(sums[1]));
            number(span(sums[2]));
            html.close("tr");
        });
        html.close("tbody").close("table").close("div");
        html.element("p", "Durations are market time.", "class", "hint");
    }

    /** The next message may undo it at the same instant. */
    private static String span(long ns) {
        return ns == 0 ? "at once" : Figures.duration(ns);
    }

    /** Each count the journal gives, under its own name, for who wants to compare. */
    private void everything() {
        Map<String, Long> noted = new LinkedHashMap<>(data.faults.counts);
        data.faults.denials.forEach((limit, count) -> noted.put("order denied by " + limit, count));
        data.faults.alerts.forEach((rule, count) -> noted.put("alert " + rule, count));
        data.engineCounters.forEach((cause, count) -> {
            if (count > 0) {
                noted.put("engine " + cause, count);
            }
        });
        if (noted.isEmpty()) {
            return;
        }
        html.open("details").element("summary", "Everything counted").open("dl", "class", "tally");
        noted.forEach((name, count) -> html.open("div")
                .element("dt", name)
                .element("dd", Figures.count(count))
                .close("div"));
        html.close("dl").close("details");
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }
}
