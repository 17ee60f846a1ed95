package ebb.bench.peer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.OrderBookUpdate;
import org.knowm.xchange.dto.trade.LimitOrder;

/** XChange: sorted lists of limit orders in BigDecimal behind a lock, fed by {@code OrderBook.update}. */
final class XChangeBook implements PeerBook {
    private static final Date TIME = new Date(1_770_000_000_101L);

    private final OrderBook book = new OrderBook(TIME, new ArrayList<LimitOrder>(), new ArrayList<LimitOrder>());

    @Override
    public void level(int side, long tick, long quantity) {
        BigDecimal volume = BigDecimal.valueOf(quantity);
        book.update(new OrderBookUpdate(
                side == 0 ? OrderType.BID : OrderType.ASK,
                volume,
                CurrencyPair.BTC_USDT,
                BigDecimal.valueOf(tick),
                TIME,
                volume));
    }

    @Override
    public long best(int side) {
        return (side == 0 ? book.getBids() : book.getAsks())
                .get(0)
                .getLimitPrice()
                .longValueExact();
    }

    @Override
    public int count(int side) {
        return (side == 0 ? book.getBids() : book.getAsks()).size();
    }
}
