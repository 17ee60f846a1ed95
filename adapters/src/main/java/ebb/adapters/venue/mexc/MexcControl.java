package ebb.adapters.venue.mexc;

import ebb.adapters.venue.Control;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.Rejection;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.DirectBuffer;

/** Hands frames that are no market data to the {@link ControlListener}: answers, pongs, errors, definitions. */
final class MexcControl {
    /** {@code rs.}, with which the channel of an answer begins. */
    private static final int ANSWER_HEAD_LENGTH = 3;

    private static final long SUCCESS = Words.word("success");

    private final Publisher publisher;
    private final JsonScan scan;
    private final ControlListener listener;

    MexcControl(Publisher publisher, JsonScan scan, ControlListener listener) {
        this.publisher = publisher;
        this.scan = scan;
        this.listener = listener;
    }

    /**
     * Tells the listener of a frame.
     *
     * @param channel of the frame
     * @param data where its data begins, 0 if it has none
     * @param channelStart where the text of the channel begins
     * @param channelLength its length
     * @param frame holds the text
     * @param frameOffset of its first byte
     * @param conn it came over
     * @return as {@link Publisher#decoded}, or the result of a rejection
     */
    int publish(
            Channel channel,
            int data,
            int channelStart,
            int channelLength,
            DirectBuffer frame,
            int frameOffset,
            int conn) {
        Control kind;
        int start = 0;
        int length = scan.end();
        long id = -1;
        if (channel == Channel.DEFINITION) {
            kind = Control.DEFINITION;
        } else if (data == 0) {
            return Rejection.MISSING.result();
        } else if (channel == Channel.PONG) {
            kind = Control.PONG;
            id = scan.integer(data) > 0 ? scan.value() : id;
        } else if (channel == Channel.ANSWER && isSuccess(data)) {
            kind = Control.ACK;
            start = channelStart + ANSWER_HEAD_LENGTH;
            length = channelLength - ANSWER_HEAD_LENGTH;
        } else {
            kind = Control.ERROR;
            boolean isText = scan.text(data) > 0;
            start = isText ? scan.textStart() : data;
            length = isText ? scan.textLength() : scan.skip(data) - data;
        }
        listener.onControl(kind, conn, id, frame, frameOffset + start, length);
        return publisher.decoded(FrameKind.CONTROL);
    }

    private boolean isSuccess(int data) {
        return scan.text(data) > 0
                && scan.textLength() == 7
                && (scan.word(scan.textStart()) & Words.mask(7)) == SUCCESS;
    }

    /**
     * Tells of a refused frame that could have been of any book or tape of its connection.
     *
     * @param slot of its instrument, as far as known
     * @param isOfBookOrTape whether it could have been of either
     * @return the slot
     */
    int own(int slot, boolean isOfBookOrTape, int result, int conn) {
        if (slot == MexcDecoder.NO_SYMBOL
                && isOfBookOrTape
                && !publisher.depth().isOpen()) {
            listener.onUnplaced(Rejection.of(result), conn);
        }
        return slot;
    }
}
