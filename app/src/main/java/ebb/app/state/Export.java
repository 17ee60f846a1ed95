package ebb.app.state;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.FillDecoder;
import ebb.codecs.sbe.LevelEventDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.codecs.sbe.StaleWhy;
import ebb.codecs.sbe.TradeDecoder;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.engine.book.OrderBook;
import ebb.engine.instrument.Instrument;
import ebb.engine.strategy.Market;
import ebb.journal.Run;
import ebb.journal.StreamReport;
import ebb.runtime.JournalWalk;
import ebb.runtime.RunBeginning;
import java.io.PrintWriter;
import org.agrona.DirectBuffer;

/** Prints one kind of message of a run as CSV, made again by replay where it is not an input. */
public final class Export implements JournalWalk.Visitor {
    private static final String NO_TOUCH = ",,,";
    private final ExportType type;
    private final PrintWriter out;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LevelEventDecoder levelEvent = new LevelEventDecoder();
    private final BarRows bars;
    private Engine engine;
    private String[] tops = new String[16];

    private Export(ExportType type, PrintWriter out) {
        this.type = type;
        this.out = out;
        this.bars = new BarRows(out);
    }

    /**
     * Prints header and rows.
     *
     * @param run what to read
     * @param type which messages
     * @param configurator reads the run's configuration
     * @param out where the rows go
     * @return what is to be said of stream {@code in}
     */
    public static StreamReport print(Run run, ExportType type, Configurator configurator, PrintWriter out) {
        Export export = new Export(type, out);
        out.println(type.header());
        StreamReport report = JournalWalk.walk(
                run,
                egress -> {
                    export.engine = RunBeginning.engine(run, egress, configurator);
                    return export.engine::onMessage;
                },
                export);
        out.flush();
        return report;
    }

    @Override
    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
        switch (type) {
            case TRADE -> {
                if (templateId == TradeDecoder.TEMPLATE_ID) {
                    trade(buffer, offset);
                }
            }
            case DELTA -> {
                if (templateId == BookDeltaDecoder.TEMPLATE_ID) {
                    delta(buffer, offset);
                }
            }
            case FILL -> {
                if (templateId == FillDecoder.TEMPLATE_ID) {
                    fill(buffer, offset);
                }
            }
            case TOP -> tops();
            case BAR -> bars.closed(engine);
            default -> {
                // Outputs: printed as they are made again.
            }
        }
        return true;
    }

    @Override
    public void onOutbound(int templateId, DirectBuffer buffer, int offset, int length) {
        if (type == ExportType.ORDER && templateId == NewOrderDecoder.TEMPLATE_ID) {
            order(buffer, offset);
        } else if (type == ExportType.FILL && templateId == FillDecoder.TEMPLATE_ID) {
            fill(buffer, offset);
        } else if (type == ExportType.REJECTION && templateId == LevelEventDecoder.TEMPLATE_ID) {
            rejection(buffer, offset);
        }
    }

    private Instrument instrument(int id) {
        Market market = engine.market(id);
        return market == null ? null : market.instrument();
    }

    private void trade(DirectBuffer buffer, int offset) {
        Instrument of = instrument(InHead.instrument(buffer, offset));
        if (of == null) {
            return;
        }
        trade.wrapAndApplyHeader(buffer, offset, header);
        row(
                InHead.seq(buffer, offset),
                engine.nowNs(),
                of,
                StateJson.price(of, trade.price()),
                StateJson.qty(of, trade.qty()),
                side(trade.aggressor()),
                orEmpty(trade.tradeId()),
                orEmpty(trade.tx()));
    }

    private void delta(DirectBuffer buffer, int offset) {
        Instrument of = instrument(InHead.instrument(buffer, offset));
        if (of == null) {
            return;
        }
        delta.wrapAndApplyHeader(buffer, offset, header);
        String first = orEmpty(delta.first());
        String last = orEmpty(delta.last());
        String previous = orEmpty(delta.prev());
        StringBuilder bids = new StringBuilder();
        for (BookDeltaDecoder.BidsDecoder each : delta.bids()) {
            level(bids, of, each.price(), each.qty());
        }
        StringBuilder asks = new StringBuilder();
        for (BookDeltaDecoder.AsksDecoder each : delta.asks()) {
            level(asks, of, each.price(), each.qty());
        }
        row(InHead.seq(buffer, offset), engine.nowNs(), of, first, last, previous, bids.toString(), asks.toString());
    }

    private static void level(StringBuilder levels, Instrument of, long price, long qty) {
        if (levels.length() > 0) {
            levels.append(';');
        }
        levels.append(StateJson.price(of, price)).append(':').append(StateJson.qty(of, qty));
    }

    /** Any message may have changed any book: a timer that it fired, a connection that it woke. */
    private void tops() {
        if (tops.length < engine.instruments()) {
            tops = java.util.Arrays.copyOf(tops, engine.instruments() * 2);
        }
        for (int id = 0; id < engine.instruments(); id++) {
            Market market = engine.market(id);
            if (market != null) {
                top(market, id);
            }
        }
    }

    private void top(Market market, int id) {
        if (market.book().reason() == StaleWhy.PARTIAL || market.book().isInUpdate()) {
            // Half a message shows a touch that the venue never had (BOOK-3).
            return;
        }
        Instrument of = market.instrument();
        OrderBook book = market.book().book();
        boolean hasBid = !book.bids().isEmpty();
        boolean hasAsk = !book.asks().isEmpty();
        String touch = String.join(
                ",",
                hasBid ? StateJson.price(of, book.bestBid()) : "",
                hasBid ? StateJson.qty(of, book.bestBidQuantity()) : "",
                hasAsk ? StateJson.price(of, book.bestAsk()) : "",
                hasAsk ? StateJson.qty(of, book.bestAskQuantity()) : "");
        String before = tops[id] == null ? NO_TOUCH : tops[id];
        if (!touch.equals(before)) {
            tops[id] = touch;
            row(engine.lastSequence(), engine.nowNs(), of, StateJson.bookState(market.book()), touch);
        }
    }

    private void order(DirectBuffer buffer, int offset) {
        Instrument of = instrument(OutHead.instrument(buffer, offset));
        order.wrapAndApplyHeader(buffer, offset, header);
        out.println(String.join(
                ",",
                Long.toString(OutHead.cause(buffer, offset)),
                Long.toString(OutHead.time(buffer, offset)),
                StateJson.hex(order.clOrd()),
                order.signal() == Nulls.ID ? "" : Long.toString(order.signal()),
                StateJson.venue(of.venue()),
                of.symbol(),
                order.role().name(),
                order.side().name(),
                order.type().name(),
                nullToEmpty(StateJson.price(of, order.price())),
                nullToEmpty(StateJson.price(of, order.stop())),
                StateJson.qty(of, order.qty())));
    }

    private void fill(DirectBuffer buffer, int offset) {
        Instrument of = instrument(InHead.instrument(buffer, offset));
        if (of == null) {
            return;
        }
        fill.wrapAndApplyHeader(buffer, offset, header);
        out.println(String.join(
                ",",
                Long.toString(InHead.seq(buffer, offset)),
                Long.toString(InHead.ingress(buffer, offset)),
                fill.clOrd() == Nulls.ID ? "" : StateJson.hex(fill.clOrd()),
                StateJson.venue(of.venue()),
                of.symbol(),
                fill.side().name(),
                StateJson.price(of, fill.price()),
                StateJson.qty(of, fill.qty()),
                StateJson.money(fill.fee()),
                fill.liquidity().name()));
    }

    private void rejection(DirectBuffer buffer, int offset) {
        Instrument of = instrument(OutHead.instrument(buffer, offset));
        levelEvent.wrapAndApplyHeader(buffer, offset, header);
        row(
                OutHead.cause(buffer, offset),
                OutHead.time(buffer, offset),
                of,
                Long.toString(levelEvent.start()),
                levelEvent.event().name(),
                Long.toString(levelEvent.level()),
                StateJson.price(of, levelEvent.price()),
                Integer.toString(levelEvent.n()));
    }

    private void row(long sequence, long timeNs, Instrument of, String... cells) {
        out.println(sequence + "," + timeNs + "," + StateJson.venue(of.venue()) + "," + of.symbol() + ","
                + String.join(",", cells));
    }

    private static String side(Enum<?> side) {
        return side.name().equals("NULL_VAL") ? "" : side.name();
    }

    private static String orEmpty(long value) {
        return value == Nulls.LONG ? "" : Long.toString(value);
    }

    private static String nullToEmpty(String text) {
        return text == null ? "" : text;
    }
}
