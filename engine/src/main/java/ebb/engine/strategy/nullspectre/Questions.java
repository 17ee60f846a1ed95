package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.Tier;
import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.Reasons;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.nullspectre.Conviction.Part;

/**
 * Every rule that is asked for one decision, in the order in which the signal carries them (law 8, NS-SIG-1). Values are
 * micro-units of what the rule compares: points, shares, counts; a price is told as a share of the one it is held against,
 * rounded down, so that it is 1 or more exactly where the rule passes.
 */
final class Questions {
    private static final long ONE = Micro.ONE;
    /** Rates are 1e-9. */
    private static final long NANO_TO_MICRO = 1_000;

    private final NullSpectreSettings settings;
    private final NullSpectreRules rules;

    Questions(NullSpectreSettings settings, NullSpectreRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** What has to be so before conviction counts, and what conviction is made of. */
    void askEvidence(Reasons reasons, Evidence evidence, RejectionLevel level) {
        askPattern(reasons, evidence, level);
        askFlow(reasons, evidence);
        askFunding(reasons, evidence);
        askConviction(reasons, evidence);
    }

    /** NS-REJ-1, 2 and the quality of the rejections (NS-REJ-4 to 8). */
    private void askPattern(Reasons reasons, Evidence evidence, RejectionLevel level) {
        reasons.gate(rules.count, Validity.VALID, level.count() * ONE, true, settings.minRejections() * ONE);
        PumpContext pump = evidence.pump;
        reasons.gate(rules.high, of(pump.validity()), pump.topMicro(), true, ONE);
        reasons.gate(
                rules.run,
                of(pump.validity()),
                pump.runMicro(),
                true,
                settings.evidence().pump().minRunMicro());
        PatternScore pattern = evidence.pattern;
        reasons.info(rules.base, Validity.VALID, pattern.baseMicro(), Reasons.NO_POINTS);
        reasons.info(rules.spacing, Validity.VALID, pattern.spacing() * ONE, Reasons.NO_POINTS);
        reasons.info(rules.acceleration, Validity.VALID, pattern.acceleration() * ONE, Reasons.NO_POINTS);
        part(reasons, rules.pattern, evidence, Part.PATTERN);
    }

    private void askFlow(Reasons reasons, Evidence evidence) {
        part(reasons, rules.divergence, evidence, Part.CVD);
        if (evidence.conviction.isAsked(Part.CVD)) {
            Validity sound = of(evidence.cvdValidity);
            reasons.gate(rules.flow, sound, evidence.cvd.isConfirmingUp() ? ONE : 0, false, 0);
            // Equality denies; the share is rounded down, so one step below the bound is the most that passes.
            long most = settings.evidence().cvd().denyMicro() - 1;
            reasons.gate(rules.flow, of(evidence.hourValidity), evidence.hourMicro, false, most);
        }
        part(reasons, rules.micro, evidence, Part.MICRO);
        if (settings.evidence().micro().gate() == MicroUse.Gate.ALL) {
            long least = settings.evidence().micro().confirmMicro() + 1;
            Validity sound = of(evidence.conviction.validity(Part.MICRO));
            reasons.gate(rules.microGate, sound, evidence.partMicro(Part.MICRO), true, least);
        }
    }

    private void askFunding(Reasons reasons, Evidence evidence) {
        part(reasons, rules.funding, evidence, Part.FUNDING);
        if (evidence.conviction.isAsked(Part.FUNDING)) {
            FundingScore funding = evidence.funding;
            long rate = Scaled.divide(funding.rate8h(), NANO_TO_MICRO, Rounding.CEIL);
            long least = Math.floorDiv(settings.evidence().funding().denyRate(), NANO_TO_MICRO) + 1;
            reasons.gate(rules.fundingDeny, of(funding.validity()), rate, true, least);
            if (funding.isFlippedDown() || funding.isFlippedUp()) {
                long sign = funding.isFlippedUp() ? ONE : -ONE;
                reasons.info(rules.fundingFlip, Validity.VALID, sign, Reasons.NO_POINTS);
            }
            reasons.gate(rules.fundingWait, Validity.VALID, evidence.isSettlingSoon ? ONE : 0, false, 0);
        }
        askManipulation(reasons, evidence);
    }

    /** NS-BOK-1, NS-BOK-3: a spoof flag takes all worth from the imbalance, a wash flag denies. */
    private void askManipulation(Reasons reasons, Evidence evidence) {
        part(reasons, rules.imbalance, evidence, Part.BOOK);
        if (evidence.usesBook()) {
            reasons.info(rules.spoof, Validity.VALID, evidence.isSpoofed ? ONE : 0, Reasons.NO_POINTS);
        }
        if (evidence.usesTrades()) {
            reasons.gate(rules.wash, Validity.VALID, evidence.isWashed ? ONE : 0, false, 0);
        } else {
            notAsked(reasons, rules.wash);
        }
    }

    /** NS-CON-2, NS-CON-3. */
    private void askConviction(Reasons reasons, Evidence evidence) {
        ConvictionSettings conviction = settings.evidence().conviction();
        if (conviction.asksEvidence()) {
            reasons.gate(rules.missing, Validity.VALID, evidence.conviction.missing() * ONE, false, ONE);
        }
        reasons.gate(rules.tier, Validity.VALID, evidence.conviction.scoreMicro(), true, conviction.mediumMicro());
        askTier(reasons, evidence.tier());
    }

    /** NS-CON-6, where not every tier trades: 3 for MAX, 2 for HIGH, 1 for MEDIUM against the least that does. */
    private void askTier(Reasons reasons, Tier tier) {
        Operating.Tiers tiers = settings.operating().tiers();
        if (tiers.max() && tiers.high() && tiers.medium()) {
            return;
        }
        Tier least = tiers.medium() ? Tier.MEDIUM : tiers.high() ? Tier.HIGH : Tier.MAX;
        Verdict verdict = tiers.trades(tier) ? Verdict.PASS : Verdict.FAIL;
        reasons.add(rules.trades, verdict, Validity.VALID, tier.value() * ONE, least.value() * ONE, Reasons.NO_POINTS);
    }

    /** NS-BOK-2, NS-STP-2, NS-TGT-5, NS-RSK: what the trade itself has to keep. */
    void askTrade(Reasons reasons, Evidence evidence, TradeIdea idea, Market market, Standing standing) {
        askBook(reasons, evidence);
        boolean hasEntry = idea.hasEntry();
        Validity priced = hasEntry ? Validity.VALID : Validity.UNDEFINED;
        boolean hasDistance = hasEntry && Scaled.mulDivFits(idea.stop - idea.entry, ONE, idea.entry);
        long distance = hasDistance ? StopPrice.distanceMicro(idea.entry, idea.stop) : Reasons.NO_VALUE;
        Validity sound = hasEntry && !hasDistance ? Validity.INEXACT : priced;
        boolean isNear = idea.isStopAllowed();
        long most = settings.trade().stop().maxMicro();
        Verdict verdict = !hasEntry ? Verdict.UNKNOWN : isNear ? Verdict.PASS : Verdict.FAIL;
        reasons.add(rules.stop, verdict, sound, distance, most, Reasons.NO_POINTS);
        boolean fits = Micro.fits(idea.targets.reward());
        long reward = fits && idea.targets.count() > 0 ? idea.targets.rewardMicro() : 0;
        reasons.gate(
                rules.reward,
                fits ? priced : Validity.INEXACT,
                reward,
                true,
                settings.trade().targets().minRewardMicro());
        long least = settings.trade().kelly().minMicro();
        reasons.gate(rules.share, Validity.VALID, idea.kelly.shareMicro(), true, least);
        askSize(reasons, idea, market.instrument());
        standing.ask(reasons);
        askCorrelation(reasons, idea.correlated);
        if (hasEntry) {
            reasons.info(rules.leverage, Validity.VALID, idea.size.leverage() * ONE, Reasons.NO_POINTS);
        } else {
            askPrice(reasons, idea);
        }
    }

    /** NS-ENT-1: EXPIRED; what the book offers as a share of the least that an entry is priced at. */
    private void askPrice(Reasons reasons, TradeIdea idea) {
        boolean isOffered = idea.offered > 0 && idea.floor > 0;
        boolean fits = isOffered && Scaled.mulDivFits(idea.offered, ONE, idea.floor);
        long share = fits ? Scaled.mulDiv(idea.offered, ONE, idea.floor, Rounding.FLOOR) : 0;
        Validity sound = fits ? Validity.VALID : isOffered ? Validity.INEXACT : Validity.UNDEFINED;
        reasons.gate(rules.entry, sound, share, true, ONE);
    }

    /** NS-RSK-8: told where there was an open short to compare with; it denies nothing, it weighs in the budget. */
    private void askCorrelation(Reasons reasons, Correlated correlated) {
        if (correlated.isAsked()) {
            boolean isValid = correlated.validity().isValid();
            reasons.add(
                    rules.correlation,
                    Verdict.INFO,
                    of(correlated.validity()),
                    isValid ? correlated.highestMicro() : Reasons.NO_VALUE,
                    correlated.aboveMicro(),
                    Reasons.NO_POINTS);
        }
    }

    /** NS-BOK-2: spread, and the slippage of getting out and in. */
    private void askBook(Reasons reasons, Evidence evidence) {
        if (!evidence.usesBook()) {
            notAsked(reasons, rules.book);
            return;
        }
        BookSettings book = settings.evidence().book();
        BookCheck check = evidence.book;
        reasons.gate(rules.book, of(check.spreadValidity()), check.spreadMicro(), false, book.maxSpreadMicro());
        reasons.gate(rules.book, of(check.exitValidity()), check.exitMicro(), false, book.maxExitMicro());
        reasons.gate(rules.book, of(check.entryValidity()), check.entryMicro(), false, book.maxEntryMicro());
    }

    private static void notAsked(Reasons reasons, int rule) {
        reasons.add(rule, Verdict.NOT_ASKED, Validity.NOT_ASKED, Reasons.NO_VALUE, Reasons.NO_VALUE, Reasons.NO_POINTS);
    }

    /** NS-RSK-3: the quantity in units of the least that the venue takes. */
    private void askSize(Reasons reasons, TradeIdea idea, Instrument instrument) {
        long least = Math.max(1, Math.max(instrument.minQty(), instrument.lot()));
        long capped = Math.min(idea.size.qty() / least, Long.MAX_VALUE / ONE - 1);
        boolean isEnough = idea.hasEntry() && idea.size.isEnough(instrument, idea.entry);
        Verdict verdict = isEnough ? Verdict.PASS : Verdict.FAIL;
        reasons.add(rules.size, verdict, Validity.VALID, capped * ONE, ONE, Reasons.NO_POINTS);
    }

    /** NS-CON-4: nothing open on the symbol, and the last exit is long enough ago. */
    void askFree(Reasons reasons, boolean isEngaged, boolean isCooling) {
        reasons.gate(rules.free, Validity.VALID, isEngaged ? ONE : 0, false, 0);
        reasons.gate(rules.free, Validity.VALID, isCooling ? ONE : 0, false, 0);
    }

    /** A part of conviction with what it gave; one that weighs nothing was not asked (NS-CON-7). */
    private void part(Reasons reasons, int rule, Evidence evidence, Part part) {
        Conviction conviction = evidence.conviction;
        if (!conviction.isAsked(part)) {
            notAsked(reasons, rule);
            return;
        }
        Validity sound = of(conviction.validity(part));
        reasons.info(rule, sound, evidence.partMicro(part), conviction.pointsMilli(part));
    }

    private static Validity of(ebb.engine.state.Validity validity) {
        return Validity.get(validity.code());
    }
}
