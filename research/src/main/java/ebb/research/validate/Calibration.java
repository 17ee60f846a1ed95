package ebb.research.validate;

import ebb.adapters.venue.Venue;
import ebb.research.stats.Means;
import ebb.research.stats.Proportion;
import ebb.research.trade.ClosedTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What is proposed after 50 trades (NS-VAL-9): a report, never a change. */
public final class Calibration {
    /** Trades before anything is proposed. */
    public static final int TRADES = 50;

    /** Mean slippage of stops above which a venue's multiplier is proposed anew. */
    public static final double STOP_SLIP = 0.03;

    /** Points between win rates by Bitcoin's trend above which its filter is proposed. */
    public static final double TREND = 0.20;

    /** Share of the losses above which the detector of coordinated pumps is proposed. */
    public static final double COORDINATED = 0.5;

    private Calibration() {}

    /**
     * Looks at a sample.
     *
     * @param sample of the full variant
     * @return proposals in words; none below {@value #TRADES} trades
     */
    public static List<String> of(Sample sample) {
        List<String> proposals = new ArrayList<>();
        if (sample.trades().size() < TRADES) {
            return proposals;
        }
        stopSlips(sample).forEach((venue, mean) -> {
            if (mean > STOP_SLIP) {
                proposals.add(String.format(
                        Locale.ROOT,
                        "stops on %s slip %.2f %% in the mean: a greater ns.stp.mult (NS-STP-1)",
                        venue,
                        mean * 100));
            }
        });
        Proportion up = wins(sample, "BTC_UP");
        Proportion down = wins(sample, "BTC_DOWN");
        if (Math.abs(up.rate() - down.rate()) > TREND) {
            proposals.add(String.format(
                    Locale.ROOT,
                    "win rate %.1f %% while Bitcoin rises and %.1f %% while it falls: the regime filter",
                    up.rate() * 100,
                    down.rate() * 100));
        }
        List<ClosedTrade> lost = Sample.of(sample.trades(), ClosedTrade.Outcome.LOSS);
        long announced = lost.stream()
                .filter(trade -> trade.tags().contains(Tagging.ANNOUNCED))
                .count();
        if (announced > lost.size() * COORDINATED) {
            proposals.add(String.format(
                    Locale.ROOT,
                    "%d of %d losses lie in announced pumps: the detector of coordinated ones",
                    announced,
                    lost.size()));
        }
        return proposals;
    }

    private static Map<String, Double> stopSlips(Sample sample) {
        Map<String, List<Double>> slips = new TreeMap<>();
        for (ClosedTrade trade : sample.trades()) {
            OptionalDouble slip = trade.execution().stopSlip();
            if (slip.isPresent()) {
                slips.computeIfAbsent(venue(trade), name -> new ArrayList<>()).add(slip.getAsDouble());
            }
        }
        Map<String, Double> means = new TreeMap<>();
        slips.forEach((venue, list) -> means.put(
                venue, Means.of(list.stream().mapToDouble(Double::doubleValue).toArray())));
        return means;
    }

    /** Name of a trade's venue. */
    static String venue(ClosedTrade trade) {
        Venue venue = Venue.of(trade.origin().venue());
        return venue == null ? "venue " + trade.origin().venue() : venue.text();
    }

    private static Proportion wins(Sample sample, String tag) {
        int wins = 0;
        int n = 0;
        for (ClosedTrade trade : sample.trades()) {
            if (trade.tags().contains(tag) && trade.outcome() != ClosedTrade.Outcome.EVEN) {
                n++;
                wins += trade.outcome() == ClosedTrade.Outcome.WIN ? 1 : 0;
            }
        }
        return new Proportion(wins, n);
    }
}
