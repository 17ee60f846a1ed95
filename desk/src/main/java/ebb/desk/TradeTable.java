package ebb.desk;

import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Times;
import ebb.desk.markup.Words;
import java.util.List;

/** Closed trades, newest last; a sentence when there is none. */
final class TradeTable {
    private static final int MOST = 200;

    private final ReportData data;
    private final Times times;
    private final Html html;

    TradeTable(ReportData data, Html html) {
        this.data = data;
        this.times = data.times();
        this.html = html;
    }

    void render() {
        closed();
        for (ReportData.OpenPosition each : data.openPositions) {
            InstrumentData of = data.instrument(each.instrument());
            html.element(
                    "p",
                    "Still open at the end: " + (each.qty() < 0 ? "short " : "long ")
                            + Figures.qty(of.instrument, Math.abs(each.qty())) + " " + data.name(of) + " from "
                            + Figures.price(of.instrument, each.entry()) + ", " + Figures.gain(each.unrealised()) + " "
                            + of.instrument.settle() + " at the last mark.");
        }
    }

    private void closed() {
        if (data.trades.isEmpty()) {
            html.element("p", "No trade was closed in this run.", "class", "hint");
            return;
        }
        html.open("div", "class", "scroll")
                .open("table", "class", "trades")
                .open("thead")
                .open("tr");
        column("Symbol", false);
        column("Side", false);
        column("Opened", true);
        column("Entry", true);
        column("Closed", true);
        column("Exit", true);
        column("Quantity", true);
        column("Closed by", false);
        column("Fees", true);
        column("Result", true);
        column("R", true);
        column("Worst R", true);
        column("Best R", true);
        html.close("tr").close("thead").open("tbody");
        List<ReportData.Trade> shown = data.trades.size() <= MOST ? data.trades : data.trades.subList(0, MOST);
        shown.forEach(this::row);
        html.close("tbody").close("table").close("div").line();
        if (shown.size() < data.trades.size()) {
            html.element(
                    "p",
                    Figures.count(data.trades.size() - shown.size()) + " more: `ebb journal export` has them all.",
                    "class",
                    "hint");
        }
    }

    private void row(ReportData.Trade trade) {
        InstrumentData of = data.instrument(trade.instrument());
        html.open("tr");
        html.element("td", data.name(of));
        html.element("td", trade.isShort() ? "short" : "long");
        number(times.second(trade.openedNs()));
        number(Figures.price(of.instrument, trade.entry()));
        number(times.second(trade.closedNs()));
        number(Figures.price(of.instrument, trade.exit()));
        number(Figures.qty(of.instrument, Math.abs(trade.qty())));
        html.element("td", Words.plain(trade.why()));
        number(Figures.money(trade.fees()));
        html.element(
                "td",
                Figures.gain(trade.pnl()) + " " + of.instrument.settle(),
                "class",
                trade.pnl() < 0 ? "num bad" : "num good");
        number(Figures.micro(trade.rMicro(), 2));
        number(Figures.micro(trade.maeMicro(), 2));
        number(Figures.micro(trade.mfeMicro(), 2));
        html.close("tr").line();
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }

    private void column(String name, boolean isNumber) {
        if (isNumber) {
            html.element("th", name, "class", "num", "scope", "col");
        } else {
            html.element("th", name, "scope", "col");
        }
    }
}
