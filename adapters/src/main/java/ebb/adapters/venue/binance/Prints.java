package ebb.adapters.venue.binance;

import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Layout;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Stencil;
import ebb.adapters.venue.TradeKeys;
import ebb.adapters.venue.TradeWriter;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;

/**
 * The short way of a trade that is laid out like those before it: from the text to the message, where the long way would
 * come to the same message. What it does not take has had no effect.
 */
final class Prints {
    /** Where the name of the event stands. */
    private static final int NAME_AT = 6;

    private static final long AGGREGATE = Words.word("aggTrade");
    private static final long TRADE = Words.word("trade\",\"");

    private final Dialect dialect;
    private final Publisher publisher;
    private final JsonScan scan;
    private final Layout trades;
    private final Layout aggregates;
    private final Stencil trade;
    private final Stencil aggregate;

    Prints(Dialect dialect, Publisher publisher, JsonScan scan, PayloadReader payload) {
        this.dialect = dialect;
        this.publisher = publisher;
        this.scan = scan;
        this.trades = payload.layout(Event.TRADE);
        this.aggregates = payload.layout(Event.AGGREGATE);
        this.trade = trades.trades(keys(Key.T_LOW, -1, -1));
        this.aggregate = aggregates.trades(keys(Key.A_LOW, Key.F_LOW, Key.L_LOW));
    }

    private static TradeKeys keys(int id, int first, int last) {
        return new TradeKeys(Key.TX, id, Key.P_LOW, Key.Q_LOW, Key.M, first, last, Key.FAMILY);
    }

    /**
     * Decodes a payload.
     *
     * @param p its opening brace
     * @param end where it has to end
     * @return whether it was taken
     */
    boolean take(int p, int end) {
        long word = scan.word(p + NAME_AT);
        if (word == AGGREGATE) {
            return take(aggregates, aggregate, p, end, TradeWriter.AGGREGATED);
        }
        return word == TRADE && take(trades, trade, p, end, 0);
    }

    private boolean take(Layout layout, Stencil print, int p, int end, int flags) {
        if (layout.trade(scan, p) != end || print.hasFamily() && !dialect.isOurs(print.family())) {
            return false;
        }
        publisher
                .trade(layout.slot())
                .tx(print.tx())
                .fill(print.price(), print.quantity())
                .ids(print.id(), print.firstId(), print.count())
                .taker(print.sells(), flags);
        publisher.commit();
        publisher.decoded(FrameKind.TRADE);
        return true;
    }
}
