package ebb.desk;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Role;
import ebb.desk.InstrumentData.Candle;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.RoundTrip;
import ebb.desk.ledger.Step;
import ebb.desk.markup.Figures;
import ebb.desk.markup.Html;
import ebb.desk.markup.Scale;
import ebb.desk.markup.Svg;
import ebb.desk.markup.Times;
import java.util.List;

/**
 * One setup: candles from before its first peak to after its end, the level with its numbered peaks, the decision, entry,
 * stop as it moved, targets, fills.
 */
final class SetupChart {
    private static final double WIDEST_BODY = 12;
    private static final int WIDTH = 1_120;
    private static final int HEIGHT = 330;
    private static final int LEFT = 8;
    private static final int RIGHT = WIDTH - 96;
    private static final int TOP = 30;
    private static final int BOTTOM = HEIGHT - 28;
    private static final int MOST_CANDLES = 200;
    private static final int MOST_TIMES = 10;
    /** Bars of the pattern shown before the first peak and behind the end. */
    private static final int BEFORE = 6;

    private static final int BEHIND = 6;
    /** What is shown after a decision that was not traded. */
    private static final long AFTER_NS = 86_400_000_000_000L;

    private final InstrumentData data;
    private final Decision decision;
    private final RoundTrip trip;
    private final List<Step> steps;
    private final Times times;
    private final Svg svg;
    private final LevelTrail level;
    private final long toNs;
    private final int frame;
    private final List<Candle> candles;
    private Scale time;
    private Scale price;
    private double lastLabel = -100;

    /**
     * Lays out the axes.
     *
     * @param data the market's
     * @param decision the signal
     * @param trip its trade, or null
     * @param steps of its orders
     * @param lastNs end of the run
     * @param times says times of day
     * @param html where it is drawn
     */
    SetupChart(
            InstrumentData data,
            Decision decision,
            RoundTrip trip,
            List<Step> steps,
            long lastNs,
            Times times,
            Html html) {
        this.data = data;
        this.decision = decision;
        this.trip = trip;
        this.steps = steps;
        this.times = times;
        this.svg = new Svg(html);
        level = data.levels.get(decision.head().level());
        long at = decision.head().atNs();
        long first =
                level == null || level.peaks.isEmpty() ? at : level.peaks.get(0).startNs();
        long pattern = Math.max(1, data.patternNs);
        long fromNs = Math.min(first, at - BEFORE * pattern) - BEFORE * pattern;
        boolean isOpen = trip == null && !steps.isEmpty();
        long end = trip != null ? trip.span().closedNs() + BEHIND * pattern : isOpen ? lastNs : at + AFTER_NS;
        toNs = Math.min(lastNs, Math.max(end, at + BEHIND * pattern));
        frame = data.frameFor(fromNs, toNs, MOST_CANDLES);
        candles = frame < 0 ? List.of() : data.between(frame, fromNs, toNs);
        if (isDrawable()) {
            time = new Scale(
                    candles.get(0).startNs(),
                    candles.get(candles.size() - 1).startNs() + data.frameNs[frame],
                    LEFT,
                    RIGHT);
            price = priceScale();
        }
    }

    boolean isDrawable() {
        return candles.size() > 1;
    }

    /** What the market did from the decision to the end of the chart; null without a candle. */
    Aftermath aftermath() {
        return Aftermath.of(
                decision,
                candles.stream()
                        .filter(each -> each.startNs() >= decision.head().atNs())
                        .toList());
    }

    private Scale priceScale() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Candle candle : candles) {
            low = Math.min(low, candle.low());
            high = Math.max(high, candle.high());
        }
        double reach = Math.max(high - low, 1) * 0.6;
        double lowest = low;
        double highest = high;
        if (hasIdea()) {
            highest = Math.max(highest, Math.min(decision.idea().stop(), high + reach));
            for (Decision.Aim aim : decision.parts()) {
                lowest = aim.price() > low - reach ? Math.min(lowest, aim.price()) : lowest;
            }
        }
        double room = Math.max(1, (highest - lowest) * 0.07);
        return new Scale(lowest - room, highest + room, BOTTOM, TOP);
    }

    private boolean hasIdea() {
        return !Nulls.isNull(decision.idea().entry());
    }

    void draw(String title) {
        svg.open(WIDTH, HEIGHT, title);
        axes();
        after();
        levelAndPeaks();
        candles(true);
        candles(false);
        plan();
        fills();
        mark();
        svg.close();
    }

    private void axes() {
        svg.text(LEFT, 14, Figures.frame(data.frameNs[frame]) + " candles · " + data.instrument.quote(), "panel");
        boolean isLong = time.to() - time.from() > 36 * 3.6e12;
        for (long at : time.times(MOST_TIMES)) {
            double x = time.at(at);
            svg.line(x, TOP, x, BOTTOM, "grid");
            if (x > LEFT + 18 && x < RIGHT - 18) {
                String minute = Figures.minute(at);
                boolean isMidnight = "00:00".equals(minute);
                String text = isMidnight && isLong ? Figures.date(at).substring(5) : minute;
                svg.text(x, HEIGHT - 8, text, isMidnight ? "tick mid strong" : "tick mid");
            }
        }
        for (double at : price.ticks(5, Math.max(1, data.instrument.tick()))) {
            svg.line(LEFT, price.at(at), RIGHT, price.at(at), "grid");
            svg.text(LEFT, price.at(at) - 3, Figures.price(data.instrument, Math.round(at)), "note");
        }
    }

    /** What came after the decision stands on another ground. */
    private void after() {
        double x = time.at(decision.head().atNs());
        if (x < RIGHT) {
            svg.rect(Math.max(LEFT, x), TOP, RIGHT - Math.max(LEFT, x), BOTTOM - TOP, "after");
        }
    }

    private void levelAndPeaks() {
        if (level == null || level.peaks.isEmpty()) {
            return;
        }
        double y = price.at(level.price);
        double to = time.at(Math.min(time.to(), level.endNs == Long.MAX_VALUE ? time.to() : level.endNs));
        double from = Math.max(LEFT, time.at(level.peaks.get(0).startNs()));
        if (to > from) {
            svg.line(from, y, to, y, "level");
        }
        double last = -100;
        for (int i = 0; i < level.peaks.size(); i++) {
            LevelTrail.Peak peak = level.peaks.get(i);
            if (!time.holds(peak.startNs())) {
                continue;
            }
            double x = time.at(peak.startNs() + data.patternNs / 2.0);
            double top = price.at(peak.price());
            svg.group();
            svg.title("Rejection " + (i + 1) + " at " + Figures.price(data.instrument, peak.price()) + ", "
                    + times.minute(peak.startNs()));
            if (x - last > 14) {
                svg.line(x, top - 2, x, top - 6, "peakstem");
                svg.circle(x, top - 13, 7.5, "peak");
                svg.text(x, top - 9.5, Integer.toString(i + 1), "peaktext");
                last = x;
            } else {
                svg.circle(x, top, 2.5, "peak");
            }
            svg.end();
        }
    }

    private void candles(boolean up) {
        double width = time.at(time.from() + data.frameNs[frame]) - LEFT;
        CandleMarks.draw(
                svg,
                candles,
                up,
                width,
                WIDEST_BODY,
                candle -> time.at(candle.startNs() + data.frameNs[frame] / 2.0),
                price);
    }

    /** Entry, stop and targets from the decision on; what was not sent is drawn as thought. */
    private void plan() {
        if (!hasIdea()) {
            return;
        }
        String thought = steps.isEmpty() ? " thought" : "";
        double from = Math.max(LEFT, time.at(decision.head().atNs()));
        double end = trip == null ? RIGHT : Math.min(RIGHT, time.at(trip.span().closedNs()));
        double to = Math.max(from + 3, end);
        stop(from, to, thought);
        line("entry", decision.idea().entry(), from, to, thought);
        for (int i = 0; i < decision.parts().size(); i++) {
            line("T" + (i + 1), decision.parts().get(i).price(), from, to, thought);
        }
    }

    private void line(String name, long at, double from, double to, String thought) {
        if (!price.holds(at)) {
            return;
        }
        double y = price.at(at);
        String role = "entry".equals(name) ? "entry" : "target";
        svg.line(from, y, to, y, "order " + role + thought);
        label(name + " " + Figures.price(data.instrument, at), y, role);
    }

    /** The stop goes where it was moved to. */
    private void stop(double from, double to, String thought) {
        StringBuilder d = new StringBuilder();
        long now = decision.idea().stop();
        d.append('M').append(Svg.px(from)).append(' ').append(Svg.px(price.at(now)));
        for (Step step : steps) {
            if (step.role() == Role.STOP && step.what() == Step.What.MOVED && !Nulls.isNull(step.price())) {
                double x = Math.max(from, Math.min(to, time.at(step.atNs())));
                d.append('H').append(Svg.px(x)).append('V').append(Svg.px(price.at(step.price())));
                now = step.price();
            }
        }
        d.append('H').append(Svg.px(to));
        svg.path(d, "order stop line" + thought);
        label("stop " + Figures.price(data.instrument, now), price.at(now), "stop");
    }

    /** Labels stand behind the panel; one that would cover another is left to the table below. */
    private void label(String text, double y, String role) {
        if (Math.abs(y - lastLabel) < 11) {
            return;
        }
        lastLabel = y;
        svg.text(RIGHT + 6, y + 4, text, "mark " + role);
    }

    private void fills() {
        for (Step step : steps) {
            if (step.what() != Step.What.FILLED || !time.holds(step.atNs()) || !price.holds(step.price())) {
                continue;
            }
            boolean isBuy = step.role() != Role.ENTRY == isShort();
            double x = time.at(step.atNs());
            double y = price.at(step.price());
            double way = isBuy ? 1 : -1;
            svg.group();
            svg.title((isBuy ? "Bought " : "Sold ") + Figures.qty(data.instrument, step.qty()) + " at "
                    + Figures.price(data.instrument, step.price()) + ", " + times.second(step.atNs()));
            svg.path(
                    "M" + Svg.px(x) + " " + Svg.px(y + way) + "l-5 " + Svg.px(way * 9) + "h10z",
                    isBuy ? "fill buy" : "fill sell");
            svg.end();
        }
    }

    private boolean isShort() {
        return decision.judgement().direction() == ebb.codecs.sbe.Dir.SHORT;
    }

    private void mark() {
        double x = time.at(decision.head().atNs());
        if (x < LEFT || x > RIGHT) {
            return;
        }
        boolean isRefused = steps.isEmpty() && !decision.denials().isEmpty();
        svg.line(x, TOP, x, BOTTOM, isRefused ? "declined" : "signal");
        svg.text(x, TOP - 6, isRefused ? "refused" : "signal", "flagnote");
    }
}
