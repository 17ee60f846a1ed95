package ebb.research.page;

import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import ebb.research.data.Dataset;
import ebb.research.stats.Interval;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import ebb.research.validate.Findings;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.Performance;
import ebb.research.validate.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The figures of a validation: intervals by variant, equity, results. In-sample is filled, out-of-sample is open. */
final class Charts {
    static final int WIDTH = 900;

    private static final int NAMES = 170;
    private static final int RIGHT = WIDTH - 150;
    private static final int TOP = 14;
    private static final int ROW = 22;
    private static final int FOOT = 26;
    private static final int EQUITY_HEIGHT = 240;
    private static final int RESULT_HEIGHT = 220;
    private static final double BIN = 0.5;
    private static final double LEAST_R = -2;
    private static final double MOST_R = 6;

    private final Findings findings;
    private final Html html;

    Charts(Findings findings, Html html) {
        this.findings = findings;
        this.html = html;
    }

    /** A figure with an interval, of one variant on one side. */
    private record Row(String name, boolean isIn, double value, Interval range, String words) {}

    /** Win rates with their Wilson intervals, and where the gate passes and fails (NS-VAL-4, NS-VAL-8). */
    void winRates(List<Findings.OfVariant> variants) {
        List<Row> rows = rows(variants, found -> found.counts().decided().rate(), Performance::winRate, found -> {
            int n = found.counts().decided().n();
            return n == 0 ? "no trade decided" : found.counts().wins() + " of " + n + " won";
        });
        Scale scale = new Scale(0, 1, NAMES, RIGHT);
        intervals(
                "Win rate by variant, 95 % intervals",
                rows,
                scale,
                value -> Math.round(value * 100) + " %",
                List.of(HistoryGates.WIN_RATE_FAILS, HistoryGates.WIN_RATE));
    }

    /** Mean R with its bootstrap interval. */
    void meanRs(List<Findings.OfVariant> variants) {
        List<Row> rows = rows(
                variants,
                Performance::meanR,
                Performance::meanRange,
                found -> found.counts().trades() == 0
                        ? "no trade"
                        : String.format(
                                Locale.ROOT,
                                "%.2f R, %d trades",
                                found.meanR(),
                                found.counts().trades()));
        double least = -1;
        double most = 1;
        for (Row row : rows) {
            for (double each :
                    new double[] {row.value(), row.range().low(), row.range().high()}) {
                least = Double.isFinite(each) ? Math.min(least, each) : least;
                most = Double.isFinite(each) ? Math.max(most, each) : most;
            }
        }
        Scale scale = new Scale(least, most, NAMES, RIGHT);
        intervals(
                "Mean result by variant in initial risks, 95 % intervals",
                rows, scale, value -> Figures.compact(value) + " R", List.of(0.0));
    }

    private List<Row> rows(
            List<Findings.OfVariant> variants,
            Function<Performance, Double> value,
            Function<Performance, Interval> range,
            Function<Performance, String> words) {
        return variants.stream()
                .filter(each -> each.sameAs().isEmpty())
                .flatMap(each -> List.of(true, false).stream().map(isIn -> {
                    Sample sample = isIn ? each.inSample() : each.outOfSample();
                    Performance found =
                            Performance.of(sample, findings.options().draws());
                    return new Row(
                            each.variant().name(), isIn, value.apply(found), range.apply(found), words.apply(found));
                }))
                .toList();
    }

    private void intervals(
            String label, List<Row> rows, Scale scale, Function<Double, String> words, List<Double> marks) {
        Svg svg = new Svg(html);
        int height = TOP + ROW * rows.size() + FOOT;
        svg.open(WIDTH, height, label);
        svg.rect(0, 0, WIDTH, height, "ground");
        for (double at : scale.ticks(6, 1e-3)) {
            svg.line(scale.at(at), TOP, scale.at(at), height - FOOT, "grid");
            svg.text(scale.at(at), height - 8, words.apply(at), "tick mid");
        }
        for (double mark : marks) {
            svg.line(scale.at(mark), TOP, scale.at(mark), height - FOOT, "gate");
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + ROW * i + ROW / 2.0;
            if (row.isIn()) {
                svg.text(8, y + 4, row.name(), "label");
            }
            svg.text(NAMES - 12, y + 4, row.isIn() ? "in" : "out", "tick end");
            String style = row.isIn() ? "in" : "out";
            if (Double.isFinite(row.range().low())) {
                svg.line(scale.at(row.range().low()), y, scale.at(row.range().high()), y, "range " + style);
            }
            if (Double.isFinite(row.value())) {
                svg.circle(scale.at(row.value()), y, 4.5, "dot " + style);
            }
            svg.text(RIGHT + 12, y + 4, row.words(), "tick");
        }
        svg.close();
    }

    /** Equity of the full variant over one recording, as a change against its beginning, and where the sample is split. */
    void equity(Findings.Played played) {
        EquityCurve curve = played.ran().equity(Long.MIN_VALUE, Long.MAX_VALUE);
        Dataset data = played.data();
        double[] values = curve.values();
        Svg svg = new Svg(html);
        svg.open(WIDTH, EQUITY_HEIGHT, "Equity of v21 over " + data.name());
        svg.rect(0, 0, WIDTH, EQUITY_HEIGHT, "ground");
        double least = 0;
        double most = 0;
        for (double value : values) {
            least = Math.min(least, value / values[0] - 1);
            most = Math.max(most, value / values[0] - 1);
        }
        double room = Math.max((most - least) * 0.1, 0.0005);
        Scale change = new Scale(least - room, most + room, EQUITY_HEIGHT - FOOT, TOP);
        Scale time = new Scale(data.firstNs(), data.lastNs(), 8, RIGHT + 60);
        for (double at : change.ticks(5, 1e-5)) {
            svg.line(8, change.at(at), RIGHT + 60, change.at(at), at == 0 ? "zero" : "grid");
            svg.text(RIGHT + 68, change.at(at) + 4, String.format(Locale.ROOT, "%+.2f %%", at * 100), "tick");
        }
        long split = data.splitNs(findings.options().split());
        for (long at : new long[] {data.firstNs(), split, data.lastNs()}) {
            svg.text(time.at(at), EQUITY_HEIGHT - 8, Figures.date(at), at == data.firstNs() ? "tick" : "tick end");
        }
        svg.line(time.at(split), TOP, time.at(split), EQUITY_HEIGHT - FOOT, "gate");
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            d.append(i == 0 ? 'M' : 'L')
                    .append(Svg.px(time.at(curve.marks().get(i).atNs())))
                    .append(' ');
            d.append(Svg.px(change.at(values[i] / values[0] - 1)));
        }
        svg.path(d, "equity");
        svg.close();
    }

    /** What share of trades and of shadows came to each result, both sides of the split together. */
    void results() {
        Findings.OfVariant full = findings.variant(ebb.research.validate.Variant.FULL);
        int bins = (int) Math.round((MOST_R - LEAST_R) / BIN);
        int[] trades = new int[bins];
        int[] shadows = new int[bins];
        for (Sample sample : List.of(full.inSample(), full.outOfSample())) {
            sample.trades().forEach(trade -> trades[bin(trade, bins)]++);
            sample.shadows().forEach(each -> shadows[bin(each.trade(), bins)]++);
        }
        int allTrades = Math.max(1, Arrays.stream(trades).sum());
        int allShadows = Math.max(1, Arrays.stream(shadows).sum());
        double most = 0.1;
        for (int i = 0; i < bins; i++) {
            most = Math.max(most, Math.max((double) trades[i] / allTrades, (double) shadows[i] / allShadows));
        }
        Svg svg = new Svg(html);
        svg.open(WIDTH, RESULT_HEIGHT, "Results of v21 in initial risks: trades, and shadows of refused signals");
        svg.rect(0, 0, WIDTH, RESULT_HEIGHT, "ground");
        Scale r = new Scale(LEAST_R, MOST_R, 8, RIGHT + 60);
        Scale share = new Scale(0, most, RESULT_HEIGHT - FOOT, TOP);
        for (double at : share.ticks(5, 0.01)) {
            svg.line(8, share.at(at), RIGHT + 60, share.at(at), "grid");
            svg.text(RIGHT + 68, share.at(at) + 4, Math.round(at * 100) + " %", "tick");
        }
        double width = r.at(BIN) - r.at(0);
        for (int i = 0; i < bins; i++) {
            double x = r.at(LEAST_R + i * BIN);
            bar(svg, x + 1, width / 2 - 1, share, (double) trades[i] / allTrades, "bar in");
            bar(svg, x + width / 2, width / 2 - 1, share, (double) shadows[i] / allShadows, "bar out");
        }
        for (double at = LEAST_R; at <= MOST_R; at++) {
            svg.text(r.at(at), RESULT_HEIGHT - 8, Figures.compact(at) + " R", at == LEAST_R ? "tick" : "tick mid");
        }
        svg.text(RIGHT - 190, TOP + 12, "filled: share of trades; open: of shadows", "tick");
        svg.close();
    }

    private static int bin(ClosedTrade trade, int bins) {
        return (int) Math.max(0, Math.min(bins - 1, Math.floor((trade.r() - LEAST_R) / BIN)));
    }

    private static void bar(Svg svg, double x, double width, Scale scale, double share, String style) {
        if (share > 0) {
            svg.rect(x, scale.at(share), width, scale.at(0) - scale.at(share), style);
        }
    }
}
