package ebb.adapters.venue.mexc;

import ebb.adapters.venue.Layout;
import ebb.adapters.wire.Names;

/** Member keys of MEXC frames by number, and the types a value can have. */
final class Key {
    static final int SYMBOL_KEY = 0;
    static final int DATA = 1;
    static final int CHANNEL = 2;
    static final int TS = 3;
    static final int CTS = 4;
    static final int ASK_LEVELS = 5;
    static final int BID_LEVELS = 6;
    static final int END = 7;
    static final int BEGIN = 8;
    static final int VERSION = 9;
    static final int P = 10;
    static final int V = 11;
    static final int T_UPPER = 12;
    static final int M = 13;
    static final int I = 14;
    static final int T = 15;
    static final int LAST_PRICE = 16;
    static final int FAIR_PRICE = 17;
    static final int INDEX_PRICE = 18;
    static final int HOLD = 19;
    static final int VOLUME = 20;
    static final int AMOUNT = 21;
    static final int HIGH = 22;
    static final int LOW = 23;
    static final int TIMESTAMP = 24;
    static final int PRICE_KEY = 25;
    static final int RATE_KEY = 26;
    static final int NEXT = 27;
    static final int INTERVAL = 28;
    static final int O = 29;
    static final int C = 30;
    static final int H = 31;
    static final int L = 32;
    static final int A = 33;
    static final int Q = 34;
    static final int SUCCESS = 35;
    static final int CODE = 36;
    static final int MESSAGE = 37;
    /** Not a key: the touch found in the first levels of a book. */
    static final int BID = 38;

    static final int BID_SIZE = 39;
    static final int ASK = 40;
    static final int ASK_SIZE = 41;
    static final int COUNT = 42;

    /** Types of values. */
    static final byte SKIP = 0;

    static final byte INTEGER = 1;
    /** As INTEGER; {@code null} counts as absent. */
    static final byte OPTIONAL = 2;

    static final byte PRICE = 3;
    static final byte QUANTITY = 4;
    /** A price the venue computed, rounded to the instrument's exponent; {@code null} counts as absent. */
    static final byte REFERENCE = 5;
    /** A ratio at 1e-9. */
    static final byte RATE = 6;
    /** An amount at 1e-8. */
    static final byte MONEY = 7;

    static final byte TEXT = 8;
    /** An id: its digits, or the hash of its bytes. */
    static final byte ID = 9;

    static final byte BIDS = 10;
    static final byte ASKS = 11;
    static final byte SYMBOL = 12;
    static final byte FIND = 13;

    private Key() {}

    /** What a layout can expect of values of a type. */
    static byte kind(byte type) {
        switch (type) {
            case SKIP:
                return Layout.CHECKED;
            case INTEGER:
            case OPTIONAL:
            case ID:
                return Layout.INTEGER;
            case PRICE:
                return Layout.PRICE;
            case QUANTITY:
                return Layout.QUANTITY;
            default:
                return Layout.ANY;
        }
    }

    /**
     * What a layout can expect of a member around the data, in a frame whose stamp was read from its tail.
     *
     * @param key of the member
     * @param isNamed whether the tail told the channel, too: its text needs no second look then
     */
    static byte around(int key, boolean isNamed) {
        switch (key) {
            case SYMBOL_KEY:
                return Layout.SYMBOL;
            case CHANNEL:
                return isNamed ? Layout.NAME : Layout.ANY;
            case DATA:
                return Layout.ANY;
            default:
                return Layout.CHECKED;
        }
    }

    /** The spellings, in the order of the numbers. */
    static Names names() {
        return Names.of(
                "symbol",
                "data",
                "channel",
                "ts",
                "cts",
                "asks",
                "bids",
                "end",
                "begin",
                "version",
                "p",
                "v",
                "T",
                "M",
                "i",
                "t",
                "lastPrice",
                "fairPrice",
                "indexPrice",
                "holdVol",
                "volume24",
                "amount24",
                "high24Price",
                "lower24Price",
                "timestamp",
                "price",
                "rate",
                "nextSettleTime",
                "interval",
                "o",
                "c",
                "h",
                "l",
                "a",
                "q",
                "success",
                "code",
                "message");
    }
}
