package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.LatencyTable.Stage;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Words;
import ebb.journal.Run;
import ebb.runtime.LatencyRecord;
import ebb.runtime.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's side of a run: latency, faults, proof, header, commands. */
final class MachineSections {
    private static final double[] PERCENTS = {50, 99, 99.9};

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
        } else {
            html.open("div", "class", "card");
            SmallCharts.latency(table, html);
            html.raw("<p class=\"legend\"><span class=\"key\"><i class=\"k-p50\"></i>p50</span>"
                    + "<span class=\"key\"><i class=\"k-p99\"></i>p99, p99.9</span>"
                    + "<span class=\"key\"><i class=\"k-max\"></i>max</span></p>");
            stages(table);
            html.element("p", measured(table), "class", "hint");
            html.close("div");
        }
        if (table.damage() != null) {
            html.element("p", "Stream lat is damaged: " + table.damage(), "class", "bad");
        }
        html.close("section").line();
    }

    private void stages(LatencyTable table) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Stage").element("th", "Holds");
        for (String each : List.of("Count", "p50", "p99", "p99.9", "max")) {
            html.element("th", each, "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        for (Stage stage : Stage.values()) {
            if (table.count(stage) == 0) {
                continue;
            }
            html.open("tr", "class", stage == Stage.WHOLE ? "sum" : "").element("td", stage.label());
            html.element("td", stage.meaning(), "class", "soft");
            number(Figures.count(table.count(stage)));
            for (double percent : PERCENTS) {
                number(Figures.duration(table.percentile(stage, percent)));
            }
            number(Figures.duration(table.max(stage)));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private String measured(LatencyTable table) {
        StringBuilder text = new StringBuilder(Figures.count(table.count(), "message"))
                .append(" measured: each that caused something and every ")
                .append(LatencyRecord.SAMPLE)
                .append("th of the others; the stages from the socket for those that one brought.")
                .append(" Times are real time")
                .append(
                        facts.speed() > 1
                                ? ", though the run's clock ran up to " + facts.speed()
                                        + "× faster: at that pace messages"
                                        + " come in bursts and wait for each other, which a live market spreads out."
                                : ".");
        for (int i = 0; i < table.slowest().size(); i++) {
            LatencyTable.Slow each = table.slowest().get(i);
            text.append(i == 0 ? " Slowest: #" : "; #").append(each.sequence());
            text.append(" with ").append(Figures.duration(each.wholeNs()));
            text.append(", ")
                    .append(Figures.duration(each.slowestNs()))
                    .append(" of it ")
                    .append(each.slowest().label());
        }
        return text.append(table.slowest().isEmpty() ? "" : ".").toString();
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
                "every signal; also trade, top, delta, order, fill, bar, rejection");
        command("./ebb journal cat " + directory, "each message as text");
        if (!data.latency.isEmpty()) {
            command(
                    "./ebb journal latency " + directory + " --top 10",
                    "what each stage took, and the slowest messages");
        }
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
