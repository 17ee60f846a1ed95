package ebb.engine;

import ebb.codecs.FundingBound;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.FundingKind;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Stream;
import ebb.engine.instrument.Instrument;
import ebb.engine.perp.PerpState;
import ebb.engine.perp.SettlementWatch;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/**
 * Applies funding, predicted and settled, and asks for settlements: those of the past when the book of an instrument becomes
 * live that a strategy follows closely (FUND-2), and each new one when it was due (FUND-4).
 */
final class FundingInbound {
    private static final long ABSENT = PerpState.ABSENT;
    private static final long SECOND_NS = 1_000_000_000L;
    /** Most venues' interval, where nobody has said which. */
    private static final long USUAL_SEC = 28_800;

    private final Core core;
    private final Execution execution;
    private final StrategyHost strategies;
    private final Scan scan;
    private final Refusals refusals;
    private final int missed;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FundingDecoder funding = new FundingDecoder();

    FundingInbound(Core core, Parts parts) {
        this.core = core;
        execution = parts.execution;
        strategies = parts.strategies;
        scan = parts.scan;
        refusals = parts.refusals;
        missed = core.rules.code("FUND-4");
    }

    void onFunding(Market market, DirectBuffer buffer, int offset) {
        funding.wrapAndApplyHeader(buffer, offset, header);
        if (!FundingBound.holds(funding.rate())) {
            core.counters.add(Counters.Cause.BAD_FIELD);
            refusals.refused(market, Stream.FUNDING);
            return;
        }
        long now = core.timers.nowNs();
        PerpState perp = market.perp();
        if (funding.kind() != FundingKind.SETTLED) {
            if (perp.onFunding(funding.tx(), now, funding.rate(), funding.nextSettle(), interval(), false)) {
                execution.watch().onFunding(market, false, false);
            }
            follow(market, now);
            return;
        }
        // What was settled long ago is history: it books nothing and says nothing of the present interval.
        boolean isPast = funding.tx() != ABSENT && now - funding.tx() > SettlementWatch.MISSED_NS;
        long interval = interval();
        long told = isPast && perp.intervalSec() != ABSENT ? ABSENT : interval;
        if (!perp.onFunding(funding.tx(), now, funding.rate(), funding.nextSettle(), told, true)) {
            return;
        }
        execution.watch().onFunding(market, true, isPast);
        if (!isPast) {
            execution.onFundingSettled(market, funding.rate());
        }
        strategies.onSettled(market, perp.settlements().settledNs(), funding.rate(), interval);
    }

    private long interval() {
        long seconds = funding.intervalSec();
        return seconds == FundingDecoder.intervalSecNullValue() || seconds == 0 ? ABSENT : seconds;
    }

    /** A book is live: its instrument is followed closely, and the past of its funding matters. */
    void onBookLive(Market market) {
        int wanted = strategies.settlements(market);
        long seconds = intervalOf(market);
        long last = market.perp().settlements().settledNs();
        if (wanted > 0 && (last == ABSENT || core.timers.nowNs() - last >= seconds * SECOND_NS)) {
            ask(market, wanted);
        }
    }

    /** A settlement that was due is asked for where somebody follows the instrument closely, or holds it. */
    private void follow(Market market, long now) {
        SettlementWatch.Step step = market.perp().settlements().next(now);
        if (step == SettlementWatch.Step.NONE) {
            return;
        }
        int id = market.instrument().id();
        int wanted = scan.subscriptions.isWanted(id) ? strategies.settlements(market) : 0;
        boolean isHeld = execution.isEngaged(id);
        if (step == SettlementWatch.Step.MISSED) {
            if (isHeld) {
                core.alert(Severity.WARN, missed, id, 0, 0, Out.NO_INDEX);
            }
        } else if (wanted > 0 || isHeld) {
            ask(market, Math.max(1, wanted));
        }
    }

    /** Settlements since the newest one held, or as many as are wanted. */
    private void ask(Market market, int wanted) {
        long now = core.timers.nowNs();
        long last = market.perp().settlements().settledNs();
        long reach = now - wanted * intervalOf(market) * SECOND_NS;
        core.requests.settlements(
                market.instrument().id(),
                market.instrument().venue(),
                last == ABSENT ? reach : Math.max(reach, last + 1),
                now);
    }

    private static long intervalOf(Market market) {
        long told = market.perp().intervalSec();
        int defined = market.instrument().fundingSec();
        return told != ABSENT ? told : defined == Instrument.ABSENT || defined <= 0 ? USUAL_SEC : defined;
    }
}
