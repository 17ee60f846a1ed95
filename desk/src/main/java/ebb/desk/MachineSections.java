package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.LatencyTable.Stage;
import ebb.journal.Run;
import ebb.runtime.ReplayResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine's side of a run: latency, faults, proof, header, commands. */
final class MachineSections {
    private final ReportData data;
    private final ReportFacts facts;
    private final Run run;
    private final Html html;

    MachineSections(ReportData data, ReportFacts facts, Run run, Html html) {
        this.data = data;
        this.facts = facts;
        this.run = run;
        this.html = html;
    }

    void latency() {
        section("latency", "Latency");
        LatencyTable table = data.latency;
        if (table.isEmpty()) {
            html.element("p", "Latency was not measured: a backtest has no ring and no socket to wait for.");
            html.close("section").line();
            return;
        }
        SmallCharts.latency(table, html);
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Stage").element("th", "Holds");
        for (String each : List.of("p50", "p99", "p99.9", "max")) {
            html.element("th", each, "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        for (Stage stage : Stage.values()) {
            html.open("tr", "class", stage == Stage.WHOLE ? "sum" : "").element("td", stage.label);
            html.element("td", stage.meaning, "class", "soft");
            for (double percent : new double[] {50, 99, 99.9}) {
                number(Figures.duration(table.percentile(stage, percent)));
            }
            number(Figures.duration(table.max(stage)));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
        StringBuilder slowest = new StringBuilder();
        for (LatencyTable.Slow each : table.slowest()) {
            slowest.append(slowest.length() == 0 ? "" : "; ")
                    .append('#')
                    .append(each.sequence())
                    .append(" with ");
            slowest.append(Figures.duration(each.wholeNs()))
                    .append(", most of it in ")
                    .append(each.slowest().label);
        }
        html.element(
                "p",
                Figures.count(table.count(), "message")
                        + " measured: each that caused something and every 64th of the others."
                        + (facts.speed() > 1
                                ? " The run's clock ran " + facts.speed() + "× fast; these are times on the wall."
                                : "")
                        + " Slowest: " + slowest + ".",
                "class",
                "hint");
        if (table.damage() != null) {
            html.element("p", "Stream lat is damaged: " + table.damage(), "class", "bad");
        }
        html.close("section").line();
    }

    void faults() {
        section("faults", "Faults survived");
        Map<String, Map<String, Long>> venues = facts.counters();
        if (!venues.isEmpty()) {
            venueCounters(venues);
        }
        Map<String, Long> noted = new LinkedHashMap<>();
        data.faults.counts.forEach(noted::put);
        data.faults.denials.forEach((limit, count) -> noted.put("order denied by " + limit, count));
        data.faults.alerts.forEach((rule, count) -> noted.put("alert " + rule, count));
        data.engineCounters.forEach((cause, count) -> {
            if (count > 0 && !"MESSAGES".equals(cause)) {
                noted.put("engine counted " + Words.plain(cause), count);
            }
        });
        if (noted.isEmpty()) {
            html.element("p", "The engine noticed nothing out of order.");
        } else {
            html.open("dl", "class", "tally");
            noted.forEach((name, count) -> html.open("div")
                    .element("dt", name)
                    .element("dd", Figures.count(count))
                    .close("div"));
            html.close("dl");
        }
        outages();
        html.close("section").line();
    }

    private void venueCounters(Map<String, Map<String, Long>> venues) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        venues.values().forEach(counts -> counts.keySet().forEach(name -> names.put(name, true)));
        html.open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "On the wire");
        venues.keySet().forEach(venue -> html.element("th", venue, "class", "num"));
        html.close("tr").close("thead").open("tbody");
        for (String name : names.keySet()) {
            html.open("tr").element("td", name);
            venues.values()
                    .forEach(counts ->
                            number(counts.containsKey(name) ? Figures.count(counts.get(name)) : Figures.ABSENT));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private void outages() {
        List<FaultTally.Outage> all =
                data.faults.outages.stream().filter(each -> !each.isWarmUp()).toList();
        if (all.isEmpty()) {
            html.element("p", "Every book stayed LIVE from its first snapshot to the end.");
            return;
        }
        Map<String, long[]> kinds = new LinkedHashMap<>();
        for (FaultTally.Outage each : all) {
            InstrumentData of = data.instrument(each.instrument());
            String key = (of == null ? "" : of.instrument.symbol()) + "\n" + each.state()
                    + (each.reason().isEmpty() ? "" : " " + each.reason());
            long[] sums = kinds.computeIfAbsent(key, name -> new long[3]);
            long length = each.toNs() - each.fromNs();
            sums[0]++;
            sums[1] += length;
            sums[2] = Math.max(sums[2], length);
        }
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Book").element("th", "Was");
        for (String each : List.of("Times", "In all", "Longest")) {
            html.element("th", each, "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        kinds.forEach((key, sums) -> {
            String[] parts = key.split("\n", 2);
            html.open("tr").element("td", parts[0]).element("td", Words.plain(parts[1]));
            number(Figures.count(sums[0]));
            number(Figures.duration(sums[1]));
            number(Figures.duration(sums[2]));
            html.close("tr");
        });
        html.close("tbody").close("table").close("div");
        html.element(
                "p",
                "Times are market time. While a book is not LIVE no entry is sent on it (law 9).",
                "class",
                "hint");
    }

    void proof() {
        section("proof", "Proof");
        ReplayResult replay = facts.replay();
        if (replay == null) {
            html.element(
                    "p", "No replay was made by the process that wrote this. Run: ./ebb replay " + quoted(directory()));
        } else {
            html.element(
                    "p",
                    replay.isProof()
                            ? "The journal was replayed through a fresh engine; every outbound message and every state hash came out the same, byte for byte."
                            : "The replay did not reproduce the journal.",
                    "class",
                    replay.isProof() ? "lead good" : "lead bad");
        }
        html.open("dl", "class", "facts");
        if (replay != null) {
            fact(
                    "Messages replayed",
                    Figures.count(replay.messages()) + " (#" + replay.firstSequence() + " to #" + replay.lastSequence()
                            + ")");
            fact("Outbound compared", Figures.count(replay.outbound()));
            fact("Made again beyond the end of out", Figures.count(replay.remade()));
            fact("State hash of the replay", Figures.hash(replay.stateHash()));
            fact("Replay took", Figures.duration(replay.elapsedNs()));
        }
        fact(
                "State hash of this report's walk",
                data.stateHash == 0 ? "none: fewer than 1,024 messages" : Figures.hash(data.stateHash));
        fact("Messages walked", Figures.count(data.inbound));
        fact("Stream in", data.inStream == null ? Figures.ABSENT : data.inStream.summary());
        html.close("dl");
        if (data.damage != null) {
            html.element("p", "The journal could not be read to its end: " + data.damage, "class", "bad");
        }
        if (replay != null && replay.damage() != null) {
            html.element("p", replay.damage(), "class", "bad");
        }
        if (replay != null && replay.difference() != null) {
            difference(replay.difference());
        }
        html.close("section").line();
    }

    private void difference(ReplayResult.Difference difference) {
        html.element(
                "p",
                "First difference: message #" + difference.sequence() + " caused outbound " + difference.out()
                        + ": journaled " + difference.expected() + ", made now " + difference.actual() + ".",
                "class",
                "bad");
        html.open("ul");
        difference.fields().forEach(field -> html.element("li", field));
        html.close("ul");
    }

    void header() {
        section("header", "The run");
        ReportData.Header header = data.header;
        if (header == null) {
            html.element("p", "The journal has no run header.").close("section").line();
            return;
        }
        html.open("dl", "class", "facts");
        fact("Run", header.runId() + ", boot epoch " + header.epoch());
        fact("Started", Figures.dateTime(header.startedNs()) + " UTC");
        fact("Mode", Words.plain(header.mode()));
        fact("Durability", Words.plain(header.durability()));
        fact("Seed", header.seed() == Nulls.ID ? "none" : Long.toUnsignedString(header.seed()));
        fact("Configuration hash", Figures.hash(header.configHash()));
        header.machine().forEach(this::fact);
        fact("Trading state at the end", data.trading.isEmpty() ? Figures.ABSENT : Words.plain(data.trading));
        fact("Directory", directory().toString());
        html.close("dl");
        counts("What came in", data.inboundByName);
        counts("What went out", data.outboundByName);
        if (!data.configuration.isBlank()) {
            html.open("details").element("summary", "Configuration");
            html.element("pre", data.configuration).close("details");
        }
        html.close("section").line();
    }

    private void counts(String heading, Map<String, Long> counts) {
        html.open("details").element("summary", heading + ", by template").open("dl", "class", "tally");
        counts.forEach((name, count) -> html.open("div")
                .element("dt", name)
                .element("dd", Figures.count(count))
                .close("div"));
        html.close("dl").close("details");
    }

    void next(List<InstrumentData> instruments) {
        section("next", "What to try next");
        String directory = quoted(directory());
        html.open("dl", "class", "commands");
        command("./ebb replay " + directory, "prove it again: the same messages must come out");
        command("./ebb journal verify " + directory, "checksums, manifests and digests of every stream");
        ReportData.Signal signal = instruments.stream()
                .flatMap(each -> each.signals.stream())
                .filter(ReportData.Signal::isIssued)
                .findFirst()
                .orElse(null);
        String at = signal == null ? "last" : Long.toString(signal.sequence);
        String symbol = instruments.isEmpty()
                ? ""
                : " --instrument " + quoted(instruments.get(0).instrument.symbol());
        command(
                "./ebb journal state " + directory + " --at " + at + symbol + " --json",
                signal == null ? "the whole state at the end" : "the whole state at the moment of the first signal");
        command(
                "./ebb journal export " + directory + " --type signal --csv",
                "every signal; also trade, top, delta, order, fill, bar");
        command("./ebb journal cat " + directory, "each message as text");
        boolean hasSeed = facts.seed() != Nulls.ID;
        if ("demo".equals(facts.mode())) {
            command("./ebb demo --seed " + (hasSeed ? Long.toUnsignedString(facts.seed() + 1) : "2"), "another market");
        } else {
            command("./ebb demo", "a market on this machine, no network");
        }
        html.close("dl").close("section").line();
    }

    private void command(String command, String meaning) {
        html.open("div")
                .open("dt")
                .element("code", command)
                .close("dt")
                .element("dd", meaning)
                .close("div")
                .line();
    }

    private Path directory() {
        Path parent = run.path().getParent();
        return parent == null || parent.getParent() == null ? run.path() : parent.getParent();
    }

    /** A word for a POSIX shell. */
    static String quoted(Object word) {
        String text = word.toString();
        return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }

    private void section(String id, String heading) {
        html.open("section", "id", id).element("h2", heading);
    }
}
