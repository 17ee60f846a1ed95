package ebb.adapters.venue.binance;

import ebb.adapters.venue.Layout;
import ebb.adapters.wire.Names;

/**
 * Member keys of Binance frames by number, and the types a value can have. A letter's meaning depends on the event;
 * where it is the same everywhere the constant is named after the meaning, else after the letter.
 */
final class Key {
    static final int NAME = 0;
    static final int TIME = 1;
    static final int TX = 2;
    static final int S = 3;
    static final int FIRST = 4;
    static final int LAST = 5;
    static final int PREV = 6;
    static final int B_LOW = 7;
    static final int A_LOW = 8;
    static final int B = 9;
    static final int A = 10;
    static final int P_LOW = 11;
    static final int Q_LOW = 12;
    static final int T_LOW = 13;
    static final int F_LOW = 14;
    static final int L_LOW = 15;
    static final int M = 16;
    static final int X = 17;
    static final int FAMILY = 18;
    static final int I = 19;
    static final int P = 20;
    static final int R = 21;
    static final int K = 22;
    static final int O = 23;
    static final int SIDE = 24;
    static final int AVERAGE = 25;
    static final int Z = 26;
    static final int C = 27;
    static final int H = 28;
    static final int V_LOW = 29;
    static final int V = 30;
    static final int N = 31;
    static final int X_LOW = 32;
    static final int STREAM = 33;
    static final int DATA = 34;
    static final int RESULT = 35;
    static final int ID = 36;
    static final int ERROR = 37;
    static final int CODE = 38;
    static final int MESSAGE = 39;
    static final int UPDATE = 40;
    static final int BID_LEVELS = 41;
    static final int ASK_LEVELS = 42;
    static final int SUBSCRIPTION = 43;
    static final int INTEREST = 44;
    static final int COUNT = 45;

    /** Types of values. */
    static final byte SKIP = 0;

    static final byte INTEGER = 1;
    static final byte SYMBOL = 2;
    static final byte PRICE = 3;
    static final byte QUANTITY = 4;
    /** A price the venue computed, rounded to the instrument's exponent; may be empty. */
    static final byte REFERENCE = 5;
    /** A ratio at 1e-9; may be empty. */
    static final byte RATE = 6;
    /** An amount at 1e-8. */
    static final byte MONEY = 7;

    static final byte FLAG = 8;
    static final byte TEXT = 9;
    static final byte BIDS = 10;
    static final byte ASKS = 11;
    static final byte BODY = 12;
    static final byte EVENT = 13;
    static final byte FIND = 14;

    private Key() {}

    /** What a layout can expect of values of a type. */
    static byte kind(byte type) {
        switch (type) {
            case SKIP:
                return Layout.CHECKED;
            case INTEGER:
                return Layout.INTEGER;
            case PRICE:
                return Layout.PRICE;
            case QUANTITY:
                return Layout.QUANTITY;
            case SYMBOL:
                return Layout.SYMBOL;
            case FLAG:
                return Layout.FLAG;
            default:
                return Layout.ANY;
        }
    }

    /** The spellings, in the order of the numbers. */
    static Names names() {
        return Names.of(
                "e",
                "E",
                "T",
                "s",
                "U",
                "u",
                "pu",
                "b",
                "a",
                "B",
                "A",
                "p",
                "q",
                "t",
                "f",
                "l",
                "m",
                "X",
                "st",
                "i",
                "P",
                "r",
                "k",
                "o",
                "S",
                "ap",
                "z",
                "c",
                "h",
                "v",
                "V",
                "n",
                "x",
                "stream",
                "data",
                "result",
                "id",
                "error",
                "code",
                "msg",
                "lastUpdateId",
                "bids",
                "asks",
                "subscriptionId",
                "openInterest");
    }
}
