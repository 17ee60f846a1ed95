package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.Dir;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.signal.Reasons;
import ebb.engine.signal.SignalDraft;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/**
 * Asks everything of one setup as of now: evidence, trade, every rule (NS-CON-4), and writes it into a signal (NS-SIG-1).
 * Whoever asks twice gets what is so the second time. Reused.
 */
final class Judge {
    private final Questions questions;
    private final Standing standing;
    private final Universe universe;
    private final CapGate caps;
    private final Confluence confluence;
    private Outlet outlet;
    final Evidence evidence;
    final TradeIdea idea;

    Judge(NullSpectreSettings settings, NullSpectreRules rules, Standing standing, Universe universe, CapGate caps) {
        this.standing = standing;
        this.universe = universe;
        this.caps = caps;
        confluence = new Confluence(rules);
        questions = new Questions(settings, rules);
        evidence = new Evidence(settings.evidence());
        idea = new TradeIdea(settings.trade());
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /**
     * Asks, and fills in the signal.
     *
     * @param coin whose setup
     * @param frame the pattern's frame
     * @param hourFrame the hour's frame or −1
     * @param level its level
     * @param signal a cleared draft
     * @param isAgain whether it is asked for the signal that is pending, which does not stand in its own way
     * @return whether every rule passed
     */
    boolean ask(Coin coin, int frame, int hourFrame, RejectionLevel level, SignalDraft signal, boolean isAgain) {
        Market market = coin.market;
        evidence.measure(coin, frame, level, outlet.nowNs());
        idea.price(market, frame, level, evidence.usesBook());
        idea.size(market, evidence, standing.record(), outlet);
        idea.aim(coin, frame, hourFrame);
        Reasons reasons = signal.reasons();
        // Before the universe, which leaves a coin alone for its cap too: the first denial says why.
        caps.ask(reasons, coin);
        universe.ask(reasons, market);
        questions.askEvidence(reasons, evidence, level);
        confluence.tell(reasons, market, level.price());
        questions.askTrade(reasons, evidence, idea, market, standing);
        boolean isEngaged = outlet.isEngaged(market) || coin.pending.isThere() && !isAgain;
        questions.askFree(reasons, isEngaged, coin.life.state() == State.COOLING);
        fill(signal, level);
        return reasons.isPassed();
    }

    private void fill(SignalDraft signal, RejectionLevel level) {
        signal.level = level.id();
        signal.kind = SignalKind.ENTRY;
        signal.status = signal.reasons().isPassed() ? SignalStatus.ISSUED : SignalStatus.DECLINED;
        signal.direction = Dir.SHORT;
        signal.tier = evidence.tier();
        signal.score = evidence.conviction.scoreMicro();
        signal.scoreRaw = evidence.pattern.baseMicro();
        if (!idea.hasEntry()) {
            return;
        }
        signal.entry = idea.entry;
        signal.stop = idea.stop;
        signal.qty = idea.size.qty();
        signal.leverage = idea.size.leverage();
        signal.liqPrice = idea.size.liquidation();
        signal.risk = outlet.market(signal.instrument).instrument().pnl(true, signal.qty, idea.entry, idea.stop);
        signal.expires = outlet.nowNs() + idea.entrySettings().lifeNs();
        TargetPlan targets = idea.targets;
        for (int i = 0; i < targets.count(); i++) {
            signal.target(targets.limit(i), targets.qty(i), Micro.of(targets.r(i)), targets.kind(i));
        }
    }
}
