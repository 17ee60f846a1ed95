package ebb.desk;

import ebb.desk.LatencyTable.Stage;
import ebb.desk.markup.Curve;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import java.util.List;

/** The figures beside the markets': the account's equity, latencies on a logarithmic axis. */
final class SmallCharts {
    private static final int WIDTH = MarketChart.WIDTH;
    private static final int EQUITY_HEIGHT = 190;
    private static final int TOP = 14;
    private static final int RIGHT = WIDTH - 90;
    private static final int LEFT = 8;
    private static final int ROW = 34;
    private static final int NAMES = 150;
    private static final double[] PERCENTS = {50, 99, 99.9, 100};

    private SmallCharts() {}

    /** The account's equity with a mark at each closed trade. */
    static void equity(ReportData data, Html html) {
        Curve curve = data.equity;
        Svg svg = new Svg(html);
        int bottom = EQUITY_HEIGHT - 24;
        double least = Math.min(curve.least(), data.startEquity);
        double most = Math.max(curve.greatest(), data.startEquity);
        double room = Math.max((most - least) * 0.1, 1);
        Scale money = new Scale(least - room, most + room, bottom, TOP);
        Scale time = new Scale(data.firstNs, data.lastNs, LEFT, RIGHT);
        svg.open(WIDTH, EQUITY_HEIGHT, "Equity of the account");
        for (double at : money.ticks(4, 1_000_000)) {
            svg.line(LEFT, money.at(at), RIGHT, money.at(at), "grid");
            svg.text(RIGHT + 8, money.at(at) + 4, Figures.money(Math.round(at)), "tick");
        }
        for (long at : time.times(12)) {
            svg.line(time.at(at), TOP, time.at(at), bottom, "grid");
            if (time.at(at) > LEFT + 18 && time.at(at) < RIGHT - 18) {
                svg.text(time.at(at), EQUITY_HEIGHT - 8, Figures.minute(at), "tick mid");
            }
        }
        svg.line(LEFT, money.at(data.startEquity), RIGHT, money.at(data.startEquity), "zero");
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            d.append(i == 0 ? 'M' : 'L').append(Svg.px(time.at(curve.at(i)))).append(' ');
            d.append(Svg.px(money.at(curve.value(i))));
        }
        String area = d + "V" + Svg.px(money.at(data.startEquity)) + "H" + Svg.px(time.at(curve.at(0))) + "z";
        svg.path(area, "area").path(d, "equity");
        for (ReportData.Trade trade : data.trades) {
            svg.group();
            svg.title(
                    data.instrument(trade.instrument()).instrument.symbol() + " closed, " + Figures.gain(trade.pnl()));
            svg.circle(time.at(trade.closedNs()), money.at(at(curve, trade.closedNs())), 4, dot(trade));
            svg.end();
        }
        svg.close();
    }

    private static String dot(ReportData.Trade trade) {
        return trade.pnl() < 0 ? "closed loss" : "closed gain";
    }

    /** The newest value of the curve at or before an instant. */
    private static long at(Curve curve, long ns) {
        long value = curve.value(0);
        for (int i = 0; i < curve.size() && curve.at(i) <= ns; i++) {
            value = curve.value(i);
        }
        return value;
    }

    /** One row a stage: p50, p99, p99.9 and the greatest on one logarithmic axis. */
    static void latency(LatencyTable table, Html html) {
        Svg svg = new Svg(html);
        Stage[] stages = Stage.values();
        int height = TOP + ROW * stages.length + 26;
        double greatest = 1_000;
        double least = Double.MAX_VALUE;
        for (Stage stage : stages) {
            greatest = Math.max(greatest, table.max(stage));
            least = Math.min(least, Math.max(100, table.percentile(stage, 50)));
        }
        Scale scale = new Scale(Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest)), NAMES, WIDTH - 40);
        svg.open(WIDTH, height, "Latency by stage");
        for (double power = scale.from(); power <= scale.to(); power++) {
            double x = scale.at(power);
            svg.line(x, TOP, x, height - 26, "grid");
            svg.text(
                    x,
                    height - 8,
                    Figures.duration(Math.round(Math.pow(10, power))).replaceAll("\\.0+ ", " "),
                    "tick mid");
        }
        for (int row = 0; row < stages.length; row++) {
            double y = TOP + ROW * row + ROW / 2.0;
            svg.text(LEFT, y + 4, stages[row].label(), stages[row] == Stage.WHOLE ? "label strong" : "label");
            double from = x(scale, table.percentile(stages[row], 50));
            double to = x(scale, table.max(stages[row]));
            svg.line(from, y, to, y, "range");
            for (double percent : PERCENTS) {
                long ns = table.percentile(stages[row], percent);
                svg.group();
                svg.title((percent == 100 ? "max " : "p" + Svg.px(percent) + " ") + Figures.duration(ns));
                svg.circle(x(scale, ns), y, percent == 50 ? 6 : percent == 100 ? 3 : 4.5, dot(percent));
                svg.end();
            }
        }
        svg.close();
    }

    private static double x(Scale scale, long ns) {
        return scale.at(Math.max(scale.from(), Math.log10(Math.max(1, ns))));
    }

    private static String dot(double percent) {
        return List.of("dot p50", "dot p99", "dot p999", "dot max")
                .get(percent == 50 ? 0 : percent == 99 ? 1 : percent == 100 ? 3 : 2);
    }
}
