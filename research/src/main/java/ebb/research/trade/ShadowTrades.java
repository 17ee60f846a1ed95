package ebb.research.trade;

import ebb.research.data.Tape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What refused signals would have come to (NS-VAL-1): entered and led over the recorded candles by the rules of a trade
 * (PAPER-7, NS-STP, NS-TAK-1, NS-PRT-3, the time stop), for a quantity too small to move anything and without funding. The third target rests (NS-TGT-6:
 * nobody watches a shadow's runner). A signal is left out while its symbol has a trade or an earlier shadow open, and
 * where the data ends before the shadow does.
 */
public final class ShadowTrades {
    private final Tape tape;
    private final ShadowRules rules;

    private ShadowTrades(Tape tape, ShadowRules rules) {
        this.tape = tape;
        this.rules = rules;
    }

    /**
     * A shadow and the signal it came of.
     *
     * @param signal which was refused
     * @param trade what would have come of it
     */
    public record Shadow(Decided signal, ClosedTrade trade) {}

    /**
     * Follows each signal that is not overlapped.
     *
     * @param tape the recording that the signals were found in
     * @param found trades and refused signals of a run over it
     * @param rules of trading
     * @return in the order of the instruments' numbers, then of time
     */
    public static List<Shadow> of(Tape tape, Trades.Found found, ShadowRules rules) {
        ShadowTrades shadows = new ShadowTrades(tape, rules);
        List<Shadow> made = new ArrayList<>();
        for (int number = 0; number < tape.instruments(); number++) {
            String symbol = tape.symbol(number);
            List<Decided> refused = found.decided().stream()
                    .filter(each -> each.isRefused() && each.origin().symbol().equals(symbol))
                    .sorted(Comparator.comparingLong(Decided::atNs))
                    .toList();
            List<ClosedTrade> real = found.closed().stream()
                    .filter(each -> each.origin().symbol().equals(symbol))
                    .toList();
            shadows.follow(number, refused, real, made);
        }
        return List.copyOf(made);
    }

    private void follow(int number, List<Decided> refused, List<ClosedTrade> real, List<Shadow> made) {
        long freeNs = Long.MIN_VALUE;
        for (Decided each : refused) {
            if (each.atNs() < freeNs || !each.origin().isShort() || isTraded(each.atNs(), real)) {
                continue;
            }
            ShadowWalk walk = new ShadowWalk(each, rules);
            tape.candles(number, each.atNs(), walk);
            ClosedTrade trade = walk.trade();
            if (trade != null) {
                made.add(new Shadow(each, trade));
            }
            // What is still open when the data ends leaves no room either.
            freeNs = walk.isEntered() ? walk.endNs() : freeNs;
        }
    }

    /** Whether a trade was open on the symbol, or the order that opened it was under way. */
    private boolean isTraded(long atNs, List<ClosedTrade> real) {
        return real.stream()
                .anyMatch(trade -> atNs > trade.span().openedNs() - 2 * rules.entryNs()
                        && atNs < trade.span().closedNs());
    }
}
