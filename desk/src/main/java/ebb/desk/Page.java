package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.journal.Run;
import ebb.runtime.ReplayResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays the report out: head, figures, what happened, markets, the machine's side, what to try next. */
final class Page {
    private static final int MOST_MARKETS = 14;

    private final ReportData data;
    private final ReportFacts facts;
    private final Html html = new Html();
    private final MachineSections machine;
    private final SetupSection setups;
    private final List<InstrumentData> instruments;

    Page(ReportData data, ReportFacts facts, Run run) {
        this.data = data;
        this.facts = facts;
        this.machine = new MachineSections(data, facts, run, html);
        this.setups = new SetupSection(data, html);
        this.instruments = new ArrayList<>(data.instruments.values());
        instruments.sort(Comparator.comparingInt((InstrumentData each) -> each.trades.isEmpty() ? 1 : 0)
                .thenComparingInt(each -> each.fills.isEmpty() ? 1 : 0)
                .thenComparingLong(each -> -each.issued())
                .thenComparingInt(each -> -each.signals.size())
                .thenComparingInt(each -> -each.rejections())
                .thenComparingLong(each -> -each.messages)
                .thenComparingInt(each -> each.instrument.id()));
    }

    String render() {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", facts.title() + " · Ebb").line();
        html.raw("<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n");
        head();
        html.open("main");
        tiles();
        happened();
        trades();
        setups();
        markets();
        machine.latency();
        new FaultSection(data, facts, html).render();
        machine.proof();
        machine.header();
        machine.next(instruments);
        html.close("main").line();
        html.raw("<script>\n" + resource("report.js") + "</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        html.open("header", "class", "top").open("div", "class", "inner");
        html.open("div", "class", "brand")
                .raw(
                        "<svg viewBox=\"0 0 32 20\" aria-hidden=\"true\" class=\"wave\">"
                                + "<path d=\"M1 13c5 0 5-9 10-9s5 9 10 9 5-5 10-5\"/><path d=\"M1 18c5 0 5-4 10-4s5 4 10 4 5-3 10-3\"/></svg>");
        html.element("span", "Ebb", "class", "word").close("div");
        html.open("nav");
        link("happened", "What happened");
        link("trades", "Trades");
        if (!setups.isEmpty()) {
            link("setups", "Setups");
        }
        link("markets", "Markets");
        link("latency", "Latency");
        link("faults", "Faults");
        link("proof", "Proof");
        link("next", "Next");
        html.close("nav");
        html.element("button", "Dark", "type", "button", "id", "theme", "hidden", "hidden");
        html.close("div").close("header").line();
        html.open("div", "class", "inner title");
        html.element("h1", facts.title());
        html.open("p", "class", "sub");
        html.element("span", facts.mode(), "class", "badge");
        verdict();
        html.text(span());
        html.close("p").close("div").line();
    }

    private void link(String anchor, String text) {
        html.element("a", text, "href", "#" + anchor);
    }

    private void verdict() {
        ReplayResult replay = facts.replay();
        if (replay == null) {
            html.element("span", "replay not run", "class", "badge");
        } else {
            html.element(
                    "span",
                    replay.isProof() ? "replay proved" : "replay differs",
                    "class",
                    replay.isProof() ? "badge good" : "badge bad");
        }
    }

    private String span() {
        if (data.inbound == 0 || data.lastNs <= 0) {
            return "The journal is empty.";
        }
        StringBuilder text = new StringBuilder(Figures.dateTime(data.firstNs));
        boolean isSameDay = Figures.date(data.firstNs).equals(Figures.date(data.lastNs));
        text.append(" to ").append(isSameDay ? Figures.second(data.lastNs) : Figures.dateTime(data.lastNs));
        text.append(" UTC, ")
                .append(Figures.duration(data.lastNs - data.firstNs))
                .append(" of market");
        if (facts.wallNs() > 0) {
            text.append(" in ").append(Figures.duration(facts.wallNs()));
        }
        if (facts.speed() > 1) {
            text.append(" at ").append(facts.speed()).append("× speed");
        }
        if (facts.seed() != Nulls.ID) {
            text.append(", seed ").append(Long.toUnsignedString(facts.seed()));
        }
        return text.toString();
    }

    private void tiles() {
        long issued = instruments.stream().mapToLong(InstrumentData::issued).sum();
        long signals =
                instruments.stream().mapToLong(each -> each.signals.size()).sum();
        long orders = instruments.stream().mapToLong(each -> each.orders.size()).sum();
        long fills = instruments.stream().mapToLong(each -> each.fills.size()).sum();
        long result = data.endEquity - data.startEquity;
        html.open("section", "class", "tiles");
        tile(
                "Result",
                Figures.gain(result),
                Figures.money(data.endEquity) + " equity",
                result < 0 ? "bad" : result > 0 ? "good" : "");
        tile("Trades", Figures.count(data.trades.size()), Figures.count(fills, "fill"), "");
        tile("Signals", Figures.count(issued), Figures.count(signals - issued) + " declined", "");
        tile(
                "Orders",
                Figures.count(orders),
                Figures.count(data.faults.denials.values().stream()
                                .mapToLong(Long::longValue)
                                .sum()) + " denied by risk",
                "");
        tile("Messages in", Figures.count(data.inbound), Figures.count(instruments.size(), "instrument"), "");
        tile(
                "Messages out",
                Figures.count(data.outbound),
                "state " + Figures.hash(data.stateHash).substring(0, 8) + "…",
                "");
        html.close("section").line();
    }

    private void tile(String name, String value, String below, String style) {
        html.open("div", "class", "tile");
        html.element("div", name, "class", "name");
        html.element("div", value, "class", ("value " + style).strip());
        html.element("div", below, "class", "below");
        html.close("div");
    }

    private void happened() {
        section("happened", "What happened");
        html.open("div", "class", "story");
        for (String paragraph : new Narrative(data, facts).paragraphs(instruments)) {
            html.element("p", paragraph);
        }
        for (String note : facts.notes()) {
            html.element("p", note, "class", "hint");
        }
        html.close("div").close("section").line();
    }

    private void trades() {
        section("trades", "Equity and trades");
        html.open("div", "class", "card");
        if (data.equity.size() > 1 && data.equity.least() < data.equity.greatest()) {
            SmallCharts.equity(data, html);
        } else {
            html.element("p", "Equity did not move: it stood at " + Figures.money(data.endEquity) + " throughout.");
        }
        new TradeTable(data, html).render();
        html.close("div").close("section").line();
    }

    private void setups() {
        if (!setups.isEmpty()) {
            setups.render();
        }
    }

    private void markets() {
        section("markets", "Markets");
        if (instruments.isEmpty()) {
            html.element("p", "No instrument was followed in this run.");
        }
        if (instruments.size() > 3) {
            index();
        }
        int shown = 0;
        MarketSection section = new MarketSection(data, html);
        for (InstrumentData each : instruments) {
            if (shown++ < MOST_MARKETS) {
                section.render(each, shown);
            }
        }
        if (instruments.size() > MOST_MARKETS) {
            section.rest(instruments.subList(MOST_MARKETS, instruments.size()));
        }
        html.close("section").line();
    }

    private void index() {
        html.open("p", "class", "index");
        for (int i = 0; i < Math.min(instruments.size(), MOST_MARKETS); i++) {
            InstrumentData each = instruments.get(i);
            html.open("a", "href", "#market" + (i + 1)).text(each.instrument.symbol());
            html.element("span", " " + data.venue(each.instrument.venue()), "class", "soft")
                    .close("a");
        }
        html.close("p").line();
    }

    private void section(String id, String heading) {
        html.open("section", "id", id).element("h2", heading);
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of this build", e);
        }
    }
}
