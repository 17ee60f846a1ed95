package ebb.app.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.venue.Venue;
import ebb.codecs.DecimalText;
import ebb.engine.Engine;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookSide;
import ebb.engine.book.BookStatus;
import ebb.engine.flow.Vpin;
import ebb.engine.indicator.Atr;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.strategy.Market;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of an engine as one JSON object: decimals as strings in venue units, hashes as 16 hex digits, what is absent
 * or not VALID as null.
 */
public final class StateJson {
    /** Levels a side. */
    public static final int LEVELS = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MONEY_EXPONENT = -8;
    private static final MathContext DOUBLE_DIGITS = new MathContext(17);

    private StateJson() {}

    /**
     * The state as one line.
     *
     * @param engine between two messages
     * @param symbol only this instrument, or null for all
     * @return JSON without line breaks
     */
    public static String line(Engine engine, String symbol) {
        try {
            return JSON.writeValueAsString(tree(engine, symbol));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    /**
     * The state as a tree of maps, lists, strings and numbers.
     *
     * @param engine between two messages
     * @param symbol only this instrument, or null for all
     * @return the tree
     */
    public static Map<String, Object> tree(Engine engine, String symbol) {
        List<Object> instruments = new ArrayList<>();
        for (int id = 0; id < engine.instruments(); id++) {
            Market market = engine.market(id);
            if (market != null
                    && (symbol == null || symbol.equals(market.instrument().symbol()))) {
                instruments.add(market(market));
            }
        }
        return tree(engine, instruments);
    }

    /** The state around some instruments. */
    static Map<String, Object> tree(Engine engine, List<Object> instruments) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("sequence", engine.lastSequence());
        state.put("engineTimeNs", engine.nowNs());
        state.put("stateHash", hex(engine.stateHashNow()));
        state.put("instruments", instruments);
        state.put("orders", engine.isConfigured() ? orders(engine) : List.of());
        state.put("positions", engine.isConfigured() ? positions(engine) : List.of());
        state.put("risk", engine.isConfigured() ? risk(engine) : null);
        return state;
    }

    /** A hash as people write it. */
    public static String hex(long hash) {
        return String.format(java.util.Locale.ROOT, "%016x", hash);
    }

    /** Name of a venue by its number on the wire. */
    public static String venue(int venue) {
        Venue[] all = Venue.values();
        return venue >= 0 && venue < all.length ? all[venue].text() : null;
    }

    /** One instrument. */
    static Map<String, Object> market(Market market) {
        Instrument instrument = market.instrument();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("venue", venue(instrument.venue()));
        json.put("symbol", instrument.symbol());
        json.put("book", book(market.book(), instrument));
        json.put("lastTrade", price(instrument, market.lastPrice()));
        boolean hasTape = market.tape().cvd().prints() > 0;
        json.put("cvd", hasTape ? qty(instrument, market.tape().cvd().total()) : null);
        Vpin vpin = market.tape().vpin();
        json.put("vpin", vpin.validity().isValid() ? plain(vpin.value()) : null);
        json.put("bars", bars(market));
        json.put("atr", atr(market));
        json.put("rejections", rejections(market));
        return json;
    }

    private static Map<String, Object> book(BookBuilder book, Instrument instrument) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", bookState(book));
        json.put("bids", levels(book.book().bids(), instrument));
        json.put("asks", levels(book.book().asks(), instrument));
        return json;
    }

    /** {@code LIVE}, {@code CROSSED} or {@code STALE(REASON)}. */
    public static String bookState(BookBuilder book) {
        return book.status() == BookStatus.STALE
                ? "STALE(" + book.reason() + ")"
                : book.status().name();
    }

    private static List<Object> levels(BookSide side, Instrument instrument) {
        List<Object> levels = new ArrayList<>();
        for (int rank = 0; rank < Math.min(LEVELS, side.count()); rank++) {
            long at = side.priceAt(rank);
            levels.add(List.of(price(instrument, at), qty(instrument, side.quantity(at))));
        }
        return levels;
    }

    private static Map<String, Object> bars(Market market) {
        Map<String, Object> json = new LinkedHashMap<>();
        Frames frames = market.bars().frames();
        for (int frame = 0; frame < frames.size(); frame++) {
            BarRing ring = market.bars().ring(frame);
            json.put(frameName(frames.lengthNs(frame)), ring.size() == 0 ? null : bar(ring, 0, market.instrument()));
        }
        return json;
    }

    private static Map<String, Object> bar(BarRing ring, int age, Instrument instrument) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("openTimeNs", ring.startNs(age));
        json.put("open", price(instrument, ring.open(age)));
        json.put("high", price(instrument, ring.high(age)));
        json.put("low", price(instrument, ring.low(age)));
        json.put("close", price(instrument, ring.close(age)));
        json.put("volume", qty(instrument, ring.volume(age)));
        json.put("buyVolume", ring.hasSides(age) ? qty(instrument, ring.buy(age)) : null);
        return json;
    }

    /** {@code 5s}, {@code 1m}, {@code 4h}, {@code 1d}. */
    public static String frameName(long lengthNs) {
        long seconds = lengthNs / Frames.SECOND_NS;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Map<String, Object> atr(Market market) {
        Map<String, Object> json = new LinkedHashMap<>();
        Frames frames = market.bars().frames();
        for (int frame = 0; frame < frames.size(); frame++) {
            Atr atr = market.atr(frame);
            String value = atr.validity().isValid()
                    ? decimal(atr.value(), market.instrument().pe())
                    : null;
            json.put(frameName(frames.lengthNs(frame)), value);
        }
        return json;
    }

    /** Without an exponent, however small. */
    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    private static String decimal(double mantissa, int exponent) {
        return new BigDecimal(mantissa)
                .scaleByPowerOfTen(exponent)
                .round(DOUBLE_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static List<Object> rejections(Market market) {
        List<Object> json = new ArrayList<>();
        for (int i = 0; i < market.rejections().size(); i++) {
            RejectionLevel level = market.rejections().level(i);
            List<Object> peaks = new ArrayList<>();
            for (int k = 0; k < level.size(); k++) {
                peaks.add(List.of(
                        level.rejection(k).peakStartNs(),
                        price(market.instrument(), level.rejection(k).peak())));
            }
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("id", level.id());
            each.put("level", price(market.instrument(), level.price()));
            each.put("state", level.state().name());
            each.put("count", level.count());
            each.put("peaks", peaks);
            json.add(each);
        }
        return json;
    }

    private static List<Object> orders(Engine engine) {
        List<Object> json = new ArrayList<>();
        for (Order each = engine.orders().first();
                each != null;
                each = engine.orders().after(each)) {
            Instrument instrument = engine.market(each.instrument()).instrument();
            Map<String, Object> order = new LinkedHashMap<>();
            order.put("clOrd", hex(each.clOrd()));
            order.put("venue", venue(instrument.venue()));
            order.put("symbol", instrument.symbol());
            order.put("role", each.role().name());
            order.put("side", each.side().name());
            order.put("type", each.type().name());
            order.put("price", price(instrument, each.price()));
            order.put("stop", price(instrument, each.stop()));
            order.put("quantity", qty(instrument, each.qty()));
            order.put("filled", qty(instrument, each.cum()));
            order.put("state", each.state().name());
            json.add(order);
        }
        return json;
    }

    private static List<Object> positions(Engine engine) {
        List<Object> json = new ArrayList<>();
        Positions positions = engine.orders().positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            Instrument instrument = each.instrument();
            Map<String, Object> position = new LinkedHashMap<>();
            position.put("id", each.id() == Order.NO_ID ? null : each.id());
            position.put("venue", venue(instrument.venue()));
            position.put("symbol", instrument.symbol());
            position.put("quantity", qty(instrument, each.signedQty()));
            position.put("entry", price(instrument, each.entry()));
            position.put("stop", price(instrument, each.stop()));
            position.put("realised", money(each.realised()));
            position.put("unrealised", money(each.unrealised()));
            position.put("fees", money(each.fees()));
            position.put("funding", money(each.funding()));
            position.put("state", each.state().name());
            json.add(position);
        }
        return json;
    }

    /** Level of a kill of each strategy alone (NS-LIV-5), by name. */
    private static Map<String, Integer> strategyKills(Engine engine) {
        List<String> names = engine.strategies();
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            levels.put(names.get(i), engine.strategyKill(i));
        }
        return levels;
    }

    private static Map<String, Object> risk(Engine engine) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", engine.trading().state().name());
        json.put("killLevel", engine.trading().killLevel());
        json.put("strategyKills", strategyKills(engine));
        json.put("reconciled", engine.trading().isReconciled());
        json.put("equity", money(engine.account().equity()));
        json.put("dayStartEquity", money(engine.account().dayStart()));
        json.put("dailyLoss", DecimalText.of(engine.account().dailyLossMicro(), -6));
        json.put("losingRun", engine.account().losingRun());
        return json;
    }

    /** A price in venue units, null when absent. */
    public static String price(Instrument instrument, long mantissa) {
        return mantissa == Instrument.ABSENT ? null : DecimalText.of(mantissa, instrument.pe());
    }

    /** A quantity in venue units, null when absent. */
    public static String qty(Instrument instrument, long mantissa) {
        return mantissa == Instrument.ABSENT ? null : DecimalText.of(mantissa, instrument.qe());
    }

    /** Money, null when absent. */
    public static String money(long mantissa) {
        return mantissa == Instrument.ABSENT ? null : DecimalText.of(mantissa, MONEY_EXPONENT);
    }
}
