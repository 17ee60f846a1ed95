package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.SignalStatus;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.Ledger;
import ebb.desk.ledger.RoundTrip;
import ebb.desk.ledger.Step;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Times;
import ebb.desk.markup.Words;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.nullspectre.SetupLife;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * NullSpectre's page (NS-DSK-1): each setup that was decided on, traded or refused, with its chart, what its conviction is
 * made of, every rule asked, the life of the setup, the life of the trade, and what the market did after it.
 */
final class SetupSection {
    /** Name of the strategy whose signals stand here. */
    static final String STRATEGY = "nullspectre";

    private static final int MOST_DETAILED = 40;
    private static final int MOST_LISTED = 400;
    private static final double PERCENT = 100;

    private final ReportData data;
    private final Html html;
    private final Times times;
    private final List<Decision> decisions;
    private final Map<Long, RoundTrip> trips = new HashMap<>();
    private final Set<Long> detailed = new HashSet<>();

    SetupSection(ReportData data, Html html) {
        this.data = data;
        this.html = html;
        this.times = data.times();
        decisions = data.ledger.decisions().stream()
                .filter(each -> each.head().strategy().equals(STRATEGY))
                .toList();
        data.ledger.trips().forEach(each -> trips.putIfAbsent(each.origin().signal(), each));
        choose();
    }

    /** Where there is not room for all: what was traded first, then what came nearest. */
    private void choose() {
        List<Decision> ranked = new ArrayList<>(decisions);
        ranked.sort(Comparator.comparingInt(
                        (Decision each) -> trips.containsKey(each.head().id()) ? 0 : 1)
                .thenComparingInt(each -> data.ledger.isIssued(each) ? 0 : 1)
                .thenComparingInt(each -> each.denials().size())
                .thenComparingLong(each -> -each.judgement().score())
                .thenComparingLong(each -> each.head().sequence()));
        ranked.stream()
                .limit(MOST_DETAILED)
                .forEach(each -> detailed.add(each.head().id()));
    }

    boolean isEmpty() {
        return decisions.isEmpty();
    }

    void render() {
        html.open("section", "id", "setups").element("h2", "Setups of NullSpectre");
        summary();
        list();
        for (int i = 0; i < decisions.size(); i++) {
            if (detailed.contains(decisions.get(i).head().id())) {
                setup(decisions.get(i), i + 1);
            }
        }
        html.close("section").line();
    }

    private void summary() {
        long issued = decisions.stream().filter(data.ledger::isIssued).count();
        Map<String, Integer> why = new TreeMap<>();
        decisions.forEach(each -> each.denials().forEach(rule -> why.merge(rule, 1, Integer::sum)));
        StringBuilder text = new StringBuilder(Words.sentence(Words.number(decisions.size())))
                .append(decisions.size() == 1 ? " setup was" : " setups were")
                .append(" decided on, ")
                .append(issued == 0 ? "none" : Words.number(issued))
                .append(issued <= 1 ? " became a signal" : " became signals")
                .append('.');
        html.element("p", text.toString());
        if (!why.isEmpty()) {
            html.open("details").element("summary", "What refused, and how often");
            html.open("dl", "class", "tally");
            why.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(each -> {
                        String words = RuleWords.words(each.getKey());
                        html.open("div").element("dt", each.getKey() + (words.isEmpty() ? "" : " · " + words));
                        html.element("dd", Figures.count(each.getValue())).close("div");
                    });
            html.close("dl").close("details").line();
        }
    }

    private void list() {
        html.open("div", "class", "scroll long")
                .open("table", "class", "setups")
                .open("thead")
                .open("tr");
        for (String each : List.of("", "At", "Symbol", "Tier")) {
            html.element("th", each);
        }
        html.element("th", "Conviction", "class", "num").element("th", "Outcome");
        html.element("th", "R", "class", "num").close("tr").close("thead").open("tbody");
        for (int i = 0; i < Math.min(decisions.size(), MOST_LISTED); i++) {
            row(decisions.get(i), i + 1);
        }
        html.close("tbody").close("table").close("div").line();
        if (decisions.size() > MOST_LISTED) {
            html.element(
                    "p", Figures.count(decisions.size() - MOST_LISTED) + " more are in signals.csv.", "class", "hint");
        }
    }

    private void row(Decision decision, int number) {
        RoundTrip trip = trips.get(decision.head().id());
        html.open("tr").open("td");
        if (detailed.contains(decision.head().id())) {
            html.element("a", "N" + number, "href", "#setup" + number);
        } else {
            html.text("N" + number);
        }
        html.close("td").element("td", times.second(decision.head().atNs()), "class", "when");
        html.element("td", data.name(decision.head().instrument()));
        html.element("td", Words.title(decision.judgement().tier().name()));
        html.element("td", Figures.micro(decision.judgement().score(), 1), "class", "num");
        html.element("td", outcome(decision, trip));
        boolean isLoss = trip != null && trip.result().r() < 0;
        html.element(
                "td",
                trip == null ? "" : Figures.micro(trip.result().r(), 2),
                "class",
                trip == null ? "num" : isLoss ? "num bad" : "num good");
        html.close("tr").line();
    }

    private String outcome(Decision decision, RoundTrip trip) {
        if (trip != null) {
            return "traded, ended by " + Words.exit(trip.care().why().name());
        }
        if (!data.ledger.isIssued(decision)) {
            List<String> why = decision.denials();
            String by = String.join(", ", why.subList(0, Math.min(3, why.size())));
            String rest = why.size() > 3 ? " and " + (why.size() - 3) + " more" : "";
            return why.isEmpty() ? Words.state(status(decision).name()) : "refused by " + by + rest;
        }
        List<Step> steps = data.ledger.steps(decision.head().id());
        if (steps.isEmpty()) {
            return status(decision) == SignalStatus.PROPOSED ? "proposed" : "no order left";
        }
        boolean isFilled = steps.stream().anyMatch(each -> each.what() == Step.What.FILLED);
        return isFilled ? "position still open" : "the entry was not filled";
    }

    private SignalStatus status(Decision decision) {
        return data.ledger.status(decision, Long.MAX_VALUE);
    }

    private void setup(Decision decision, int number) {
        RoundTrip trip = trips.get(decision.head().id());
        List<Step> steps = data.ledger.steps(decision.head().id());
        InstrumentData of = data.instrument(decision.head().instrument());
        html.open("article", "class", "market setup", "id", "setup" + number);
        if (data.ledger.isIssued(decision)) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        head(decision, trip, number);
        if (of != null) {
            chart(of, decision, trip, steps, number);
            html.open("div", "class", "columns");
            html.open("div").element("h4", "Conviction");
            new ConvictionBars(html).render(decision);
            html.close("div");
            html.open("div").element("h4", "Life of the setup");
            life(decision, trip);
            html.close("div").close("div");
            trade(of.instrument, decision, trip, steps);
            idea(of.instrument, decision);
            html.open("details")
                    .element("summary", Figures.count(decision.asked().size(), "rule") + " asked");
            new RuleTable(html).render(of.instrument, decision.asked());
            html.close("details");
        }
        html.element("p", "Decided by message #" + decision.head().sequence() + ".", "class", "hint");
        html.close("details").close("article").line();
    }

    private void head(Decision decision, RoundTrip trip, int number) {
        html.open("summary").element("b", "N" + number + " ");
        html.element(
                "span",
                data.ledger.isIssued(decision) ? trip == null ? "signal" : "traded" : "refused",
                "class",
                data.ledger.isIssued(decision) ? "badge good" : "badge");
        html.text(" " + data.name(decision.head().instrument()) + " · "
                + times.second(decision.head().atNs()) + " · "
                + Words.direction(decision.judgement().direction().name()) + " · conviction "
                + Figures.micro(decision.judgement().score(), 1) + " ("
                + Words.plain(decision.judgement().tier().name()) + ") ");
        if (trip != null) {
            html.element(
                    "b",
                    Figures.micro(trip.result().r(), 2) + " R",
                    "class",
                    trip.result().r() < 0 ? "bad" : "good");
        } else {
            html.element("span", outcome(decision, null), "class", "why");
        }
        html.close("summary").line();
    }

    private void chart(InstrumentData of, Decision decision, RoundTrip trip, List<Step> steps, int number) {
        SetupChart chart = new SetupChart(of, decision, trip, steps, data.lastNs, times, html);
        if (!chart.isDrawable()) {
            html.element("p", "No bars of that time are kept, so there is nothing to draw.", "class", "hint");
            return;
        }
        chart.draw("Setup " + number + ": " + of.instrument.symbol());
        Aftermath after = chart.aftermath();
        html.element("p", after == null ? "The run ended with this decision." : after(of, decision, trip, after));
    }

    /** What the market did, in a sentence; for what was not traded also what would have come of it. */
    private String after(InstrumentData of, Decision decision, RoundTrip trip, Aftermath after) {
        StringBuilder text = new StringBuilder("After it: lowest ")
                .append(Figures.price(of.instrument, after.lowest()))
                .append(" at ")
                .append(times.minute(after.lowestNs()))
                .append(", highest ")
                .append(Figures.price(of.instrument, after.highest()))
                .append(" at ")
                .append(times.minute(after.highestNs()));
        long entry = decision.idea().entry();
        if (Nulls.isNull(entry)) {
            return text.append(". It had no price to enter at.").toString();
        }
        text.append(" (")
                .append(percent(after.lowest(), entry))
                .append(" and ")
                .append(percent(after.highest(), entry))
                .append(" of the entry).");
        if (trip == null && data.ledger.steps(decision.head().id()).isEmpty()) {
            text.append(" Had it been traded: ").append(shadow(decision, after)).append('.');
        }
        return text.toString();
    }

    private String shadow(Decision decision, Aftermath after) {
        String reached = after.targets() == 0
                ? "no target"
                : after.targets() == 1 ? "the first target" : Words.number(after.targets()) + " targets";
        if (!after.isStopped()) {
            return reached + " reached, the stop untouched by then";
        }
        return reached + " reached before the stop at " + times.minute(after.stoppedNs())
                + (decision.parts().isEmpty() ? "" : " (read off candles)");
    }

    private static String percent(long price, long entry) {
        double share = ((double) price / entry - 1) * PERCENT;
        return String.format(java.util.Locale.ROOT, "%+.1f %%", share).replace('-', '−');
    }

    /** NS-SM-1: from the qualified level to the end of the cool-down. */
    private void life(Decision decision, RoundTrip trip) {
        List<Ledger.Move> moves = moves(decision, trip);
        if (moves.isEmpty()) {
            html.element("p", "No move was told.", "class", "hint");
            return;
        }
        html.open("ol", "class", "life");
        for (Ledger.Move each : moves) {
            html.open("li").element("span", times.second(each.atNs()), "class", "soft");
            html.text(" " + Words.plain(each.from().name()) + " → ")
                    .element("b", Words.plain(each.to().name()));
            html.close("li");
        }
        for (Ledger.Turn each : data.ledger.turns()) {
            if (each.signal() == decision.head().id()) {
                html.open("li").element("span", times.second(each.atNs()), "class", "soft");
                html.text(" signal " + Words.plain(each.from().name()) + " → ")
                        .element("b", Words.plain(each.to().name()))
                        .text(" (" + each.rule() + ")");
                html.close("li");
            }
        }
        html.close("ol").line();
    }

    private List<Ledger.Move> moves(Decision decision, RoundTrip trip) {
        List<Ledger.Move> life = new ArrayList<>();
        long at = decision.head().atNs();
        long end = trip == null ? at : trip.span().closedNs();
        for (Ledger.Move each : data.ledger.moves()) {
            if (each.instrument() != decision.head().instrument()) {
                continue;
            }
            boolean isBegin = each.from() == SetupLife.State.IDLE && each.atNs() <= at;
            if (isBegin) {
                life.clear();
            }
            life.add(each);
            if (each.to() == SetupLife.State.IDLE && each.atNs() > end) {
                break;
            }
        }
        return life;
    }

    private void trade(Instrument of, Decision decision, RoundTrip trip, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        html.element("h4", "The trade");
        TradeLife life = new TradeLife(html, times);
        if (trip != null) {
            life.figures(of, decision, trip);
        }
        long entry = trip == null ? decision.idea().entry() : trip.prices().entry();
        life.steps(of, entry, decision.judgement().direction() == Dir.SHORT, steps);
    }

    /** What was thought of: entry, stop, targets, size (NS-SIG-1). */
    private void idea(Instrument of, Decision decision) {
        Decision.Idea idea = decision.idea();
        if (Nulls.isNull(idea.entry())) {
            return;
        }
        StringBuilder text = new StringBuilder("Plan: entry ")
                .append(Figures.price(of, idea.entry()))
                .append(", stop ")
                .append(Figures.price(of, idea.stop()));
        for (int i = 0; i < decision.parts().size(); i++) {
            Decision.Aim aim = decision.parts().get(i);
            text.append(", T").append(i + 1).append(' ').append(Figures.price(of, aim.price()));
            text.append(" (").append(Figures.qty(of, aim.qty())).append(" at ");
            text.append(Figures.micro(aim.r(), 2)).append(" R, ");
            text.append(Words.plain(aim.kind().name())).append(')');
        }
        text.append("; ").append(Figures.qty(of, idea.qty()));
        text.append(" at leverage ").append(idea.leverage());
        text.append(", ")
                .append(Figures.money(idea.risk()))
                .append(' ')
                .append(of.settle())
                .append(" at risk");
        if (!Nulls.isNull(idea.liquidation())) {
            text.append(", liquidation at ").append(Figures.price(of, idea.liquidation()));
        }
        html.element("p", text.append('.').toString(), "class", "hint");
    }
}
