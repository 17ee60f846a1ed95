package ebb.research.validate;

import ebb.codecs.sbe.ExitWhy;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.Decided;
import ebb.research.trade.EquityCurve;
import ebb.research.trade.ShadowTrades;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Samples made by hand. */
final class Sampled {
    static final long DAY = 86_400_000_000_000L;

    private final List<ClosedTrade> trades = new ArrayList<>();
    private final List<ShadowTrades.Shadow> shadows = new ArrayList<>();
    private final List<EquityCurve.Mark> marks = new ArrayList<>();
    private boolean isWithoutBooks;

    static Sampled books() {
        return new Sampled();
    }

    static Sampled candles() {
        Sampled made = new Sampled();
        made.isWithoutBooks = true;
        return made;
    }

    /** Some trades of one result; bases step up by one so that they vary. */
    Sampled trades(int count, double r, double base, double micro) {
        return trades(count, r, base, OptionalDouble.of(micro), 1, Set.of());
    }

    Sampled trades(int count, double r, double base, OptionalDouble micro, int hits, Set<String> tags) {
        for (int i = 0; i < count; i++) {
            trades.add(new ClosedTrade(
                    new ClosedTrade.Origin("X", 0, trades.size(), trades.size(), true),
                    new ClosedTrade.Span(0, 1),
                    new ClosedTrade.Result(0, 0, 0, 1, Math.round(r * 1e6), 500_000, 0),
                    new ClosedTrade.Evidence(OptionalDouble.of(base + i % 5), micro, OptionalDouble.empty(), "HIGH"),
                    new ClosedTrade.Execution(
                            ExitWhy.STOP, 2, hits, false, OptionalDouble.empty(), OptionalDouble.of(0.04)),
                    tags));
        }
        return this;
    }

    /** The trades so far become shadows of signals that a rule refused. */
    Sampled asShadows(String rule) {
        for (ClosedTrade trade : trades) {
            Decided.Plan plan = new Decided.Plan(100, 110, List.of(), false);
            Decided signal = new Decided(trade.origin(), 1, 0, plan, trade.evidence(), Set.of(rule));
            shadows.add(new ShadowTrades.Shadow(signal, trade));
        }
        trades.clear();
        return this;
    }

    Sampled equity(long... daily) {
        for (long each : daily) {
            marks.add(new EquityCurve.Mark(marks.size() * DAY, each));
        }
        return this;
    }

    Sample sample() {
        return new Sample(trades, shadows, List.of(new EquityCurve(marks)), 0, isWithoutBooks);
    }

    static Performance figures(Sample sample) {
        return Performance.of(sample, new Performance.Draws(500, 1));
    }
}
