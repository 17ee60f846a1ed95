package ebb.adapters.net.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Finds the frames in what a WebSocket server sends and hands them on without copying: a frame that lies whole in the
 * read buffer is reported in place. A frame cut by the end of a read, and a fragmented message, is gathered in a buffer
 * of the scanner's own, which grows by doubling up to the limit and is then kept: 0 bytes a frame after warm-up.
 *
 * <p>Nothing a server sends makes it throw or loop: each byte is looked at once, and what breaks the protocol is
 * reported as a {@link Violation}, after which the scanner has stopped and ignores the rest. How the bytes were cut into
 * reads changes no callback. UTF-8 is not validated here.
 *
 * <p>One thread. A handler may call {@link #stop} from within a callback; what it throws passes through, and the
 * scanner must then be given up.
 */
public final class FrameScanner implements AutoCloseable {
    private static final int INCOMPLETE = 0;
    private static final int REFUSED = -1;
    private static final int SHORT_HEADER = 2;
    private static final int HEADER_16 = 4;
    private static final int HEADER_64 = 10;
    private static final int NO_CODE = 1005;
    private static final int NO_MESSAGE = -1;

    private final int frameMax;
    private final int messageMax;
    private final FrameHandler frames;
    private final ControlHandler control;
    private final Gathered cut;
    private final Gathered message;

    private boolean stopped;
    private long frameCount;
    private long messageCount;
    /** Written by the scanning thread, read by any; volatile. */
    private volatile long fragmentedCount;
    // The frame at hand: set by open(), valid until dispatched.
    private int opcode;
    private boolean isFinal;
    private int payloadLength;
    // The cut frame: its whole length, or 0 while its header is not complete.
    private int cutTotal;
    // The fragmented message: opcode of its first frame.
    private int messageOpcode = NO_MESSAGE;

    /**
     * Creates a scanner for one connection after the other ({@link #reset} in between).
     *
     * @param frameMax largest payload of one frame in bytes ({@code net.frame-max})
     * @param messageMax largest message in bytes, fragments together ({@code net.message-max}), at least frameMax
     * @param frames receives messages and pongs
     * @param control receives pings, closes and violations
     */
    public FrameScanner(int frameMax, int messageMax, FrameHandler frames, ControlHandler control) {
        if (frameMax < Opcode.MAX_CONTROL_PAYLOAD || messageMax < frameMax) {
            throw new IllegalArgumentException(
                    "need 125 <= frameMax <= messageMax, got " + frameMax + ", " + messageMax);
        }
        this.frameMax = frameMax;
        this.messageMax = messageMax;
        this.frames = frames;
        this.control = control;
        cut = new Gathered(frameMax + HEADER_64);
        message = new Gathered(messageMax);
    }

    /**
     * Scans the next bytes of the stream and calls the handlers for each frame completed by them.
     *
     * @param buffer holds the bytes; only read during the call
     * @param offset of the first
     * @param length how many
     * @param receiveNs ns since epoch at which the read began, handed on to the handlers
     */
    public void scan(DirectBuffer buffer, int offset, int length, long receiveNs) {
        int at = offset;
        int end = offset + length;
        if (cut.length() > 0 && !stopped) {
            at = completeCut(buffer, at, end, receiveNs);
        }
        while (at < end && !stopped) {
            int header = open(buffer, at, end - at);
            if (header == REFUSED) {
                return;
            }
            if (header == INCOMPLETE || payloadLength > end - at - header) {
                cutTotal = header == INCOMPLETE ? 0 : header + payloadLength;
                cut.reserve(cutTotal);
                cut.append(buffer, at, end - at);
                return;
            }
            at += header;
            int payload = at;
            at += payloadLength;
            dispatch(buffer, payload, receiveNs);
        }
    }

    /** Ignores all that follows; may be called by a handler. */
    public void stop() {
        stopped = true;
    }

    /**
     * Whether a close frame, a violation or {@link #stop} has ended the stream.
     *
     * @return true until {@link #reset}
     */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * Frames seen since creation, control frames and fragments included: the evidence that the peer lives.
     *
     * @return 0 or more, never decreasing
     */
    public long frameCount() {
        return frameCount;
    }

    /**
     * Whole text and binary messages delivered since creation.
     *
     * @return 0 or more, never decreasing
     */
    public long messageCount() {
        return messageCount;
    }

    /**
     * Messages that began to come in fragments since creation. Any thread.
     *
     * @return 0 or more, never decreasing
     */
    public long fragmentedCount() {
        return fragmentedCount;
    }

    /** Forgets half a frame and half a message: a new connection begins. */
    public void reset() {
        stopped = false;
        cut.clear();
        cutTotal = 0;
        message.clear();
        messageOpcode = NO_MESSAGE;
    }

    /** Gives the buffers back; the scanner ignores all that follows. */
    @Override
    public void close() {
        stopped = true;
        cut.free();
        message.free();
    }

    private int completeCut(DirectBuffer buffer, int offset, int end, long receiveNs) {
        int at = offset;
        while (cutTotal == 0) {
            // First to two bytes, then to the length the second one announces.
            int need = cut.length() < SHORT_HEADER
                    ? SHORT_HEADER
                    : headerLength(cut.buffer().getByte(1));
            int taken = Math.min(need - cut.length(), end - at);
            cut.append(buffer, at, taken);
            at += taken;
            int header = open(cut.buffer(), 0, cut.length());
            if (header == REFUSED) {
                return end;
            }
            if (header != INCOMPLETE) {
                cutTotal = header + payloadLength;
                cut.reserve(cutTotal);
            } else if (at == end) {
                return end;
            }
        }
        int taken = Math.min(cutTotal - cut.length(), end - at);
        cut.append(buffer, at, taken);
        if (cut.length() == cutTotal) {
            int payload = cutTotal - payloadLength;
            cut.clear();
            cutTotal = 0;
            dispatch(cut.buffer(), payload, receiveNs);
        }
        return at + taken;
    }

    private static int headerLength(byte second) {
        int length = second & Opcode.LENGTH_BITS;
        return length < Opcode.LENGTH_16 ? SHORT_HEADER : length == Opcode.LENGTH_16 ? HEADER_16 : HEADER_64;
    }

    /** Reads and judges the header at hand; returns its length, INCOMPLETE or REFUSED. */
    private int open(DirectBuffer buffer, int at, int available) {
        if (available < SHORT_HEADER) {
            return INCOMPLETE;
        }
        int first = buffer.getByte(at);
        byte second = buffer.getByte(at + 1);
        if (!isAllowed(first, second)) {
            return REFUSED;
        }
        int header = headerLength(second);
        if (available < header) {
            return INCOMPLETE;
        }
        long length = second & Opcode.LENGTH_BITS;
        if (header == HEADER_16) {
            length = buffer.getShort(at + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        } else if (header == HEADER_64) {
            length = buffer.getLong(at + 2, ByteOrder.BIG_ENDIAN);
        }
        if (!isAllowed(header, length)) {
            return REFUSED;
        }
        isFinal = (first & Opcode.FIN_BIT) != 0;
        opcode = first & Opcode.OPCODE_BITS;
        payloadLength = (int) length;
        return header;
    }

    private boolean isAllowed(int first, byte second) {
        int code = first & Opcode.OPCODE_BITS;
        if ((first & Opcode.RESERVED_BITS) != 0) {
            return refuse(Violation.RESERVED_BITS, first & Opcode.RESERVED_BITS);
        }
        if (second < 0) {
            return refuse(Violation.MASKED, code);
        }
        if ((code & Opcode.CONTROL_BIT) != 0) {
            if (code > Opcode.PONG) {
                return refuse(Violation.RESERVED_OPCODE, code);
            }
            if ((first & Opcode.FIN_BIT) == 0) {
                return refuse(Violation.CONTROL_FRAGMENTED, code);
            }
            return second <= Opcode.MAX_CONTROL_PAYLOAD || refuse(Violation.CONTROL_TOO_LONG, second);
        }
        if (code > Opcode.BINARY) {
            return refuse(Violation.RESERVED_OPCODE, code);
        }
        if (code == Opcode.CONTINUATION) {
            return messageOpcode != NO_MESSAGE || refuse(Violation.CONTINUATION_WITHOUT_START, code);
        }
        return messageOpcode == NO_MESSAGE || refuse(Violation.MESSAGE_INTERRUPTED, code);
    }

    private boolean isAllowed(int header, long length) {
        if (length < 0) {
            return refuse(Violation.LENGTH_NEGATIVE, length);
        }
        if (header == HEADER_16 && length < Opcode.LENGTH_16 || header == HEADER_64 && length <= 0xFFFF) {
            return refuse(Violation.LENGTH_NOT_MINIMAL, length);
        }
        if (length > frameMax) {
            return refuse(Violation.FRAME_TOO_LARGE, length);
        }
        if (messageOpcode != NO_MESSAGE && length > messageMax - message.length()) {
            return refuse(Violation.MESSAGE_TOO_LARGE, message.length() + length);
        }
        return true;
    }

    private void dispatch(DirectBuffer buffer, int payload, long receiveNs) {
        frameCount++;
        switch (opcode) {
            case Opcode.TEXT:
            case Opcode.BINARY:
                if (isFinal) {
                    deliver(opcode, buffer, payload, payloadLength, receiveNs);
                } else {
                    messageOpcode = opcode;
                    fragmentedCount = fragmentedCount + 1;
                    gather(buffer, payload);
                }
                break;
            case Opcode.CONTINUATION:
                continueMessage(buffer, payload, receiveNs);
                break;
            case Opcode.PING:
                control.onPing(buffer, payload, payloadLength);
                break;
            case Opcode.PONG:
                frames.onPong(buffer, payload, payloadLength, receiveNs);
                break;
            default:
                closeFrame(buffer, payload);
        }
    }

    private void deliver(int code, DirectBuffer buffer, int payload, int length, long receiveNs) {
        messageCount++;
        if (code == Opcode.TEXT) {
            frames.onText(buffer, payload, length, receiveNs);
        } else {
            frames.onBinary(buffer, payload, length, receiveNs);
        }
    }

    private void gather(DirectBuffer buffer, int payload) {
        message.reserve(message.length() + payloadLength);
        message.append(buffer, payload, payloadLength);
    }

    private void continueMessage(DirectBuffer buffer, int payload, long receiveNs) {
        gather(buffer, payload);
        if (isFinal) {
            int code = messageOpcode;
            int length = message.length();
            messageOpcode = NO_MESSAGE;
            message.clear();
            deliver(code, message.buffer(), 0, length, receiveNs);
        }
    }

    private void closeFrame(DirectBuffer buffer, int payload) {
        if (payloadLength == 0) {
            stopped = true;
            control.onClose(NO_CODE, buffer, payload, 0);
        } else if (payloadLength == 1) {
            refuse(Violation.CLOSE_TRUNCATED, 1);
        } else {
            int code = buffer.getShort(payload, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            if (isSendable(code)) {
                stopped = true;
                control.onClose(code, buffer, payload + 2, payloadLength - 2);
            } else {
                refuse(Violation.CLOSE_CODE, code);
            }
        }
    }

    /** RFC 6455 §7.4 with the registry's later 1012..1014: 1004..1006 and 1015 never travel. */
    private static boolean isSendable(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    private boolean refuse(Violation violation, long seen) {
        stopped = true;
        control.onViolation(violation, seen);
        return false;
    }
}
