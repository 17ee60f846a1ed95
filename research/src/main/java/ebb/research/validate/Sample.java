package ebb.research.validate;

import ebb.research.stats.Returns;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import ebb.research.trade.ShadowTrades;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trades and equity of one side of the split, over all data sets: each data set is an account of its own.
 *
 * @param trades in the order of data sets, then of closing
 * @param shadows of refused signals; they count in comparisons only (NS-VAL-1)
 * @param curves one for each data set
 * @param faults replays that differed, positions closed unprotected, wrong quantities, orders UNKNOWN for a minute (NS-VAL-11)
 * @param isWithoutBooks whether any of it lacks books, so that it cannot pass (NS-CON-7)
 */
public record Sample(
        List<ClosedTrade> trades,
        List<ShadowTrades.Shadow> shadows,
        List<EquityCurve> curves,
        int faults,
        boolean isWithoutBooks) {
    /** Copies the lists. */
    public Sample {
        trades = List.copyOf(trades);
        shadows = List.copyOf(shadows);
        curves = List.copyOf(curves);
    }

    /**
     * Puts the accounts of several data sets side by side.
     *
     * @param parts one for each
     * @return all of them
     */
    public static Sample of(List<Sample> parts) {
        List<ClosedTrade> trades = new ArrayList<>();
        List<ShadowTrades.Shadow> shadows = new ArrayList<>();
        List<EquityCurve> curves = new ArrayList<>();
        int faults = 0;
        boolean isWithoutBooks = false;
        for (Sample part : parts) {
            trades.addAll(part.trades);
            shadows.addAll(part.shadows);
            curves.addAll(part.curves);
            faults += part.faults;
            isWithoutBooks |= part.isWithoutBooks;
        }
        return new Sample(trades, shadows, curves, faults, isWithoutBooks);
    }

    /** What comparisons look at: trades, and what refused signals would have come to (NS-VAL-1). */
    List<ClosedTrade> compared() {
        List<ClosedTrade> all = new ArrayList<>(trades);
        shadows.forEach(each -> all.add(each.trade()));
        return all;
    }

    /** R of all trades. */
    double[] rs() {
        return trades.stream().mapToDouble(ClosedTrade::r).toArray();
    }

    static List<ClosedTrade> of(List<ClosedTrade> trades, ClosedTrade.Outcome outcome) {
        return trades.stream().filter(trade -> trade.outcome() == outcome).toList();
    }

    /** The worst of the accounts. */
    double maxDrawdown() {
        return curves.stream()
                .mapToDouble(curve -> Returns.maxDrawdown(curve.values()))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Daily returns, account after account. */
    double[] dailyReturns() {
        return curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(Returns.of(curve.daily())))
                .toArray();
    }
}
