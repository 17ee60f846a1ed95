package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SignalStatus;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.Order;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.Position;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.Event;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/**
 * Sends what enters, with the stop and the targets its position is to get, and follows it until it is filled or over
 * (NS-ENT-1, NS-ENT-2, NS-PRT-1, NS-TAK-1). What it knows of an entry stands in the coin's {@link Pending}.
 */
final class Entries {
    private final EntrySettings settings;
    private final Management management;
    private final NullSpectreRules rules;
    private final SetupMoves moves;
    private final boolean usesBook;
    private Outlet outlet;

    Entries(NullSpectreSettings settings, NullSpectreRules rules, SetupMoves moves, boolean usesBook) {
        this.settings = settings.trade().entry();
        management = settings.management();
        this.rules = rules;
        this.moves = moves;
        this.usesBook = usesBook;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /**
     * Enters what was judged just now for the signal that is pending.
     *
     * @return whether an order left; if not, nothing is pending any more
     */
    boolean enter(Coin coin, TradeIdea idea) {
        Pending pending = coin.pending;
        moves.apply(coin, coin.life.state() == State.PROPOSED ? Event.CONFIRM : Event.ENTER);
        OrderPlan plan = outlet.order(coin.market, pending.signal);
        if (plan == null) {
            over(coin);
            return false;
        }
        pending.untilNs = outlet.nowNs() + settings.timeoutNs();
        pending.limit = idea.limit;
        plan.role(Role.ENTRY)
                .limit(Side.SELL, idea.size.qty(), idea.limit, Tif.GTD)
                .until(pending.untilNs)
                .leverage(idea.size.leverage())
                .protectedBy(idea.stop, Trigger.MARK);
        for (int i = 0; i < idea.targets.count(); i++) {
            plan.target(idea.targets.limit(i), idea.targets.shareMicro(i));
        }
        if (idea.targets.count() == TargetPlan.TARGETS && !management.restsRunner()) {
            plan.watchingLast();
        }
        coin.trade.begin(idea.targets);
        // A denial is told to onOrder before this returns, and ends what is pending.
        return outlet.submit(plan) != 0;
    }

    /** An entry changed its state or was filled. */
    void onOrder(Coin coin, Order order) {
        Pending pending = coin.pending;
        if (order.cum() > 0) {
            moves.apply(coin, Event.FILL);
        }
        boolean isEnded = Order.isTerminal(order.state());
        if (!pending.isThere() || order.signal() != pending.signal) {
            if (isEnded && order.cum() == 0) {
                moves.cool(coin, outlet.nowNs());
            }
        } else if (!isEnded) {
            pending.order = order.clOrd();
        } else if (!isPricedAnew(coin, order)) {
            over(coin);
        }
    }

    /** The entry is over: with a position or without. */
    private void over(Coin coin) {
        cancelTimer(coin);
        coin.pending.clear();
        if (coin.life.state() == State.ENTERING) {
            moves.cool(coin, outlet.nowNs());
        } else if (coin.life.isOpen()) {
            // The last fill is booked behind this call.
            outlet.schedule(outlet.nowNs(), NullSpectre.tag(NullSpectre.REMAINDER, coin));
        }
    }

    void cancelTimer(Coin coin) {
        if (coin.pending.timer != Pending.NO_TIMER) {
            outlet.cancelTimer(coin.pending.timer);
            coin.pending.timer = Pending.NO_TIMER;
        }
    }

    /** NS-ENT-2: what was filled is less than the venue trades: closed at market. */
    void onRemainder(Coin coin) {
        Position position = outlet.open(coin.market);
        if (position == null || coin.pending.hasOrder()) {
            return;
        }
        long least = Math.max(
                coin.market.instrument().minQty(), coin.market.instrument().lot());
        if (position.qty() < least) {
            outlet.exit(coin.market, ExitWhy.TIMEOUT);
        }
    }

    /** Each second of an entry that rests. */
    void onSecond(Coin coin, int minuteFrame) {
        Pending pending = coin.pending;
        if (!pending.hasOrder() || pending.isRepricing) {
            return;
        }
        Market market = coin.market;
        boolean isBlind = usesBook && !market.book().isLive();
        if (isBlind || outlet.nowNs() >= pending.expiresNs || hasClosedAbove(coin, minuteFrame)) {
            end(coin, SignalStatus.CANCELLED, rules.signalLife, CancelWhy.SIGNAL_OVER);
        } else if (usesBook
                && settings.style() == EntrySettings.Style.JOIN
                && market.book().book().hasBothSides()) {
            join(coin, market.book().book().bestAsk());
        }
    }

    /** NS-ENT-1: the best ask went below the order that joined it; the venue must first let the order go. */
    private void join(Coin coin, long bestAsk) {
        Pending pending = coin.pending;
        if (bestAsk >= pending.limit) {
            return;
        }
        if (bestAsk < pending.floor) {
            end(coin, SignalStatus.LAPSED, rules.entry, CancelWhy.SIGNAL_OVER);
        } else if (pending.repricings < settings.reprices()) {
            pending.isRepricing = outlet.cancel(pending.order, CancelWhy.REPLACED);
        }
    }

    /** A kill of any level (NS-ENT-2, NS-LIV-5). */
    void onKill(Coin coin) {
        if (coin.pending.hasOrder()) {
            end(coin, SignalStatus.CANCELLED, rules.kill, CancelWhy.KILL);
        }
    }

    private void end(Coin coin, SignalStatus as, int cause, CancelWhy why) {
        Pending pending = coin.pending;
        boolean wasRepricing = pending.isRepricing;
        pending.isRepricing = false;
        // Who kills may have cancelled it already; the signal ends all the same.
        if (outlet.cancel(pending.order, why) || wasRepricing || why == CancelWhy.KILL) {
            outlet.moved(Machine.SIGNAL, coin.market, pending.signal, SignalStatus.SENT.value(), as.value(), cause);
        }
    }

    /** NS-ENT-2: a whole minute since the decision closed above the level. */
    static boolean hasClosedAbove(Coin coin, int minuteFrame) {
        if (minuteFrame < 0 || coin.market.bars().ring(minuteFrame).size() == 0) {
            return false;
        }
        return coin.market.bars().ring(minuteFrame).startNs(0) >= coin.pending.decidedNs
                && coin.market.bars().ring(minuteFrame).close(0) > coin.pending.upperEdge;
    }

    /** Sends the rest of an order that was taken back to be priced anew; false where the entry is over. */
    private boolean isPricedAnew(Coin coin, Order order) {
        Pending pending = coin.pending;
        Market market = coin.market;
        boolean isWanted = pending.isRepricing
                && order.state() == OrdState.CANCELED
                && outlet.nowNs() < pending.untilNs
                && market.book().isLive()
                && market.book().book().hasBothSides();
        pending.isRepricing = false;
        if (!isWanted) {
            return false;
        }
        long ask = market.book().book().bestAsk();
        if (ask < pending.floor) {
            outlet.moved(
                    Machine.SIGNAL,
                    market,
                    pending.signal,
                    SignalStatus.SENT.value(),
                    SignalStatus.LAPSED.value(),
                    rules.entry);
            return false;
        }
        OrderPlan plan = outlet.order(market, pending.signal);
        if (plan == null) {
            return false;
        }
        pending.order = Order.NO_ID;
        pending.limit = ask;
        pending.repricings++;
        fill(plan, order, ask);
        outlet.submit(plan);
        // A denial has ended it within that call.
        return true;
    }

    private void fill(OrderPlan plan, Order before, long price) {
        plan.role(Role.ENTRY)
                .limit(Side.SELL, before.qty() - before.cum(), price, Tif.GTD)
                .until(before.expiresNs())
                .leverage(before.leverage())
                .protectedBy(before.planStop(), before.planTrigger());
        for (int i = 0; i < before.planTargets(); i++) {
            plan.target(before.planTarget(i), before.planShareMicro(i));
        }
        if (before.planWatchesLast()) {
            plan.watchingLast();
        }
    }
}
