package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.ledger.Asked;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Svg;
import ebb.desk.markup.Words;
import java.util.ArrayList;
import java.util.List;

/** One instrument: chart, legend, orders, signals with every rule asked. */
final class MarketSection {
    private static final int MOST_SIGNALS = 10;
    private static final int MOST_SIGNALS_IN_ALL = 60;
    private static final int MOST_ORDERS = 60;

    private final ReportData data;
    private final Html html;
    private int signalsShown;

    MarketSection(ReportData data, Html html) {
        this.data = data;
        this.html = html;
    }

    void render(InstrumentData of, int number) {
        html.open("article", "class", "market", "id", "market" + number);
        html.open("h3").text(of.instrument.symbol());
        html.element("span", data.venue(of.instrument.venue()), "class", "venue")
                .close("h3");
        html.open("p", "class", "counts");
        html.text(Figures.count(of.messages, "message") + " · " + Figures.count(of.prints, "trade print") + " · "
                + Figures.count(of.rejections(), "rejection") + " · " + Figures.count(of.signals.size(), "signal")
                + " · " + Figures.count(of.fills.size(), "fill"));
        html.close("p").line();
        List<FaultTally.Outage> outages = data.faults.outages.stream()
                .filter(each -> each.instrument() == of.instrument.id() && !each.isWarmUp())
                .toList();
        MarketChart chart = new MarketChart(of, data.times(), outages, "m" + number, html);
        if (chart.isDrawable()) {
            html.open("div", "class", "chart");
            html.open("p", "class", "readout").close("p");
            chart.draw();
            points(of, chart);
            html.close("div");
            legend(of, outages);
        } else {
            html.element("p", "Not one bar closed for this instrument, so there is nothing to draw.");
        }
        orders(of);
        signals(of);
        html.close("article").line();
    }

    /** Instruments beyond those drawn, one line each. */
    void rest(List<InstrumentData> others) {
        html.element("h3", "Others");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Symbol").element("th", "Venue");
        for (String each : List.of("Messages", "Trade prints", "Rejections", "Signals")) {
            html.element("th", each, "class", "num");
        }
        html.close("tr").close("thead").open("tbody");
        for (InstrumentData each : others) {
            html.open("tr").element("td", each.instrument.symbol());
            html.element("td", data.venue(each.instrument.venue()));
            for (long count : new long[] {each.messages, each.prints, each.rejections(), each.signals.size()}) {
                html.element("td", Figures.count(count), "class", "num");
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    /** Numbers of the candles for the read-out under the pointer; the page is complete without. */
    private void points(InstrumentData of, MarketChart chart) {
        int digits = Figures.priceDigits(of.instrument);
        double price = Math.pow(10, of.instrument.pe() + digits);
        double qty = Math.pow(10, of.instrument.qe());
        StringBuilder json = new StringBuilder("{\"digits\":").append(digits);
        json.append(",\"frame\":").append(chart.frameNs() / 1_000_000_000L).append(",\"candles\":[");
        for (Candle candle : chart.candles()) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",").append('[');
            json.append(Svg.px(chart.middle(candle))).append(',').append(candle.startNs() / 1_000_000_000L);
            for (long each : new long[] {candle.open(), candle.high(), candle.low(), candle.close()}) {
                json.append(',').append(Math.round(each * price));
            }
            json.append(',')
                    .append(
                            candle.volume() * qty == Math.rint(candle.volume() * qty)
                                    ? Long.toString((long) (candle.volume() * qty))
                                    : Double.toString(candle.volume() * qty));
            json.append(',').append(candle.cvd() == Long.MIN_VALUE ? "null" : Svg.px(candle.cvd() * qty));
            json.append(',')
                    .append(
                            Double.isNaN(candle.vpin())
                                    ? "null"
                                    : Double.toString(Math.rint(candle.vpin() * 1e3) / 1e3));
            json.append(']');
        }
        html.raw("<script type=\"application/json\">")
                .raw(json.append("]}").toString())
                .raw("</script>")
                .line();
    }

    private void legend(InstrumentData of, List<FaultTally.Outage> outages) {
        html.open("p", "class", "legend");
        if (of.rejections() > 0) {
            key("level", "level of failed pushes, ①②③ its peaks");
        }
        if (of.signals.stream().anyMatch(ReportData.Signal::isIssued)) {
            key("signal", "signal");
        }
        if (of.signals.stream().anyMatch(each -> !each.isIssued())) {
            key("declined", "declined signal");
        }
        if (!of.orders.isEmpty()) {
            key("stop", "stop");
            key("target", "target");
        }
        if (!of.fills.isEmpty()) {
            key("sell", "sold");
            key("buy", "bought");
        }
        if (!outages.isEmpty()) {
            key("outage", "book not LIVE");
        }
        html.close("p").line();
    }

    private void key(String style, String text) {
        html.open("span", "class", "key")
                .open("i", "class", "k-" + style)
                .close("i")
                .text(text)
                .close("span");
    }

    private void orders(InstrumentData of) {
        if (of.orders.isEmpty()) {
            return;
        }
        html.open("details", "open", "open").element("summary", Figures.count(of.orders.size(), "order"));
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String each : List.of("Role", "Side", "Type")) {
            html.element("th", each);
        }
        for (String each : List.of("Sent", "Quantity", "Limit", "Trigger", "Filled", "At")) {
            html.element("th", each, "class", "num");
        }
        html.element("th", "End").element("th", "Caused by", "class", "num");
        html.close("tr").close("thead").open("tbody");
        of.orders.values().stream().limit(MOST_ORDERS).forEach(order -> order(of, order));
        html.close("tbody").close("table").close("div");
        if (of.orders.size() > MOST_ORDERS) {
            html.element(
                    "p",
                    Figures.count(of.orders.size() - MOST_ORDERS) + " more orders are in the journal.",
                    "class",
                    "hint");
        }
        html.close("details").line();
    }

    private void order(InstrumentData of, ReportData.Order order) {
        html.open("tr");
        html.element("td", Words.title(order.role));
        html.element("td", order.isBuy ? "buy" : "sell", "class", order.isBuy ? "buy" : "sell");
        html.element("td", Words.plain(order.type));
        number(data.times().second(order.sentNs));
        number(Figures.qty(of.instrument, order.qty));
        number(Figures.price(of.instrument, order.price));
        number(Figures.price(of.instrument, order.stop));
        number(Figures.qty(of.instrument, order.filled));
        number(meanFill(of, order));
        html.element("td", Words.state(order.state) + (order.why.isEmpty() ? "" : ", " + Words.plain(order.why)));
        number("#" + order.sequence);
        html.close("tr").line();
    }

    /** Mean price of the order's fills. */
    private static String meanFill(InstrumentData of, ReportData.Order order) {
        double money = 0;
        double qty = 0;
        for (ReportData.Fill fill : of.fills) {
            if (fill.order() == order.clOrd) {
                money += (double) fill.price() * fill.qty();
                qty += fill.qty();
            }
        }
        return qty == 0 ? Figures.ABSENT : Figures.price(of.instrument, Math.round(money / qty));
    }

    private void signals(InstrumentData of) {
        // Those of NullSpectre have a page of their own.
        List<ReportData.Signal> shown = new ArrayList<>();
        of.signals.stream().filter(each -> each.isIssued() && !isSetup(each)).forEach(shown::add);
        of.signals.stream().filter(each -> !each.isIssued() && !isSetup(each)).forEach(shown::add);
        if (of.signals.stream().anyMatch(MarketSection::isSetup)) {
            html.open("p", "class", "hint").text("Its signals with their rules: ");
            html.element("a", "setups of NullSpectre", "href", "#setups").close("p");
        }
        int room = Math.min(MOST_SIGNALS, Math.max(0, MOST_SIGNALS_IN_ALL - signalsShown));
        int rest = Math.max(0, shown.size() - room);
        shown = shown.subList(0, shown.size() - rest);
        shown.sort((a, b) -> Integer.compare(of.signals.indexOf(a), of.signals.indexOf(b)));
        for (ReportData.Signal each : shown) {
            signal(of, each, of.signals.indexOf(each) + 1);
            signalsShown++;
        }
        if (rest > 0) {
            html.element(
                    "p",
                    Figures.count(rest, "more signal") + ": `ebb journal export --type signal` has them all.",
                    "class",
                    "hint");
        }
    }

    private static boolean isSetup(ReportData.Signal signal) {
        return SetupSection.STRATEGY.equals(signal.strategy);
    }

    private void signal(InstrumentData of, ReportData.Signal signal, int number) {
        boolean isIssued = signal.isIssued();
        if (isIssued) {
            html.open("details", "class", "signal", "open", "open");
        } else {
            html.open("details", "class", "signal");
        }
        html.open("summary").element("b", "S" + number + " ");
        html.element("span", Words.state(signal.status), "class", isIssued ? "badge good" : "badge");
        html.text(" " + data.times().second(signal.atNs) + " · " + signal.strategy + " · "
                + Words.direction(signal.direction));
        if (!Nulls.isNull(signal.entry)) {
            html.text(" at " + Figures.price(of.instrument, signal.entry) + ", stop "
                    + Figures.price(of.instrument, signal.stop)
                    + (Nulls.isNull(signal.target) ? "" : ", target " + Figures.price(of.instrument, signal.target)));
        }
        denial(signal);
        html.close("summary");
        new RuleTable(html).render(of.instrument, signal.asked);
        html.element(
                "p",
                "Decided by message #" + signal.sequence
                        + (Nulls.isNull(signal.score) ? "" : "; score " + Figures.micro(signal.score, 1))
                        + (Nulls.isNull(signal.risk)
                                ? ""
                                : "; money at risk " + Figures.money(signal.risk) + " " + of.instrument.settle())
                        + ".",
                "class",
                "hint");
        html.close("details").line();
    }

    private void denial(ReportData.Signal signal) {
        List<String> denials =
                signal.asked.stream().filter(Asked::isDenial).map(Asked::rule).toList();
        if (!denials.isEmpty()) {
            html.element("span", " denied by " + String.join(", ", denials), "class", "why");
        }
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }
}
