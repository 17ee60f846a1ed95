package ebb.research.validate;

import ebb.research.stats.Returns;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trades and equity of one side of the split, over all data sets: each data set is an account of its own.
 *
 * @param trades in the order of data sets, then of closing
 * @param curves one for each data set
 * @param faults replays that differed and positions closed because they were unprotected (NS-VAL-11)
 * @param isWithoutBooks whether any of it lacks books, so that it cannot pass (NS-CON-7)
 */
public record Sample(List<ClosedTrade> trades, List<EquityCurve> curves, int faults, boolean isWithoutBooks) {
    /** Copies the lists. */
    public Sample {
        trades = List.copyOf(trades);
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
        List<EquityCurve> curves = new ArrayList<>();
        int faults = 0;
        boolean isWithoutBooks = false;
        for (Sample part : parts) {
            trades.addAll(part.trades);
            curves.addAll(part.curves);
            faults += part.faults;
            isWithoutBooks |= part.isWithoutBooks;
        }
        return new Sample(trades, curves, faults, isWithoutBooks);
    }

    /** R of all trades. */
    double[] rs() {
        return trades.stream().mapToDouble(ClosedTrade::r).toArray();
    }

    List<ClosedTrade> of(ClosedTrade.Outcome outcome) {
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
