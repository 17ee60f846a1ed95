package ebb.bench.page;

import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How cost grows: with symbols, levels, durability, rate and systems, as pictures by file name. */
final class Growth {
    private static final String EBB = "#1f5fa8";
    private static final String EBB_MORE = "#6aa3dd";
    private static final String PEER = "#c2571a";
    private static final String FLOOR = "#3a8a3a";

    private final Findings findings;

    Growth(Findings findings) {
        this.findings = findings;
    }

    /** Pictures, those too that lack figures. */
    Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("symbols.svg", symbols());
        charts.put("levels.svg", levels());
        charts.put("durability.svg", durability());
        charts.put("rate.svg", rate());
        charts.put("systems.svg", systems());
        return charts;
    }

    private Chart symbols() {
        List<String> places = List.of("1", "8", "64", "512");
        List<String> cases = places.stream().map("symbols: "::concat).toList();
        return new Chart(
                "A level change, by symbols",
                "symbols",
                "ns a level change",
                places,
                List.of(
                        line("TreeMap", PEER, false, "book", cases, "TreeMap"),
                        line("ebb", EBB, false, "book", cases, "ebb"),
                        line("tick ring", FLOOR, true, "book", cases, "tick ring")));
    }

    private Chart levels() {
        List<String> places = List.of("20", "100", "300", "1000");
        List<String> cases =
                places.stream().map(each -> "text to book, " + each + " levels").toList();
        return new Chart(
                "A depth frame from text to book, by levels",
                "levels a frame",
                "ns a frame",
                places,
                List.of(
                        line("XChange", PEER, false, "path", cases, "XChange"),
                        line("ebb, whole engine", EBB_MORE, false, "path", cases, "ebb, whole engine"),
                        line("ebb", EBB, false, "path", cases, "ebb"),
                        line("byte sum, tick ring", FLOOR, true, "path", cases, "byte sum and tick ring")));
    }

    private Chart durability() {
        String cached = "socket to order, 20 levels";
        String synced = "socket to order, synced before it leaves";
        Row[] rows = {
            findings.row("path", cached, "ebb, off").orElse(null),
            findings.row("path", cached, "ebb").orElse(null),
            findings.row("path", cached, "ebb, group-sync").orElse(null),
            findings.row("path", synced, "ebb").orElse(null)
        };
        return new Chart(
                "Socket to order, 20 levels, by the journal's durability",
                "journal",
                "ns from due to answered; synced: 500 frames a second, else 10,000",
                List.of("off", "page-cache", "group-sync", "sync-before-egress"),
                List.of(
                        new Chart.Line("p99", EBB_MORE, false, values(rows, true)),
                        new Chart.Line("p50", EBB, false, values(rows, false))));
    }

    private Chart rate() {
        List<String> places = List.of("10000", "50000", "100000", "250000", "500000", "1000000");
        Row[] rows = places.stream()
                .map(each -> findings.row("path", "open loop, " + each + " trades/s", "ebb")
                        .orElse(null))
                .toArray(Row[]::new);
        return new Chart(
                "Trade frame to strategy, journal on, by rate",
                "trades a second, on a fixed schedule",
                "ns from due to applied (coordinated omission counted)",
                List.of("10 k", "50 k", "100 k", "250 k", "500 k", "1 M"),
                List.of(
                        new Chart.Line("p99", EBB_MORE, false, values(rows, true)),
                        new Chart.Line("p50", EBB, false, values(rows, false))));
    }

    private Chart systems() {
        List<String> places = List.of("1", "2", "3", "4", "5");
        List<Row> rows = new ArrayList<>();
        places.forEach(each -> rows.add(
                findings.row("replay", "journal of demo, " + each + (each.equals("1") ? " system" : " systems"), "ebb")
                        .orElse(null)));
        return new Chart(
                "An event of a journal through the engine, by systems",
                "NullSpectres of different settings",
                "ns an event, one core",
                places,
                List.of(new Chart.Line("ebb", EBB, false, values(rows.toArray(new Row[0]), false))));
    }

    private Chart.Line line(
            String name, String colour, boolean isFloor, String workload, List<String> cases, String subject) {
        Row[] rows = cases.stream()
                .map(each -> findings.row(workload, each, subject).orElse(null))
                .toArray(Row[]::new);
        return new Chart.Line(name, colour, isFloor, values(rows, false));
    }

    private static double[] values(Row[] rows, boolean isP99) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i] == null ? Double.NaN : isP99 ? rows[i].p99() : rows[i].min();
        }
        return values;
    }
}
