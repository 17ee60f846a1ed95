package ebb.adapters.net.frame;

import java.io.ByteArrayOutputStream;

/** Frames as a server sends them: unmasked, length in its shortest form. */
public final class ServerFrames {
    private ServerFrames() {}

    /** A frame with this first byte (FIN, reserved bits, opcode). */
    public static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
