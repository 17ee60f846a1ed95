package ebb.adapters.venue.binance;

import ebb.adapters.venue.SymbolTable;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Names;
import ebb.adapters.wire.Words;
import org.agrona.concurrent.UnsafeBuffer;

/** The name of the stream that a payload came on, {@code btcusdt@depth5}, where the frame told it. */
final class StreamName {
    private static final long DEPTH_NAME = Words.word("@depth");
    private static final int DEPTH_NAME_LENGTH = 6;

    private final JsonScan scan;
    private final UnsafeBuffer upper = new UnsafeBuffer(new byte[Names.MAX_LENGTH]);
    private final JsonScan folded = new JsonScan();
    private int start;
    private int length;

    StreamName(JsonScan scan) {
        this.scan = scan;
    }

    /** The frame told none. */
    void none() {
        length = 0;
    }

    /** It is this text of the frame. */
    void at(int start, int length) {
        this.start = start;
        this.length = length;
    }

    /**
     * Streams of the first 5, 10 or 20 levels look like depth events, only their name tells.
     *
     * @param symbolLength bytes of the symbol the name begins with
     */
    boolean isPartial(int symbolLength) {
        int at = start + symbolLength;
        if (length == 0 || (scan.word(at) & Words.mask(DEPTH_NAME_LENGTH)) != DEPTH_NAME) {
            return false;
        }
        int c = scan.at(at + DEPTH_NAME_LENGTH);
        return c >= '0' && c <= '9';
    }

    /**
     * The instrument the stream is named after: for payloads that name none.
     *
     * @param symbols the instruments known
     * @return its slot, negative if it is none of ours
     */
    int slot(SymbolTable symbols) {
        int count = 0;
        while (count < length && count < Names.MAX_LENGTH && scan.at(start + count) != '@') {
            int c = scan.at(start + count);
            upper.putByte(count++, (byte) (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
        }
        folded.wrap(upper, 0, count);
        return symbols.find(folded, 0, count);
    }
}
