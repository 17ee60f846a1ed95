package ebb.adapters.venuesim.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a payload in the making. Grows; reused; one thread. */
public final class Text {
    private static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private byte[] bytes = new byte[4_096];
    private int length;

    /** Empties it. */
    public Text clear() {
        length = 0;
        return this;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** What holds them, from 0; valid until more is written. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Drops what was written beyond {@code length}. */
    public Text cut(int length) {
        this.length = Math.min(this.length, length);
        return this;
    }

    /** Writes ASCII. */
    @SuppressWarnings("deprecation")
    public Text ascii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** Writes any text in UTF-8. */
    public Text utf8(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        return raw(more, 0, more.length);
    }

    /** Writes bytes as they are. */
    public Text raw(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Writes one character of ASCII. */
    public Text put(char character) {
        ensure(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** Writes a whole number. */
    public Text number(long value) {
        if (value < 0) {
            put('-');
            value = -value;
        }
        int digits = digits(value);
        ensure(digits);
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += digits;
        return this;
    }

    /** Writes {@code units·10^-places} with all places, trailing zeros too. */
    public Text fixed(long units, int places) {
        if (units < 0) {
            put('-');
            units = -units;
        }
        number(units / TENS[places]);
        if (places > 0) {
            put('.');
            long rest = units % TENS[places];
            for (int pad = digits(rest); pad < places; pad++) {
                put('0');
            }
            number(rest);
        }
        return this;
    }

    /** Writes {@code units·10^-places} without trailing zeros. */
    public Text plain(long units, int places) {
        while (places > 0 && units % 10 == 0) {
            units /= 10;
            places--;
        }
        return fixed(units, places);
    }

    /** Writes {@code units·10^-places} as {@code d.dddE±n}. */
    public Text exponent(long units, int places) {
        int digits = digits(units);
        fixed(units, digits - 1);
        put('E');
        int power = digits - 1 - places;
        return power < 0 ? number(power) : put('+').number(power);
    }

    private static int digits(long value) {
        int digits = 1;
        while (digits < TENS.length && value >= TENS[digits]) {
            digits++;
        }
        return digits;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
