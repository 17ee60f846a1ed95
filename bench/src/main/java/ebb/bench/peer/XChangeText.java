package ebb.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import info.bitrich.xchangestream.binance.dto.market.DepthBinanceWebSocketTransaction;
import info.bitrich.xchangestream.service.netty.StreamingObjectMapperHelper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.OrderBookUpdate;
import org.knowm.xchange.dto.trade.LimitOrder;

/**
 * Peer of PERF §8: XChange's stream of Binance from text to book, with its own mapper, transaction and book: text to
 * tree, tree to transaction, each of its levels an {@code OrderBook.update}. Its sockets and reactive hops are left out.
 */
public final class XChangeText {
    private final ObjectMapper mapper = StreamingObjectMapperHelper.getObjectMapper();
    private final int priceDecimals;
    private final OrderBook book = new OrderBook(new Date(0), new ArrayList<LimitOrder>(), new ArrayList<LimitOrder>());

    /** An empty book whose prices have so many decimals. */
    public XChangeText(int priceDecimals) {
        this.priceDecimals = priceDecimals;
    }

    /** Sets a level before the first frame: side 0 bid, 1 ask; mantissas. */
    public void level(int side, long price, long quantity, int quantityDecimals) {
        update(
                side == 0 ? OrderType.BID : OrderType.ASK,
                BigDecimal.valueOf(price, priceDecimals),
                BigDecimal.valueOf(quantity, quantityDecimals),
                new Date(0));
    }

    /** Applies a frame; returns the best bid, price mantissa. */
    public long apply(byte[] frame, int length) {
        try {
            String text = new String(frame, 0, length, StandardCharsets.UTF_8);
            DepthBinanceWebSocketTransaction transaction =
                    mapper.treeToValue(mapper.readTree(text), DepthBinanceWebSocketTransaction.class);
            side(OrderType.BID, transaction.getOrderBook().bids, transaction);
            side(OrderType.ASK, transaction.getOrderBook().asks, transaction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return best(0);
    }

    private void side(
            OrderType type, SortedMap<BigDecimal, BigDecimal> levels, DepthBinanceWebSocketTransaction transaction) {
        for (Map.Entry<BigDecimal, BigDecimal> each : levels.entrySet()) {
            update(type, each.getKey(), each.getValue(), transaction.getEventTime());
        }
    }

    private void update(OrderType type, BigDecimal price, BigDecimal quantity, Date time) {
        book.update(new OrderBookUpdate(type, quantity, CurrencyPair.BTC_USDT, price, time, quantity));
    }

    /** Best price of a side that is not empty, mantissa. */
    public long best(int side) {
        return (side == 0 ? book.getBids() : book.getAsks())
                .get(0)
                .getLimitPrice()
                .setScale(priceDecimals, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }
}
