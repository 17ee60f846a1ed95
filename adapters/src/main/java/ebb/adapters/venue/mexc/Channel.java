package ebb.adapters.venue.mexc;

import static ebb.adapters.venue.mexc.Key.*;

import ebb.adapters.venue.FrameKind;
import ebb.adapters.wire.Names;
import ebb.codecs.sbe.Stream;
import java.util.Arrays;

/** The channels we decode: which members the data of each has and what type its values are. */
enum Channel {
    DEPTH("push.depth", FrameKind.DELTA),
    DEAL("push.deal", FrameKind.TRADE),
    FULL("push.depth.full", FrameKind.PARTIAL),
    TICKER("push.ticker", FrameKind.TICKER),
    TICKERS("push.tickers", FrameKind.TICKER),
    FAIR("push.fair.price", FrameKind.MARK),
    INDEX("push.index.price", FrameKind.MARK),
    FUNDING("push.funding.rate", FrameKind.FUNDING),
    CANDLE("push.kline", FrameKind.CANDLE),
    DEFINITION("push.contract", FrameKind.CONTROL),
    PONG("pong", FrameKind.CONTROL),
    ERROR("rs.error", FrameKind.CONTROL),
    /** Any other channel that begins with {@code rs.}: a request was accepted, if its data says so. */
    ANSWER("", FrameKind.CONTROL),
    /** The frame itself, around the data. */
    FRAME("", FrameKind.CONTROL),
    /** No channel of ours, or none yet. */
    UNKNOWN("", FrameKind.CONTROL);

    /** Known names that we pass over. */
    private static final String[] IGNORED = {
        "push.personal",
        "push.depth.step",
        "push.depth.snapshot",
        "push.kline.fair_price",
        "push.kline.index_price",
        "push.event.contract",
        "push.contract.detail"
    };

    private static final int NAMED = ANSWER.ordinal();

    private final String text;
    private final FrameKind kind;
    private final byte[] types = new byte[Key.COUNT];
    private final byte[] kinds = new byte[Key.COUNT];

    Channel(String text, FrameKind kind) {
        this.text = text;
        this.kind = kind;
        Arrays.fill(kinds, Key.kind(Key.SKIP));
    }

    FrameKind kind() {
        return kind;
    }

    /** The types of the members of this channel's data, by key. */
    byte[] types() {
        return types;
    }

    /** Whether it is market data of the instrument the frame names. */
    boolean isMarket() {
        return ordinal() <= CANDLE.ordinal() && this != TICKERS;
    }

    /** The stream in which a refused frame leaves a hole, null if the next one replaces it. */
    Stream stream() {
        return this == DEPTH ? Stream.BOOK : this == DEAL ? Stream.TRADES : null;
    }

    /** The names of the channels, ours first in the order of this enum, then those passed over. */
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

    /** Channels with a name of their own; a greater number in {@link #names()} is one passed over. */
    static int named() {
        return NAMED;
    }

    /** The names passed over, in the order of {@link #names()}; the first stands for all private channels. */
    static String[] ignored() {
        return IGNORED.clone();
    }

    /** What a layout of this channel's data can expect of its members, by key. */
    byte[] kinds() {
        return kinds;
    }

    private Channel with(byte type, int... keys) {
        for (int key : keys) {
            types[key] = type;
            kinds[key] = Key.kind(type);
        }
        return this;
    }

    static {
        FRAME.with(SYMBOL, SYMBOL_KEY).with(OPTIONAL, TS).with(FIND, DATA, CHANNEL);
        DEPTH.with(OPTIONAL, CTS, BEGIN, END, VERSION).with(ASKS, ASK_LEVELS).with(BIDS, BID_LEVELS);
        FULL.with(OPTIONAL, CTS, VERSION).with(ASKS, ASK_LEVELS).with(BIDS, BID_LEVELS);
        DEAL.with(PRICE, P).with(QUANTITY, V).with(INTEGER, T_UPPER, M, T).with(ID, I);
        TICKER.with(PRICE, LAST_PRICE, HIGH, LOW).with(REFERENCE, FAIR_PRICE, INDEX_PRICE);
        TICKER.with(QUANTITY, HOLD, VOLUME).with(MONEY, AMOUNT).with(OPTIONAL, TIMESTAMP);
        TICKERS.with(SYMBOL, SYMBOL_KEY).with(PRICE, LAST_PRICE, HIGH, LOW).with(REFERENCE, FAIR_PRICE, INDEX_PRICE);
        TICKERS.with(QUANTITY, HOLD, VOLUME).with(MONEY, AMOUNT).with(OPTIONAL, TIMESTAMP);
        FAIR.with(REFERENCE, PRICE_KEY);
        INDEX.with(REFERENCE, PRICE_KEY);
        FUNDING.with(RATE, RATE_KEY).with(OPTIONAL, NEXT);
        CANDLE.with(PRICE, O, H, L, C)
                .with(QUANTITY, Q)
                .with(MONEY, A)
                .with(INTEGER, T)
                .with(TEXT, INTERVAL);
    }
}
