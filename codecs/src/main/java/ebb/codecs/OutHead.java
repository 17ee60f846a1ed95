package ebb.codecs;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The head of every outbound message (composite {@code outHead}, messages.md §2), read and written without knowing the
 * template. {@code offset} is that of the message: its SBE header.
 */
public final class OutHead {
    /** Flag: first message of a chunked one or of a batch. */
    public static final int FIRST = 1;

    /** Flag: last message of a chunked one or of a batch. */
    public static final int LAST = 2;

    /** Flags of a message that stands alone. */
    public static final int WHOLE = FIRST | LAST;

    /** Flag: of a shadow run, must not be acted on. */
    public static final int SHADOW = 16;

    /** The greatest {@code emit}: a cause with more messages repeats it. */
    public static final int MAX_EMIT = 255;

    private static final int CAUSE = Slots.HEAD_OFFSET;
    private static final int TIME = CAUSE + 8;
    private static final int OUT = CAUSE + 16;
    private static final int INSTRUMENT = CAUSE + 24;
    private static final int VENUE = CAUSE + 28;
    private static final int STRATEGY = CAUSE + 29;
    private static final int FLAGS = CAUSE + 30;
    private static final int EMIT = CAUSE + 31;

    private OutHead() {}

    /**
     * Writes what the part that emits knows; {@link #stamp} adds the rest.
     *
     * @param buffer     holds the message
     * @param offset     of the message
     * @param instrument dense id, or {@link Nulls#INSTRUMENT}
     * @param venue      0 to 254, or {@link Nulls#U8}
     * @param strategy   0 to 254, or {@link Nulls#U8}
     * @param flags      of FIRST, LAST, SHADOW
     */
    public static void route(
            MutableDirectBuffer buffer, int offset, int instrument, int venue, int strategy, int flags) {
        buffer.putInt(offset + INSTRUMENT, instrument, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(offset + VENUE, (byte) venue);
        buffer.putByte(offset + STRATEGY, (byte) strategy);
        buffer.putByte(offset + FLAGS, (byte) flags);
    }

    /**
     * Writes where in the run the message stands.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @param cause  sequence of the message in hand
     * @param timeNs engine time, ns since the epoch
     * @param out    count of outbound messages of the run
     * @param emit   index within the cause; more than {@link #MAX_EMIT} is written as that
     */
    public static void stamp(MutableDirectBuffer buffer, int offset, long cause, long timeNs, long out, int emit) {
        buffer.putLong(offset + CAUSE, cause, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + TIME, timeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + OUT, out, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(offset + EMIT, (byte) Math.min(emit, MAX_EMIT));
    }

    /**
     * Sequence of the message that was in hand.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return the causing sequence
     */
    public static long cause(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + CAUSE, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Engine time.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return ns since the epoch
     */
    public static long time(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Count of outbound messages of the run.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return contiguous number
     */
    public static long out(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + OUT, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Which instrument the message is about.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return dense id, or {@link Nulls#INSTRUMENT}
     */
    public static int instrument(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Which venue the message is about or goes to.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return 0 to 254, or {@link Nulls#U8}
     */
    public static int venue(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + VENUE) & 0xFF;
    }

    /**
     * Which strategy speaks.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return 0 to 254, or {@link Nulls#U8}
     */
    public static int strategy(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + STRATEGY) & 0xFF;
    }

    /**
     * The flags.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return of FIRST, LAST, SHADOW
     */
    public static int flags(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + FLAGS) & 0xFF;
    }

    /**
     * Index of the message within its cause.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return 0 to {@link #MAX_EMIT}, saturating
     */
    public static int emit(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + EMIT) & 0xFF;
    }
}
