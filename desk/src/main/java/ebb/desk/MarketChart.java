package ebb.desk;

import ebb.codecs.Nulls;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import ebb.desk.markup.Times;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Price with rejections, signals, orders and fills on it, CVD and VPIN under it, on one axis of time. Drawn once a
 * section; everything that moves with light and dark is in the style sheet.
 */
final class MarketChart {
    static final int WIDTH = 1_120;

    static final int LEFT = 8;
    static final int RIGHT = WIDTH - 74;
    static final int PRICE_TOP = 26;
    static final int PRICE_BOTTOM = 356;
    private static final double WIDEST_BODY = 14;
    private static final int CVD_TOP = 392;
    private static final int CVD_BOTTOM = 472;
    private static final int VPIN_TOP = 508;
    static final int VPIN_BOTTOM = 580;
    private static final int HEIGHT = 606;
    private static final int BADGE = 18;
    private static final int MOST_TIMES = 12;
    private static final double HEADROOM = 0.08;
    private static final double LEAST_RANGE = 0.005;

    private final InstrumentData data;
    private final Times times;
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
     * @param times says times of day
     * @param outages spans in which its book was not LIVE
     * @param id unique in the page, letters and digits
     * @param html where it is drawn
     */
    MarketChart(InstrumentData data, Times times, List<FaultTally.Outage> outages, String id, Html html) {
        this.data = data;
        this.times = times;
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

    Scale time() {
        return time;
    }

    Scale price() {
        return price;
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
        // A market that stands still is drawn as such: a few ticks must not fill the panel.
        double room = Math.max(Math.max(highest - lowest, 1) * HEADROOM, (high * LEAST_RANGE - (highest - lowest)) / 2);
        return new Scale(lowest - room, highest + room, PRICE_BOTTOM, PRICE_TOP);
    }

    void draw() {
        svg.open(WIDTH, HEIGHT, "Price, CVD and VPIN of " + data.instrument.symbol());
        svg.clip(id + "-clip", LEFT, PRICE_TOP, RIGHT - LEFT, PRICE_BOTTOM - PRICE_TOP);
        times();
        priceAxis();
        svg.group("clip-path", "url(#" + id + "-clip)");
        ChartMarks marks = new ChartMarks(this, data, times, svg);
        marks.below();
        empties();
        candles(true);
        candles(false);
        marks.orders();
        svg.end();
        marks.above(outages);
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
        Candle last = candles.get(candles.size() - 1);
        double lastY = price.at(last.close());
        for (double at : price.ticks(6, Math.max(1, data.instrument.tick()))) {
            double y = price.at(at);
            svg.line(LEFT, y, RIGHT, y, "grid");
            if (Math.abs(y - lastY) > BADGE) {
                svg.text(RIGHT + 8, y + 4, Figures.price(data.instrument, Math.round(at)), "tick");
            }
        }
        svg.rect(RIGHT + 2, lastY - BADGE / 2.0, WIDTH - RIGHT - 2, BADGE, "last");
        svg.text(RIGHT + 8, lastY + 4, Figures.price(data.instrument, last.close()), "tick lasttext");
    }

    /** Bars without a trade carry the last price on. */
    private void empties() {
        double half = Math.max(0.5, (time.at(time.from() + frameNs()) - LEFT) / 2);
        StringBuilder d = new StringBuilder();
        for (Candle candle : candles) {
            if (candle.isEmpty()) {
                d.append('M').append(Svg.px(middle(candle) - half)).append(' ');
                d.append(Svg.px(price.at(candle.close()))).append('h').append(Svg.px(2 * half));
            }
        }
        svg.path(d, "nothing");
    }

    private void candles(boolean up) {
        double width = time.at(time.from() + frameNs()) - LEFT;
        CandleMarks.draw(svg, candles, up, width, WIDEST_BODY, this::middle, price);
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
        for (double at : scale.ticks(3, 1)) {
            svg.line(LEFT, scale.at(at), RIGHT, scale.at(at), at == 0 ? "zero" : "grid");
            svg.text(RIGHT + 8, scale.at(at) + 4, Figures.compact(at * unitSize), "tick");
        }
        svg.path(line(scale, each -> each.cvd() == Long.MIN_VALUE ? Double.NaN : each.cvd()), "cvd");
    }

    private void vpin() {
        svg.text(
                LEFT,
                VPIN_TOP - 8,
                "VPIN · share of one-sided volume" + (isSound() ? "" : ", dotted while not VALID"),
                "panel");
        double top = vpinTop();
        Scale scale = new Scale(0, top, VPIN_BOTTOM, VPIN_TOP);
        for (int half = 0; half <= 2; half++) {
            double at = top * half / 2;
            svg.line(LEFT, scale.at(at), RIGHT, scale.at(at), "grid");
            svg.text(
                    RIGHT + 8,
                    scale.at(at) + 4,
                    BigDecimal.valueOf(at).stripTrailingZeros().toPlainString(),
                    "tick");
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

    /** The axis ends at a quarter, a half or the whole, the least that holds the curve. */
    private double vpinTop() {
        double greatest = candles.stream()
                .mapToDouble(Candle::vpin)
                .filter(each -> !Double.isNaN(each))
                .max()
                .orElse(1);
        return greatest <= 0.25 ? 0.25 : greatest <= 0.5 ? 0.5 : 1;
    }

    private boolean isSound() {
        return candles.stream().allMatch(each -> each.isVpinValid() || Double.isNaN(each.vpin()));
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
