package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import ebb.desk.markup.Times;
import ebb.desk.markup.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What stands on the candles of a market: levels with their peaks, signals, orders, fills, trades, outages. */
final class ChartMarks {
    private static final int STRIP = 6;
    private static final int MOST_LEVELS = 6;
    private static final int MOST_LABELS = 12;

    private final MarketChart chart;
    private final InstrumentData data;
    private final Times times;
    private final Svg svg;
    private final Scale time;
    private final Scale price;

    ChartMarks(MarketChart chart, InstrumentData data, Times times, Svg svg) {
        this.chart = chart;
        this.data = data;
        this.times = times;
        this.svg = svg;
        this.time = chart.time();
        this.price = chart.price();
    }

    /** What the candles are drawn over. */
    void below() {
        tradeBands();
        levels();
    }

    /** What is drawn over the candles, beyond the panel's edge too. */
    void above(List<FaultTally.Outage> outages) {
        peaks();
        fills();
        signals();
        outages(outages);
    }

    /** The levels with most peaks; others would only be lines. */
    List<LevelTrail> shownLevels() {
        List<LevelTrail> shown = new ArrayList<>(data.levels.values());
        shown.removeIf(level -> level.peaks.isEmpty());
        shown.sort(Comparator.comparingInt((LevelTrail level) -> -level.peaks.size())
                .thenComparingLong(level -> level.bornNs));
        return shown.size() <= MOST_LEVELS ? shown : shown.subList(0, MOST_LEVELS);
    }

    private void levels() {
        for (LevelTrail level : shownLevels()) {
            double from = Math.max(MarketChart.LEFT, peakX(level.peaks.get(0)));
            double to = time.at(Math.min(time.to(), level.endNs == Long.MAX_VALUE ? time.to() : level.endNs));
            double y = price.at(level.price);
            if (to <= from) {
                continue;
            }
            svg.group();
            svg.title(title(level));
            svg.line(from, y, to, y, "level");
            svg.end();
        }
    }

    private String title(LevelTrail level) {
        return Figures.count(level.peaks.size(), "rejection") + " at " + Figures.price(data.instrument, level.price)
                + (level.end.isEmpty() ? "" : ", " + Words.levelEnd(level.end) + " " + times.minute(level.endNs));
    }

    private void peaks() {
        for (LevelTrail level : shownLevels()) {
            boolean isMany = level.peaks.size() > 1;
            double lastX = -100;
            for (int i = 0; i < level.peaks.size(); i++) {
                LevelTrail.Peak peak = level.peaks.get(i);
                if (!time.holds(peak.startNs())) {
                    continue;
                }
                double x = peakX(peak);
                double y = price.at(peak.price());
                svg.group();
                svg.title("Rejection " + (i + 1) + " at " + Figures.price(data.instrument, peak.price()) + ", "
                        + times.minute(peak.startNs()));
                if (isMany && x - lastX > 14) {
                    svg.line(x, y - 2, x, y - 6, "peakstem");
                    svg.circle(x, y - 13, 7.5, "peak");
                    svg.text(x, y - 9.5, Integer.toString(i + 1), "peaktext");
                    lastX = x;
                } else {
                    svg.circle(x, y, 2.5, "peak");
                }
                svg.end();
            }
        }
    }

    /** The peak bar may be coarser than the drawn ones: the mark stands on the candle that made its high. */
    private double peakX(LevelTrail.Peak peak) {
        long endNs = peak.startNs() + Math.max(data.patternNs, chart.frameNs());
        Candle best = null;
        for (Candle candle : chart.candles()) {
            boolean isWithin = candle.startNs() + chart.frameNs() > peak.startNs() && candle.startNs() < endNs;
            best = isWithin && (best == null || candle.high() > best.high()) ? candle : best;
        }
        return best == null ? time.at(peak.startNs()) : chart.middle(best);
    }

    private void tradeBands() {
        for (ReportData.Trade trade : data.trades) {
            if (!time.holds(trade.closedNs()) && !time.holds(trade.openedNs())) {
                continue;
            }
            double from = time.at(Math.max(time.from(), trade.openedNs()));
            double to = time.at(Math.min(time.to(), trade.closedNs()));
            String style = trade.pnl() >= 0 ? "gain" : "loss";
            svg.rect(
                    from,
                    MarketChart.PRICE_TOP,
                    Math.max(1, to - from),
                    MarketChart.PRICE_BOTTOM - MarketChart.PRICE_TOP,
                    "band " + style);
            svg.line(from, price.at(trade.entry()), to, price.at(trade.exit()), "way " + style);
        }
    }

    void orders() {
        int labels = 0;
        for (ReportData.Order order : data.orders.values()) {
            long shown = order.shown();
            if (Nulls.isNull(shown) || !price.holds(shown) || order.sentNs > time.to() || order.endNs < time.from()) {
                continue;
            }
            double from = time.at(Math.max(time.from(), order.sentNs));
            double to = Math.max(from + 3, time.at(Math.min(time.to(), order.endNs)));
            double y = price.at(shown);
            String role = Words.orderClass(order.role);
            svg.group();
            svg.title(Words.role(order.role) + " " + (order.isBuy ? "buy " : "sell ")
                    + Figures.qty(data.instrument, order.qty) + " at " + Figures.price(data.instrument, shown) + ": "
                    + Words.state(order.state));
            svg.line(from, y, to, y, "order " + role);
            if (to - from > 40 && labels++ < MOST_LABELS && !"entry".equals(role)) {
                // A stop and a target lie on either side of the trade; each label stands on its far side.
                boolean isBelow = "stop".equals(role) != order.isBuy;
                svg.text(
                        Math.min(from + 4, MarketChart.RIGHT - 90),
                        isBelow ? y + 13 : y - 5,
                        Words.plain(order.role) + " " + Figures.price(data.instrument, shown),
                        "mark " + role);
            }
            svg.end();
        }
    }

    private void fills() {
        for (ReportData.Fill fill : data.fills) {
            if (!time.holds(fill.atNs()) || !price.holds(fill.price())) {
                continue;
            }
            double x = time.at(fill.atNs());
            double y = price.at(fill.price());
            double way = fill.isBuy() ? 1 : -1;
            String tip = "M" + Svg.px(x) + " " + Svg.px(y + way) + "l-5 " + Svg.px(way * 9) + "h10z";
            svg.group();
            svg.title((fill.isBuy() ? "Bought " : "Sold ") + Figures.qty(data.instrument, fill.qty()) + " at "
                    + Figures.price(data.instrument, fill.price()) + ", " + times.second(fill.atNs()));
            svg.path(tip, fill.isBuy() ? "fill buy" : "fill sell");
            svg.end();
        }
    }

    private void signals() {
        int number = 0;
        double lastX = -100;
        for (ReportData.Signal signal : data.signals) {
            number++;
            if (!time.holds(signal.atNs)) {
                continue;
            }
            double x = time.at(signal.atNs);
            svg.group();
            svg.title("Signal " + number + ", " + Words.direction(signal.direction) + ", " + Words.state(signal.status)
                    + ", " + times.second(signal.atNs));
            if (signal.isIssued()) {
                svg.line(x, MarketChart.PRICE_TOP, x, MarketChart.VPIN_BOTTOM, "signal");
                svg.rect(x - 13, MarketChart.PRICE_TOP - 20, 26, 15, "flag");
                svg.text(x, MarketChart.PRICE_TOP - 9, "S" + number, "flagtext");
            } else {
                svg.line(x, MarketChart.PRICE_TOP - 6, x, MarketChart.PRICE_TOP + 6, "declined");
                if (x - lastX > 24) {
                    svg.text(x, MarketChart.PRICE_TOP - 9, "S" + number, "flagtext faint");
                    lastX = x;
                }
            }
            svg.end();
        }
    }

    private void outages(List<FaultTally.Outage> outages) {
        for (FaultTally.Outage outage : outages) {
            if (outage.toNs() < time.from() || outage.fromNs() > time.to()) {
                continue;
            }
            double from = time.at(Math.max(time.from(), outage.fromNs()));
            double to = Math.max(from + 2, time.at(Math.min(time.to(), outage.toNs())));
            svg.group();
            svg.title("Book not LIVE: " + Words.stale(outage.reason()) + ", from " + times.second(outage.fromNs())
                    + " for " + Figures.duration(outage.toNs() - outage.fromNs()));
            svg.rect(from, MarketChart.PRICE_BOTTOM - STRIP, to - from, STRIP, "outage " + outage.state());
            svg.end();
        }
    }
}
