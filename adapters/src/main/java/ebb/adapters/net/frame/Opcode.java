package ebb.adapters.net.frame;

/** The opcodes of RFC 6455 §5.2 and the sizes every frame obeys. */
final class Opcode {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** Set in the opcode of each control frame. */
    static final int CONTROL_BIT = 0x8;

    static final int FIN_BIT = 0x80;
    static final int RESERVED_BITS = 0x70;
    static final int OPCODE_BITS = 0x0F;
    static final int MASK_BIT = 0x80;
    static final int LENGTH_BITS = 0x7F;

    /** In the 7 length bits: the length follows in 2 bytes. */
    static final int LENGTH_16 = 126;
    /** In the 7 length bits: the length follows in 8 bytes. */
    static final int LENGTH_64 = 127;

    static final int MAX_CONTROL_PAYLOAD = 125;
    static final int MASK_KEY_LENGTH = 4;

    private Opcode() {}
}
