package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Rules;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.TargetKind;
import ebb.codecs.sbe.Tier;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.codecs.sbe.Validity;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.OrderPlan;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.Reasons;
import ebb.engine.signal.SignalDraft;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;

/**
 * NullSpectre's first form: short a perpetual after the third failed push of a pump, when the pattern is good and the
 * volume delta did not follow (NS-REJ-1 to 7, NS-CVD-1 to 3), with the stop beyond the level and one target.
 *
 * <p>Decides once per close of the pattern's frame, when that close recorded a rejection (NS-CON-5); every rule is
 * asked, and the signal says what each answered, whether or not it traded (law 8).
 */
public final class NullSpectre implements Strategy {
    private static final long ONE = Micro.ONE;

    private final NullSpectreSettings settings;
    private final NullSpectreRules rules;
    private final Setup setup;
    private Outlet outlet;
    private long decisions;

    /**
     * Creates the strategy.
     *
     * @param settings figures
     * @param fullDivergence net share of volume that is full strength ({@code div.full}, DIV-2)
     * @param rules codes of the rules
     */
    public NullSpectre(NullSpectreSettings settings, double fullDivergence, Rules rules) {
        this.settings = settings;
        this.rules = new NullSpectreRules(rules);
        this.setup = new Setup(settings, fullDivergence);
    }

    @Override
    public String name() {
        return "nullspectre";
    }

    @Override
    public void declare(Declaration declaration, Outlet to) {
        outlet = to;
        declaration
                .tierA(instrument -> instrument.kind() == Kind.PERP_LINEAR)
                .bars(settings.frameNs(), settings.context());
    }

    @Override
    public void onBar(Market market, int frame) {
        if (market.bars().frames().lengthNs(frame) != settings.frameNs()) {
            return;
        }
        RejectionLevel level = market.rejections().best();
        if (level != null && level.isQualified() && wasRejectedNow(market, frame, level)) {
            decide(market, frame, level);
        }
    }

    /** NS-CON-5: the close in hand recorded a rejection of this level. */
    private static boolean wasRejectedNow(Market market, int frame, RejectionLevel level) {
        Rejection last = level.rejection(level.size() - 1);
        return last.confirmStartNs() == market.bars().ring(frame).startNs(0);
    }

    private void decide(Market market, int frame, RejectionLevel level) {
        decisions++;
        setup.measure(market, frame, level);
        SignalDraft signal = outlet.signal(market);
        Reasons reasons = signal.reasons();
        askPattern(reasons, level);
        askFlow(reasons);
        askMarket(reasons, market);
        long entry = entry(market, frame);
        boolean hasEntry = entry > 0 && setup.stop() > entry;
        askStop(reasons, entry, hasEntry);
        long qty = hasEntry ? quantity(market, entry) : 0;
        reasons.gate(
                rules.size, Validity.VALID, qty * ONE, true, market.instrument().minQty() * ONE);
        fill(signal, market, level, entry, qty, hasEntry);
        long id = outlet.issue(signal);
        if (reasons.isPassed()) {
            trade(market, id, entry, qty);
        }
    }

    /** NS-REJ-1, NS-REJ-2 and the quality of the rejections (NS-REJ-4 to 7). */
    private void askPattern(Reasons reasons, RejectionLevel level) {
        reasons.gate(rules.count, Validity.VALID, level.count() * ONE, true, settings.minRejections() * ONE);
        long lowestHigh = Micro.ceiling(setup.highestHigh() - NullSpectreSettings.HIGH_SLACK_ATR * setup.atr());
        reasons.gate(rules.high, Validity.VALID, level.price(), true, lowestHigh);
        long run = setup.lowestLow() <= 0
                ? 0
                : Scaled.mulDiv(level.price() - setup.lowestLow(), ONE, setup.lowestLow(), Rounding.FLOOR);
        reasons.gate(rules.run, Validity.VALID, run, true, settings.minRunMicro());
        PatternScore pattern = setup.pattern();
        reasons.info(rules.base, Validity.VALID, pattern.baseMicro(), Reasons.NO_POINTS);
        reasons.info(rules.spacing, Validity.VALID, pattern.spacing() * ONE, pattern.spacing() * 1_000);
        reasons.info(rules.acceleration, Validity.VALID, pattern.acceleration() * ONE, pattern.acceleration() * 1_000);
        reasons.gate(rules.pattern, Validity.VALID, pattern.scoreMicro(), true, settings.minPatternMicro());
    }

    /** NS-CVD-2, NS-CVD-3: the delta must not have followed the price. */
    private void askFlow(Reasons reasons) {
        Validity sound = of(setup.cvdValidity());
        reasons.gate(rules.divergence, sound, setup.divergenceMicro(), true, settings.minDivergenceMicro());
        reasons.gate(rules.confirmsUp, sound, setup.isConfirmedByCvd() ? ONE : 0, false, 0);
    }

    /** NS-BOK-2, NS-CON-4: a LIVE book, a narrow spread, nothing open on the symbol. */
    private void askMarket(Reasons reasons, Market market) {
        boolean isLive = market.book().isLive() && market.book().book().hasBothSides();
        long spread = 0;
        if (isLive) {
            long ask = market.book().book().bestAsk();
            long bid = market.book().book().bestBid();
            spread = Scaled.mulDiv(2 * ONE, ask - bid, ask + bid, Rounding.CEIL);
        }
        reasons.gate(
                rules.spread, isLive ? Validity.VALID : Validity.UNDEFINED, spread, false, settings.maxSpreadMicro());
        reasons.gate(rules.engaged, Validity.VALID, outlet.isEngaged(market) ? ONE : 0, false, 0);
    }

    /** NS-STP-2: the distance must be above 0 and below the cap, equality denies. */
    private void askStop(Reasons reasons, long entry, boolean hasEntry) {
        long distance = hasEntry ? Scaled.mulDiv(setup.stop() - entry, ONE, entry, Rounding.CEIL) : 0;
        reasons.gate(
                rules.stop,
                hasEntry ? Validity.VALID : Validity.UNDEFINED,
                distance,
                false,
                settings.stopMaxMicro() - 1);
    }

    /** NS-ENT-1: marketable: a few ticks below the bid, at most 50 bp below the mid, and never chasing the close. */
    private long entry(Market market, int frame) {
        if (!market.book().isLive() || !market.book().book().hasBothSides()) {
            return 0;
        }
        Instrument instrument = market.instrument();
        long bid = market.book().book().bestBid();
        long tick = instrument.tickAt(bid);
        double mid = market.book().book().mid2() * 0.5;
        double lowest = market.bars().ring(frame).close(0) - NullSpectreSettings.CHASE_ATR * setup.atr();
        long price =
                Math.max(bid - settings.crossTicks() * tick, Micro.ceiling(mid * (1 - NullSpectreSettings.MAX_CROSS)));
        return instrument.ceilPrice(Math.max(price, Micro.ceiling(lowest)));
    }

    /** NS-RSK-3: what is lost at the stop, costs allowed for, is the risk share of equity; down to the lot. */
    private long quantity(Market market, long entry) {
        Instrument instrument = market.instrument();
        long risk = Scaled.mulDiv(outlet.equity(), settings.riskMicro(), ONE, Rounding.FLOOR);
        long perLot = instrument.notional(instrument.lot(), setup.stop(), Rounding.CEIL)
                - instrument.notional(instrument.lot(), entry, Rounding.FLOOR);
        if (risk <= 0 || perLot <= 0) {
            return 0;
        }
        long costed = Scaled.mulDiv(perLot, ONE + settings.costMicro(), ONE, Rounding.CEIL);
        long lots = risk / costed;
        // NS-RSK-5: initial margin of a symbol stays within its share of equity.
        long lotMargin = Scaled.divide(
                instrument.notional(instrument.lot(), entry, Rounding.CEIL), settings.leverage(), Rounding.CEIL);
        long marginCap = Scaled.mulDiv(outlet.equity(), settings.marginMicro(), ONE, Rounding.FLOOR);
        return Math.min(lots, marginCap / Math.max(1, lotMargin)) * instrument.lot();
    }

    private void fill(SignalDraft signal, Market market, RejectionLevel level, long entry, long qty, boolean hasEntry) {
        signal.level = level.id();
        signal.kind = SignalKind.ENTRY;
        signal.status = signal.reasons().isPassed() ? SignalStatus.ISSUED : SignalStatus.DECLINED;
        signal.direction = Dir.SHORT;
        signal.tier = Tier.NONE;
        signal.score = setup.pattern().scoreMicro();
        signal.scoreRaw = setup.pattern().baseMicro();
        signal.leverage = settings.leverage();
        if (hasEntry) {
            signal.entry = entry;
            signal.stop = setup.stop();
            signal.qty = qty;
            signal.risk = market.instrument().pnl(true, qty, entry, setup.stop());
            signal.expires = outlet.nowNs() + settings.entryLifeNs();
            signal.target(target(market, entry), qty, settings.targetMultiple() * ONE, TargetKind.FIXED);
        }
    }

    /** NS-TGT-3: a multiple of the stop distance below the entry. */
    private long target(Market market, long entry) {
        long price = entry - settings.targetMultiple() * (setup.stop() - entry);
        return Math.max(market.instrument().tick(), market.instrument().ceilPrice(price));
    }

    private void trade(Market market, long signal, long entry, long qty) {
        OrderPlan plan = outlet.order(market, signal);
        if (plan == null) {
            return;
        }
        plan.role(Role.ENTRY)
                .limit(Side.SELL, qty, entry, Tif.GTD)
                .until(outlet.nowNs() + settings.entryLifeNs())
                .leverage(settings.leverage())
                .protectedBy(setup.stop(), Trigger.MARK)
                .target(target(market, entry), OrderPlan.WHOLE_MICRO);
        outlet.submit(plan);
    }

    private static Validity of(ebb.engine.state.Validity validity) {
        return Validity.get(validity.code());
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(decisions);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        decisions = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, decisions);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
