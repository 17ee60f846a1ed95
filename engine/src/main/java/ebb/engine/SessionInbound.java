package ebb.engine;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.StreamReason;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.SubState;
import ebb.codecs.sbe.SubscriptionStateDecoder;
import ebb.engine.strategy.Market;
import org.agrona.DirectBuffer;

/**
 * Applies what feeds say of their sessions (EVT-3, BOOK-7). A message names one stream of one instrument: the reason's
 * upper byte is the {@link Stream}, its lower byte says why. Without an instrument it speaks for all of the venue.
 */
final class SessionInbound {
    private final Core core;
    private final StrategyHost strategies;
    private final FundingInbound funding;
    private final Refusals refusals;
    private final AlertWatch watch;
    private final OrderSessions sessions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStateDecoder message = new SessionStateDecoder();
    private final SubscriptionStateDecoder subscription = new SubscriptionStateDecoder();

    SessionInbound(Core core, Parts parts, FundingInbound funding) {
        this.funding = funding;
        this.core = core;
        strategies = parts.strategies;
        refusals = parts.refusals;
        watch = parts.execution.watch();
        sessions = parts.execution.sessions();
    }

    void onSession(DirectBuffer buffer, int offset) {
        message.wrapAndApplyHeader(buffer, offset, header);
        int instrument = InHead.instrument(buffer, offset);
        if (message.scope() == Scope.PRIVATE || message.scope() == Scope.ORDER) {
            sessions.onSession(InHead.venue(buffer, offset), message.state());
            return;
        }
        if (instrument != Out.NO_INSTRUMENT) {
            Market market = core.market(instrument);
            if (market == null) {
                core.counters.add(Counters.Cause.UNKNOWN_INSTRUMENT);
                return;
            }
            apply(market, InHead.conn(buffer, offset));
            return;
        }
        int venue = InHead.venue(buffer, offset);
        for (int id = 0; id < core.limit(); id++) {
            Market market = core.market(id);
            if (market != null && market.instrument().venue() == venue) {
                apply(market, InHead.conn(buffer, offset));
            }
        }
    }

    /** A stream is refused or gone: its book or tape stays down, and an operator must hear why (NS-UNI-6). */
    void onSubscription(DirectBuffer buffer, int offset) {
        subscription.wrapAndApplyHeader(buffer, offset, header);
        SubState state = subscription.state();
        if (state == SubState.ACTIVE || state == SubState.PENDING) {
            return;
        }
        core.counters.add(Counters.Cause.STREAM_REFUSED);
        core.alert(
                Severity.WARN,
                core.rules.code("NS-UNI-6"),
                subscription.stream().value(),
                InHead.instrument(buffer, offset),
                subscription.stream().value(),
                Nulls.LONG,
                Out.NO_INDEX);
    }

    private void apply(Market market, int conn) {
        Stream stream = StreamReason.stream(message.reason());
        Session state = message.state();
        if (stream == Stream.SBE_UNKNOWN || stream == Stream.NULL_VAL || state == Session.SBE_UNKNOWN) {
            core.counters.add(Counters.Cause.BAD_FIELD);
            return;
        }
        int why = StreamReason.why(message.reason());
        if (state == Session.GAP && why != StreamReason.RING_FULL) {
            refusals.refused(market, stream);
        } else if (state != Session.GAP && state != Session.LIVE) {
            refusals.onSessionDown(market, stream);
        }
        if (stream == Stream.BOOK) {
            onBookStream(market, conn, state, why);
        } else if (stream == Stream.TRADES) {
            onTradeStream(market, state);
        }
    }

    private void onBookStream(Market market, int conn, Session state, int why) {
        if (state == Session.GAP) {
            market.book().refused(staleWhy(why));
        } else {
            market.book().session(conn, state == Session.LIVE);
            watch.onBookSession(market, state);
            if (state == Session.LIVE) {
                funding.onBookLive(market);
            }
        }
    }

    /** What the feed could not decode is refused (EVT-5), PRECISION by its own name (NUM-5); what found no room is a gap. */
    private static StaleWhy staleWhy(int why) {
        return switch (why) {
            case StreamReason.PRECISION -> StaleWhy.PRECISION;
            case StreamReason.RING_FULL -> StaleWhy.GAP;
            default -> StaleWhy.REFUSED;
        };
    }

    private void onTradeStream(Market market, Session state) {
        long now = core.timers.nowNs();
        switch (state) {
            case GAP:
                core.counters.add(Counters.Cause.TRADE_GAP);
                market.tape().onLoss(now);
                break;
            case LIVE:
                if (refusals.isStale(market, Stream.TRADES)) {
                    // Told anew without having been down: it stays STALE until the refusals are past.
                    break;
                }
                market.tape().onLive(now);
                market.bars().onLive(now);
                strategies.onTradesLive(market);
                break;
            default:
                market.tape().onDown(now);
                market.bars().onDown(now);
                break;
        }
    }
}
