package ebb.desk;

import ebb.desk.InstrumentData.Candle;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Candles of a chart: two paths for those that rose and two for those that fell, however many there are. */
final class CandleMarks {
    private static final double SHARE = 0.68;

    private CandleMarks() {}

    /**
     * Draws those of one direction; bars without a trade are left out.
     *
     * @param svg drawn into
     * @param candles in any order
     * @param up whether those that did not fall, else the others
     * @param frame width of a bar's time, px
     * @param widest body, px
     * @param middle of a candle, px
     * @param price from mantissas to px
     */
    static void draw(
            Svg svg,
            List<Candle> candles,
            boolean up,
            double frame,
            double widest,
            ToDoubleFunction<Candle> middle,
            Scale price) {
        double body = Math.max(1, Math.min(Math.max(1, frame) * SHARE, widest));
        StringBuilder wicks = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        for (Candle candle : candles) {
            if (candle.isEmpty() || candle.close() >= candle.open() != up) {
                continue;
            }
            double x = middle.applyAsDouble(candle);
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
}
