package ebb.codecs;

/**
 * What stands for "absent" in a field marked {@code ?} (messages.md §1). An encoder writes it like any value; a null in
 * a required field refuses the message (EVT-5).
 */
public final class Nulls {
    /** Of {@code px qty money rate micro ns vid}, of {@code i64} and of the mantissa of a {@code dec}. */
    public static final long LONG = Long.MIN_VALUE;

    /** Of {@code id}: 2⁶⁴−1. */
    public static final long ID = -1L;

    /** Of {@code hash}. */
    public static final long HASH = 0L;

    /** Of {@code u8}, of enums and of {@code bool}. */
    public static final short U8 = 255;

    /** Of {@code u16}. */
    public static final int U16 = 65_535;

    /** Of {@code u32}, as the generated flyweights take it. */
    public static final long U32 = 4_294_967_295L;

    /** Of {@code i8}. */
    public static final byte I8 = Byte.MIN_VALUE;

    /** Of {@code i32}. */
    public static final int I32 = Integer.MIN_VALUE;

    /** Of {@code code}. */
    public static final int CODE = 65_535;

    /** Of the {@code instrument} of a head, as {@link InHead} and {@link OutHead} take it: {@link #U32} as an int. */
    public static final int INSTRUMENT = -1;

    private Nulls() {}

    /**
     * Tells an absent price, quantity, time or other signed field.
     *
     * @param value of type {@code px qty money rate micro ns vid}
     * @return true if there is none
     */
    public static boolean isNull(long value) {
        return value == LONG;
    }
}
