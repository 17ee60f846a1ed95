package ebb.adapters.net.frame;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The slow, obvious twin of {@link FrameScanner}: has the whole stream as an array and copies as it likes. */
final class PlainScanner {
    private final byte[] in;
    private final int frameMax;
    private final int messageMax;
    private final List<String> lines = new ArrayList<>();
    private int at;
    private String kind;
    private ByteArrayOutputStream message;

    PlainScanner(byte[] in, int frameMax, int messageMax) {
        this.in = in;
        this.frameMax = frameMax;
        this.messageMax = messageMax;
    }

    List<String> lines() {
        while (frame()) {
            continue;
        }
        return lines;
    }

    /** One frame; false at the end of the bytes or of the stream. */
    private boolean frame() {
        if (in.length - at < 2) {
            return false;
        }
        boolean isFinal = (in[at] & 0x80) != 0;
        int reserved = in[at] & 0x70;
        int opcode = in[at] & 0x0F;
        boolean isMasked = (in[at + 1] & 0x80) != 0;
        int shortLength = in[at + 1] & 0x7F;
        if (reserved != 0) {
            return say("RESERVED_BITS " + reserved);
        }
        if (isMasked) {
            return say("MASKED " + opcode);
        }
        if (!List.of(0, 1, 2, 8, 9, 10).contains(opcode)) {
            return say("RESERVED_OPCODE " + opcode);
        }
        if (opcode >= 8 && !isFinal) {
            return say("CONTROL_FRAGMENTED " + opcode);
        }
        if (opcode >= 8 && shortLength > 125) {
            return say("CONTROL_TOO_LONG " + shortLength);
        }
        if (opcode == 0 && message == null) {
            return say("CONTINUATION_WITHOUT_START 0");
        }
        if ((opcode == 1 || opcode == 2) && message != null) {
            return say("MESSAGE_INTERRUPTED " + opcode);
        }
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (in.length - at < 2 + lengthBytes) {
            return false;
        }
        long length = lengthBytes == 0
                ? shortLength
                : new BigInteger(Arrays.copyOfRange(in, at + 2, at + 2 + lengthBytes)).longValue();
        if (lengthBytes == 2) {
            length &= 0xFFFF;
        }
        if (length < 0) {
            return say("LENGTH_NEGATIVE " + length);
        }
        if (lengthBytes == 2 && length < 126 || lengthBytes == 8 && length < 65536) {
            return say("LENGTH_NOT_MINIMAL " + length);
        }
        if (length > frameMax) {
            return say("FRAME_TOO_LARGE " + length);
        }
        if (message != null && opcode < 8 && message.size() + length > messageMax) {
            return say("MESSAGE_TOO_LARGE " + (message.size() + length));
        }
        int begin = at + 2 + lengthBytes;
        if (in.length - begin < length) {
            return false;
        }
        at = begin + (int) length;
        return payload(opcode, isFinal, Arrays.copyOfRange(in, begin, at));
    }

    private boolean payload(int opcode, boolean isFinal, byte[] payload) {
        if (opcode == 9 || opcode == 10) {
            lines.add((opcode == 9 ? "ping " : "pong ") + FrameLog.payload(payload));
            return true;
        }
        if (opcode == 8) {
            return close(payload);
        }
        if (opcode != 0) {
            kind = opcode == 1 ? "text " : "binary ";
            message = new ByteArrayOutputStream();
        }
        message.writeBytes(payload);
        if (isFinal) {
            lines.add(kind + FrameLog.payload(message.toByteArray()));
            message = null;
        }
        return true;
    }

    private boolean close(byte[] payload) {
        if (payload.length == 0) {
            return say("close 1005 ");
        }
        if (payload.length == 1) {
            return say("CLOSE_TRUNCATED 1");
        }
        int code = (payload[0] & 0xFF) * 256 + (payload[1] & 0xFF);
        boolean isKnown =
                code >= 1000 && code <= 1014 && !List.of(1004, 1005, 1006).contains(code);
        if (isKnown || code >= 3000 && code < 5000) {
            return say("close " + code + " " + FrameLog.payload(Arrays.copyOfRange(payload, 2, payload.length)));
        }
        return say("CLOSE_CODE " + code);
    }

    private boolean say(String last) {
        lines.add(last);
        return false;
    }
}
