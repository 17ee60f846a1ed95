package ebb.bench.peer;

/** A decimal's characters to a scaled long, as plainly as anybody would write it. */
final class Decimals {
    private Decimals() {}

    static long mantissa(char[] text, int length, int decimals) {
        long value = 0;
        int left = decimals;
        boolean isBehindPoint = false;
        for (int i = 0; i < length; i++) {
            if (text[i] == '.') {
                isBehindPoint = true;
            } else {
                value = value * 10 + (text[i] - '0');
                left -= isBehindPoint ? 1 : 0;
            }
        }
        return scaled(value, left);
    }

    static long mantissa(String text, int decimals) {
        long value = 0;
        int left = decimals;
        boolean isBehindPoint = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '.') {
                isBehindPoint = true;
            } else {
                value = value * 10 + (each - '0');
                left -= isBehindPoint ? 1 : 0;
            }
        }
        return scaled(value, left);
    }

    private static long scaled(long value, int places) {
        long scaled = value;
        for (int i = 0; i < places; i++) {
            scaled *= 10;
        }
        return scaled;
    }
}
