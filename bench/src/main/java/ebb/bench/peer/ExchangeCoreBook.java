package ebb.bench.peer;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.L2MarketData;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/**
 * exchange-core: a matching book, in which a level is one resting order. A new quantity is a cancel and a new order, as
 * its own users would do it; commands and events are reused, so that only its book is timed.
 */
final class ExchangeCoreBook implements PeerBook {
    private static final long UID = 1;

    private final MatcherTradeEvent event = new MatcherTradeEvent();
    private final OrderCommand command = new OrderCommand();
    private final L2MarketData top = new L2MarketData(1, 1);
    private final OrderBookDirectImpl book = new OrderBookDirectImpl(
            CoreSymbolSpecification.builder()
                    .symbolId(1)
                    .type(SymbolType.FUTURES_CONTRACT)
                    .baseCurrency(1)
                    .quoteCurrency(2)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .build(),
            ObjectsPool.createDefaultTestPool(),
            new OrderBookEventsHelper(() -> event),
            LoggingConfiguration.DEFAULT);

    @Override
    public void level(int side, long tick, long quantity) {
        long id = 2 * tick + side;
        if (book.getOrderById(id) != null) {
            command.command = OrderCommandType.CANCEL_ORDER;
            command.orderId = id;
            command.uid = UID;
            if (book.cancelOrder(command) != CommandResultCode.SUCCESS) {
                throw new IllegalStateException("order " + id + " was not cancelled");
            }
        }
        if (quantity != 0) {
            command.command = OrderCommandType.PLACE_ORDER;
            command.orderType = OrderType.GTC;
            command.action = side == 0 ? OrderAction.BID : OrderAction.ASK;
            command.orderId = id;
            command.uid = UID;
            command.price = tick;
            command.reserveBidPrice = tick;
            command.size = quantity;
            book.newOrder(command);
        }
        command.matcherEvent = null;
    }

    @Override
    public long best(int side) {
        if (side == 0) {
            book.fillBids(1, top);
            return top.bidPrices[0];
        }
        book.fillAsks(1, top);
        return top.askPrices[0];
    }

    @Override
    public int count(int side) {
        return side == 0 ? book.getTotalBidBuckets(Integer.MAX_VALUE) : book.getTotalAskBuckets(Integer.MAX_VALUE);
    }
}
