package ebb.adapters.venue.binance;

import static ebb.adapters.venue.binance.Key.*;

import ebb.adapters.venue.Fields;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Layout;
import ebb.adapters.wire.Names;
import ebb.codecs.sbe.Stream;

/** The events we decode: which members each has and what type its values are. Keys mean different things in each. */
enum Event {
    DEPTH("depthUpdate", FrameKind.DELTA),
    TRADE("trade", FrameKind.TRADE),
    AGGREGATE("aggTrade", FrameKind.TRADE),
    TOP("bookTicker", FrameKind.TOP),
    MARK("markPriceUpdate", FrameKind.MARK),
    CANDLE("kline", FrameKind.CANDLE),
    LIQUIDATION("forceOrder", FrameKind.LIQUIDATION),
    TICKER("24hrTicker", FrameKind.TICKER),
    MINI_TICKER("24hrMiniTicker", FrameKind.TICKER),
    DEFINITION("contractInfo", FrameKind.CONTROL),
    SHUTDOWN("serverShutdown", FrameKind.CONTROL),
    /** The object inside a candle; never an event of its own. */
    CANDLE_BODY("", FrameKind.CANDLE),
    /** The object inside a liquidation; never an event of its own. */
    ORDER_BODY("", FrameKind.LIQUIDATION),
    /** Before the event is known: members are only found. */
    UNKNOWN("", FrameKind.CONTROL);

    /** Known names that we pass over: private streams and figures we do not use. */
    private static final String[] IGNORED = {
        "executionReport",
        "outboundAccountPosition",
        "balanceUpdate",
        "listStatus",
        "externalLockUpdate",
        "eventStreamTerminated",
        "ORDER_TRADE_UPDATE",
        "ALGO_UPDATE",
        "ACCOUNT_UPDATE",
        "ACCOUNT_CONFIG_UPDATE",
        "TRADE_LITE",
        "MARGIN_CALL",
        "listenKeyExpired",
        "STRATEGY_UPDATE",
        "GRID_UPDATE",
        "CONDITIONAL_ORDER_TRIGGER_REJECT",
        "USER_LIABILITY_CHANGE",
        "MARGIN_LEVEL_STATUS_CHANGE",
        "1hTicker",
        "4hTicker",
        "1dTicker",
        "avgPrice",
        "compositeIndex",
        "assetIndexUpdate",
        "indexPriceUpdate",
        "continuous_kline",
        "indexPrice_kline",
        "markPrice_kline",
        "tradingSession",
        "subscriptionId",
        "openInterest",
        "other family"
    };

    private static final int NAMED = CANDLE_BODY.ordinal();

    private final String text;
    private final FrameKind kind;
    private final byte[] types = new byte[Key.COUNT];
    private final byte[] kinds = new byte[Key.COUNT];

    Event(String text, FrameKind kind) {
        this.text = text;
        this.kind = kind;
    }

    FrameKind kind() {
        return kind;
    }

    /** Whether it is market data of an instrument. */
    boolean isMarket() {
        return ordinal() <= MINI_TICKER.ordinal();
    }

    /** The stream in which a refused frame leaves a hole, null if the next one replaces it. */
    Stream stream() {
        switch (this) {
            case DEPTH:
                return Stream.BOOK;
            case TRADE:
            case AGGREGATE:
                return Stream.TRADES;
            default:
                return null;
        }
    }

    /** The types of this event's members, by key. */
    byte[] types() {
        return types;
    }

    /** Whether members that were found are a touch: that of spot names no event. */
    static boolean isTouch(Fields found) {
        boolean bid = found.has(B_LOW) && found.has(B);
        return bid && found.has(A_LOW) && found.has(A) && found.has(LAST) && found.has(S);
    }

    /** When the matching engine made a payload, ns, where that is told; else when it was sent; null if neither is. */
    static long time(Fields found) {
        return found.ns(found.has(TX) ? TX : TIME);
    }

    /** What a layout of this event can expect of its members, by key. */
    byte[] kinds() {
        return kinds;
    }

    private Event with(byte type, int... keys) {
        for (int key : keys) {
            types[key] = type;
            kinds[key] = Key.kind(type);
        }
        return this;
    }

    /** The names of the events, ours first in the order of this enum, then those passed over. */
    static Names names() {
        Names names = new Names();
        for (int i = 0; i < NAMED; i++) {
            names.add(values()[i].text);
        }
        for (String ignored : IGNORED) {
            names.add(ignored);
        }
        return names;
    }

    /** Events with a name of their own; a greater number in {@link #names()} is one passed over. */
    static int named() {
        return NAMED;
    }

    /** The names passed over, in the order of {@link #names()}. */
    static String[] ignored() {
        return IGNORED.clone();
    }

    /** The index of one of the names passed over. */
    static int ignored(String name) {
        for (int i = 0; i < IGNORED.length; i++) {
            if (IGNORED[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    static {
        DEPTH.with(INTEGER, TIME, TX, FIRST, LAST, PREV)
                .with(SYMBOL, S)
                .with(BIDS, B_LOW)
                .with(ASKS, A_LOW);
        TRADE.with(INTEGER, TIME, TX, T_LOW).with(SYMBOL, S).with(PRICE, P_LOW).with(QUANTITY, Q_LOW);
        TRADE.with(FLAG, M).with(TEXT, X);
        AGGREGATE.with(INTEGER, TIME, TX, A_LOW, F_LOW, L_LOW).with(SYMBOL, S).with(PRICE, P_LOW);
        AGGREGATE.with(QUANTITY, Q_LOW).with(FLAG, M);
        TOP.with(EVENT, NAME).with(INTEGER, TIME, TX, LAST).with(SYMBOL, S).with(PRICE, B_LOW, A_LOW);
        TOP.with(QUANTITY, B, A);
        MARK.with(INTEGER, TIME, TX)
                .with(SYMBOL, S)
                .with(REFERENCE, P_LOW, I, P)
                .with(RATE, R);
        CANDLE.with(INTEGER, TIME).with(SYMBOL, S).with(BODY, K);
        LIQUIDATION.with(INTEGER, TIME).with(BODY, O);
        TICKER.with(INTEGER, TIME)
                .with(SYMBOL, S)
                .with(PRICE, C, H, L_LOW)
                .with(QUANTITY, V_LOW)
                .with(MONEY, Q_LOW);
        MINI_TICKER.with(INTEGER, TIME).with(SYMBOL, S).with(PRICE, C, H, L_LOW).with(QUANTITY, V_LOW);
        MINI_TICKER.with(MONEY, Q_LOW);
        CANDLE_BODY
                .with(INTEGER, T_LOW, N)
                .with(TEXT, I)
                .with(PRICE, O, C, H, L_LOW)
                .with(QUANTITY, V_LOW, V);
        CANDLE_BODY.with(MONEY, Q_LOW).with(FLAG, X_LOW);
        ORDER_BODY
                .with(SYMBOL, S)
                .with(TEXT, SIDE)
                .with(QUANTITY, Q_LOW, Z)
                .with(PRICE, P_LOW)
                .with(REFERENCE, AVERAGE);
        ORDER_BODY.with(INTEGER, TX);
        for (Event event : values()) {
            if (event != CANDLE_BODY && event != ORDER_BODY && event != UNKNOWN) {
                event.with(INTEGER, FAMILY);
            }
        }
        // Of these only the time of the trade, or of the book, is told.
        TRADE.kinds[TIME] = Layout.CHECKED;
        AGGREGATE.kinds[TIME] = Layout.CHECKED;
        TOP.kinds[TIME] = Layout.CHECKED;
        for (int key = 0; key < Key.COUNT; key++) {
            UNKNOWN.with(FIND, key);
        }
    }
}
