package ebb.research.validate;

import ebb.research.stats.Means;
import ebb.research.stats.Proportion;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.ShadowTrades;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Parts of a sample by what its trades have in common (NS-VAL-10), and shadows by what refused them (NS-VAL-1). */
public final class Groups {
    private Groups() {}

    /**
     * Some trades.
     *
     * @param name what they have in common
     * @param trades how many
     * @param decided won of won and lost
     * @param meanR mean profit in initial risks
     */
    public record Group(String name, int trades, Proportion decided, double meanR) {
        static Group of(String name, List<ClosedTrade> trades) {
            int wins = Sample.of(trades, ClosedTrade.Outcome.WIN).size();
            int losses = Sample.of(trades, ClosedTrade.Outcome.LOSS).size();
            double meanR = Means.of(trades.stream().mapToDouble(ClosedTrade::r).toArray());
            return new Group(name, trades.size(), new Proportion(wins, wins + losses), meanR);
        }
    }

    /**
     * By tag; a trade is in the group of each of its tags.
     *
     * @param sample whose trades
     * @return in the order of their names
     */
    public static List<Group> byTag(Sample sample) {
        return by(sample.trades(), ClosedTrade::tags);
    }

    /**
     * By the UTC hour of the first fill.
     *
     * @param sample whose trades
     * @return in the order of the hours
     */
    public static List<Group> byHour(Sample sample) {
        return by(sample.trades(), trade -> List.of(hour(trade)));
    }

    /**
     * By venue.
     *
     * @param sample whose trades
     * @return in the order of their names
     */
    public static List<Group> byVenue(Sample sample) {
        return by(sample.trades(), trade -> List.of(Calibration.venue(trade)));
    }

    static String hour(ClosedTrade trade) {
        return String.format(Locale.ROOT, "%02d", Math.floorMod(trade.span().openedNs() / 3_600_000_000_000L, 24));
    }

    /**
     * What each rule kept out; a signal that several refused is in the group of each.
     *
     * @param sample whose shadows
     * @return in the order of the rules' names
     */
    public static List<Group> byRule(Sample sample) {
        Map<String, List<ClosedTrade>> groups = new TreeMap<>();
        for (ShadowTrades.Shadow each : sample.shadows()) {
            for (String rule : each.signal().refusedBy()) {
                groups.computeIfAbsent(rule, name -> new ArrayList<>()).add(each.trade());
            }
        }
        return of(groups);
    }

    private static List<Group> by(List<ClosedTrade> trades, Function<ClosedTrade, Collection<String>> names) {
        Map<String, List<ClosedTrade>> groups = new TreeMap<>();
        for (ClosedTrade trade : trades) {
            for (String name : names.apply(trade)) {
                groups.computeIfAbsent(name, any -> new ArrayList<>()).add(trade);
            }
        }
        return of(groups);
    }

    private static List<Group> of(Map<String, List<ClosedTrade>> groups) {
        return groups.entrySet().stream()
                .map(each -> Group.of(each.getKey(), each.getValue()))
                .toList();
    }
}
