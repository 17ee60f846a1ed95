package ebb.research.trade;

import ebb.codecs.Micro;
import ebb.codecs.Nulls;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.ExitWhy;
import ebb.research.data.Candles;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** One short over candles, from the decision to flat (PAPER-7). Prices are mantissas on a grid of one. */
final class ShadowWalk implements Candles {
    /** NS-ENT-1: no entry crosses by more than this. */
    private static final long MOST_CROSS_MICRO = 5_000;

    private static final double MICRO = 1e6;
    private static final double NANO = 1e9;
    /** NS-PRT-2: a stop keeps this clear of the market. */
    private static final int ROOM_TICKS = 2;

    private final Decided signal;
    private final ShadowRules rules;
    private final long lapsesNs;
    private final double[] part;
    private final boolean[] isFilled;
    private long entry;
    private long stop;
    private long openedNs;
    private long endNs;
    private long worst;
    private long best;
    private double left = 1;
    private double gain;
    private double fees;
    private int hits;
    private boolean isLeaving;
    private boolean isDone;
    private ExitWhy why = ExitWhy.NULL_VAL;
    private OptionalDouble stopSlip = OptionalDouble.empty();

    ShadowWalk(Decided signal, ShadowRules rules) {
        this.signal = signal;
        this.rules = rules;
        lapsesNs = signal.atNs() + rules.entryNs();
        stop = signal.plan().stop();
        part = parts(signal.plan().targets(), rules.sharesMicro());
        isFilled = new boolean[part.length];
    }

    /** Shares of the targets: as sized, else as configured, those of missing targets with the last (NS-TGT-2). */
    private static double[] parts(List<Decided.Target> targets, List<Long> shares) {
        double sized = targets.stream().mapToLong(Decided.Target::qty).sum();
        double[] parts = new double[targets.size()];
        double rest = 1;
        for (int i = 0; i < parts.length; i++) {
            double share = sized > 0 ? targets.get(i).qty() / sized : shares.get(i) / MICRO;
            parts[i] = i == parts.length - 1 ? rest : share;
            rest -= parts[i];
        }
        return parts;
    }

    @Override
    public void onCandle(long startNs, long candleEndNs, long open, long high, long low, long close, long volume) {
        if (isDone) {
            return;
        }
        if (entry == 0) {
            enter(candleEndNs, open, high, volume);
            return;
        }
        endNs = candleEndNs;
        if (volume > 0) {
            trade(open, high, low, close);
        }
        worst = Math.max(worst, close);
        best = Math.min(best, close);
        boolean isClose = candleEndNs % rules.frameNs() == 0;
        if (!isDone && isClose && hits == 0 && candleEndNs - openedNs >= rules.timeStopNs()) {
            isLeaving = true;
        }
        if (!isDone && isClose && hits > 0) {
            toBreakeven(close);
        }
    }

    private void enter(long candleEndNs, long open, long high, long volume) {
        if (candleEndNs > lapsesNs) {
            isDone = true;
            return;
        }
        long limit = Scaled.mulDiv(signal.plan().entry(), Micro.ONE - MOST_CROSS_MICRO, Micro.ONE, Rounding.CEIL);
        boolean isTaken = open >= limit;
        if (volume <= 0 || !isTaken && high <= limit) {
            return;
        }
        long slipped = Scaled.mulDiv(open, Micro.ONE - rules.slipMicro(), Micro.ONE, Rounding.FLOOR);
        entry = Math.max(1, isTaken ? Math.max(slipped, limit) : limit);
        fees = entry * (isTaken ? rules.takerNano() : rules.makerNano()) / NANO;
        openedNs = candleEndNs;
        endNs = candleEndNs;
        worst = entry;
        best = entry;
        // NS-STP-2, asked again with the price that was paid: there is nothing between it and the stop.
        isDone = entry >= stop;
    }

    /** First what leaves at the open, then the stop, then the targets. */
    private void trade(long open, long high, long low, long close) {
        if (isLeaving) {
            why = ExitWhy.TIME;
            leave(open);
            return;
        }
        if (high >= stop) {
            why = hits > 0 ? ExitWhy.BREAKEVEN : ExitWhy.STOP;
            long trigger = stop;
            long price = leave(Math.max(stop, open));
            stopSlip = OptionalDouble.of((double) (price - trigger) / trigger);
            return;
        }
        List<Decided.Target> targets = signal.plan().targets();
        int before = hits;
        for (int i = 0; i < part.length; i++) {
            if (!isFilled[i] && part[i] > 0 && low < targets.get(i).price()) {
                isFilled[i] = true;
                hits++;
                take(part[i], Math.min(open, targets.get(i).price()), rules.makerNano());
            }
        }
        if (left < 1 / MICRO) {
            why = ExitWhy.TARGET;
            isDone = true;
        } else if (hits > before) {
            toBreakeven(close);
        }
    }

    /** All of the rest at a price made worse by the slip. */
    private long leave(long base) {
        long price = Scaled.mulDiv(base, Micro.ONE + rules.slipMicro(), Micro.ONE, Rounding.CEIL);
        take(left, price, rules.takerNano());
        isDone = true;
        return price;
    }

    private void take(double share, long price, long feeNano) {
        gain += share * (entry - price);
        fees += share * price * feeNano / NANO;
        left -= share;
        worst = Math.max(worst, price);
        best = Math.min(best, price);
    }

    /** NS-PRT-3, NS-PRT-2. */
    private void toBreakeven(long close) {
        long even = (long) Math.floor(entry * (1 - 2 * rules.takerNano() / NANO));
        if (rules.hasBreakeven() && even < stop && even > close + ROOM_TICKS) {
            stop = even;
        }
    }

    /** Whether there was a position. */
    boolean isEntered() {
        return entry > 0 && entry < signal.plan().stop();
    }

    /** When it was flat; the end of the data where it never was. */
    long endNs() {
        return isDone ? endNs : Long.MAX_VALUE;
    }

    /** What came of it; null if it was not entered, or was open when the data ended. */
    ClosedTrade trade() {
        if (!isEntered() || !isDone) {
            return null;
        }
        double risk = signal.plan().stop() - entry;
        // Money of a position of one: as good as any, for R has no unit.
        ClosedTrade.Result result = new ClosedTrade.Result(
                Math.round(gain - fees),
                Math.round(fees),
                0,
                Math.round(risk),
                Math.round((gain - fees) / risk * MICRO),
                Math.round((worst - entry) / risk * MICRO),
                Math.round((entry - best) / risk * MICRO));
        ClosedTrade.Execution execution = new ClosedTrade.Execution(
                why,
                part.length,
                hits,
                signal.plan().isFixed(),
                OptionalDouble.of(
                        (double) (signal.plan().entry() - entry) / signal.plan().entry()),
                stopSlip);
        return new ClosedTrade(
                new ClosedTrade.Origin(
                        signal.origin().symbol(),
                        signal.origin().venue(),
                        Nulls.ID,
                        signal.origin().signal(),
                        true),
                new ClosedTrade.Span(openedNs, endNs),
                result,
                signal.evidence(),
                execution,
                Set.of());
    }
}
