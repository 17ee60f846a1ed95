package ebb.adapters.net.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.agrona.DirectBuffer;

/** Writes down what a scanner reports, one line a callback; long payloads by length and checksum. */
final class FrameLog implements FrameHandler, ControlHandler {
    private static final int SHOWN = 40;

    final List<String> lines = new ArrayList<>();

    static String payload(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length <= SHOWN
                ? new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                : bytes.length + " bytes " + Long.toHexString(crc.getValue());
    }

    private static String payload(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return payload(bytes);
    }

    @Override
    public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
        lines.add("text " + payload(buffer, offset, length));
    }

    @Override
    public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
        lines.add("binary " + payload(buffer, offset, length));
    }

    @Override
    public void onPong(DirectBuffer buffer, int offset, int length, long receiveNs) {
        lines.add("pong " + payload(buffer, offset, length));
    }

    @Override
    public void onPing(DirectBuffer buffer, int offset, int length) {
        lines.add("ping " + payload(buffer, offset, length));
    }

    @Override
    public void onClose(int code, DirectBuffer buffer, int offset, int length) {
        lines.add("close " + code + " " + payload(buffer, offset, length));
    }

    @Override
    public void onViolation(Violation violation, long seen) {
        lines.add(violation + " " + seen);
    }
}
