package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.InstrumentData.Candle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Price with rejections, signals, orders and fills on it, CVD and VPIN under it, on one axis of time. Drawn once a
 * section; everything that moves with light and dark is in the style sheet.
 */
final class MarketChart {
    static final int WIDTH = 1_120;

    private static final int LEFT = 8;
    private static final int RIGHT = WIDTH - 74;
    private static final int PRICE_TOP = 26;
    private static final int PRICE_BOTTOM = 356;
    private static final int STRIP = 5;
    private static final int CVD_TOP = 392;
    private static final int CVD_BOTTOM = 472;
    private static final int VPIN_TOP = 508;
    private static final int VPIN_BOTTOM = 580;
    private static final int HEIGHT = 606;
    private static final int MOST_LEVELS = 6;
    private static final int MOST_LABELS = 12;
    private static final int MOST_TIMES = 12;
    private static final double HEADROOM = 0.08;

    private final InstrumentData data;
    private final List<FaultTally.Outage> outages;
    private final String id;
    private final Svg svg;
    private final int frame;
    private final List<Candle> candles;
    private final Scale time;
    private final Scale price;

    /**
     * Lays out the axes.
     *
     * @param data what happened
     * @param outages spans in which its book was not LIVE
     * @param id unique in the page, letters and digits
     * @param html where it is drawn
     */
    MarketChart(InstrumentData data, List<FaultTally.Outage> outages, String id, Html html) {
        this.data = data;
        this.outages = outages;
        this.id = id;
        this.svg = new Svg(html);
        this.frame = data.frameToDraw();
        this.candles = frame < 0 ? List.of() : data.candles(frame);
        if (candles.isEmpty()) {
            time = null;
            price = null;
        } else {
            double from = candles.get(0).startNs();
            double to = candles.get(candles.size() - 1).startNs() + frameNs();
            time = new Scale(from, to, LEFT, RIGHT);
            price = priceScale();
        }
    }

    boolean isDrawable() {
        return !candles.isEmpty();
    }

    long frameNs() {
        return data.frameNs[frame];
    }

    List<Candle> candles() {
        return candles;
    }

    /** Where a candle's middle stands. */
    double middle(Candle candle) {
        return time.at(candle.startNs() + frameNs() / 2.0);
    }

    private Scale priceScale() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Candle candle : candles) {
            low = Math.min(low, candle.low());
            high = Math.max(high, candle.high());
        }
        double reach = Math.max(high - low, 1) * 0.25;
        double lowest = low;
        double highest = high;
        for (ReportData.Order order : data.orders.values()) {
            long shown = order.shown();
            if (!Nulls.isNull(shown) && shown > low - reach && shown < high + reach) {
                lowest = Math.min(lowest, shown);
                highest = Math.max(highest, shown);
            }
        }
        double room = Math.max(highest - lowest, 1) * HEADROOM;
        return new Scale(lowest - room, highest + room, PRICE_BOTTOM, PRICE_TOP);
    }

    void draw() {
        svg.open(WIDTH, HEIGHT, "Price, CVD and VPIN of " + data.instrument.symbol());
        svg.clip(id + "-clip", LEFT, PRICE_TOP, RIGHT - LEFT, PRICE_BOTTOM - PRICE_TOP);
        times();
        priceAxis();
        svg.group("clip-path", "url(#" + id + "-clip)");
        tradeBands();
        levels();
        candles(true);
        candles(false);
        orders();
        svg.end();
        peaks();
        fills();
        signals();
        outages();
        cvd();
        vpin();
        svg.line(0, PRICE_TOP, 0, VPIN_BOTTOM, "cross");
        svg.close();
    }

    private void times() {
        boolean isLong = time.to() - time.from() > 36 * 3.6e12;
        for (long at : time.times(MOST_TIMES)) {
            double x = time.at(at);
            svg.line(x, PRICE_TOP, x, PRICE_BOTTOM, "grid");
            svg.line(x, CVD_TOP, x, CVD_BOTTOM, "grid");
            svg.line(x, VPIN_TOP, x, VPIN_BOTTOM, "grid");
            String label = Figures.minute(at);
            boolean isMidnight = "00:00".equals(label);
            String text = isMidnight && isLong ? Figures.date(at).substring(5) : label;
            if (x > LEFT + 18 && x < RIGHT - 18) {
                svg.text(x, HEIGHT - 8, text, isMidnight ? "tick mid strong" : "tick mid");
            }
        }
    }

    private void priceAxis() {
        svg.text(LEFT, 14, "Price · " + Figures.frame(frameNs()) + " candles · " + data.instrument.quote(), "panel");
        for (double at : price.ticks(6)) {
            double y = price.at(at);
            svg.line(LEFT, y, RIGHT, y, "grid");
            svg.text(RIGHT + 8, y + 4, Figures.price(data.instrument, Math.round(at)), "tick");
        }
        Candle last = candles.get(candles.size() - 1);
        double y = price.at(last.close());
        svg.rect(RIGHT + 2, y - 9, WIDTH - RIGHT - 2, 18, "last");
        svg.text(RIGHT + 8, y + 4, Figures.price(data.instrument, last.close()), "tick lasttext");
    }

    private void candles(boolean up) {
        double width = Math.max(1, time.at(time.from() + frameNs()) - LEFT);
        double body = Math.max(1, Math.min(width * 0.68, 14));
        StringBuilder wicks = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        for (Candle candle : candles) {
            if (candle.close() >= candle.open() != up) {
                continue;
            }
            double x = middle(candle);
            double top = price.at(Math.max(candle.open(), candle.close()));
            double bottom = Math.max(price.at(Math.min(candle.open(), candle.close())), top + 1);
            wicks.append('M').append(Svg.px(x)).append(' ').append(Svg.px(price.at(candle.high())));
            wicks.append('V').append(Svg.px(price.at(candle.low())));
            bodies.append('M').append(Svg.px(x - body / 2)).append(' ').append(Svg.px(top));
            bodies.append('h').append(Svg.px(body)).append('V').append(Svg.px(bottom));
            bodies.append('h').append(Svg.px(-body)).append('z');
        }
        svg.path(wicks, up ? "wick up" : "wick down");
        svg.path(bodies, up ? "body up" : "body down");
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
            double from = time.at(Math.max(time.from(), level.peaks.get(0).startNs()));
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
                + (level.end.isEmpty() ? "" : ", " + Words.levelEnd(level.end) + " " + Figures.minute(level.endNs));
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
                        + Figures.minute(peak.startNs()));
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

    /** The peak bar may be coarser than the drawn one: the mark stands where its high was drawn. */
    private double peakX(LevelTrail.Peak peak) {
        Candle best = null;
        for (Candle candle : candles) {
            boolean isWithin = candle.startNs() >= peak.startNs()
                    && candle.startNs() < Math.max(peak.confirmNs() + frameNs(), peak.startNs() + frameNs());
            if (isWithin && candle.high() == peak.price()) {
                return middle(candle);
            }
            best = isWithin && (best == null || candle.high() > best.high()) ? candle : best;
        }
        return best == null ? time.at(peak.startNs() + frameNs() / 2.0) : middle(best);
    }

    private void tradeBands() {
        for (ReportData.Trade trade : data.trades) {
            if (!time.holds(trade.closedNs()) && !time.holds(trade.openedNs())) {
                continue;
            }
            double from = time.at(Math.max(time.from(), trade.openedNs()));
            double to = time.at(Math.min(time.to(), trade.closedNs()));
            String style = trade.pnl() >= 0 ? "gain" : "loss";
            svg.rect(from, PRICE_TOP, Math.max(1, to - from), PRICE_BOTTOM - PRICE_TOP, "band " + style);
            svg.line(from, price.at(trade.entry()), to, price.at(trade.exit()), "way " + style);
        }
    }

    private void orders() {
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
                        Math.min(from + 4, RIGHT - 90),
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
                    + Figures.price(data.instrument, fill.price()) + ", " + Figures.second(fill.atNs()));
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
                    + ", " + Figures.second(signal.atNs));
            if (signal.isIssued()) {
                svg.line(x, PRICE_TOP, x, VPIN_BOTTOM, "signal");
                svg.rect(x - 13, PRICE_TOP - 20, 26, 15, "flag");
                svg.text(x, PRICE_TOP - 9, "S" + number, "flagtext");
            } else {
                svg.line(x, PRICE_TOP - 6, x, PRICE_TOP + 6, "declined");
                if (x - lastX > 24) {
                    svg.text(x, PRICE_TOP - 9, "S" + number, "flagtext faint");
                    lastX = x;
                }
            }
            svg.end();
        }
    }

    private void outages() {
        for (FaultTally.Outage outage : outages) {
            if (outage.toNs() < time.from() || outage.fromNs() > time.to()) {
                continue;
            }
            double from = time.at(Math.max(time.from(), outage.fromNs()));
            double to = Math.max(from + 2, time.at(Math.min(time.to(), outage.toNs())));
            svg.group();
            svg.title("Book " + outage.state() + " " + outage.reason() + " from " + Figures.second(outage.fromNs())
                    + " for " + Figures.duration(outage.toNs() - outage.fromNs()));
            svg.rect(from, PRICE_BOTTOM - STRIP, to - from, STRIP, "outage " + outage.state());
            svg.end();
        }
    }

    private void cvd() {
        boolean isOne = data.instrument.contractSize() == 1 && data.instrument.contractExponent() == 0;
        String unit = isOne ? data.instrument.base() : "contracts";
        svg.text(LEFT, CVD_TOP - 8, "CVD · bought less sold, " + unit, "panel");
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (Candle candle : candles) {
            if (candle.cvd() != Long.MIN_VALUE) {
                least = Math.min(least, candle.cvd());
                most = Math.max(most, candle.cvd());
            }
        }
        if (least > most) {
            svg.text(LEFT + 8, (CVD_TOP + CVD_BOTTOM) / 2.0, "No trade told who took: there is no CVD.", "note");
            return;
        }
        double room = Math.max(1, (most - least) * HEADROOM);
        Scale scale = new Scale(least - room, most + room, CVD_BOTTOM, CVD_TOP);
        double unitSize = Math.pow(10, data.instrument.qe());
        for (double at : scale.ticks(3)) {
            svg.line(LEFT, scale.at(at), RIGHT, scale.at(at), at == 0 ? "zero" : "grid");
            svg.text(RIGHT + 8, scale.at(at) + 4, Figures.compact(at * unitSize), "tick");
        }
        svg.path(line(scale, each -> each.cvd() == Long.MIN_VALUE ? Double.NaN : each.cvd()), "cvd");
    }

    private void vpin() {
        svg.text(LEFT, VPIN_TOP - 8, "VPIN · share of one-sided volume", "panel");
        Scale scale = new Scale(0, 1, VPIN_BOTTOM, VPIN_TOP);
        for (double at : new double[] {0, 0.5, 1}) {
            svg.line(LEFT, scale.at(at), RIGHT, scale.at(at), "grid");
            svg.text(RIGHT + 8, scale.at(at) + 4, at == 0.5 ? "0.5" : at == 0 ? "0" : "1", "tick");
        }
        if (candles.stream().allMatch(each -> Double.isNaN(each.vpin()))) {
            svg.text(
                    LEFT + 8,
                    (VPIN_TOP + VPIN_BOTTOM) / 2.0,
                    "Not one bucket was filled: VPIN needs an average daily volume first (VPIN-2).",
                    "note");
            return;
        }
        svg.path(line(scale, Candle::vpin), "vpin faint");
        svg.path(line(scale, each -> each.isVpinValid() ? each.vpin() : Double.NaN), "vpin");
    }

    private String line(Scale scale, ToDoubleFunction<Candle> value) {
        StringBuilder d = new StringBuilder();
        boolean isDown = false;
        for (Candle candle : candles) {
            double each = value.applyAsDouble(candle);
            if (Double.isNaN(each)) {
                isDown = false;
                continue;
            }
            d.append(isDown ? 'L' : 'M')
                    .append(Svg.px(middle(candle)))
                    .append(' ')
                    .append(Svg.px(scale.at(each)));
            isDown = true;
        }
        return d.toString();
    }
}
