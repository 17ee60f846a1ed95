package ebb.research.review;

import ebb.codecs.Nulls;
import ebb.codecs.Rounding;
import ebb.codecs.sbe.Tier;
import ebb.desk.ledger.Decision;
import ebb.desk.ledger.Ledger;
import ebb.desk.ledger.RoundTrip;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.nullspectre.Discipline;
import ebb.engine.strategy.nullspectre.KellySettings;
import ebb.engine.strategy.nullspectre.NullSpectreSettings;
import ebb.engine.strategy.nullspectre.PerTier;
import ebb.engine.strategy.nullspectre.SizeSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes recomputed from what the journal says and compared with what was signalled (NS-REV-1, NS-RSK-1 to 6): written a second
 * time, in decimals, without a line of the strategy's own.
 */
final class SizeAudit {
    private static final String SHARE = "NS-RSK-2";
    private static final double MICRO = 1e6;
    private static final double NANO = 1e9;
    /** NS-RSK-6: 0.2 %. */
    private static final double SLACK = 0.002;

    private static final double NEUTRAL = 50;
    /** Doubles are quantised at the end (NUM-8): the last place may differ. */
    private static final long PLACE = 1;

    private final Ledger ledger;
    private final NullSpectreSettings settings;

    /**
     * One comparison.
     *
     * @param signal id
     * @param what was compared: share, quantity, leverage
     * @param told by the signal
     * @param recomputed now
     */
    record Difference(long signal, String what, String told, String recomputed) {}

    SizeAudit(Ledger ledger, NullSpectreSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Whether a signal has a size to look at. */
    static boolean isSized(Decision decision) {
        return !Nulls.isNull(decision.idea().entry()) && decision.asked(SHARE) != null;
    }

    /** What does not agree; empty where all does. */
    List<Difference> differences(Decision decision) {
        double share = share(decision);
        long told = decision.asked(SHARE).value();
        long micro = BigDecimal.valueOf(share * MICRO)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        List<Difference> found = new ArrayList<>();
        if (Math.abs(micro - told) > PLACE) {
            found.add(new Difference(
                    decision.head().id(), "share of equity", number(told / MICRO), number(micro / MICRO)));
        }
        compareSize(decision, micro >= settings.trade().kelly().minMicro() ? share : 0, found);
        return found;
    }

    private void compareSize(Decision decision, double share, List<Difference> found) {
        Instrument of = ledger.instrument(decision.head().instrument());
        if (of == null) {
            return;
        }
        Size size = size(of, decision, share);
        long told = Math.max(0, decision.idea().qty());
        long step = Math.max(1, of.lot());
        if (Math.abs(size.qty() - told) > step) {
            found.add(new Difference(
                    decision.head().id(),
                    "quantity",
                    plain(told, of.qe()).toPlainString(),
                    plain(size.qty(), of.qe()).toPlainString()));
        }
        if (size.leverage() != decision.idea().leverage()) {
            found.add(new Difference(
                    decision.head().id(),
                    "leverage",
                    Integer.toString(decision.idea().leverage()),
                    Integer.toString(size.leverage())));
        }
    }

    /** NS-RSK-1, NS-RSK-2, NS-RSK-4: the share of equity at risk. */
    private double share(Decision decision) {
        KellySettings kelly = settings.trade().kelly();
        Record record = record(decision);
        double convinced = kelly.fixedMicro() / MICRO;
        if (kelly.usesKelly()) {
            double all = record.wins + record.losses + kelly.priorTrades();
            double p = (record.wins + kelly.priorTrades() * kelly.priorWin()) / all;
            double b = (kelly.priorTrades() * kelly.priorPayoff()
                            + (record.wins + record.losses) * record.payoff(kelly.priorPayoff()))
                    / all;
            double full = (p * b - (1 - p)) / b;
            double conviction = Math.max(0, Math.min(2, decision.judgement().score() / MICRO / NEUTRAL));
            convinced = full <= 0 ? 0 : full * kelly.fraction() * conviction;
        }
        double cut = record.streak >= kelly.cutAfter() ? convinced * kelly.cut() : convinced;
        double cap = Math.min(of(kelly.tierCaps(), decision.judgement().tier()), kelly.capMicro()) / MICRO;
        return Math.max(0, Math.min(Math.min(cut, cap), budget(decision)));
    }

    /** NS-RSK-4: what of the day's bound is left. */
    private double budget(Decision decision) {
        Decision.Means means = decision.means();
        if (means.equity() <= 0) {
            return 0;
        }
        double whole = (double) means.dayStart() * settings.trade().size().budgetMicro() / MICRO;
        double left = whole - means.realisedLoss() - means.openRisk();
        return Math.max(0, left) / means.equity();
    }

    /** NS-RSK-3, 5, 6 within the house's limits. */
    private Size size(Instrument of, Decision decision, double share) {
        SizeSettings size = settings.trade().size();
        BigDecimal entry = plain(decision.idea().entry(), of.pe());
        BigDecimal stop = plain(decision.idea().stop(), of.pe());
        BigDecimal contract = plain(of.contractSize(), of.contractExponent());
        BigDecimal equity = plain(decision.means().equity(), -8);
        BigDecimal perUnit =
                stop.subtract(entry).multiply(contract).multiply(BigDecimal.valueOf(1 + size.kappaMicro() / MICRO));
        long qty = perUnit.signum() <= 0 || share <= 0
                ? 0
                : units(of, BigDecimal.valueOf(share).multiply(equity).divide(perUnit, 20, RoundingMode.DOWN));
        qty = within(of, qty, entry.multiply(contract), plain(size.house().orderNotional(), -8));
        int leverage = leverage(of, decision, notional(of, qty, decision.idea().entry()));
        BigDecimal margin = equity.multiply(BigDecimal.valueOf(size.marginMicro(), 6));
        qty = within(of, qty, entry.multiply(contract), margin.multiply(BigDecimal.valueOf(leverage)));
        if (of.maxQty() != Instrument.ABSENT) {
            qty = Math.min(qty, of.floorQty(of.maxQty()));
        }
        return new Size(qty, leverage);
    }

    private record Size(long qty, int leverage) {}

    private static long notional(Instrument of, long qty, long price) {
        return qty == 0 ? 0 : of.notional(qty, price, Rounding.CEIL);
    }

    private static long within(Instrument of, long qty, BigDecimal perUnit, BigDecimal most) {
        return Math.min(qty, units(of, most.divide(perUnit, 20, RoundingMode.DOWN)));
    }

    private static long units(Instrument of, BigDecimal quantity) {
        BigDecimal mantissa = quantity.movePointLeft(of.qe()).setScale(0, RoundingMode.DOWN);
        return mantissa.toBigInteger().bitLength() > 61 ? Long.MAX_VALUE / 2 : of.floorQty(mantissa.longValueExact());
    }

    private int leverage(Instrument of, Decision decision, long notional) {
        SizeSettings size = settings.trade().size();
        double d = (double) (decision.idea().stop() - decision.idea().entry())
                / decision.idea().entry();
        double maintenance = of.tiers().rateAt(notional) / NANO;
        double safe = Math.floor(1 / (size.liquidationBuffer() * d * (1 + maintenance) + maintenance + SLACK));
        double most = Math.min(safe, of(size.leverages(), decision.judgement().tier()));
        most = Math.min(most, size.house().leverage());
        most = of.maxLeverage() > 0 ? Math.min(most, of.maxLeverage()) : most;
        int ofTier = of.tiers().leverageAt(notional);
        most = ofTier > 0 ? Math.min(most, ofTier) : most;
        return (int) Math.max(1, most);
    }

    private static double of(PerTier each, Tier tier) {
        return switch (tier) {
            case MAX -> each.max();
            case HIGH -> each.high();
            case MEDIUM -> each.medium();
            default -> 0;
        };
    }

    /** Closed trades of the strategy before a decision, the last of them as the window has it (NS-RSK-1, NS-RSK-7). */
    private Record record(Decision decision) {
        Discipline discipline = settings.discipline();
        List<RoundTrip> before = ledger.trips().stream()
                .filter(each -> each.origin().strategy().equals(decision.head().strategy())
                        && each.origin().sequence() < decision.head().sequence())
                .toList();
        Record record = new Record();
        for (int i = 0; i < before.size(); i++) {
            long r = before.get(i).result().r();
            boolean isWin = r > 0 && r >= discipline.evenMicro();
            boolean isLoss = r < 0 && r <= -discipline.evenMicro();
            record.streak = isWin ? 0 : isLoss ? record.streak + 1 : record.streak;
            if (i >= before.size() - discipline.window()) {
                record.add(r, isWin, isLoss);
            }
        }
        return record;
    }

    private static final class Record {
        private int wins;
        private int losses;
        private int streak;
        private double won;
        private double lost;

        private void add(long r, boolean isWin, boolean isLoss) {
            wins += isWin ? 1 : 0;
            losses += isLoss ? 1 : 0;
            won += isWin ? r : 0;
            lost -= isLoss ? r : 0;
        }

        private double payoff(double prior) {
            return wins == 0 || losses == 0 ? prior : won / wins / (lost / losses);
        }
    }

    private static BigDecimal plain(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }
}
