package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Severity;
import ebb.engine.book.OrderBook;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Position;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/** Leads open positions: breakeven, trail, time stop, the end of the runner (NS-PRT-2 to 4, 6, NS-RUN-6). */
final class Lead {
    private final Management settings;
    private final NullSpectreRules rules;
    private final boolean usesBook;
    private Outlet outlet;

    /** Leads by these figures; {@code usesBook} is false where there may be none to ask (NS-CON-7). */
    Lead(Management settings, boolean usesBook, NullSpectreRules rules) {
        this.settings = settings;
        this.usesBook = usesBook;
        this.rules = rules;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** A close of the pattern's frame while a position may be open. */
    void onClose(Coin coin, int frame, long nowNs) {
        Market market = coin.market;
        Position position = outlet.open(market);
        if (position == null) {
            return;
        }
        coin.trade.moves.onClose(market.bars().ring(frame).low(0));
        State state = coin.life.state();
        if (state == State.PARTIAL1 || state == State.PARTIAL2) {
            toBreakeven(coin, position);
            trail(coin, position, market.atr(frame).value());
        }
        if (state == State.PARTIAL2 && coin.trade.hasRunner()) {
            coin.trade.onClose(market.bars().ring(frame).close(0), nowNs);
        }
        boolean isBeforeFirst = state == State.OPENING || state == State.PROTECTED;
        if (isBeforeFirst && nowNs - position.openedNs() >= settings.timeStopNs()) {
            outlet.exit(market, ExitWhy.TIME);
        }
    }

    /** A target was filled and is booked. */
    void onTargets(Coin coin) {
        Position position = coin == null ? null : outlet.open(coin.market);
        if (position != null) {
            toBreakeven(coin, position);
        }
    }

    /** NS-PRT-3; what the spread does not allow yet is tried again at the next close. */
    private void toBreakeven(Coin coin, Position position) {
        if (settings.usesBreakeven()) {
            long paid = -position.funding();
            move(
                    coin.market,
                    position,
                    StopMoves.breakeven(position.instrument(), position.entry(), position.qty(), paid));
        }
    }

    /** NS-PRT-4. */
    private void trail(Coin coin, Position position, double atr) {
        if (settings.trails()) {
            move(coin.market, position, coin.trade.moves.trailed(position.instrument(), atr, position.stop()));
        }
    }

    /** NS-PRT-2; where nothing says how near the ask is, the stop stays. */
    private void move(Market market, Position position, long next) {
        long ask = ask(market, position);
        if (ask != Instrument.ABSENT && StopMoves.isAllowed(position.instrument(), next, position.stop(), ask)) {
            outlet.tighten(market, next);
        }
    }

    /** The best ask of a LIVE book; on candles alone, where no book ever was, the last close (NS-CON-7). */
    private long ask(Market market, Position position) {
        OrderBook book = market.book().book();
        if (market.book().isLive() && book.hasBothSides()) {
            return book.bestAsk();
        }
        return usesBook || book.hasBothSides() ? Instrument.ABSENT : position.mark();
    }

    /** NS-RUN-6: asks the watch; true when the runner was closed. */
    boolean isRunnerOver(Coin coin, long nowNs) {
        if (!coin.trade.hasRunner()) {
            return false;
        }
        switch (coin.trade.watch.ask(nowNs, coin.trade.isTurnedUp(nowNs))) {
            case AUTO:
                return outlet.exit(coin.market, ExitWhy.RUNNER);
            case ALERT:
                int id = coin.market.instrument().id();
                outlet.alert(Severity.WARN, rules.runner, id, coin.trade.watch.touches() * 1_000_000L, Long.MIN_VALUE);
                return false;
            default:
                return false;
        }
    }
}
