package ebb.engine;

import ebb.codecs.sbe.Side;
import ebb.engine.book.BookSide;
import ebb.engine.paper.DisplayedBook;
import ebb.engine.perp.PerpState;
import ebb.engine.risk.RiskInputs;
import ebb.engine.strategy.Market;

/** What the simulated exchange and risk see of the market, answered from books and marks. */
final class BookView implements DisplayedBook, RiskInputs {
    private final Core core;
    private OrderSessions sessions;

    BookView(Core core) {
        this.core = core;
    }

    void bind(OrderSessions of) {
        sessions = of;
    }

    @Override
    public boolean isSessionSound(int instrument) {
        return sessions.isSound(instrument);
    }

    @Override
    public boolean isLive(int instrument) {
        Market market = core.market(instrument);
        return market != null && market.book().isLive();
    }

    /** On candles alone there is no book that could be stale (PAPER-7, NS-CON-7); that a price is known is asked beside. */
    @Override
    public boolean isBookLive(int instrument) {
        return core.settings.paper().isCandlesOnly() || isLive(instrument);
    }

    @Override
    public int levels(int instrument, Side side) {
        return side(instrument, side).known();
    }

    @Override
    public long best(int instrument, Side side) {
        return side(instrument, side).bestPrice();
    }

    @Override
    public long next(int instrument, Side side, long price) {
        return side(instrument, side).nextPrice(price);
    }

    @Override
    public long qtyAt(int instrument, Side side, long price) {
        return side(instrument, side).quantity(price);
    }

    private BookSide side(int instrument, Side side) {
        Market market = core.market(instrument);
        return side == Side.BUY
                ? market.book().book().bids()
                : market.book().book().asks();
    }

    /** The newest price there is where nothing but bars is: the close of the last base bar (PAPER-7). */
    private static long lastClose(Market market) {
        return market.bars().ring(0).size() == 0
                ? ABSENT
                : market.bars().ring(0).close(0);
    }

    /**
     * The mark while it is fresh; an instrument that has never had one is measured by the mid of its LIVE book, rounded
     * down.
     */
    @Override
    public long reference(int instrument) {
        Market market = core.market(instrument);
        if (market == null) {
            return ABSENT;
        }
        PerpState perp = market.perp();
        if (perp.mark() != PerpState.ABSENT) {
            boolean isFresh = perp.isMarkFresh(
                    core.timers.nowNs(), core.settings.markets().markStaleNs());
            return isFresh ? perp.mark() : ABSENT;
        }
        if (core.settings.paper().isCandlesOnly()) {
            return lastClose(market);
        }
        long mid2 = market.book().isLive() ? market.book().book().mid2() : BookSide.NO_PRICE;
        return mid2 == BookSide.NO_PRICE ? ABSENT : mid2 >> 1;
    }
}
