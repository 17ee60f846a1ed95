package ebb.adapters.venue.mexc;

import ebb.adapters.wire.Backwards;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;

/**
 * The last members of a push as they stand at its end: the stamp, and before it the channel, in older frames the symbol.
 * Looked at before the frame is walked over; what a frame of another spelling holds there is not found, never misread.
 */
final class PushTail {
    /** {@code ,"ts":} and 13 digits and the closing brace. */
    private static final int STAMP = 20;

    private static final int STAMP_HEAD = 6;
    private static final long STAMP_KEY = Words.word(",\"ts\":");
    /** {@code ,"channel":"} as two words, and {@code ,"symbol":"}. */
    private static final int CHANNEL_HEAD = 12;

    private static final long CHANNEL_KEY = Words.word(",\"channe");
    private static final long CHANNEL_KEY_END = Words.word("l\":\"");
    private static final int SYMBOL_HEAD = 11;
    private static final long SYMBOL_KEY = Words.word(",\"symbol");
    private static final long SYMBOL_KEY_END = Words.word("\":\"");
    private static final int LONGEST_NAME = 48;

    private final JsonScan scan;
    private long stamp;
    private int nameStart;
    private int nameLength;
    private boolean isChannel;
    private boolean isSymbol;

    PushTail(JsonScan scan) {
        this.scan = scan;
    }

    /** Looks at the frame the scan holds; true if a stamp ends it. */
    boolean read() {
        isChannel = false;
        isSymbol = false;
        int at = scan.end() - STAMP;
        if (at < CHANNEL_HEAD
                || (scan.word(at) & Words.mask(STAMP_HEAD)) != STAMP_KEY
                || scan.integer(at + STAMP_HEAD) != scan.end() - 1) {
            return false;
        }
        stamp = scan.value();
        if (scan.at(at - 1) == '"') {
            name(at - 1);
        }
        return true;
    }

    /** The text that ends with this quote, if it is one of the two. */
    private void name(int close) {
        int stop = Math.max(CHANNEL_HEAD - 2, close - LONGEST_NAME);
        int open = Backwards.find(scan, close - 1, stop, '"');
        if (open <= stop) {
            return;
        }
        nameStart = open + 1;
        nameLength = close - nameStart;
        int channel = nameStart - CHANNEL_HEAD;
        int symbol = nameStart - SYMBOL_HEAD;
        isChannel = scan.word(channel) == CHANNEL_KEY
                && (scan.word(channel + 8) & Words.mask(CHANNEL_HEAD - 8)) == CHANNEL_KEY_END;
        isSymbol = scan.word(symbol) == SYMBOL_KEY
                && (scan.word(symbol + 8) & Words.mask(SYMBOL_HEAD - 8)) == SYMBOL_KEY_END;
    }

    /** The stamp as it stands, milliseconds in the venue's frames. */
    long stamp() {
        return stamp;
    }

    /** Whether the channel stands before the stamp; it is the text at {@link #nameStart()}. */
    boolean isChannel() {
        return isChannel;
    }

    /** Whether the symbol stands before the stamp; it is the text at {@link #nameStart()}. */
    boolean isSymbol() {
        return isSymbol;
    }

    /** Where the text found begins. */
    int nameStart() {
        return nameStart;
    }

    /** Its length in bytes. */
    int nameLength() {
        return nameLength;
    }
}
